"""A reader finds an attached file, and learns what it is and how it reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Opener

pytestmark = pytest.mark.browser
PAGE = "larkfield/uncollected-children/"
NOTE = "This document is attached as it was approved. It is not yet woven from the trust’s clauses."


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("typed", ["not collected", "telephoned social worker"])
def test_it_is_found_by_title_and_by_summary(
    opened: Opener, example: str, typed: str, width: int
) -> None:
    """Words of its title or of its summary lead to its page, where the note is in sight."""
    page = opened(f"{example}larkfield/", width)
    page.locator("[data-loom-search]").click()
    page.keyboard.type(typed)
    page.locator(f".md-search-result__link[href^='{example}{PAGE}']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Children who are not collected")
    expect(page.get_by_text(NOTE)).to_be_in_viewport()


def test_it_says_how_it_reads_and_can_be_had(opened: Opener, example: str) -> None:
    """The page says that the PDF is not tagged and whom to ask; the link gives the file."""
    page = opened(example + PAGE)
    untagged = "This PDF is not tagged, so a screen reader may read it in the wrong order."
    expect(page.locator("section.reading")).to_contain_text(untagged)
    expect(page.locator("section.whom")).to_contain_text("office@larkfield.example.org")
    link = page.get_by_role("link", name="Download the PDF")
    answer = page.request.get(example + PAGE + str(link.get_attribute("href")))
    assert answer.ok and answer.body().startswith(b"%PDF-")
