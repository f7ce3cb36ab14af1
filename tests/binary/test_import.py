"""The import command: its files, its counts, what it rejects, and going on after a cut-off."""
import gzip
import json
import os
import re
import subprocess
import unittest

from lists import checkout
from program import BINARY, SHOP, Program, on_each_engine, order, wait_for

COUNTS = "read {}, applied {}, unchanged {}, rejected {}\n"


def lines(numbers, **more):
    return b"".join(order(number, **more) + b"\n" for number in numbers)


def all_time(program, key, store):
    overview = program.overview(key, store)
    return overview["all_time"]["orders"], overview["all_time"]["total_sales"]


class Files(unittest.TestCase):
    def imported(self, program, file, exit_code=0, **more):
        done = program.command("import", "--store", SHOP, str(file), check=False, **more)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        return done

    @on_each_engine
    def test_each_way_of_packing_is_read(self, program):
        key, store = program.set_up()
        plain, packed, twice, zstd = (program.directory / name for name in
                                      ("a.ndjson", "b.gz", "c.gz", "d.zst"))
        plain.write_bytes(lines(range(1, 4)))
        packed.write_bytes(gzip.compress(lines(range(3, 6))))
        twice.write_bytes(gzip.compress(lines([6])) + gzip.compress(lines([7])))
        self.assertEqual(self.imported(program, plain).stdout, COUNTS.format(3, 3, 0, 0))
        self.assertEqual(self.imported(program, packed).stdout, COUNTS.format(3, 2, 1, 0))
        self.assertEqual(self.imported(program, twice).stdout, COUNTS.format(2, 2, 0, 0))
        subprocess.run(["zstd", "-q", "-", "-o", zstd], input=lines([8]), check=True)
        self.assertEqual(self.imported(program, zstd).stdout, COUNTS.format(1, 1, 0, 0))
        # Without the last line's end, with blank lines, and with the ends of other systems.
        done = self.imported(program, "-", text="\n \r\n" + lines([9]).decode().strip() + "\r\n\n" +
                             order(10).decode())
        self.assertEqual((done.stdout, done.stderr), (COUNTS.format(2, 2, 0, 0), ""))
        self.assertEqual(self.imported(program, "-").stdout, COUNTS.format(0, 0, 0, 0))
        program.serve()
        self.assertEqual(all_time(program, key, store), (10, "100.00"))

    @on_each_engine
    def test_a_file_is_read_where_the_command_is_given_if_a_server_does_it(self, program):
        key, store = program.set_up()
        program.serve()
        (program.directory / "here.ndjson").write_bytes(lines([1, 2]))
        done = subprocess.run([os.path.abspath(BINARY), "import", "--store", SHOP, "here.ndjson",
                               *program.options], cwd=program.directory, capture_output=True,
                              text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (0, COUNTS.format(2, 2, 0, 0), ""))
        self.assertEqual(all_time(program, key, store), (2, "20.00"))
        done = self.imported(program, "-", text=lines([3]).decode())
        self.assertEqual(done.stdout, COUNTS.format(1, 1, 0, 0))

    @on_each_engine
    def test_rejected_lines_are_told_and_the_others_applied(self, program):
        key, store = program.set_up()
        bad = ['{"id": ', "[]", "null", '"text"', '{"a": 1}', "\x00"]
        bad += [text.decode() for text in (
            order(7, currency="EUR"), order(-1), order(8, total_price="much"),
            order(9, line_items=None), order(9, updated_at="soon"))]
        text = "\n".join([order(1).decode(), *bad, order(2).decode()]) + "\n"
        for served in (False, True):
            if served:
                program.serve()
            done = self.imported(program, "-", exit_code=1, text=text)
            applied = (0, 2) if served else (2, 0)
            self.assertEqual(done.stdout, COUNTS.format(len(bad) + 2, *applied, len(bad)))
            told = done.stderr.splitlines()
            self.assertEqual([line.split(":")[0] for line in told],
                             [f"line {number}" for number in range(2, len(bad) + 2)])
            for line in told:
                self.assertRegex(line, r"\Aline \d+: \S.*\Z")
        self.assertEqual(all_time(program, key, store), (2, "20.00"))

    @on_each_engine
    def test_of_a_damaged_file_what_comes_before_is_applied(self, program):
        key, store = program.set_up()
        program.serve()
        whole = gzip.compress(lines(range(1, 1201)))
        file = program.directory / "damaged.gz"
        file.write_bytes(whole[:-20])
        done = self.imported(program, file, exit_code=1)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"\Atillwatch: [^\n]*cut off[^\n]*\n\Z")
        orders = all_time(program, key, store)[0]
        self.assertGreater(orders, 1000)  # all that could be unpacked
        file.write_bytes(whole[:-8] + b"\0" * 8)  # another checksum
        done = self.imported(program, file, exit_code=1)
        self.assertRegex(done.stderr, r"\Atillwatch: [^\n]*damaged[^\n]*line 1200[^\n]*\n\Z")
        self.assertEqual(all_time(program, key, store)[0], 1200)
        file.write_bytes(b"\x1f\x8b" + os.urandom(100))
        self.assertIn("damaged", self.imported(program, file, exit_code=1).stderr)

    def test_what_is_no_file_is_exit_2(self):
        with Program() as program:
            program.set_up()
            for file in ["/nonexistent", program.directory]:
                done = self.imported(program, file, exit_code=2)
                self.assertRegex(done.stderr, r"\Atillwatch: [^\n]*(file|directory)[^\n]*\n\Z")


