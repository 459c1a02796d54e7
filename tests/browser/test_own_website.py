"""docs/publishing.md: a school's own website shows its policies from the published list."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.guide.fences import on

pytestmark = pytest.mark.browser
POLICIES = "https://policies.example.org/"
(SHOWN,) = (block.text for block in on("publishing.md", "html"))


@contextmanager
def website(body: bytes, **headers: str) -> Iterator[str]:
    """The address of a host that answers everything with this."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing: a test's output is its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("allowed", [True, False])
def test_a_piece_of_a_page_lists_what_is_in_force(
    browser: Browser, example_root: Path, allowed: bool
) -> None:
    """Put into a page as it stands, it lists the school's policies in force, with links to them;
    but only where the host of the policies lets another website read the list."""
    listed = (example_root / "site/public/policies.json").read_bytes()
    headers = {"Access_Control_Allow_Origin": "*"} if allowed else {}
    assert POLICIES in SHOWN
    with website(listed, **headers) as policies:
        shown = f"<!doctype html><title>Hazelbrook</title>{SHOWN.replace(POLICIES, policies)}"
        with website(shown.encode(), Content_Type="text/html") as own:
            page = browser.new_page()
            page.goto(own, wait_until="networkidle")
            links = page.locator("#policies a")
            if allowed:
                link = page.get_by_role("link", name="Concerns and complaints procedure")
                expect(link).to_have_attribute("href", f"{policies}hazelbrook/complaints/")
                assert links.count() > 5
            else:
                assert links.count() == 0
            page.close()
