"""axe-core finds nothing against WCAG 2.2 A and AA on any kind of page, in any state.

axe-core is vendored in tests/browser/vendor (MPL 2.0).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import Opener

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PAGES = {
    "portal": "",
    "school": "hazelbrook/",
    "policy": "hazelbrook/social-media/",
    "draft": "hazelbrook/complaints/",
    "not found": "hazelbrook/404.html",
}


def violations(page: Page) -> list[str]:
    """What axe finds, one line for each rule with the places that break it."""
    page.wait_for_timeout(300)  # transitions end: a half-faded text has half its contrast
    page.add_script_tag(path=AXE)
    found = page.evaluate(
        "async (tags) => (await axe.run({runOnly: tags})).violations.map(v =>"
        " v.id + ': ' + v.help + ' @ ' + v.nodes.map(n => n.target.join(' ')).join(' | '))",
        TAGS,
    )
    return list(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("kind", PAGES)
def test_pages(opened: Opener, kind: str, width: int, scheme: str) -> None:
    """Each kind of page is clean, wide and narrow, light and dark."""
    assert violations(opened(PAGES[kind], width, scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_open_search(opened: Opener, width: int, scheme: str) -> None:
    """The open search with results is clean."""
    page = opened("hazelbrook/", width, scheme)
    page.get_by_role("button", name="Search Hazelbrook").click()
    page.keyboard.type("photographs pupils")
    page.locator(".md-search-result__link").first.wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_menu(opened: Opener, scheme: str) -> None:
    """The open menu of a narrow screen is clean."""
    page = opened("hazelbrook/social-media/", 320, scheme)
    page.get_by_role("button", name="Menu").click()
    assert violations(page) == []


def test_axe_would_find_something() -> None:
    """The vendored checker is there, with its licence."""
    assert AXE.stat().st_size > 400_000
    assert "Mozilla Public License" in AXE.with_name("axe-core-LICENSE.txt").read_text()


def test_the_checker_sees_a_bad_page(opened: Opener) -> None:
    """A text without contrast on our own page is reported: silence means clean."""
    page = opened("hazelbrook/")
    page.add_style_tag(content=".topic h2 { color: #ccc !important }")
    assert any(v.startswith("color-contrast") for v in violations(page))
