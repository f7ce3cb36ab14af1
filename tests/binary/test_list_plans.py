"""How the engines find the rows of lists: by an index whose columns are all that is asked for, so
that a page costs its rows and not the store's. The statements are those of src/listing/sql, and
those that explain a day's figures."""
import contextlib
import json
import pathlib
import re
import sqlite3
import subprocess
import unittest

from program import ENGINES, Program

SOURCE = pathlib.Path(__file__).parent.parent.parent / "src"
STATEMENTS = sorted((SOURCE / "listing/sql").glob("*.sql"))
# What a range of days costs are entries of indexes, not rows.
OF_A_RANGE = [SOURCE / "insights/sql" / f"{what}.sql"
              for what in ("count_checkouts", "list_order_values")]
OF_A_DAY = [SOURCE / "insights/sql" / f"list_{what}_of_day.sql" for what in ("orders", "sales")]
# What they look at besides is of one order, customer or product.
OF_ONE_OBJECT = {"find_line_of_product", "find_order_times", "list_variants",
                 "sum_net_sales_of_order"}
# The sums of all products, from the rollups; and lists in the order of sums, which no index has.
OF_THE_STORE = {"sum_products", "list_customers_by_sum", "list_products_by_sum"}
# PostgreSQL chooses among its indexes by what is there.
ROWS = [f"insert into {table} select {values} from generate_series(1, 20000) g"
        for table, values in (
    ("customers (store_id, customer_id, own, updated_at, triggered_at, content_hash, created_at, "
     "first_name, last_name, email)",
     "1, g, 1, 0, 0, 0, g, 'First' || g, 'Last' || g, 'Mail' || g"),
    ("products (store_id, product_id, updated_at, triggered_at, completeness, content_hash, "
     "title, vendor, product_type, handle, status)",
     "1, g, 0, 0, 0, 0, 'Title' || g, '', '', '', ''"),
    ("checkouts (store_id, token, updated_at, triggered_at, completeness, content_hash, "
     "created_at, email, total_price)", "1, 't' || g, 0, 0, 0, 0, g, 'Mail' || g, g"),
    ("orders (store_id, order_id, updated_at, triggered_at, completeness, content_hash, name, "
     "happened_at, created_at, day, test, taxes_included, financial_status, total_price, "
     "total_tax, tip, counted, email, checkout_token, customer_id)",
     "1, g, 0, 0, 0, 0, '#' || g, g, g, g / 50, 0, 0, 'paid', g, 0, 0, 1, 'Mail' || g, 't' || g, "
     "case when g % 4 > 0 then g % 5000 end"))]


def read(path):
    """A statement's text and its parameters with their types."""
    lines = path.read_text().splitlines()
    parameters = re.findall(r"^-- param (\w+) (\w+)", "\n".join(lines), re.MULTILINE)
    return "\n".join(line for line in lines if not line.startswith("--")), dict(parameters)


def postgres_plan(program, path):
    text, parameters = read(path)
    for name, kind in parameters.items():
        value = "'a'::text" if kind == "text" else "1::bigint"
        text = re.sub(rf":{name}\b", value, text)
    done = subprocess.run(
        ["psql", "-XAtq", program.url, "-c", "set enable_seqscan = off; set enable_sort = off; "
         "set enable_bitmapscan = off", "-c", "explain (format json) " + text],
        check=True, stdout=subprocess.PIPE, text=True)
    nodes, found = [json.loads(done.stdout)[0]["Plan"]], []
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", [])
        if "Relation Name" in node:
            found.append(node)
    return found


def sqlite_plan(program, path):
    text, parameters = read(path)
    with contextlib.closing(sqlite3.connect(program.directory / "data" / "state.db")) as database:
        return [row[3] for row in database.execute("explain query plan " + text,
                                                   dict.fromkeys(parameters, 1))]


class Plans(unittest.TestCase):
    def look_at_sqlite(self, paths, check):
        """Calls check(statement's name, step) for each step of the statements' plans."""
        with Program("sqlite") as program:
            program.command("migrate")
            for path in paths:
                with self.subTest(path.stem):
                    for step in sqlite_plan(program, path):
                        check(path.stem, step)

    def test_sqlite(self):
        def check(name, step):
            self.assertNotRegex(step, r"^SCAN (?!CONSTANT ROW|times)")
            if name not in OF_THE_STORE and step.startswith("SEARCH"):
                self.assertNotIn("(store_id=?)", step)
        self.look_at_sqlite(STATEMENTS, check)

    def test_a_days_rows_on_sqlite(self):
        def check(_, step):
            if step.startswith("SEARCH"):
                self.assertRegex(step, r"\b(day|order_id|customer_id)=\?")
        self.look_at_sqlite(OF_A_DAY, check)

    def test_a_ranges_entries_on_sqlite(self):
        def check(_, step):
            self.assertRegex(step, r"^SEARCH \w+ USING COVERING INDEX")
            self.assertRegex(step, r"\(store_id=\? AND (created_at|day)>\? AND \w+<\?\)")
        self.look_at_sqlite(OF_A_RANGE, check)

    def test_postgres(self):
        if "postgres" not in ENGINES:
            return
        with Program("postgres") as program:
            program.command("migrate")
            for statement in (*ROWS, "analyze"):
                program.execute(statement)
            for path in (*STATEMENTS, *OF_A_RANGE):
                with self.subTest(path.stem):
                    for node in postgres_plan(program, path):
                        self.assertIn("Index", node["Node Type"])
                        if path.stem not in OF_ONE_OBJECT:
                            self.assertNotIn("Filter", node)


if __name__ == "__main__":
    unittest.main()
