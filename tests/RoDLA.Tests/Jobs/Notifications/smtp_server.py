"""A mail server for the tests: accepts emails on a free port of this machine and writes each to a folder with its envelope.

Usage: smtp_server.py FOLDER JSON, JSON with any of
  user, password        required login
  certificate, key      PEM files; STARTTLS is offered and required
  on_connect            with certificate and key: TLS from the first byte instead
  refuse                answer to RCPT, such as "550 no such user"
  busy                  how many emails are deferred (451) before one is accepted
Prints the port, then runs until it is ended.
"""
import json
import pathlib
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

folder, settings = pathlib.Path(sys.argv[1]), json.loads(sys.argv[2])


class Keeper:
    busy = settings.get("busy", 0)
    taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "refuse" in settings:
            return settings["refuse"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.busy > 0:
            self.busy -= 1
            return "451 try again later"
        self.taken += 1
        result = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "encrypted": session.ssl is not None or settings.get("on_connect", False),
                "authenticated": bool(session.authenticated)}
        (folder / f"{self.taken}.json").write_text(json.dumps(result))
        (folder / f"{self.taken}.part").write_bytes(envelope.original_content)
        (folder / f"{self.taken}.part").rename(folder / f"{self.taken}.eml")
        return "250 accepted"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login.decode() == settings["user"] and data.password.decode() == settings["password"]
    return AuthResult(success=right, handled=False)


options = {}
if "user" in settings:
    options.update(authenticator=authenticate, auth_required=True, auth_require_tls=False)
if "certificate" in settings:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings["certificate"], settings["key"])
    options.update(ssl_context=context) if settings.get("on_connect") else options.update(tls_context=context, require_starttls=True)


class AnyCase(SMTP):
    """Accepts the name of a login mechanism in any case, as other servers do."""

    async def smtp_AUTH(self, arg):
        mechanism, _, rest = (arg or "").partition(" ")
        return await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())


class FreePort(Controller):
    """Binds port 0; the real port is known once it listens."""

    def factory(self):
        return AnyCase(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


controller = FreePort(Keeper(), hostname="127.0.0.1", port=0, enable_SMTPUTF8=True, **options)
controller.start()
print(controller.port, flush=True)
while True:
    time.sleep(3600)
