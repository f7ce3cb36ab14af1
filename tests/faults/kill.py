"""kill -9 at a random moment under load, over one growing data directory, on both databases."""
from rig import Case, DurablePostgres, Served

ROUNDS = 50


def cases(rounds, random):
    yield kill_on("sqlite", "", rounds or ROUNDS, random)
    with DurablePostgres() as server:
        yield kill_on("postgres", server.url, rounds or ROUNDS, random)


def kill_on(engine, server, rounds, random):
    with Case(f"kill -9, {engine}") as case, Served(engine, server) as program:
        key, store = program.set_up()
        program.serve()
        program.send(connections=16)
        for _ in range(rounds):
            program.run_for_a_while(case, random, 0.8)
            program.kill()
            case.add("rounds")
            program.check_ready(case, program.serve())
            program.answers.read()
            program.check_stored(case, dict(program.answers.acknowledged))
        program.finish(case, key, store)
    return case
