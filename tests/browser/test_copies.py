"""Checking a printed copy as people do: by its QR code, by typing, by keyboard, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from policyloom.model.policies import Audience
from policyloom.outputs.copies import beginning, checked, copy_code, dashed
from policyloom.plugin import build_portal, build_school
from tests.site.copied import OTHER, copied_trust, page_of, with_other_contacts
from tests.site.lived import TODAY

from .accessibility import TWO, faults, violations
from .conftest import Opener, serving

pytestmark = pytest.mark.browser
COPY = "brook/copy/"


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied_trust(tmp_path_factory.mktemp("copied") / "trust")


@pytest.fixture(scope="session")
def copied(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served trust whose copies have codes, as its governors see it."""
    from policyloom.pipeline import preview_sites

    out: Path = tmp_path_factory.mktemp("copied-site") / "governors"
    portal, schools = preview_sites(root, TODAY)
    build_portal(portal, out)
    for school in schools:
        build_school(school, out / school.school)
    with serving(out) as address:
        yield address


@pytest.fixture(scope="session")
def code(root: Path) -> str:
    """The code of a copy of Brook's complaints policy, printed today."""
    return copy_code(page_of(root, "brook", "complaints", Audience.GOVERNORS))


def of(edition: str, school: str = "brook") -> str:
    return checked(beginning(school, "complaints", edition) + OTHER)


def slip(code: str) -> str:
    return code[:-1] + ("2" if code[-1] != "2" else "3")


ANSWERS = {
    "superseded": (of("2025-03-12"), "Superseded on 12 March 2026"),
    "scheduled": (of("2026-10-01"), "Not yet in force"),
    "draft": (of("proposed"), "A draft, never in force"),
    "unknown": (of("2019-01-01"), "Unknown"),
    "slip": (slip(of("2025-03-12")), "There is a slip in that code"),
    "short": (of("2025-03-12")[:7], "That is not a whole code"),
    "other school": (of("2025-03-12", "ashby"), "Not a copy of this school’s policies"),
}


def answer(page: Page) -> str:
    return page.locator("#copy-answer .chip").first.inner_text()


def test_a_scanned_copy_is_answered_at_once(opened: Opener, copied: str, code: str) -> None:
    """The QR code's address says that the copy is in force, and leads to the policy."""
    page = opened(f"{copied}{COPY}?c={code}")
    assert answer(page) == "In force"
    expect(page.locator("#copy-answer[role=status]")).to_contain_text("Edition of 12 March 2026")
    page.locator("#copy-answer").get_by_role("link", name="Read it here").click()
    page.wait_for_url("**/brook/complaints/")


def test_a_copy_with_older_contacts_is_told(opened: Opener, copied: str, code: str) -> None:
    """The words are in force, the contacts are not today's: both are said."""
    page = opened(f"{copied}{COPY}?c={with_other_contacts(code)}")
    assert answer(page) == "Wording in force, contacts changed since"
    expect(page.get_by_label("Code on the copy")).to_have_value(dashed(with_other_contacts(code)))


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_typed_code_is_answered(opened: Opener, copied: str, kind: str) -> None:
    """Each kind of copy, and each way to go wrong, has words of its own."""
    typed, said = ANSWERS[kind]
    page = opened(copied + COPY)
    page.get_by_label("Code on the copy").fill(typed)
    page.get_by_role("button", name="Check").click()
    assert answer(page) == said


def test_a_code_can_be_typed_by_keyboard_as_it_comes(
    opened: Opener, copied: str, code: str
) -> None:
    """Small letters, spaces and O for 0 are forgiven; the last character brings the answer."""
    page = opened(copied + COPY, 320)
    page.get_by_label("Code on the copy").focus()
    page.keyboard.type(" ".join(dashed(code).lower().replace("0", "o")))
    assert answer(page) == "In force"
    assert page.url.endswith(f"?c={code}")
    page.keyboard.press("Backspace")
    expect(page.locator("#copy-answer")).to_be_empty()
    page.keyboard.press("Enter")
    assert answer(page) == "That is not a whole code"
    expect(page.get_by_label("Code on the copy")).to_be_focused()