class Batches(unittest.TestCase):
    def test_blank_and_rejected_lines_fill_a_batch(self):
        with Program() as program:
            program.set_up()
            client = subprocess.Popen(
                [BINARY, "import", "--store", SHOP, "-", *program.options],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            with client:
                client.stdin.write(b"\n" * 30000 + b"[]\n" * 2000)
                client.stdin.flush()  # and no end: the input is still open
                wait_for(lambda: Resume.committed(program) == 32000, "the batches")
                done, _ = client.communicate(lines([1]), timeout=60)
            self.assertEqual(done.decode(), COUNTS.format(2001, 1, 0, 2000))


class ListIndexes(unittest.TestCase):
    """A large import of the embedded database fills at its end what only lists read."""

    @staticmethod
    def schema(program):
        rows = program.query("select name, sql from sqlite_schema union all "
                             "select idx, stat from sqlite_stat1 order by 1, 2", "state")
        return [(row["name"], re.sub(r"\s+", " ", row["sql"] or "")) for row in rows]

    def test_they_are_there_again_after_the_import(self):
        with Program() as program:
            program.set_up()
            before = self.schema(program)
            program.command("import", "--store", SHOP, "-", text=lines(range(1, 32002)).decode())
            self.assertEqual(self.schema(program), before)

    def killed(self, program):
        """Which ones an import lacks that has applied two batches, and is killed then."""
        before = self.schema(program)
        client = subprocess.Popen(
            [BINARY, "import", "--store", SHOP, "-", *program.options],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with client:
            client.stdin.write(lines(range(1, 32001), checkout_token="t1"))
            client.stdin.flush()  # and no end: the import goes on
            wait_for(lambda: Resume.committed(program) == 32000, "the second batch")
            client.kill()
        return dict(before).keys() - dict(self.schema(program)).keys()

    def test_they_are_made_by_the_next_start_if_the_import_was_killed(self):
        with Program() as program:
            program.set_up()
            before = self.schema(program)
            self.assertEqual(self.killed(program), {
                "orders_by_time", "orders_by_price", "orders_by_name", "orders_by_guest",
                "orders_by_checkout_token", "customers_by_creation", "customers_by_email",
                "customers_by_name", "customers_by_last_name"})
            program.command("migrate")
            self.assertEqual(self.schema(program), before)

    def test_that_of_checkouts_stays_where_orders_may_complete_some(self):
        with Program() as program:
            key, store = program.set_up()
            program.serve()
            self.assertEqual(program.deliver(json.dumps(checkout("t1")).encode(),
                                             "checkouts/create"), 200)
            program.wait_until_projected(key, store)
            program.stop()
            self.assertNotIn("orders_by_checkout_token", self.killed(program))
            program.serve()
            told = program.get_json(f"/api/v1/stores/{store}/checkouts/t1", key)
            self.assertEqual(told["state"], "completed")


def gid(kind, number):
    return f"gid://shopify/{kind}/{number}"


def money(amount):
    return {"shopMoney": {"amount": amount, "currencyCode": "GBP"}}


def bulk_order(number, **more):
    """An order as a bulk operation tells it: its line, and those of its two line items."""
    at = "2010-12-01T12:00:00Z"
    order = {"id": gid("Order", number), "name": f"#{number}", "createdAt": at, "updatedAt": at,
             "currencyCode": "GBP", "displayFinancialStatus": "PAID", "taxesIncluded": True, **more}
    items = [{"id": gid("LineItem", number * 10 + item), "title": "Pot", "quantity": 1,
              "originalUnitPriceSet": money("5.0"), "__parentId": gid("Order", number)}
             for item in (1, 2)]
    return [json.dumps(row).encode() + b"\n" for row in (order, *items)]


class BulkOperations(unittest.TestCase):
    def imported(self, program, rows, exit_code=0, *options):
        file = program.directory / "bulk.jsonl"
        file.write_bytes(b"".join(rows))
        done = program.command("import", *options, "--store", SHOP, str(file), check=False)
        self.assertEqual(done.returncode, exit_code, done.stderr)
        return done

    @on_each_engine
    def test_grouped_and_loose_results_are_the_same(self, program):
        key, store = program.set_up()
        grouped = [row for number in range(1, 11) for row in bulk_order(number)]
        loose = [*grouped[0::3], *reversed(grouped[1::3]), *grouped[2::3]]
        self.assertEqual(self.imported(program, loose).stdout, COUNTS.format(30, 30, 0, 0))
        self.assertEqual(self.imported(program, grouped).stdout, COUNTS.format(30, 0, 30, 0))
        program.serve()
        self.assertEqual(all_time(program, key, store), (10, "100.00"))

    @on_each_engine
    def test_an_object_one_of_whose_lines_is_wrong_is_rejected_whole(self, program):
        key, store = program.set_up()
        wrong = bulk_order(2)
        wrong[1] = wrong[1].replace(b"5.0", b"much")
        orphan = bulk_order(4)[1]
        done = self.imported(program, bulk_order(1) + wrong + bulk_order(3) + [orphan], 1)
        self.assertEqual(done.stdout, COUNTS.format(10, 6, 0, 4))
        told = [line.split(":")[0] for line in done.stderr.splitlines()]
        self.assertEqual(told, ["line 4", "line 5", "line 6", "line 10"])
        program.serve()
        self.assertEqual(all_time(program, key, store), (2, "20.00"))

    @on_each_engine
    def test_what_a_webhook_told_of_a_refund_outlives_a_bulk_row(self, program):
        key, store = program.set_up()
        at = "2010-12-01T12:00:00+00:00"
        refund = {"id": 5, "created_at": at, "refund_line_items": [
            {"line_item_id": 10, "quantity": 1, "subtotal": 10.0, "total_tax": 0.0}]}
        program.command("import", "--store", SHOP, "-",
                        text=order(1, refunds=[refund]).decode() + "\n")
        done = self.imported(program, bulk_order(1, refunds=[{"id": gid("Refund", 5),
                                                             "createdAt": at}]))
        self.assertEqual(done.stdout, COUNTS.format(3, 0, 3, 0))
        program.serve()
        self.assertEqual(all_time(program, key, store), (1, "0.00"))

    def test_a_grouped_result_that_was_cut_off_goes_on_between_two_objects(self):
        with Program() as program:
            key, store = program.set_up()
            rows = [row for number in range(1, 2001) for row in bulk_order(number)]
            file = program.directory / "bulk.jsonl"
            whole = gzip.compress(b"".join(rows))
            file.write_bytes(whole[:-8] + b"\0" * 8)  # another checksum
            done = program.command("import", "--store", SHOP, str(file), check=False)
            self.assertRegex(done.stderr, r"\Atillwatch: [^\n]*damaged after line 5997;[^\n]*\n\Z")
            file.write_bytes(whole)
            done = program.command("import", "--resume", "--store", SHOP, str(file))
            self.assertEqual(done.stdout, COUNTS.format(3, 3, 0, 0))
            program.serve()
            self.assertEqual(all_time(program, key, store), (2000, "20000.00"))

    def test_products_and_customers_are_taken_in_both_shapes(self):
        with Program() as program:
            program.set_up()
            product = {"id": 5, "title": "Pot", "updated_at": "2010-12-01T12:00:00Z",
                       "variants": [{"id": 51, "price": "5.00"}]}
            rows = [product, {"id": gid("Product", 6), "title": "Pan"},
                    {"id": gid("ProductVariant", 61), "price": "5.0",
                     "__parentId": gid("Product", 6)},
                    {"id": gid("Customer", 7), "firstName": "Ann"}]
            rows = [json.dumps(row).encode() + b"\n" for row in rows]
            self.assertEqual(self.imported(program, rows).stdout, COUNTS.format(4, 4, 0, 0))
            self.assertEqual(self.imported(program, rows).stdout, COUNTS.format(4, 0, 4, 0))


class Resume(unittest.TestCase):
    """A client is killed in the middle of a file; another goes on where it was."""

    TOTAL = 40000  # more than two batches

    def cut_off(self, program, file):
        client = subprocess.Popen([BINARY, "import", "--store", SHOP, str(file), *program.options],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with client:
            wait_for(lambda: self.committed(program) > 0 or client.poll() is not None,
                     "the first batch")
            self.assertIsNone(client.poll())
            client.kill()
            client.wait(60)

    @staticmethod
    def committed(program):
        try:
            rows = program.query("select lines from imports", "state")
        except Exception:  # the database may not be there yet
            return 0
        return rows[0]["lines"] if rows else 0

    def check_resumed(self, program, key, store, file):
        before = self.committed(program)
        self.assertLess(before, self.TOTAL)
        done = program.command("import", "--resume", "--store", SHOP, str(file))
        words = done.stdout.replace(",", "").split()
        counts = {words[i]: int(words[i + 1]) for i in range(0, len(words), 2)}
        self.assertLessEqual(counts["read"], self.TOTAL - before)
        self.assertGreater(counts["read"], 0)
        self.assertEqual(counts["rejected"], 0)
        again = program.command("import", "--store", SHOP, str(file))
        self.assertEqual(again.stdout, COUNTS.format(self.TOTAL, 0, self.TOTAL, 0))
        if program.process is None:
            program.serve()
        self.assertEqual(all_time(program, key, store), (self.TOTAL, f"{self.TOTAL * 10}.00"))

    @on_each_engine
    def test_an_import_that_was_killed_goes_on_after_its_last_batch(self, program):
        key, store = program.set_up()
        file = program.directory / "orders.gz"
        file.write_bytes(gzip.compress(lines(range(1, self.TOTAL + 1)), 1))
        self.cut_off(program, file)
        self.check_resumed(program, key, store, file)

    def test_an_import_by_a_server_ends_with_its_client_and_goes_on(self):
        with Program() as program:
            key, store = program.set_up()
            program.serve()
            file = program.directory / "orders.ndjson"
            file.write_bytes(lines(range(1, self.TOTAL + 1)))
            self.cut_off(program, file)
            self.check_resumed(program, key, store, file)

    def test_resuming_what_was_never_begun_reads_all(self):
        with Program() as program:
            program.set_up()
            file = program.directory / "orders.ndjson"
            file.write_bytes(lines([1, 2]))
            done = program.command("import", "--resume", "--store", SHOP, str(file))
            self.assertEqual(done.stdout, COUNTS.format(2, 2, 0, 0))

    def test_a_stream_cannot_be_resumed(self):
        with Program() as program:
            program.set_up()
            for served in (False, True):
                if served:
                    program.serve()
                done = program.command("import", "--resume", "--store", SHOP, "-", check=False,
                                       text=lines([1]).decode())
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertRegex(done.stderr, r"\Atillwatch: --resume [^\n]*\n\Z")

    def test_a_file_of_the_same_name_in_another_directory_is_another_file(self):
        with Program() as program:
            program.set_up()
            program.serve()
            first, second = (program.directory / name for name in ("first", "second"))
            first.mkdir()
            second.mkdir()
            # Cut off, so that it is remembered.
            (first / "orders.ndjson").write_bytes(gzip.compress(lines(range(1, 601)))[:-8])
            (second / "orders.ndjson").write_bytes(lines([1]))
            for directory, file, reads, code in (
                    (first, "orders.ndjson", None, 1), (second, "orders.ndjson", 1, 0),
                    (first, "../first/./orders.ndjson", None, 1)):
                done = subprocess.run(
                    [os.path.abspath(BINARY), "import", "--resume", "--store", SHOP, file,
                     *program.options], cwd=directory, capture_output=True, text=True, timeout=60)
                self.assertEqual(done.returncode, code, done.stderr)
                if reads is not None:
                    self.assertEqual(done.stdout, COUNTS.format(reads, 0, reads, 0))
            rows = program.query("select source from imports", "state")
            sources = {row["source"] for row in rows}
            self.assertEqual(sources, {str((first / "orders.ndjson").resolve())})


if __name__ == "__main__":
    unittest.main()
