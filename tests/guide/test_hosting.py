"""docs/hosting.md: its settings are run, by nginx and by Apache.

What the two send is what the tests in a browser have every page work under.
"""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser.conftest import asked_headers
from tests.guide.fences import DOCS
from tests.guide.hosting import GOVERNORS, HEADERS, MODULES, PROXIED, PUBLIC, STAFF
from tests.guide.servers import Machine, apache, ask, nginx

PASSWORD = {"Authorization": "Basic " + base64.b64encode(b"ada:secret").decode()}


def staffs(lines: str) -> str:
    """The staff's server, as the page says: the public's with its own name and folder, these lines
    too, and without the public's `Cache-Control`."""
    text = PUBLIC.replace("policies.example.org", "staff.example.org")
    text = text.replace("site/public", "site/staff")
    text, times = re.subn(r"^ *add_header Cache-Control .*\n", "", text, flags=re.MULTILINE)
    assert times == 1
    return text.replace("\n  location / ", f"\n{lines}\n  location / ")


def test_every_page_is_tried_under_the_headers_of_the_list() -> None:
    """The list is what the tests in a browser are served with, line for line."""
    assert [f"{name}: {value}" for name, value in asked_headers().items()] == HEADERS.splitlines()


def test_the_public_is_served_as_the_page_says(host: Machine, served: Path) -> None:
    """Folders answer with their page and what is not there with 404.html, both with every header;
    text is compressed, and what is packed already is left as it is."""
    (packed, *_) = (served / "site/public").rglob("*.pf_fragment")
    with nginx(host, PUBLIC) as port:
        for page, status, file in (
            ("/", 200, "index.html"),
            ("/riverside/visitors/", 200, "riverside/visitors/index.html"),
            ("/riverside/nothing/", 404, "404.html"),
        ):
            answer = ask(port, page)
            assert answer.status == status
            assert answer.body == (served / "site/public" / file).read_bytes()
            assert asked_headers().items() <= answer.headers.items()
        assert ask(port, "/").headers["Cache-Control"] == "no-cache"
        assert ask(port, "/reviews.ics").headers["Content-Type"] == "text/calendar"
        for page in ("/", "/reviews.ics", "/decisions.atom", "/policies.json", "/look.css"):
            assert ask(port, page, Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
        fragment = packed.relative_to(served / "site/public").as_posix()
        assert "Content-Encoding" not in ask(port, f"/{fragment}", Accept_Encoding="gzip").headers


def test_the_staff_are_asked_for_a_password(host: Machine, served: Path) -> None:
    """Without one nothing is shown, not even by its name; with one the staff's folder is, and no
    cache between keeps it."""
    with nginx(host, staffs(STAFF)) as port:
        for page in ("/", "/policies.json", "/riverside/visitors/riverside-visitors.pdf"):
            assert ask(port, page).status == 401
            answer = ask(port, page, **PASSWORD)
            assert answer.status == 200
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert answer.headers["Cache-Control"] == "private, no-cache"
            assert asked_headers().items() <= answer.headers.items()
        assert ask(port, "/", **PASSWORD).body == (served / "site/staff/index.html").read_bytes()


def test_the_staff_sign_in_with_their_accounts(host: Machine, served: Path) -> None:
    """Whoever has not signed in is led to the proxy and back to the page that was asked for; who
    has, reads it, and is told what is not there."""
    *lines, _, _ = STAFF.rstrip().splitlines()
    server = staffs("\n".join([*lines, PROXIED]))
    assert "auth_basic" not in server
    with proxy() as (address, asked):
        server = server.replace("127.0.0.1:4181", address)
        with nginx(host, server) as port:
            answer = ask(port, "/riverside/")
            assert answer.status == 302
            assert answer.headers["Location"].endswith("/oauth2/sign_in?rd=/riverside/")
            assert b"Sign in" in ask(port, "/oauth2/sign_in?rd=/riverside/").body
            answer = ask(port, "/riverside/", Cookie="_staff=ada")
            assert answer.body == (served / "site/staff/riverside/index.html").read_bytes()
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
            answer = ask(port, "/nothing/", Cookie="_staff=ada")
            assert answer.status == 404
            assert answer.body == (served / "site/staff/404.html").read_bytes()
            assert ("/oauth2/auth", "/nothing/") in asked
            assert ask(port, "/nothing/").status == 302
    with proxy() as (address, _):
        server = staffs("\n".join([*lines, PROXIED, lost_at_a_school()]))
        with nginx(host, server.replace("127.0.0.1:4181", address)) as port:
            assert ask(port, "/riverside/").status == 401


@contextmanager
def proxy() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Stands in for oauth2-proxy: its address, and what it was asked about which page."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers.get("X-Forwarded-Uri", "")))
            signing_in = self.path.startswith("/oauth2/sign_in")
            known = "_staff=ada" in self.headers.get("Cookie", "")
            self.send_response(200 if signing_in else 202 if known else 401)
            self.end_headers()
            self.wfile.write(b"Sign in" if signing_in else b"")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def lost_at_a_school() -> str:
    """What docs/publishing.md tells nginx, so that a school has a page of its own for what is not
    there."""
    line = r"in a `(location [^`]+)` block that names your schools,\s+`(error_page [^`]+)`"
    ((location, page),) = re.findall(line, (DOCS / "publishing.md").read_text("utf-8"))
    return f"{location.replace('hazelbrook', 'riverside')} {{ {page} }}"


def test_a_school_has_its_own_page_for_what_is_not_there(host: Machine, served: Path) -> None:
    """As docs/publishing.md tells nginx and Apache: the school's page there, the trust's elsewhere,
    and what is there as before."""
    said = (DOCS / "publishing.md").read_text("utf-8")
    own = re.findall(r"^- Apache: .*`(ErrorDocument 404 /hazelbrook/404.html)`", said, re.MULTILINE)
    folder = f"{served}/site/governors/riverside"
    inside = f"<Directory {folder}>\n{own[0].replace('hazelbrook', 'riverside')}\n</Directory>\n"
    with_own = PUBLIC.replace("\n  location / ", f"\n{lost_at_a_school()}\n  location / ")
    ending = "</VirtualHost>"
    with (
        nginx(host, with_own) as public,
        apache(host, GOVERNORS.replace(ending, inside + ending), MODULES) as governors,
    ):
        for audience, port in (("public", public), ("governors", governors)):
            for page, file in {
                "/riverside/nothing/": "riverside/404.html",
                "/nothing/": "404.html",
                "/riverside/visitors/": "riverside/visitors/index.html",
            }.items():
                body = (served / "site" / audience / file).read_bytes()
                assert ask(port, page, **PASSWORD).body == body, (audience, page)


def test_the_governors_are_asked_for_a_password(host: Machine, served: Path) -> None:
    """Without one nothing is shown, not even the page for what is not there; with one the
    governors' folder is, with every header, compressed, and never as a list of files."""
    with apache(host, GOVERNORS, MODULES) as port:
        for page in ("/", "/policies.json", "/nothing/"):
            assert ask(port, page).status == 401
        answer = ask(port, "/riverside/", **PASSWORD)
        assert answer.body == (served / "site/governors/riverside/index.html").read_bytes()
        assert asked_headers().items() <= answer.headers.items()
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        answer = ask(port, "/nothing/", **PASSWORD)
        assert answer.status == 404
        assert answer.body == (served / "site/governors/404.html").read_bytes()
        assert asked_headers().items() <= answer.headers.items()
        assert ask(port, "/assets/", **PASSWORD).status == 403
        for page in ("/", "/reviews.ics", "/decisions.atom", "/policies.json", "/look.css"):
            packed = ask(port, page, Accept_Encoding="gzip", **PASSWORD)
            assert packed.headers["Content-Encoding"] == "gzip", page
