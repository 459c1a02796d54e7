"""Web servers that run what the guide shows. In: a piece of their settings; out: a port.

Only what belongs to another machine is replaced: the port, and the folders below which the trust's
site, the certificates and the passwords lie there.
"""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path

from tests.guide.install import where
from tests.guide.shell import PATIENCE, free_port, needs

NGINX = """daemon off;
worker_processes 1;
{user}
pid nginx.pid;
error_log error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
{server}
}}
"""
APACHE = """ServerRoot {here}
ServerName localhost
PidFile {here}/apache.pid
ErrorLog {here}/error.log
DefaultRuntimeDir {here}
Mutex file:{here} default
Listen 127.0.0.1:{port}
TypesConfig /etc/mime.types
{modules}
{host}
"""
MODULES = Path("/usr/lib/apache2/modules")
GRANTED = (
    "mpm_event authn_core authn_file authz_core authz_user auth_basic autoindex dir mime".split()
)
"""What every Apache has. What the guide says that it needs besides is loaded because it says so."""


@dataclass(frozen=True)
class Answer:
    """What a server answers: every header by its name, those sent twice joined."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Machine:
    """Where the things lie on this machine that the guide's servers have in their own places."""

    folder: Path
    site: Path
    passwords: Path
    certificate: Path

    def here(self, settings: str, port: int) -> str:
        """Settings with this machine's places in them."""
        for there, ours in {
            "listen 443": f"listen 127.0.0.1:{port}",
            "*:443": f"*:{port}",
            "/etc/nginx/staff.htpasswd": self.passwords,
            "/etc/apache2/governors.htpasswd": self.passwords,
            "/srv/policies/site": self.site,
            "/etc/ssl/certs/policies.pem": self.certificate,
            "/etc/ssl/private/policies.key": self.certificate.with_suffix(".key"),
        }.items():
            settings = settings.replace(there, str(ours))
        return settings


def machine(folder: Path, site: Path) -> Machine:
    """A machine with a certificate, and the password "secret" for the name "ada"."""
    needs("openssl")
    certificate = folder / "policies.pem"
    key = certificate.with_suffix(".key")
    name = ["-subj", "/CN=policies.example.org", "-days", "2"]
    new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    _openssl("req", "-x509", *new, *name, "-keyout", str(key), "-out", str(certificate))
    key.chmod(0o644)
    passwords = folder / "htpasswd"
    passwords.write_text(f"ada:{_openssl('passwd', '-apr1', 'secret')}", "utf-8")
    return Machine(folder, site, passwords, certificate)


def _openssl(*asked: str) -> str:
    return subprocess.run(["openssl", *asked], check=True, capture_output=True, text=True).stdout


@contextmanager
def nginx(on: Machine, server: str) -> Iterator[int]:
    """nginx with one server of the guide's; the port on which it answers."""
    needs("nginx")
    here, port = _room(on, "nginx"), free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    shutil.copy2("/etc/nginx/mime.types", here)
    (here / "nginx.conf").write_text(NGINX.format(user=user, server=on.here(server, port)), "utf-8")
    asked = [_program("nginx"), "-p", str(here), "-c", str(here / "nginx.conf"), "-e", "error.log"]
    with _running(asked, here, port):
        yield port


@contextmanager
def apache(on: Machine, host: str, needed: list[str]) -> Iterator[int]:
    """Apache with one host of the guide's and the modules that it says are needed."""
    needs("apache2")
    here, port = _room(on, "apache"), free_port()
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in (*GRANTED, *needed)
    )
    settings = APACHE.format(here=here, port=port, modules=modules, host=on.here(host, port))
    (here / "apache.conf").write_text(settings, "utf-8")
    asked = [_program("apache2"), "-X", "-d", str(here), "-f", str(here / "apache.conf")]
    with _running(asked, here, port, user="nobody" if os.geteuid() == 0 else None):
        yield port


def ask(port: int, page: str, **headers: str) -> Answer:
    """What the server on a port answers to a reader."""
    asked = HTTPSConnection("127.0.0.1", port, context=ssl._create_unverified_context())
    asked.request("GET", page, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = asked.getresponse()
    found: dict[str, str] = {}
    for name, value in answer.getheaders():
        found[name] = f"{found[name]} + {value}" if name in found else value
    body = answer.read()
    asked.close()
    return Answer(answer.status, found, body)


def _program(name: str) -> str:
    found = where(name)
    assert found
    return found


def _room(on: Machine, name: str) -> Path:
    """A folder in which a server may write, whoever it runs as."""
    here = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=on.folder))
    here.chmod(0o777)
    return here


@contextmanager
def _running(asked: list[str], here: Path, port: int, user: str | None = None) -> Iterator[None]:
    """A server, from when it answers; what it has to say of its settings if it does not."""
    with (here / "said").open("w") as said:
        server = subprocess.Popen(asked, cwd=here, stdout=said, stderr=said, user=user)
    try:
        _wait(server, here, port)
        yield
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(server: subprocess.Popen[bytes], here: Path, port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            ask(port, "/")
            return
        except OSError:
            time.sleep(0.05)
    logs = [here / name for name in ("said", "error.log")]
    raise AssertionError("\n".join(p.read_text("utf-8") for p in logs if p.exists()))
