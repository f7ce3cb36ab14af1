"""A store is deleted: at once from outside, then everything of it from the database."""
import threading
import time
import unittest

from people import ask, invite, join, members, scoped_key
from program import SECRET, SHOP, Program, on_each_engine, order, wait_for
from test_access import OTHER_SHOP, fill
from test_live import Watcher

CANARY = "Quillon"  # in what `fill` delivers
DATABASES = {"sqlite": ("state", "inbox"), "postgres": ("state",)}
# The mark itself, and a row that deleting takes away at once.
KEPT = {"erasures", "stores"}
# The projector takes what is to be projected again.
WORKED_ON = {"delivery_replays", "delivery_outcomes", "projection_progress", "store_versions"}


def columns(program, database):
    """table → [(column, type, may be null)], of those that hold rows of stores."""
    if program.engine == "postgres":
        rows = program.query(
            "select c.table_name as name, c.column_name as col, c.data_type as type, "
            "c.is_nullable = 'YES' as nullable from information_schema.columns c "
            "join information_schema.tables t using (table_schema, table_name) "
            "where c.table_schema = 'public' and t.table_type = 'BASE TABLE'")
    else:
        rows = program.query(
            "select m.name as name, c.name as col, c.type as type, not c.\"notnull\" as nullable "
            "from sqlite_master m, pragma_table_info(m.name) c "
            "where m.type = 'table'", database)
    tables = {}
    for row in rows:
        tables.setdefault(row["name"], []).append((row["col"], row["type"], row["nullable"]))
    return {name: found for name, found in tables.items()
            if any(column == "store_id" for column, _, _ in found)}


def literal(type_name, number):
    kind = type_name.lower()
    if kind in ("bytea", "body_blob"):
        return f"x'{number:016x}'"
    if kind in ("text", "sorted_text", "json_text"):
        return f"'{number}'"
    return str(number)


def fill_tables(program, stores):
    """A row of each store in each table, whatever that would mean to the program."""
    for database in DATABASES[program.engine]:
        for table, found in columns(program, database).items():
            if table in KEPT:
                continue
            for number, store in stores.items():
                names = ", ".join(f'"{column}"' for column, _, _ in found)
                values = ", ".join(str(store) if column == "store_id" else literal(kind, number)
                                   for column, kind, _ in found)
                if program.engine == "postgres":
                    values = values.replace("x'", "'\\x")
                program.execute(f"insert into {table} ({names}) values ({values})", database)


def rows_of(program, store):
    """table → what it holds of a store."""
    return {table: sorted(map(str, program.query(
        f"select * from {table} where store_id = {store}", database)))
            for database in DATABASES[program.engine] for table in columns(program, database)}


def number_of(opaque):
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for character in opaque:
        number = number << 5 | alphabet.index(character)
    return number


def left_of(program, store):
    return [table for table, rows in rows_of(program, store).items() if rows and table not in KEPT]


def wait_until_erased(program, store):
    wait_for(lambda: not left_of(program, store), f"{store} to be erased")


def delete(program, key, store, name="Shop One", status=202):
    return ask(program, "DELETE", f"/api/v1/stores/{store}", key, {"name": name}, status)


