"""Certificates that are made for the session, with the openssl command."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.panels.parts import HERE, NAME

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Certificate:
    """A certificate of its own authority."""

    cert: Path
    key: Path

    def server(self) -> ssl.SSLContext:
        """For a server that has it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.cert, self.key)
        return context

    def client(self) -> ssl.SSLContext:
        """For a client that believes it, and nothing else."""
        return ssl.create_default_context(cafile=str(self.cert))


def _made(folder: Path, names: str) -> Certificate:
    made = Certificate(folder / "cert.pem", folder / "key.pem")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    command += ["-addext", f"subjectAltName={names}", "-keyout", str(made.key), "-out", str(made.cert)]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Of the panel's name."""
    if not shutil.which("openssl"):
        pytest.skip("needs the openssl command")
    return _made(tmp_path_factory.mktemp("tls"), f"DNS:{NAME}")


@pytest.fixture(scope="session")
def of_address(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Of the address that is dialled, which must not count."""
    if not shutil.which("openssl"):
        pytest.skip("needs the openssl command")
    return _made(tmp_path_factory.mktemp("tls"), f"DNS:other.example,IP:{HERE}")
