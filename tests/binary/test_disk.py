"""A full disk: no delivery is taken that cannot be kept, and none is lost."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest


class Disk(unittest.TestCase):
    def test_a_full_disk_refuses_and_heals_by_itself(self):
        scenario = pathlib.Path(__file__).with_name("full_disk.py")
        # A disk of its own needs a mount; who is not root may mount among themselves.
        unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
        with tempfile.TemporaryDirectory() as disk:
            done = subprocess.run([*unshare, sys.executable, scenario, disk], text=True,
                                  stdout=subprocess.PIPE, timeout=300, check=True)
        self.assertEqual(json.loads(done.stdout),
                         {"when full of deliveries": 503, "alive": 200,
                          "when filled by others": 503, "lost": 0, "exit": 0})


if __name__ == "__main__":
    unittest.main()