class Erasure(unittest.TestCase):
    @on_each_engine
    def test_no_table_keeps_a_row_and_no_row_of_another_store_goes(self, program):
        key, store = program.set_up()
        other = program.add_store(shop=OTHER_SHOP)
        soon = int(time.time() * 1000) + 86_400_000  # nothing of it is over age
        fill_tables(program, {soon: number_of(store), soon + 1: number_of(other)})
        before = rows_of(program, number_of(other))
        self.assertEqual([table for table, rows in before.items() if not rows], ["erasures"])
        self.assertGreater(len(before), 38)
        program.serve()
        delete(program, key, store)
        wait_until_erased(program, number_of(store))
        program.stop()
        after = rows_of(program, number_of(other))
        for table in before.keys() - WORKED_ON:
            self.assertEqual(after[table], before[table], table)

    @on_each_engine
    def test_it_is_gone_at_once_for_everybody(self, program):
        key, store = program.set_up()
        program.serve()
        path = f"/api/v1/stores/{store}"
        bo = join(program, key, store, "bo@example.com", "admin")
        _, token = invite(program, key, store, "cy@example.com")
        program.add_user("cy@example.com")
        cy = program.add_api_key("cy@example.com")
        self.assertEqual(program.deliver(order(1), "orders/create"), 200)
        watcher = Watcher(program, bo, store)
        delete(program, key, store)
        for somebody in (key, bo):
            for of_store in ("", "/members", "/audit", "/deliveries", "/orders", "/live",
                             "/insights/overview"):
                ask(program, "GET", path + of_store, somebody, status=404)
            delete(program, somebody, store, status=404)
            ask(program, "PATCH", path, somebody, {"name": "New"}, 404)
            self.assertEqual(ask(program, "GET", "/api/v1/stores", somebody)[1]["items"], [])
        ask(program, "POST", "/api/v1/invitations/accept", cy, {"token": token}, 404)
        unknown = program.deliver(order(2), "orders/create", shop=OTHER_SHOP)
        self.assertEqual(program.deliver(order(2), "orders/create"), unknown)
        self.assertEqual(unknown, 401)
        wait_for(watcher.ended.is_set, "the stream to end")
        watcher.close()
        _, log = ask(program, "GET", "/api/v1/me/audit?action=store.deleted", key, status=200)
        event, = log["items"]
        self.assertEqual((event["subject"], event["details"], event["store"]),
                         (store, {"domain": SHOP}, None))
        self.assertEqual(ask(program, "GET", "/api/v1/me/audit?action=store.deleted", bo)[1],
                         {"items": [], "next_cursor": None})

    @on_each_engine
    def test_only_an_owner_who_gives_its_name_deletes_it(self, program):
        key, store = program.set_up()
        program.serve()
        path = f"/api/v1/stores/{store}"
        for role in ("viewer", "admin"):
            somebody = join(program, key, store, f"{role}@example.com", role)
            delete(program, somebody, store, status=403)
        delete(program, scoped_key(program, "ann@example.com", "read", "export"), store, status=403)
        program.add_user("eve@example.com")
        delete(program, program.add_api_key("eve@example.com"), store, status=404)
        for body, field in (({"name": "shop one"}, "name"), ({"name": ""}, "name"), ({}, "name"),
                            ({"name": 1}, "name"), ({"name": "Shop One", "force": True}, "force")):
            _, problem = ask(program, "DELETE", path, key, body, 422)
            self.assertEqual([error["field"] for error in problem["errors"]], [field])
        ask(program, "DELETE", path, key, status=400)
        self.assertEqual(len(members(program, key, store)), 3)
        delete(program, scoped_key(program, "ann@example.com", "write"), store)

    @on_each_engine
    def test_the_shop_is_added_again_and_has_nothing_of_before(self, program):
        key, store = program.set_up()
        program.serve()
        fill(program, SHOP, 1000)
        delete(program, key, store)
        again = program.add_store(secret="another")
        self.assertNotEqual(again, store)
        self.assertEqual(program.deliver(order(5), "orders/create", secret="another"), 200)
        self.assertEqual(program.deliver(order(6), "orders/create", secret=SECRET), 401)
        program.wait_until_projected(key, again)
        wait_until_erased(program, number_of(store))
        _, orders = ask(program, "GET", f"/api/v1/stores/{again}/orders", key, status=200)
        self.assertEqual([one["id"] for one in orders["items"]], ["5"])
        for empty in ("customers", "products", "checkouts"):
            _, listed = ask(program, "GET", f"/api/v1/stores/{again}/{empty}", key, status=200)
            self.assertEqual(listed["items"], [])
        self.assertEqual(program.command("verify").returncode, 0)

    @on_each_engine
    def test_it_goes_on_after_a_kill_and_ends(self, program):
        key, store = program.set_up()
        other = program.add_store(shop=OTHER_SHOP)
        lines = "".join(order(number).decode() + "\n" for number in range(1, 3001))
        for shop in (SHOP, OTHER_SHOP):
            program.command("import", "--store", shop, "-", text=lines)
        program.serve()
        delete(program, key, store)
        program.kill()
        if program.engine == "sqlite":  # PostgreSQL's steps are so large that all may be done
            self.assertTrue(left_of(program, number_of(store)))
        program.serve()
        wait_until_erased(program, number_of(store))
        program.stop()
        program.execute("update erasures set asked_at = 0")
        program.serve()
        wait_for(lambda: not program.query("select * from erasures", "state"), "the mark to go")
        self.assertEqual(program.command("verify", "--store", OTHER_SHOP).returncode, 0)
        self.assertEqual(program.overview(key, other)["all_time"]["orders"], 3000)

    @on_each_engine
    def test_an_import_of_it_ends_and_other_stores_go_on(self, program):
        key, store = program.set_up()
        other = program.add_store(shop=OTHER_SHOP)
        program.serve()
        lines = "".join(order(number).decode() + "\n" for number in range(1, 40_001))
        done = []
        importing = threading.Thread(target=lambda: done.append(
            program.command("import", "--store", SHOP, "-", text=lines, check=False)))
        importing.start()
        wait_for(lambda: program.overview(key, store)["all_time"]["orders"] > 0, "the first orders")
        delete(program, key, store)
        for number in range(1, 51):
            self.assertEqual(program.deliver(order(number), "orders/create", shop=OTHER_SHOP), 200)
        importing.join()
        self.assertEqual(done[0].returncode, 1)
        self.assertIn("the store was deleted", done[0].stderr)
        wait_until_erased(program, number_of(store))
        program.wait_until_projected(key, other)
        self.assertEqual(program.overview(key, other)["all_time"]["orders"], 50)

    def test_the_files_of_the_embedded_database_have_nothing_of_it_any_more(self):
        with Program() as program:
            key, store = program.set_up()
            program.serve()
            fill(program, SHOP, 1000)
            program.wait_until_projected(key, store)
            files = [path for path in (program.directory / "data").iterdir()
                     if path.name.split(".")[0] in ("state", "inbox")]

            def holding():
                return [path.name for path in files
                        if path.exists() and CANARY.encode() in path.read_bytes()]
            self.assertTrue(holding())
            delete(program, key, store)
            wait_until_erased(program, number_of(store))
            wait_for(lambda: not holding(), "the files to be overwritten")


if __name__ == "__main__":
    unittest.main()
