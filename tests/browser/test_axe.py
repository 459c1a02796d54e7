"""axe-core finds nothing in what opens over a page, and would find something on a bad one.

The pages themselves: test_kinds.py.
"""

from __future__ import annotations

import pytest

from .accessibility import AXE, faults, show, violations
from .conftest import Opener

pytestmark = pytest.mark.browser
BAD = (
    "main.querySelector('h2').style = 'color: #888; background: #999'",
    "main.querySelector('article li').innerHTML = '<button>a</button>'.repeat(9)",
    "for (const b of main.querySelectorAll('article button')) b.style = 'width: 9px; padding: 0'",
    "main.querySelectorAll('h2')[1].outerHTML = '<h5>Too deep</h5>'",
    "document.documentElement.removeAttribute('lang')",
    "main.querySelector('h1').style = 'width: 3000px'",
)
"""What makes a good page bad."""
WIDE = "it must be scrolled sideways"
SEEN = {"color-contrast", "target-size", "heading-order", "html-has-lang", WIDE}


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_search(opened: Opener, scheme: str, width: str) -> None:
    """The open search with results is clean."""
    page = opened("hazelbrook/")
    show(page, width, scheme)
    page.get_by_role("button", name="Search Hazelbrook").click()
    page.keyboard.type("photographs pupils")
    page.locator(".md-search-result__link").first.wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_menu(opened: Opener, scheme: str) -> None:
    """The open menu of a narrow screen is clean."""
    page = opened("hazelbrook/social-media/")
    show(page, "narrow", scheme)
    page.get_by_role("button", name="Menu").click()
    assert violations(page) == []


def test_axe_would_find_something() -> None:
    """The vendored checker is there, with its licence."""
    assert AXE.stat().st_size > 400_000
    assert "Mozilla Public License" in AXE.with_name("axe-core-LICENSE.txt").read_text()


def test_the_checker_sees_a_bad_page(opened: Opener) -> None:
    """A text without contrast, a target too small, a heading out of order, a page of no language,
    a page too wide: on our own page each is reported, in every state. Silence means clean."""
    page = opened("hazelbrook/")
    page.evaluate(f"() => {{ const main = document.querySelector('main'); {'; '.join(BAD)} }}")
    found = faults(page)
    assert len(found) == 4
    for told in found.values():
        assert {rule.partition(":")[0] for rule in told} >= SEEN, told
