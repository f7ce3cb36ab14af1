"""A real SMTP server of a test's own, whose mails the test reads."""
import email
import email.policy
import logging
import pathlib
import re
import ssl
import subprocess
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from program import free_port, wait_for

USER, PASSWORD = "till", "p@ss/word"
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # a handshake that fails is a test's wish


def make_certificate(directory, name="localhost"):
    """A certificate for a host, which vouches for itself, and its key: two files."""
    certificate, key = (pathlib.Path(directory) / f"{name}.{end}" for end in ("pem", "key"))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                    "-addext", f"subjectAltName=DNS:{name}", "-out", certificate, "-keyout", key],
                   check=True, capture_output=True)
    return certificate, key


class MailServer:
    """Takes mails at `url` while it runs. `refuse`: addresses that it says 550 of. With a
    certificate it offers STARTTLS and takes nothing before it."""

    def __init__(self, certificate=None, login=False, refuse=()):
        self.port = free_port()
        self.messages = []
        self.over_tls = []
        self.logins = 0
        self.commands = []
        self._refuse = refuse
        self._login = login
        self._certificate = certificate
        self._lock = threading.Lock()
        self._controller = None

    @property
    def url(self):
        return f"smtp://localhost:{self.port}"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        arguments = {"hostname": "localhost"}
        if self._certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self._certificate)
            arguments.update(tls_context=context, require_starttls=True)
        if self._login:
            arguments.update(authenticator=self._authenticate, auth_required=True,
                             auth_require_tls=bool(self._certificate))

        class Plain(Controller):
            def factory(self):
                return SMTP(self.handler, **arguments)

        self._controller = Plain(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self):
        if self._controller:
            self._controller.stop()
            self._controller = None

    def _authenticate(self, server, session, envelope, mechanism, data):
        self.logins += 1
        good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, auth_data=USER)

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.commands.append(address)
        if address in self._refuse:
            return "550 no such address"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message.envelope_to = envelope.rcpt_tos
        message.envelope_from = envelope.mail_from
        with self._lock:
            self.messages.append(message)
            self.over_tls.append(session.ssl is not None)
        return "250 taken"

    def wait_for(self, address, count=1):
        """The mail number `count` to an address."""
        def found():
            return [one for one in self.messages if address in one.envelope_to]
        wait_for(lambda: len(found()) >= count, "a mail")
        return found()[count - 1]


def text_of(message):
    return message.get_body(("plain",)).get_content()


def token_of(message):
    """The token in the link of a mail, the same in its text and in its HTML."""
    tokens = {re.search(r"#token=([\w-]+)", message.get_body((kind,)).get_content()).group(1)
              for kind in ("plain", "html")}
    if len(tokens) != 1:
        raise AssertionError("text and HTML have not the same link")
    return tokens.pop()
