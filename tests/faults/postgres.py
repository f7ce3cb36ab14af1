"""A PostgreSQL that goes away under load: stopped, hung, its backends killed; and connections that
break between the commit and its answer, so that nobody knows whether it was one."""
import os
import select
import signal
import socket
import threading
import time
import urllib.parse

from rig import Case, DurablePostgres, Served, until

ROUNDS = 3  # of each way to go
CUTS = 200  # of connections in doubt
ANSWER_S = 3.5  # 3 s, and grace
BACK_S = 10  # from PostgreSQL's return to the first 200
SYNC = b"S\0\0\0\4"  # the end of what a client sends before it waits


def cases(rounds, random):
    for name, harm in HARMS.items():
        with DurablePostgres() as server:
            yield goes_away(name, harm, server, rounds or ROUNDS, random)
    with DurablePostgres() as server:
        yield is_in_doubt(server, rounds or CUTS, random)


def stop(mode):
    def harm(server, _, random):
        server.stop(mode)
        time.sleep(random.uniform(0.5, 4))
        server.start()
    return harm


def hang(server, _, random):
    processes = server.processes()
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    time.sleep(random.uniform(1, 7))
    for process in processes:
        os.kill(process, signal.SIGCONT)


def kill_backends(server, program, _):
    for process in server.backends(program.database):
        os.kill(process, signal.SIGKILL)


HARMS = {"stopped fast": stop("fast"), "stopped at once": stop("immediate"), "hung": hang,
         "backends killed": kill_backends}


def goes_away(name, harm, server, rounds, random):
    with Case(f"PostgreSQL {name}") as case, Served("postgres", server.url) as program:
        key, store = program.set_up()
        program.serve()
        program.send(connections=16)
        for _ in range(rounds):
            program.run_for_a_while(case, random, 0.5, more=100)
            harm(server, program, random)
            case.add("rounds")
            began = time.monotonic()
            case.expect(program.acknowledges(BACK_S, more=20), f"not back within {BACK_S} s")
            case.most("s at most until back", time.monotonic() - began)
            program.keep_running(case)
            program.check_stored(case, dict(program.answers.acknowledged))
        program.finish(case, key, store)
        check_answers(case, program)
    return case


def check_answers(case, program):
    """Each delivery had an answer in time, and only those that there may be."""
    refused = [a for a in program.answers.all if a.status == 503]
    others = [a.status for a in program.answers.all if a.status not in (200, 503)]
    case.add("refused", len(refused))
    case.expect(not others, f"{len(others)} were answered neither 200 nor 503, but "
                            f"{sorted(set(others))} (0: closed, -1: not at all)")
    late = [a for a in program.answers.all if a.seconds > ANSWER_S]
    case.most("s at most until an answer", max(a.seconds for a in program.answers.all))
    case.expect(not late, f"{len(late)} answers took more than {ANSWER_S} s: "
                          f"{[(a.status, round(a.seconds, 2)) for a in late[:5]]}")


class Proxy:
    """Between the program and PostgreSQL. When armed, it breaks the next connection whose client
    has sent all there was to send: before the server sees it, after, or after it answered."""

    def __init__(self, server, random):
        self._server = server
        self._random = random
        self._armed = threading.Event()
        self._ended = False
        self.cuts = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._ended = True
        self._listener.close()

    def arm(self):
        self._armed.set()

    def armed(self):
        return self._armed.is_set()

    def _accept(self):
        while not self._ended:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._server.port))
            except OSError:
                continue
            threading.Thread(target=self._relay, args=(client, server), daemon=True).start()

    def _relay(self, client, server):
        with client, server:
            try:
                while self._pass_on(client, server):
                    pass
            except OSError:
                pass

    def _pass_on(self, client, server):
        """One piece in either direction; whether there may be more."""
        ready, _, _ = select.select([client, server], [], [])
        if server in ready:
            answer = server.recv(65536)
            client.sendall(answer)
            return bool(answer)
        asked = client.recv(65536)
        server.sendall(asked)
        if self._armed.is_set() and asked.endswith(SYNC) and b"commit" in asked.lower():
            self._armed.clear()
            self.cuts += 1
            if self._random.random() < 0.5:
                server.recv(65536)  # its answer, which nobody gets
            return False
        return bool(asked)


def is_in_doubt(server, cuts, random):
    proxy = Proxy(server, random)
    with Case("commits in doubt") as case, Served("postgres", server.url) as program:
        key, store = program.set_up()
        parts = urllib.parse.urlsplit(program.url)
        program.options[1] = parts._replace(netloc=f"postgres@127.0.0.1:{proxy.port}").geturl()
        program.serve()
        program.send(connections=16)
        for _ in range(cuts):
            program.run_for_a_while(case, random, 0.1)
            proxy.arm()
            if not case.expect(until(lambda: not proxy.armed(), 10), "the program sent no commit"):
                break
        program.finish(case, key, store)
        check_answers(case, program)
        proxy.close()
        case.add("cuts", proxy.cuts)
        case.expect(case.figures["refused"] > 0, "no delivery was ever in doubt")
    return case
