"""Served sites and a browser for the tests that drive one.

Every site is served with the headers that docs/hosting.md asks hosts for, so all that the tests do
in a browser works under that content security policy.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from policyloom.plugin import build_portal, build_school
from tests.site import samples
from tests.trusts import HERE

Opener = Callable[..., Page]
HOSTING = HERE / "docs/hosting.md"
_HEADER = re.compile(r"^([A-Z][A-Za-z-]+): (.+)$", re.MULTILINE)


def asked_headers() -> dict[str, str]:
    """The headers that the guide asks every host to send."""
    block = HOSTING.read_text("utf-8").split("```")[1]
    return dict(_HEADER.findall(block))


class _Quiet(SimpleHTTPRequestHandler):
    headers_sent = asked_headers()

    def end_headers(self) -> None:
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served portal with one school's site."""
    out = tmp_path_factory.mktemp("browser") / "governors"
    build_portal(samples.portal_site(), out)
    build_school(samples.school_site(), out / "hazelbrook")
    with serving(out) as address:
        yield address


@pytest.fixture(scope="session")
def hosts(example_root: Path) -> Iterator[dict[str, str]]:
    """The address of each audience's folder of the published example."""
    with ExitStack() as stack:
        yield {
            folder.name: stack.enter_context(serving(folder))
            for folder in (example_root / "site").iterdir()
            if folder.is_dir()
        }


@pytest.fixture(scope="session")
def example(hosts: dict[str, str]) -> str:
    """The address of the served example trust, as its governors see it."""
    return hosts["governors"]


class serving:
    """A folder served on this machine for as long as the block lasts."""

    def __init__(self, folder: Path) -> None:
        handler = partial(_Quiet, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the machine's own if it has one, else the one that Playwright installed."""
    own = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=own, args=["--no-sandbox"])
        yield started
        started.close()


def refused(said: ConsoleMessage) -> list[str]:
    """What a page was not allowed to do, if that is what the browser says."""
    return [said.text] if "Content Security Policy" in said.text else []


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Opener]:
    """Opens a page of the site at a width and in a colour scheme; fails on script errors, and on
    anything that the content security policy forbids."""
    contexts = []
    errors: list[str] = []

    def open_page(path: str, width: int = 1280, scheme: Any = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.extend(refused(said)))
        page.goto(path if path.startswith("http") else site + path)
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
