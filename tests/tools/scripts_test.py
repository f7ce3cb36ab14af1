"""The scripts tell their use, and do nothing where they are asked for what they do not know."""
import pathlib
import subprocess
import unittest

FOLDER = pathlib.Path(__file__).parents[2] / "script"
SCRIPTS = sorted(path for path in FOLDER.iterdir() if path.read_text().startswith("#!"))


class Scripts(unittest.TestCase):
    def run_script(self, script, *arguments):
        return subprocess.run([script, *arguments], capture_output=True, text=True, timeout=20,
                              check=False)

    def test_help_is_the_comment_that_a_script_begins_with(self):
        self.assertGreater(len(SCRIPTS), 9)
        for script in SCRIPTS:
            for option in ("--help", "-h"):
                with self.subTest(script=script.name, option=option):
                    told = self.run_script(script, option)
                    self.assertEqual((told.returncode, told.stderr), (0, ""))
                    first = script.read_text().splitlines()[1]
                    self.assertEqual(told.stdout.splitlines()[0], first.removeprefix("# "))
                    self.assertNotIn("set -e", told.stdout)

    def test_an_unknown_option_is_refused_with_the_use(self):
        for script in SCRIPTS:
            with self.subTest(script=script.name):
                told = self.run_script(script, "--frobnicate")
                self.assertEqual((told.returncode, told.stdout), (2, ""))
                self.assertIn(self.run_script(script, "--help").stdout, told.stderr)

    def test_an_unknown_word_is_refused_where_words_are_known(self):
        for name in ("build", "faults", "format", "lint", "server", "test", "web"):
            with self.subTest(script=name):
                self.assertEqual(self.run_script(FOLDER / name, "frobnicate").returncode, 2)


if __name__ == "__main__":
    unittest.main()
