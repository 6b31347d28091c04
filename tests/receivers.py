"""Stand-ins for what receives messages: a webhook, Slack and Teams behind a proxy that speaks TLS, and a mail server."""

from __future__ import annotations

import json
import socketserver
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.stand_in_server import in_background

__all__ = ["Received", "mail_server", "tls_proxy", "webhook"]


@dataclass
class Received:
    """What a stand-in received: host and path with the JSON, or a mail; `status` is its answer."""

    port: int = 0
    status: int = 200
    requests: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])
    mails: list[str] = field(default_factory=list[str])


@contextmanager
def webhook() -> Generator[Received]:
    """Receive JSON over HTTP on this machine."""
    received = Received()

    class Handler(_Json):
        def do_POST(self) -> None:
            self.answer(received)

    with in_background(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as received.port:
        yield received


@contextmanager
def tls_proxy(folder: Path, *hosts: str) -> Generator[tuple[Received, Path]]:
    """Be the proxy that answers for some hosts over TLS. Yields what it received and the authority that vouches for it."""
    authority, chain = _certificates(folder, hosts)
    received = Received()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)

    class Handler(_Json):
        def do_CONNECT(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.connection = context.wrap_socket(self.connection, server_side=True)
            self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
            self.close_connection = False

        def do_POST(self) -> None:
            self.answer(received)

        def finish(self) -> None:
            super().finish()
            self.connection.close()

    with in_background(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as received.port:
        yield received, authority


@contextmanager
def mail_server() -> Generator[Received]:
    """Receive mail by SMTP, without encryption."""
    received = Received()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 mail\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    received.mails.append(b"".join(lines).decode())
                self.wfile.write(b"250 ok\r\n" if word != b"QUIT" else b"221 bye\r\n")
                if word == b"QUIT":
                    return

    with in_background(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as received.port:
        yield received


class _Json(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, received: Received) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        received.requests.append((f"{self.headers['Host']}{self.path}", json.loads(body)))
        self.send_response(received.status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
        """Stay quiet."""


def _certificates(folder: Path, hosts: tuple[str, ...]) -> tuple[Path, Path]:
    """Write an authority, and a certificate of it with its key for some hosts."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    now = datetime.now(UTC)
    base = x509.CertificateBuilder().issuer_name(name).not_valid_before(now - timedelta(days=1))
    base = base.not_valid_after(now + timedelta(days=1))
    root = (
        base.subject_name(name)
        .public_key(root_key.public_key())
        .serial_number(1)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        base.subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Receiver")]))
        .public_key(key.public_key())
        .serial_number(2)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "authority.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "chain.pem").write_bytes(secret + leaf.public_bytes(serialization.Encoding.PEM))
    return folder / "authority.pem", folder / "chain.pem"
