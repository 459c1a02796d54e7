"""Every kind of page of the published example: accessible in every state, right by keyboard, still
for those who ask for that. tests/cases/pages/kinds.yml says which pages are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.kinds import kinds, kinds_of, looked_at, published_pages

from .accessibility import WORDS, faults, show, stops
from .conftest import refused

pytestmark = pytest.mark.browser
END = "(end)"
TABS = 25
"""So many stops are gone to by keyboard; of the others it is asked where they are."""


@pytest.fixture(scope="module", params=looked_at())
def shown(
    request: pytest.FixtureRequest, browser: Browser, hosts: dict[str, str]
) -> Iterator[Page]:
    """A page of each kind, opened once for all tests of it; no script may fail meanwhile, and
    nothing may be forbidden or be asked of another host."""
    audience, _, path = request.param.partition("/")
    host = hosts[audience]
    wrong: list[str] = []
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.extend(refused(said)))
    page.on("request", lambda asked: wrong.extend(_elsewhere(asked.url, host)))
    page.goto(host + path.removesuffix("index.html"))
    page.evaluate("document.fonts.ready")
    yield page
    context.close()
    assert wrong == []


def _elsewhere(url: str, host: str) -> list[str]:
    return [] if url.startswith((host, "data:", "blob:")) else [f"asks {url}"]


def test_axe_finds_nothing(shown: Page) -> None:
    """Against WCAG 2.2 A and AA and good practice: headings in order, targets of 24 px, the
    page's language and all else; wide and narrow, light and dark; and nothing is too wide."""
    assert faults(shown) == {}


def test_the_keyboard_goes_through_it_at_320_px(shown: Page) -> None:
    """Tab goes from stop to stop as they stand on the page, from its top; each stop lies within
    the window, and shows that it has the focus."""
    show(shown, "narrow")
    gone: list[str] = []
    while len(gone) < TABS and gone[-1:] != [END]:
        shown.keyboard.press("Tab")
        gone.append(shown.evaluate(_WORDS))
    expected = stops(shown)
    once = _once(gone)
    assert once == _once([*(stop["words"] for stop in expected), END])[: len(once)]
    for fact in ("focused", "visible", "inside"):
        assert [stop["words"] for stop in expected if not stop[fact]] == [], fact


def _once(words: list[str]) -> list[str]:
    """The words without repetition in a row: a date has a stop each for day, month and year."""
    return [word for word, _ in groupby(words)]


_WORDS = f"""() => {{ const e = document.activeElement
  return e === document.body ? "{END}" : {WORDS} }}"""


def test_nothing_moves_for_those_who_ask_for_that(shown: Page) -> None:
    """With reduced motion no part of the page has a transition or an animation that lasts."""
    moving = shown.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return [...s.transitionDuration.split(','), ...s.animationDuration.split(',')]"
        ".some(d => parseFloat(d) > 0.01) || s.scrollBehavior === 'smooth' })"
        ".map(e => e.tagName + '.' + e.className)"
    )
    assert moving == []


def test_every_page_is_of_one_kind(example_root: Path) -> None:
    """No kind of page is forgotten: each page that is published is of a kind that is looked at.

    Where this fails, there is a new kind of page: name it in tests/cases/pages/kinds.yml.
    """
    pages = list(published_pages(example_root / "site"))
    unknown = {f"{audience}/{page}" for audience, page in pages if len(kinds_of(page)) != 1}
    assert sorted(unknown)[:20] == []
    assert {kind for _, page in pages for kind in kinds_of(page)} == set(kinds())
