"""What a search shows first: the rule about a thing, before a text that happens to name it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Opener

pytestmark = pytest.mark.browser

FORBIDS = re.compile(r"must not|must never|does not|\bpost photographs or videos\b")
DEFINES = re.compile(r"[Ww]hat .+ (are|mean)")


def found(page: Page, word: str) -> list[str]:
    """The results that name the word, as people read them, best first; policies' titles are not
    among them, nor what is folded away."""
    page.keyboard.press("/")
    page.keyboard.type(word)
    links = page.locator(".md-search-result__link")
    expect(links.filter(has_text=word).first).to_be_visible()
    shown = page.locator(f".md-search-result__link[href*='h={word}'] article:not(:has(h1))")
    expect(shown.first).to_be_visible()
    return [" ".join(text.split()) for text in shown.all_inner_texts() if text]


def test_photographs_shows_the_rules_first(opened: Opener, example: str) -> None:
    """At Hazelbrook "photographs" shows what may not be done with them, and no definition."""
    results = found(opened(f"{example}hazelbrook/"), "photographs")
    assert len(results) >= 2
    assert all(FORBIDS.search(result) for result in results[:2]), results
    assert not DEFINES.match(results[0]), results
