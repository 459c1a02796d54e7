"""The guide in a real browser: everybody can read it, by keyboard too."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.guide.building import build_guide

from .accessibility import violations
from .conftest import serving

pytestmark = pytest.mark.browser
LOOKED_AT = ("", "start/", "tasks/settle-drift/", "reference/keys/", "reference/findings/")
STATES: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide, built as `make guide` builds it."""
    return build_guide(tmp_path_factory.mktemp("guide") / "site")


def test_everybody_can_read_it(guide: Path, browser: Browser) -> None:
    """axe is content, and nothing scrolls sideways, wide and narrow, in light and in dark."""
    with serving(guide) as address:
        for width, scheme in STATES:
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            for path in LOOKED_AT:
                page.goto(address + path)
                assert violations(page) == [], (path, width, scheme)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_keyboard_is_enough(guide: Path, browser: Browser) -> None:
    """On a phone's width Tab meets nothing out of sight; menu and search open and close by key."""
    with serving(guide) as address:
        page = browser.new_page(viewport={"width": 320, "height": 800})
        page.goto(address)
        menu = page.get_by_role("button", name="Menu")
        menu.focus()
        page.keyboard.press("Enter")
        assert page.locator("#__drawer").is_checked()
        page.keyboard.press("Escape")
        assert not page.locator("#__drawer").is_checked()
        page.wait_for_timeout(400)  # the menu slides out of sight
        page.keyboard.press("Tab")
        for _ in range(12):
            seen = page.evaluate(
                "() => { const box = document.activeElement.getBoundingClientRect();"
                " return box.right > 0 && box.left < innerWidth }"
            )
            assert seen, page.evaluate("document.activeElement.outerHTML")
            page.keyboard.press("Tab")