def test_an_old_copy_leads_to_what_has_changed(opened: Opener, copied: str) -> None:
    """From an old copy to the redline against what is in force is one step."""
    page = opened(f"{copied}{COPY}?c={of('2024-03-12')}")
    link = page.locator("#copy-answer").get_by_role("link", name="See what has changed since")
    link.click()
    page.wait_for_url("**/complaints/changes/2024-03-12..2026-03-12/")


def test_the_answer_comes_true_without_a_rebuild(opened: Opener, copied: str, code: str) -> None:
    """On the day that another edition takes its place, the same page says so."""
    page = opened(copied + COPY)
    page.clock.set_fixed_time("2027-01-01T08:00:00")
    page.get_by_label("Code on the copy").fill(code)
    assert answer(page) == "No longer in force"
    page.get_by_label("Code on the copy").fill(of("2026-10-01"))
    assert answer(page) == "In force"


def test_nothing_in_an_address_becomes_markup(opened: Opener, copied: str) -> None:
    """What stands in the address is text, whatever it is."""
    page = opened(f"{copied}{COPY}?c=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.locator("#copy-answer img").count() == 0
    assert answer(page) == "That is not a whole code"


def test_the_list_answers_without_scripts(browser: Browser, copied: str, code: str) -> None:
    """Without JavaScript nothing is asked that cannot be answered; the code's row says it all."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{copied}{COPY}?c={code}")
    expect(page.get_by_label("Code on the copy")).to_be_hidden()
    row = page.get_by_role("row").filter(has_text=code[:6])
    expect(row).to_have_count(1)
    expect(row).to_contain_text(f"With {code[6:9]} after the dash:")
    expect(row.get_by_text("In force", exact=True)).to_be_visible()
    context.close()


@pytest.mark.parametrize("kind", ["superseded", "draft", "slip", "unknown"])
def test_an_answer_is_accessible_and_fits(opened: Opener, copied: str, kind: str) -> None:
    """axe is content with the page and its answers, wide and narrow, light and dark."""
    assert faults(opened(f"{copied}{COPY}?c={ANSWERS[kind][0]}"), TWO) == {}


@pytest.mark.parametrize("width", [1280, 320])
def test_a_code_finds_its_school(opened: Opener, copied: str, code: str, width: int) -> None:
    """On the trust's page a code leads to the school whose it is, which says what the copy is."""
    page = opened(copied, width)
    page.get_by_role("link", name="Is this copy current?").first.click()
    page.get_by_label("Code on the copy").fill(dashed(code).lower())
    assert answer(page) == "The school is found"
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#copy-answer").get_by_role("link", name="Brook School").click()
    page.wait_for_url(f"{copied}{COPY}?c=*")
    assert answer(page) == "In force"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (slip(of("2025-03-12")), "There is a slip in that code"),
        (of("2025-03-12")[:7], "That is not a whole code"),
        (of("2025-03-12", "elsewhere"), "Unknown"),
    ],
)
def test_the_trusts_page_tells_what_is_no_code_of_its_schools(
    opened: Opener, copied: str, typed: str, said: str
) -> None:
    """A slip, half a code and the code of a school elsewhere are told apart before any school."""
    page = opened(f"{copied}copy/?c={typed}")
    assert answer(page) == said
    assert page.locator("#copy-answer a").count() == 0


def test_another_schools_page_leads_to_the_right_one(
    opened: Opener, copied: str, code: str
) -> None:
    """A code typed at the wrong school is taken along to the trust's page."""
    page = opened(f"{copied}ashby/copy/?c={code}")
    page.locator("#copy-answer").get_by_role("link", name="Find its school").click()
    page.wait_for_url(f"{copied}copy/?c=*")
    assert answer(page) == "The school is found"


def test_the_trusts_page_lists_the_schools_without_scripts(
    browser: Browser, copied: str, code: str
) -> None:
    """Without JavaScript the first two characters of a code find the school in the table."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{copied}copy/")
    expect(page.get_by_label("Code on the copy")).to_be_hidden()
    page.get_by_role("row").filter(has_text=code[:2]).get_by_role("link").click()
    page.wait_for_url(f"{copied}{COPY}")
    context.close()
