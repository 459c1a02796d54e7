"""A reader who follows a wrong address: what its words meant, and the way to everything else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from policyloom.plugin import build_portal, build_school
from tests.site import samples

from .conftest import Opener

pytestmark = pytest.mark.browser


class _Host(SimpleHTTPRequestHandler):
    """Answers as hosts of static sites do: the 404.html of the school, else that of the top."""

    own = True

    def send_error(self, code: int, *said: Any, **more: Any) -> None:
        folder = Path(self.directory)
        school = folder / self.path.split("/")[1] / "404.html"
        page = school if self.own and school.is_file() else folder / "404.html"
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: a test's output is its own."""


class _TopOnly(_Host):
    own = False


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with one school's site, whose address nobody knows."""
    out = tmp_path_factory.mktemp("lost") / "governors"
    build_portal(samples.portal_site(site_url=""), out)
    build_school(samples.school_site(site_url=""), out / "hazelbrook")
    return out


@pytest.fixture(scope="module", params=[_Host, _TopOnly], ids=["school", "top"])
def host(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of a host that knows each school's not-found page, and of one that does not."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(request.param, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [1280, 320])
def test_a_wrong_address_finds_what_was_meant(opened: Opener, host: str, width: int) -> None:
    """At any depth the words of an address lead to the policy that they name."""
    page = opened(f"{host}hazelbrook/old/Complaints-Policy_2024.pdf", width)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    meant = page.get_by_role("region", name="You may have been looking for")
    expect(meant.get_by_role("status")).to_contain_text("“complaints”")
    meant.get_by_role("link", name="Complaints policy").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Complaints policy")


def test_more_results_open_the_schools_search(opened: Opener, host: str) -> None:
    """The link below the results opens the school's own search with the words in it."""
    page = opened(f"{host}hazelbrook/photographs")
    page.locator("[data-loom-meant] .more a").click()
    page.wait_for_url("**/hazelbrook/**")
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value("photographs")
    results = page.locator(".md-search-result__link")
    expect(results.filter(has_text="photographs of pupils").first).to_be_visible()


def test_a_keyboard_reaches_the_results_first(opened: Opener, host: str) -> None:
    """After the search the first stop is what was found, and Enter follows it."""
    page = opened(f"{host}hazelbrook/complaints/stages", 320)
    first = page.locator("[data-loom-meant] li a").first
    expect(first).to_be_visible()
    page.get_by_role("link", name="the policies of").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Complaints")


def test_words_that_nothing_has_are_said_to_find_nothing(opened: Opener, host: str) -> None:
    """What the address says is shown as words, and nothing is made up."""
    page = opened(f"{host}hazelbrook/%3Cimg%20src=x%20onerror=alert(1)%3E-xyzzy/")
    status = page.locator("[data-loom-meant] [role=status]")
    expect(status).to_contain_text("xyzzy")
    assert page.locator("[data-loom-meant] img").count() == 0


def test_an_address_that_says_nothing_is_not_searched_for(opened: Opener, host: str) -> None:
    """Numbers and file names of no meaning lead to the lists alone."""
    page = opened(f"{host}hazelbrook/2024/index.php")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[data-loom-meant]")).to_be_hidden()
    assert page.locator(".lost__ways a").count() > 0


def test_without_scripts_everything_is_one_link_away(browser: Browser, host: str) -> None:
    """Without JavaScript the page lists the school's policies, or the schools, and they open."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{host}hazelbrook/a/b/c/")
    expect(page.locator("[data-loom-meant]")).to_be_hidden()
    page.locator(".lost__ways").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("This page is not here")
    assert page.url.startswith(f"{host}hazelbrook/")
    context.close()
