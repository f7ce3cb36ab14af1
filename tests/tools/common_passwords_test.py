"""Which leaked passwords the build takes in, and that its list of common ones holds them all."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).parents[2] / "tools"
sys.path.insert(0, str(TOOLS))

from common_passwords import leaked  # noqa: E402

BYTES_MAX = 400_000


def listed():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "made" / "common.txt"
        subprocess.run([sys.executable, TOOLS / "common_passwords.py", path], check=True)
        return path.read_text(encoding="ascii")


class CommonPasswords(unittest.TestCase):
    def test_leaked_ones_are_sorted_lower_case_and_of_a_length_that_is_taken(self):
        self.assertGreaterEqual(len(leaked()), 3_000)
        self.assertEqual(leaked(), sorted(set(leaked()), key=str.encode))
        for password in leaked():
            self.assertRegex(password, r"\A[!-~][ -~]{10,126}[!-~]\Z")
            self.assertEqual(password, password.lower())

    def test_no_address_of_a_mailbox_is_among_them(self):
        mailbox = re.compile(r"@[\w-]+\.[a-z]{2}|@(gmail|hotmail|yahoo|mail)")
        self.assertEqual([text for text in leaked() if mailbox.search(text)], [])

    def test_the_list_holds_each_of_them_and_what_the_rules_make_once_and_sorted(self):
        text = listed()
        lines = text.splitlines()
        self.assertLess(len(text), BYTES_MAX)
        self.assertEqual(lines, sorted(set(lines), key=str.encode))
        self.assertEqual(set(leaked()) - set(lines), set())
        self.assertIn("password2024", lines)
        self.assertNotIn("tillwatch sells well", lines)

    def test_the_notes_on_licences_are_no_passwords(self):
        self.assertEqual([text for text in leaked() if text.startswith("# ")], [])
        self.assertIn("jesuslovesme", leaked())


if __name__ == "__main__":
    unittest.main()
