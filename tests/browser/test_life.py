"""The life of a policy as people meet it: timeline, as-of page, comparisons; by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from policyloom.plugin import build_portal, build_school
from tests.site.lived import lived_trust
from tests.trusts import TODAY

from .accessibility import TWO, faults
from .conftest import Opener, serving

pytestmark = pytest.mark.browser
COMPLAINTS = "brook/complaints/"


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served trust with a past, as its governors see it."""
    from policyloom.pipeline import preview_sites

    root = lived_trust(tmp_path_factory.mktemp("lived") / "trust")
    out: Path = tmp_path_factory.mktemp("lived-site") / "governors"
    portal, schools = preview_sites(root, TODAY)
    build_portal(portal, out)
    for school in schools:
        build_school(school, out / school.school)
    with serving(out) as address:
        yield address


def test_an_answered_day_is_accessible(opened: Opener, lived: str) -> None:
    """axe is content with the page of dates once it has answered for a day."""
    assert faults(opened(f"{lived}{COMPLAINTS}versions/?on=2025-05-05"), TWO) == {}


def test_the_timeline_leads_to_each_edition_and_back(opened: Opener, lived: str) -> None:
    """From the history to an old edition, from there to the one after it, and to what holds."""
    page = opened(lived + COMPLAINTS)
    page.get_by_role("link", name="Read this edition of 12 March 2024").click()
    expect(page.locator(".notice")).to_contain_text("No longer in force")
    page.get_by_role("link", name="Edition after 12 March 2025").click()
    page.wait_for_url("**/versions/2025-03-12/")
    page.get_by_role("link", name="Read what is in force now").click()
    page.wait_for_url(f"**/{COMPLAINTS}")


def test_what_changed_is_one_step_from_the_timeline(opened: Opener, lived: str) -> None:
    """The comparison with the edition before is linked from its decision."""
    page = opened(lived + COMPLAINTS)
    page.get_by_role("link", name="What changed on 12 March 2025").click()
    expect(page.locator("ins").first).to_contain_text("and a letter")


def asked(page: Page, day: str) -> None:
    page.get_by_label("In force on which day?").fill(day)


def test_the_as_of_page_answers_at_once(opened: Opener, lived: str) -> None:
    """A date gives the edition in force on it, its row is marked, and the answer is a link."""
    page = opened(f"{lived}{COMPLAINTS}versions/")
    answer = page.locator("#asof-answer")
    asked(page, "2025-03-11")
    expect(answer).to_have_text("On 11 March 2025: The edition of 12 March 2024.")
    asked(page, "2025-03-12")
    expect(answer).to_have_text("On 12 March 2025: The edition of 12 March 2025.")
    expect(page.locator("tr.chosen")).to_have_count(1)
    asked(page, "2031-01-01")
    expect(answer).to_contain_text("The edition of 1 October 2026")
    asked(page, "2019-01-01")
    expect(answer).to_have_text("On 1 January 2019: no edition is recorded.")
    asked(page, "2024-04-01")
    answer.get_by_role("link").click()
    page.wait_for_url("**/versions/2024-03-12/")


def test_an_answer_has_an_address(opened: Opener, lived: str) -> None:
    """The date is in the address, so that an answer can be sent to somebody."""
    page = opened(f"{lived}{COMPLAINTS}versions/?on=2024-05-05")
    expect(page.locator("#asof-answer")).to_contain_text("The edition of 12 March 2024")


def test_the_as_of_page_needs_no_script(browser: Browser, lived: str) -> None:
    """Without JavaScript nothing is asked for that cannot be answered, and the table answers."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lived}{COMPLAINTS}versions/")
    expect(page.get_by_label("In force on which day?")).to_be_hidden()
    row = page.get_by_role("row").filter(has_text="12 March 2024").filter(has_text="11 March 2025")
    expect(row.get_by_role("link", name="The edition of 12 March 2024")).to_be_visible()
    context.close()


def test_a_comparison_can_be_read_by_keyboard(opened: Opener, lived: str) -> None:
    """From the list to a change, to the next, and the unchanged hidden: no mouse is needed."""
    page = opened(f"{lived}ashby/conduct/changes/trust..2025-10-01/")
    page.locator(".changes ol a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()
    first = page.url
    page.locator(".step:has(:target)").get_by_role("link", name="Change after").focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.url != first and "#change-" in page.url
    box = page.get_by_role("checkbox", name="Show what is unchanged")
    shown = page.locator(".redline-text").inner_text()
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    assert len(page.locator(".redline-text").inner_text()) < len(shown)


def test_a_comparison_needs_no_script(browser: Browser, lived: str) -> None:
    """Changes, their links and the tick box work with JavaScript off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lived}{COMPLAINTS}changes/2024-03-12..2025-03-12/")
    expect(page.locator("ins").first).to_be_visible()
    page.locator(".changes ol a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.get_by_role("checkbox", name="Show what is unchanged").uncheck()
    context.close()
