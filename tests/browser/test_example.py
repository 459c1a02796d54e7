"""The example trust in a real browser: each of its five schools, as a reader meets it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .accessibility import TWO, faults
from .conftest import Opener

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


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_schools_colours_can_be_read(opened: Opener, example: str, school: str) -> None:
    """axe is content with each school's front page and a policy, in its own colours."""
    page = opened(f"{example}{school}/")
    assert faults(page, TWO) == {}
    page.goto(f"{example}{school}/whistleblowing/")
    assert faults(page, TWO) == {}


def test_the_portal_leads_to_every_school(opened: Opener, example: str) -> None:
    """The trust's front page has a card for each school, and each leads to that school."""
    page = opened(example)
    cards = page.locator(".schools a")
    assert [card.get_attribute("href") for card in cards.all()] == [f"{s}/" for s in SCHOOLS]
