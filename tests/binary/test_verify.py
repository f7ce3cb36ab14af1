"""The commands verify and rebuild, with and without a server; and a shop that takes the program
off."""
import unittest

from program import DATA, SHOP, on_each_engine, order, wait_for

VERIFIED = "verified {} stores, {} differences\n"


class Verify(unittest.TestCase):
    def done(self, program, exit_code, *words, text=""):
        done = program.command(*words, text=text, check=False)
        self.assertEqual(done.returncode, exit_code, (words, done.stderr))
        return done.stdout

    def set_up(self, program):
        key, store = program.set_up()
        text = "\n".join(order(number).decode() for number in (1, 2, 3))
        program.command("import", "--store", SHOP, "-", text=text)
        return key, store

    @on_each_engine
    def test_what_differs_is_told_and_rebuild_mends_it(self, program):
        self.set_up(program)
        program.add_store(shop="two.myshopify.com")
        self.assertEqual(self.done(program, 0, "verify"), VERIFIED.format(2, 0))
        self.assertEqual(self.done(program, 0, "verify", "--store", SHOP), VERIFIED.format(1, 0))
        program.execute("update rollups set gross_sales = gross_sales + 1 where dimension = 1")
        program.execute("delete from sales where order_id = 2")
        told = self.done(program, 1, "verify").splitlines()
        self.assertEqual(told[-1] + "\n", VERIFIED.format(2, len(told) - 1))
        self.assertRegex("\n".join(told[:-1]), rf"(?m)^{SHOP}: sales, order 2: stored no row; ")
        self.assertRegex("\n".join(told[:-1]), rf"(?m)^{SHOP}: rollups, dimension 1, value \"\", ")
        self.assertEqual(self.done(program, 0, "verify", "--store", "two.myshopify.com"),
                         VERIFIED.format(1, 0))
        self.assertEqual(self.done(program, 0, "rebuild", "--store", SHOP), "rebuilt 1 stores\n")
        self.assertEqual(self.done(program, 0, "verify"), VERIFIED.format(2, 0))

    @on_each_engine
    def test_a_running_server_does_it(self, program):
        key, store = self.set_up(program)
        before = program.command("verify").stdout
        program.execute("delete from rollups")
        program.serve()
        self.assertEqual(program.overview(key, store)["all_time"]["orders"], 0)
        self.assertNotEqual(self.done(program, 1, "verify"), before)
        self.assertEqual(self.done(program, 0, "rebuild"), "rebuilt 1 stores\n")
        self.assertEqual(self.done(program, 0, "verify"), before)
        self.assertEqual(program.overview(key, store)["all_time"]["orders"], 3)

    @on_each_engine
    def test_an_unknown_store_is_exit_1(self, program):
        self.set_up(program)
        for command in ("verify", "rebuild"):
            self.assertEqual(self.done(program, 1, command, "--store", "no.myshopify.com"), "")

    @on_each_engine
    def test_a_shop_that_took_the_program_off_is_connected_again_by_a_new_secret(self, program):
        key, store = self.set_up(program)
        program.serve()
        gone = (DATA / "shopify" / "app_uninstalled.json").read_bytes()
        self.assertEqual(program.deliver(order(4), "orders/create"), 200)
        self.assertEqual(program.deliver(gone, "app/uninstalled"), 200)
        wait_for(lambda: program.deliver(order(5), "orders/create") == 401,
                 "deliveries to be refused")
        told = self.done(program, 0, "store", "list").split("\t")
        self.assertEqual(told[-1], "uninstalled\n")
        self.assertEqual(program.get_json(f"/api/v1/stores/{store}", key)["state"], "uninstalled")
        self.done(program, 0, "store", "set-secret", SHOP, "--webhook-secret-stdin", text="anew")
        wait_for(lambda: program.deliver(order(5), "orders/create", secret="anew") == 200,
                 "the shop to be connected again")
        program.wait_until_projected(key, store)
        self.assertEqual(program.overview(key, store)["all_time"]["orders"], 5)


if __name__ == "__main__":
    unittest.main()
