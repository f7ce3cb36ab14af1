"""What the tools refuse to embed, and the texts they make of what they take."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tools"))

from embed_migrations import checksum, read_set  # noqa: E402
from embed_sql import read_query  # noqa: E402
from sql_text import SqlError  # noqa: E402

PROSE = "-- What it means.\n"


class Folder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.path = pathlib.Path(temporary.name)

    def write(self, name, text):
        (self.path / name).write_text(text, encoding="utf-8")
        return self.path / name


class Queries(Folder):
    def query(self, text, prose=PROSE):
        return read_query("name", {"": self.write("name.sql", prose + text)})

    def refused(self, text, why, prose=PROSE):
        with self.assertRaisesRegex(SqlError, why):
            self.query(text, prose)

    def test_parameters_are_numbered_in_the_order_of_their_declaration(self):
        query = self.query("-- param b text\n-- param a bigint\nselect :a, :b, :a")
        self.assertEqual(query.sqlite, "select ?2, ?1, ?2")
        self.assertEqual(query.postgres, "select $2, $1, $2")

    def test_strings_names_casts_and_comments_are_left_alone(self):
        query = self.query(
            "-- param a bigint\nselect ':a', 'it''s :a', \":a\", :a::text -- :b\n/* :c; */ , 1;"
        )
        self.assertEqual(query.postgres, "select ':a', 'it''s :a', \":a\", $1::text\n, 1")

    def test_parameters_are_declared_and_used(self):
        self.refused("select :a", "`:a` is not declared")
        self.refused("-- param a bigint\nselect 1", "`a` is declared and not used")
        self.refused("-- param a bigint\n-- param a text\nselect :a", "declared twice")
        self.refused("select ?1", "parameters are named")
        self.refused("select $1", "parameters are named")

    def test_declarations_are_understood_wholly(self):
        self.refused("-- param a int\nselect :a", "`int` is not bigint, text or bytes")
        self.refused("-- param a\nselect :a", "expected `name type")
        self.refused("-- param a text none\nselect :a", "expected `name type")
        self.refused("-- param class text\nselect :class", "cannot be the name of a field")
        self.refused("-- returns a bigint,\nselect 1 as a", "does not go on")
        self.refused("select 1", "must say what the query means", prose="")

    def test_a_file_is_one_statement(self):
        self.refused("select 1; select 2", "more than one")
        self.refused("-- nothing", "no statement")
        self.refused("select 'a", "never closed")

    def test_both_engines_declare_the_same(self):
        sqlite = self.write("name.sqlite.sql", PROSE + "-- returns a bigint\nselect 1 as a")
        postgres = self.write("name.postgres.sql", PROSE + "-- returns a text\nselect 'a' as a")
        with self.assertRaisesRegex(SqlError, "declare different things"):
            read_query("name", {"sqlite": sqlite, "postgres": postgres})
        with self.assertRaisesRegex(SqlError, "one for each"):
            read_query("name", {"sqlite": sqlite})

    def test_a_batch_of_changes_has_one_row_of_values(self):
        batch = "-- param a bigint\n-- batch\n"
        self.refused(batch + "insert into t select :a", "exactly one `values")
        self.refused(batch + "insert into t values (:a), (1)", "one row")
        self.refused(
            batch + "insert into t values (1) on conflict do update set a = :a", "only within"
        )
        self.refused(batch + "update t set a = :a", "exactly one `values")
        self.refused(batch + "create table t (a int default :a)", "needs a select, insert")
        self.refused("-- batch\nselect 1", "needs parameters")
        query = self.query(batch + "insert into t (a, b) values (:a, f(1, ')'))\nreturning a")
        self.assertEqual(
            query.batch,
            "insert into t (a, b) select batch.a as column1, f(1, ')') as column2 "
            "from unnest($1::bigint[]) as batch(a)\nreturning a",
        )

    def test_an_insert_takes_several_rows_a_step(self):
        head = "-- param a bigint\n-- param b text\n"
        insert = "insert into t (x, y, z) values (:b, :a, :b)"
        end = "\non conflict (x) do update set y = t.y + excluded.y"
        rows = self.query(head + "-- batch\n" + insert + end).rows
        self.assertTrue(
            rows.startswith("insert into t (x, y, z) values (?2, ?1, ?2),\n(?4, ?3, ?4),\n"), rows
        )
        self.assertTrue(rows.endswith(",\n(?16, ?15, ?16)" + end), rows)
        self.assertIsNone(self.query(head + insert).rows, "no batch")
        answering = head + "-- returns x text\n-- batch\n" + insert + "\nreturning x"
        self.assertIsNone(self.query(answering).rows)
        deleting = "-- batch\ndelete from t where (x, y) in (values (:a, :b))"
        self.assertIsNone(self.query(head + deleting).rows)

    def test_a_row_of_values_is_compared_at_once_where_it_is_one(self):
        query = self.query(
            "-- param a bigint\n-- param b text\n-- batch\n"
            "delete from t where (a, b) in (values (:a, :b)) and c in (1, 2)"
        )
        self.assertEqual(query.sqlite, "delete from t where (a, b) = (?1, ?2) and c in (1, 2)")
        self.assertEqual(
            query.postgres, "delete from t where (a, b) in (values ($1, $2)) and c in (1, 2)"
        )
        self.assertIn("in (select batch.a as column1, batch.b as column2", query.batch)


class Migrations(Folder):
    def refused(self, why):
        with self.assertRaisesRegex(SqlError, why):
            read_set(self.path)

    def test_versions_have_no_gap(self):
        self.write("0001_first.sql", "create table a (id ms_int)")
        self.write("0003_third.sql", "create table b (id ms_int)")
        self.refused("version 0002 is missing")

    def test_transactions_belong_to_the_runner(self):
        self.write("0001_first.sql", "create table a (id ms_int); COMMIT; select 1")
        self.refused("`COMMIT` cannot stand in a migration")

    def test_both_engines_have_a_text(self):
        self.write("0001_first.sqlite.sql", "create table a (id ms_int)")
        self.refused("one file or one for each engine")

    def test_comments_do_not_count(self):
        plain = "create table a (id ms_int, name text default 'x')"
        self.assertEqual(
            checksum(plain), checksum("-- A table.\ncreate table a (\n  id ms_int,\n name text "
                                      "default 'x')  -- :)")
        )
        self.assertNotEqual(checksum(plain), checksum(plain.replace("'x'", "'y'")))


if __name__ == "__main__":
    unittest.main()
