"""The example trust in a real browser: each of its five schools, as a reader meets it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .conftest import Opener
from .test_axe import violations

pytestmark = pytest.mark.browser
RULE = {
    "canal-street": "data-protection",
    "fenwick-park": "social-media",
    "hazelbrook": "social-media",
    "larkfield": "social-media",
    "saltmarsh": "social-media",
}
"""Where each school has its rule on photographs."""
SCHOOLS = list(RULE)


@pytest.mark.parametrize("school", SCHOOLS)
def test_photographs_leads_to_the_schools_own_rule(
    opened: Opener, example: str, school: str
) -> None:
    """In every school, "photographs" typed into its search leads to its rule, in sight."""
    page = opened(f"{example}{school}/")
    page.locator("[data-loom-search]").click()
    page.keyboard.type("photographs")
    where = f"{example}{school}/{RULE[school]}/"
    page.locator(f".md-search-result__link[href^='{where}'][href*='#']").first.click()
    found = page.locator(".clause.found")
    expect(found).to_be_in_viewport()
    expect(found).to_have_text(re.compile("photograph", re.IGNORECASE))
    assert page.url.startswith(where)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("school", SCHOOLS)
def test_a_schools_pages_are_accessible_and_fit(
    opened: Opener, example: str, school: str, width: int
) -> None:
    """axe is content with each school's front page and longest policy, and neither is too wide."""
    scheme = "light" if width == 1280 else "dark"
    for path in (f"{school}/", f"{school}/social-media/"):
        page = opened(example + path, width, scheme)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_portal_leads_to_every_school(opened: Opener, example: str) -> None:
    """The trust's front page has a card for each school, and each leads to that school."""
    page = opened(example)
    cards = page.locator(".schools a")
    assert [card.get_attribute("href") for card in cards.all()] == [f"{s}/" for s in SCHOOLS]
    assert violations(page) == []
