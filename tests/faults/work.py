"""kill -9 at a random moment of an import, of a rebuild and of projecting what waits: afterwards
the sums are those of the stored objects, and all of it can be done to its end."""
import gzip
import json
import subprocess

import program as tested
from rig import PROJECTED_S, Case, DurablePostgres, Served, until

ROUNDS = 25
FILE = tested.DATA / "online_retail_2010-12.ndjson.gz"
EXPECTED = json.loads((tested.DATA / "online_retail_2010-12.expected.json").read_text())


def cases(rounds, random):
    rounds = rounds or ROUNDS
    with DurablePostgres() as server:
        for engine, url in (("sqlite", ""), ("postgres", server.url)):
            yield kill_import(engine, url, rounds, random)
            yield kill_rebuild(engine, url, rounds, random)
            yield kill_projection(engine, url, rounds, random)


def kill_import(engine, server, rounds, random):
    with Case(f"kill -9 of import, {engine}") as case, Served(engine, server) as program:
        key, store = program.set_up()
        for _ in range(rounds):
            cut(case, program, random, "import", "--store", tested.SHOP, str(FILE), "--resume")
            program.check_verified(case)
        program.command("import", "--store", tested.SHOP, str(FILE), "--resume")
        program.check_verified(case)
        expect_whole(case, program, key, store)
    return case


def kill_rebuild(engine, server, rounds, random):
    with Case(f"kill -9 of rebuild, {engine}") as case, Served(engine, server) as program:
        key, store = program.set_up()
        program.command("import", "--store", tested.SHOP, str(FILE))
        for _ in range(rounds):
            # So there is something to mend, whatever the last one came to.
            program.execute("update rollups set orders = orders + 1 where dimension = 1")
            cut(case, program, random, "rebuild")
            wrong = program.command("verify", check=False).returncode
            case.expect(wrong in (0, 1), f"verify ended with {wrong}")
            program.command("rebuild")
            program.check_verified(case)
        expect_whole(case, program, key, store)
    return case


def kill_projection(engine, server, rounds, random):
    """Each time a batch of orders waits when the service starts."""
    lines = gzip.decompress(FILE.read_bytes()).splitlines()
    with Case(f"kill -9 of projecting, {engine}") as case, Served(engine, server) as program:
        key, store = program.set_up()
        share = -(-len(lines) // rounds)
        for at in range(0, len(lines), share):
            program.serve()
            for line in lines[at:at + share]:
                program.deliver(line, "orders/create")
            program.kill()
            program.serve()
            program.wait_a_moment(random, 0.2)
            program.kill()
            case.add("rounds")
            program.check_verified(case)
        expect_whole(case, program, key, store)
    return case


def cut(case, program, random, *arguments):
    """Begins a command and ends it within the time that it takes, or a little more."""
    process = subprocess.Popen([tested.BINARY, *arguments, *program.options],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    program.wait_a_moment(random, 1.0)
    process.kill()
    case.add("rounds")
    case.add("cut short", process.wait() != 0)


def expect_whole(case, program, key, store):
    """Every order of the file counts once."""
    program.serve()
    def pending():
        return program.get_json(f"/api/v1/stores/{store}", key)["pending"]
    case.expect(until(lambda: pending() == 0, PROJECTED_S), f"{pending()} deliveries still wait")
    overview = program.overview(key, store)
    orders, right = overview["all_time"]["orders"], EXPECTED["totals"]["orders"]
    case.expect(orders == right, f"{orders} orders counted, not {right}")
    code = program.stop()
    case.expect(code == 0, f"an orderly stop ended with {code}")
    program.check_verified(case)
