"""A school's own pages in a browser: roles, contacts, copy buttons, reviews that come due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from .accessibility import violations
from .conftest import Opener

pytestmark = pytest.mark.browser
POLICY = "hazelbrook/social-media/"
ROLE = "hazelbrook/roles/lunchtime-supervisor/"
PAGES = {"role": ROLE, "roles": "hazelbrook/roles/", "contacts": "hazelbrook/contacts/"}
SWITCH = "Show a copy button at every rule"


def test_a_lunchtime_supervisor_finds_the_photographs_rule(opened: Opener) -> None:
    """From the front page to "if you are", to the rule, to its place in its policy."""
    page = opened("hazelbrook/", 320)
    page.get_by_role("link", name="If you are a lunchtime supervisor").click()
    rule = page.get_by_text("Staff must not publish photographs of pupils")
    expect(rule).to_be_visible()
    page.locator("a[href$='#rule-photographs']").click()
    page.wait_for_url(f"**/{POLICY}#rule-photographs")
    expect(page.locator("#rule-photographs")).to_be_in_viewport()


def test_the_contacts_page_can_be_telephoned_from(opened: Opener) -> None:
    """Each person has a heading's place, a telephone link and a target that a thumb hits."""
    page = opened(PAGES["contacts"], 320)
    link = page.locator("main").get_by_role("link", name="01632 960126")
    assert link.get_attribute("href") == "tel:01632960126"
    box = link.bounding_box()
    assert box is not None and box["height"] >= 24


@pytest.fixture
def allowed(browser: Browser) -> Iterator[Page]:
    """A page that may use the clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_a_rules_link_is_copied_by_keyboard_and_announced(allowed: Page, site: str) -> None:
    """Switch on, go to the rule's button, press Enter: the link is copied, and that is said."""
    page = allowed
    page.goto(site + POLICY)
    assert page.locator(".copy-link").count() == 0
    switch = page.get_by_role("checkbox", name=SWITCH)
    switch.focus()
    page.keyboard.press("Space")
    button = page.locator("#rule-photographs + .copy-link")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site}{POLICY}#rule-photographs" == page.url
    expect(button).to_be_focused()
    box = button.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 24
    assert violations(page) == []


def test_a_pointer_finds_the_button_beside_the_rule(allowed: Page, site: str) -> None:
    """Nothing need be switched on with a mouse, and the text does not move."""
    page = allowed
    page.goto(site + POLICY)
    rule = page.locator("#rule-photographs")
    rule.scroll_into_view_if_needed()
    before = rule.bounding_box()
    rule.hover()
    button = page.locator("#rule-photographs + .copy-link")
    expect(button).to_be_visible()
    assert rule.bounding_box() == before
    button.click()
    assert page.evaluate("navigator.clipboard.readText()").endswith("#rule-photographs")


@pytest.mark.parametrize(
    ("day", "banner", "chip"),
    [
        ("2027-01-29", "", ""),
        ("2027-01-30", "due for review by 31 March 2027", "Due by 31 March 2027"),
        ("2027-03-31", "due for review by 31 March 2027", "Due by 31 March 2027"),
        ("2027-04-01", "is overdue: it was due by 31 March 2027", "Overdue"),
    ],
)
def test_a_review_comes_due_without_a_new_build(
    browser: Browser, site: str, day: str, banner: str, chip: str
) -> None:
    """The same pages tell, by the reader's clock, that a review is near, and then overdue."""
    context = browser.new_context(timezone_id="Europe/London")
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T00:30:00").replace(tzinfo=UTC))
    for path, place, words in (
        (POLICY, ".review-due", banner),
        ("hazelbrook/", ".policies__chips .due-chip", chip),
    ):
        page.goto(site + path)
        shown = page.locator(place)
        if words:
            expect(shown).to_be_visible()
            expect(shown).to_contain_text(words, use_inner_text=True)
            assert violations(page) == []
        else:
            expect(shown).to_be_hidden()
    context.close()


@pytest.mark.parametrize("path", ["hazelbrook/", POLICY, *PAGES.values()])
def test_everything_is_there_without_scripts(browser: Browser, site: str, path: str) -> None:
    """Without JavaScript no control stands there that does nothing, and all text can be read."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator("main button:visible, main input:visible").count() == 0
    expect(page.locator("main")).to_contain_text("photographs" if path in (POLICY, ROLE) else "")
    context.close()
