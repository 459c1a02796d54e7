"""What a school publishes by law, and its governors' register, in a browser.

tests/browser/test_kinds.py looks at both pages as at every other kind.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Opener

pytestmark = pytest.mark.browser
PAGES = {"published": "hazelbrook/publication/", "register": "hazelbrook/register/"}


def test_a_parent_finds_what_has_to_be_published(opened: Opener, hosts: dict[str, str]) -> None:
    """From the public front page to the list, to a policy; each target is large enough."""
    page = opened(hosts["public"] + "hazelbrook/")
    page.get_by_role("link", name="What the school publishes by law").click()
    link = page.locator(".published").get_by_role("link", name="Behaviour policy")
    box = link.bounding_box()
    assert box is not None and box["height"] >= 24
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Behaviour policy")


def test_both_can_be_read_without_scripts(browser: Browser, example: str) -> None:
    """Neither page needs JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind, words in (("published", "Child protection policy"), ("register", "Required and")):
        page.goto(example + PAGES[kind])
        expect(page.locator("main")).to_contain_text(words)
        assert page.locator("main button:visible, main input:visible").count() == 0
    context.close()
