"""The commands of the program: exit codes, exact standard output, one line for each failure."""
import fcntl
import os
import pathlib
import re
import struct
import signal
import socket
import stat
import subprocess
import termios
import time
import unittest

from program import (BINARY, ENGINES, PASSWORD, SHOP, Program, free_port, on_each_engine,
                     wait_for)

ID = re.compile(r"[0-9a-z]{13}\n")
KEY = re.compile(r"tw_[0-9A-Za-z_-]{43}\n")
STORE = ("store", "add", SHOP, "--owner", "ann@example.com", "--name", "Shop One", "--currency",
         "GBP", "--timezone", "Europe/London", "--webhook-secret-stdin")


def bytes_in(pipe):
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0]


def replaced(words, option, value):
    at = words.index(option) + 1
    return (*words[:at], value, *words[at + 1:])


class Commands(unittest.TestCase):
    def check(self, program, exit_code, *words, text="", out="", says="", **more):
        """Runs a command; a failure is one line on standard error, success none."""
        done = program.command(*words, text=text, check=False, **more)
        self.assertEqual(done.returncode, exit_code, (words, done.stderr))
        self.assertEqual(done.stdout, out, words)
        if exit_code == 0:
            self.assertEqual(done.stderr, "", words)
        else:
            self.assertRegex(done.stderr, r"\Atillwatch: [^\n]+\n\Z", words)
            self.assertIn(says, done.stderr, words)

    @on_each_engine
    def test_migrate_makes_the_schema_and_again_does_nothing(self, program):
        self.check(program, 0, "migrate")
        self.check(program, 0, "migrate")
        names = {row["set_name"] for row in
                 program.query("select set_name from schema_migrations", "state")}
        self.assertIn("state", names)

    @on_each_engine
    def test_accounts_are_added_once_and_listed(self, program):
        ann = ("user", "add", "ann@example.com", "--password-stdin")
        self.check(program, 0, "user", "list")
        self.check(program, 0, *ann, "--name", "Ann", "--operator", text=PASSWORD + "\n")
        self.check(program, 1, *ann, text=PASSWORD, says="already")
        self.check(program, 1, *replaced(ann, "add", "ANN@example.COM"), text=PASSWORD)
        self.check(program, 0, *replaced(ann, "add", "bob@example.com"), text=PASSWORD)
        listed = sorted(line.split("\t")[1:] for line in
                        program.command("user", "list").stdout.splitlines())
        self.assertEqual(listed, [["ann@example.com", "Ann", "operator"],
                                  ["bob@example.com", "", "user"]])
        self.check(program, 0, "user", "set-password", "ann@example.com", "--password-stdin",
                   text="another password, long")
        self.check(program, 1, "user", "set-password", "eve@example.com", "--password-stdin",
                   text=PASSWORD, says="no account")
        for email, code, says in (("eve@example.com", 1, "no account"), ("eve", 2, "address"),
                                  ("ann@example.com", 1, "no second factor")):
            self.check(program, code, "user", "remove-second-factor", email, says=says)

    @on_each_engine
    def test_what_is_no_account_is_refused(self, program):
        for email in ["", "ann", "ann@", "@example.com", "a b@example.com", "a@b@example.com",
                      "a@example.com\r\nBcc: b@example.com", "a@example.com,b@example.com",
                      "a@" + "x" * 300 + ".com"]:
            self.check(program, 2, "user", "add", email, "--password-stdin", text=PASSWORD,
                       says="e-mail")
        ann = ("user", "add", "ann@example.com", "--password-stdin")
        for password in ["", "\n", "short\n", "elevenchars", "x" * 129]:
            self.check(program, 2, *ann, text=password, says="password")
        self.check(program, 2, *ann, "--name", "A\nnn", text=PASSWORD, says="name")
        self.check(program, 2, *ann, "--name", b"A\xff", text=PASSWORD, says="name")
        self.check(program, 0, "user", "list")

    @on_each_engine
    def test_a_key_is_printed_alone(self, program):
        self.check(program, 1, "api-key", "add", "ann@example.com", says="no account")
        program.add_user()
        done = program.command("api-key", "add", "ann@example.com", "--scope", "read,export",
                               "--name", "till")
        self.assertRegex(done.stdout, KEY)
        self.assertEqual(done.stderr, "")
        for scope in ["", "all", "read,", "read write", "READ"]:
            self.check(program, 2, "api-key", "add", "ann@example.com", "--scope", scope,
                       says="--scope")

    @on_each_engine
    def test_stores_are_added_once_and_listed(self, program):
        program.add_user()
        self.check(program, 0, "store", "list")
        identity = program.command(*STORE, text="hush").stdout
        self.assertRegex(identity, ID)
        self.check(program, 0, "store", "list",
                   out=f"{identity.strip()}\t{SHOP}\tShop One\tGBP\tEurope/London\tconnected\n")
        self.check(program, 1, *STORE, text="hush", says="already")
        self.check(program, 1, *replaced(STORE, "add", SHOP.upper()), text="hush", says="already")

    @on_each_engine
    def test_what_is_no_store_is_refused(self, program):
        program.add_user()
        self.check(program, 1, *replaced(STORE, "--owner", "eve@example.com"), text="hush",
                   says="no account")
        for option, values in {
                "--currency": ["XYZ", "gbp", "", "GBPX"],
                "--timezone": ["Mars/Olympus", "", "../../etc/passwd", "Europe/london"],
                "--name": ["", "A\tB", "x" * 201, b"\xff"],
                "add": ["shop", "example.com", ".myshopify.com", "a.b.myshopify.com",
                        "a/.myshopify.com", "_a.myshopify.com", "a.myshopify.com.",
                        "evil.com/.myshopify.com", "a.myshopify.com.evil.com", ""]}.items():
            for value in values:
                self.check(program, 2, *replaced(STORE, option, value), text="hush",
                           says={"add": "domain"}.get(option, option[2:]))
        self.check(program, 2, *STORE, text="", says="empty")
        self.check(program, 2, *STORE, text="\n", says="empty")
        self.check(program, 0, "store", "list")

    @on_each_engine
    def test_an_unknown_store_is_exit_1(self, program):
        secret = ("store", "set-secret", SHOP, "--webhook-secret-stdin")
        self.check(program, 1, *secret, text="hush", says=SHOP)
        self.check(program, 1, "import", "--store", SHOP, "-", says=SHOP)
        program.add_user()
        program.add_store()
        self.check(program, 0, *secret, text="hush")
        self.check(program, 2, *secret, text="", says="empty")
        for seconds in ["-1", "soon", "1.5", "99999999999999999999"]:
            self.check(program, 2, *secret, f"--keep-previous={seconds}", text="hush",
                       says="--keep-previous")

    def test_the_files_of_the_data_directory_are_nobody_elses(self):
        with Program() as program:
            os.mkdir(program.directory / "data", 0o755)
            program.set_up()
            program.serve()
            for path in (program.directory / "data").iterdir():
                self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path.name)

    def test_a_secret_file_must_be_named_with_postgres(self):
        done = subprocess.run([BINARY, "migrate", "--database", "postgresql://127.0.0.1:1/x"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--secret-file", done.stderr)


class WrongUse(unittest.TestCase):
    """Nothing is made and nothing is printed where the words or the options are wrong."""

    def refuse(self, *words, says="", cwd=None, **environment):
        done = subprocess.run([BINARY, *words], input="", capture_output=True, text=True,
                              timeout=60, cwd=cwd, env={**os.environ, **environment})
        self.assertEqual((done.returncode, done.stdout), (2, ""), (words, done.stderr))
        self.assertRegex(done.stderr, r"\Atillwatch: [^\n]+\n\Z", words)
        self.assertIn(says, done.stderr)

    def test_words_that_are_no_command_are_refused(self):
        for words in [(), ("frob",), ("user",), ("user", "frob"), ("user", "list", "more"),
                      ("serve", "now"), ("serve", "--frob"), ("migrate", "--frob=1"),
                      ("import",), ("import", "file"), ("import", "--store", SHOP),
                      ("import", "--store", SHOP, "a", "b"), ("user", "add", "--password-stdin"),
                      ("user", "add", "ann@example.com"), STORE[:-1],
                      STORE[:3] + STORE[5:], ("api-key", "add"), ("api-key",),
                      ("user", "add", "a@b.c", "--password-stdin", "--operator=false"),
                      ("user", "add", "a@b.c", "--password-stdin", "--password", "x")]:
            self.refuse(*words, says="--help")

    def test_options_that_are_none_are_refused(self):
        for option, value in [("--listen", "8080"), ("--listen", "127.0.0.1:65536"),
                              ("--listen", "localhost"), ("--database", "mysql://x"),
                              ("--database", "sqlite:"), ("--database", ""),
                              ("--public-url", "localhost"), ("--public-url", "ftp://x"),
                              ("--log-format", "xml"), ("--log-level", "loud"),
                              ("--threads", "0"), ("--threads", "many"),
                              ("--trusted-proxies", "10.0.0.0/33"), ("--trusted-proxies", "x")]:
            self.refuse("migrate", option, value, says=option)
        self.refuse("migrate", "--listen", "127.0.0.1:1", "--listen", "127.0.0.1:2")

    def test_unknown_variables_and_keys_are_refused(self):
        self.refuse("migrate", says="TILLWATCH_FROB", TILLWATCH_FROB="1")
        self.refuse("migrate", says="TILLWATCH_THREADS", TILLWATCH_THREADS="0")
        with Program() as program:
            config = program.directory / "config"
            for text, says in [("frob = 1\n", "config:1"), ("\n# x\nlisten\n", "config:3"),
                               ("threads = 0\n", "threads"), ("config = x\n", "config"),
                               ("listen =\n", "listen"), ("threads = 1\nthreads = 2\n", "threads"),
                               ("log-level = info\0\n", "config:1")]:
                config.write_text(text)
                self.refuse("migrate", "--config", str(config), says=says)
            self.refuse("migrate", "--config", str(config) + "-none", says="config-none")
            self.refuse("migrate", "--config", str(program.directory))

    def test_flags_win_over_the_environment_and_that_over_the_file(self):
        with Program() as program:
            config = program.directory / "config"
            config.write_text(f"# ours\ndatabase = sqlite:{program.directory}/file\n")
            words = [BINARY, "migrate", "--config", str(config)]
            environment = {**os.environ, "TILLWATCH_DATABASE": f"sqlite:{program.directory}/env"}
            flag = ["--database", f"sqlite:{program.directory}/flag"]
            for name, arguments, env in [("flag", words + flag, environment),
                                         ("env", words, environment), ("file", words, None)]:
                subprocess.run(arguments, env=env, check=True, timeout=60)
                self.assertTrue((program.directory / name).is_dir())
                made = {path.name for path in program.directory.iterdir() if path.is_dir()}
                self.assertEqual("file" in made, name == "file")
            by_variable = {**os.environ, "TILLWATCH_CONFIG": str(config)}
            subprocess.run([BINARY, "user", "list"], env=by_variable, check=True, timeout=60)

    def test_help_and_version_go_to_standard_output(self):
        for words in [("--help",), ("serve", "--help"), ("store", "add", "--help"),
                      ("import", "-h"), ("--version",)]:
            done = subprocess.run([BINARY, *words], capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stderr), (0, ""), words)
            self.assertIn("illwatch", done.stdout)


class Databases(unittest.TestCase):
    def fail_soon(self, url):
        with Program() as program:
            started = time.monotonic()
            commands = [subprocess.Popen([BINARY, *words, "--database", url, "--secret-file",
                                          f"{program.directory}/secret"], text=True,
                                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                        for words in [("migrate",), ("serve", "--listen", "127.0.0.1:0")]]
            for command in commands:
                out, err = command.communicate(timeout=60)
                self.assertEqual((command.returncode, out), (2, ""))
                # What the engine says is told as well: it is what helps to mend it.
                self.assertRegex(err, r"\Atillwatch: the database is not available: [^\n]+\n\Z")
            self.assertLess(time.monotonic() - started, 8)

    def test_a_database_where_nobody_listens_is_exit_2(self):
        self.fail_soon(f"postgresql://127.0.0.1:{free_port()}/x")

    def test_a_database_that_never_answers_is_exit_2(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            self.fail_soon(f"postgresql://127.0.0.1:{silent.getsockname()[1]}/x")

    @unittest.skipUnless("postgres" in ENGINES, "needs PostgreSQL")
    def test_a_database_that_does_not_exist_is_exit_2(self):
        with Program("postgres") as program:
            self.fail_soon(program.url + "_none")

    def test_a_directory_that_cannot_be_made_is_exit_2(self):
        done = subprocess.run([BINARY, "migrate", "--database", "sqlite:/proc/none"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("/proc/none", done.stderr)

    @on_each_engine
    def test_a_newer_schema_is_refused_and_left_alone(self, program):
        program.command("migrate")
        program.execute("insert into schema_migrations select set_name, 1000, 'later', 'x', 0 "
                        "from schema_migrations where set_name = 'state' and version = 1")
        for words in [("migrate",), ("serve",), ("user", "list")]:
            done = program.command(*words, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertRegex(done.stderr, r"tillwatch: the database is newer than this program")
        program.execute("delete from schema_migrations where version = 1000")
        program.command("user", "list")

    @on_each_engine
    def test_a_changed_migration_is_refused(self, program):
        program.command("migrate")
        program.execute("update schema_migrations set checksum = 'x' where version = 1")
        self.assertEqual(program.command("migrate", check=False).returncode, 2)


class BesideAServer(unittest.TestCase):
    @on_each_engine
    def test_commands_work_while_a_server_runs(self, program):
        program.serve()
        key, store = program.set_up()
        self.assertEqual(program.get_json(f"/api/v1/stores/{store}", key)["domain"], SHOP)
        self.assertIn("ann@example.com", program.command("user", "list").stdout)
        again = program.command(*STORE, text="hush", check=False)
        self.assertEqual((again.returncode, again.stdout), (1, ""))
        self.assertRegex(again.stderr, r"\Atillwatch: [^\n]+already[^\n]*\n\Z")
        empty = program.command(*replaced(STORE, "add", "two.myshopify.com"), check=False)
        self.assertEqual(empty.returncode, 2)
        self.assertIn("empty", empty.stderr)
        program.command("migrate")
        self.assertEqual(program.stop(), 0)

    def test_a_second_server_on_a_directory_is_exit_3(self):
        with Program() as program:
            program.serve()
            words = ("serve", "--listen", f"127.0.0.1:{free_port()}")
            done = program.command(*words, check=False)
            self.assertEqual((done.returncode, done.stdout), (3, ""))
            self.assertRegex(done.stderr, r"\Atillwatch: another server[^\n]+\n\Z")
            self.assertEqual(program.get("/readyz")[0], 200)

    def test_commands_need_no_server_that_has_not_opened_its_socket_yet(self):
        with Program() as program:
            program.add_user()
            writers = [subprocess.Popen([BINARY, "user", "list", *program.options],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                       for _ in range(4)]
            codes = set()
            for writer in writers:
                writer.communicate(timeout=60)
                codes.add(writer.returncode)
            self.assertLessEqual(codes, {0, 3})  # a command holds the directory too

    def waiting(self, program, *words):
        """A command of which a server has read a first byte and waits for more."""
        command = subprocess.Popen([BINARY, *words, *program.options], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        os.write(command.stdin.fileno(), b"x")
        wait_for(lambda: bytes_in(command.stdin) == 0, "the server to read")
        return command

    def test_a_server_stops_while_commands_wait_for_their_input(self):
        with Program() as program:
            program.set_up()
            program.serve()
            for words in [("user", "add", "bob@example.com", "--password-stdin"),
                          ("import", "--store", SHOP, "-")]:
                with self.waiting(program, *words) as command:
                    self.assertIsNone(command.poll())
                    self.assertEqual(program.stop(), 0)
                    self.assertEqual(command.wait(60), 2)
                    self.assertEqual((command.stdout.read(), command.stderr.read()),
                                     ("", "tillwatch: stopped\n"))
                program.serve()
            self.assertNotIn("bob", program.command("user", "list").stdout)

    def test_a_server_stops_while_a_caller_does_not_read(self):
        with Program() as program:
            program.set_up()
            program.serve()
            file = program.directory / "rejected.ndjson"
            file.write_bytes(b"[]\n" * 20000)
            command = subprocess.Popen(
                [BINARY, "import", "--store", SHOP, str(file), *program.options],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            with command:
                wait_for(lambda: bytes_in(command.stderr) > 60000, "the pipe to be full")
                self.assertEqual(program.stop(), 0)
                self.assertEqual(command.wait(60), 2)

    def test_callers_that_were_killed_leave_room_for_others(self):
        with Program() as program:
            program.serve()
            for _ in range(9):  # one more than a server takes at once
                with self.waiting(program, "user", "add", "bob@example.com",
                                  "--password-stdin") as command:
                    kept = os.dup(command.stdin.fileno())  # the input stays open
                    self.addCleanup(os.close, kept)
                    command.kill()
            program.add_user()
            self.assertIn("ann@example.com", program.command("user", "list").stdout)

    @on_each_engine
    def test_what_a_killed_server_leaves_does_not_matter(self, program):
        program.serve()
        key, store = program.set_up()
        program.kill()
        if program.engine == "sqlite":
            left = {path.name for path in (program.directory / "data").iterdir()}
            self.assertLessEqual({"lock", "control.sock"}, left)
        self.assertIn(store, program.command("store", "list").stdout)
        program.serve()
        self.assertEqual(program.get_json(f"/api/v1/stores/{store}", key)["domain"], SHOP)
        self.assertIn(store, program.command("store", "list").stdout)

    def test_a_port_that_is_taken_is_exit_2(self):
        with Program() as program, socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = program.command("serve", "--listen", f"127.0.0.1:{port}", check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(str(port), done.stderr)

    @on_each_engine
    def test_both_stop_signals_end_the_service_with_0(self, program):
        for number in [signal.SIGTERM, signal.SIGINT]:
            program.serve()
            program.process.send_signal(number)
            self.assertEqual(program.process.wait(60), 0, program.logged())
            program.stop()
        if program.engine == "sqlite":
            self.assertFalse(pathlib.Path(program.directory / "data/control.sock").exists())


if __name__ == "__main__":
    unittest.main()
