"""People of a store and their keys, as tests need them. Without a mail server the program prints
what it would mail: the links of invitations come from its log."""
import json
import re

from program import wait_for


def ask(program, method, path, key, body=None, status=None):
    """Answers (status, what the JSON says); the status is checked if one is given."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    text = None if body is None else json.dumps(body)
    got, _, answer = program.request(method, path, text, headers)
    if status is not None and got != status:
        raise AssertionError(f"{method} {path}: {got} {answer!r}")
    return got, json.loads(answer) if answer else None


def invite(program, key, store, email, role="viewer", personal_data=True):
    """The id of the invitation and the token that is mailed."""
    before = program.logged().count("#token=")
    _, invitation = ask(program, "POST", f"/api/v1/stores/{store}/members", key,
                        {"email": email, "role": role, "personal_data": personal_data}, 201)
    wait_for(lambda: program.logged().count("#token=") > before, "the mail")
    return invitation["id"], re.findall(r"#token=([\w-]+)", program.logged())[-1]


def join(program, key, store, email, role="viewer", personal_data=True):
    """Somebody new with an account becomes a member; their key."""
    program.add_user(email)
    own = program.add_api_key(email)
    _, token = invite(program, key, store, email, role, personal_data)
    ask(program, "POST", "/api/v1/invitations/accept", own, {"token": token}, 200)
    return own


def members(program, key, store):
    """By address."""
    _, listed = ask(program, "GET", f"/api/v1/stores/{store}/members", key, status=200)
    return {one["email"]: one for one in listed["items"]}


def scoped_key(program, email, *scopes):
    return program.command("api-key", "add", email, "--scope", ",".join(scopes)).stdout.strip()
