"""What a screen reader is told of a redline and of the table of all policies: the outline that the
browser hands to it, word for word where it matters.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Opener

pytestmark = pytest.mark.browser
REDLINE = "hazelbrook/online-safety/changes/2026-09-24..proposed/"

CHANGED = """
- paragraph:
  - 'link "1 of 2 : back to the list of changes"'
  - link "Change after"
  - text: Wording
  - deletion: /^deleted. Some pupils are more at risk online.*; end of what is deleted$/
  - insertion: /^inserted. Every lesson on online safety.*; end of what is inserted$/
"""
GONE = """
- paragraph:
  - link "Change before"
  - 'link "2 of 2 : back to the list of changes"'
  - text: Removed
- deletion:
  - paragraph: /^Devices that the school lends to pupils/
"""
LISTED = """
- heading "Wording (2)" [level=3]
- paragraph
- list:
  - listitem:
    - text: Wording
    - link "Pupils who need more"
    - paragraph: In Teaching. Override by the school.
    - paragraph: /^Reason. All of our pupils/
  - listitem:
    - text: Removed
    - link "Devices lent to pupils"
    - paragraph: /Override by the school/
    - paragraph: /^Reason/
"""
MATRIX = """
- table /^Where each policy stands at each school/:
  - caption
  - rowgroup:
    - row:
      - cell
      - columnheader "Staff"
    - row:
      - columnheader "School"
      - columnheader "Acceptable use of IT":
        - link "Acceptable use of IT"
  - rowgroup:
    - row:
      - rowheader "Canal Street Primary School":
        - link "Canal Street Primary School"
      - cell:
        - link /^Using our computers and network at Canal Street Primary School. In force/
"""


@pytest.mark.parametrize("told", [CHANGED, GONE, LISTED])
def test_a_redline_says_what_is_deleted_and_inserted(
    opened: Opener, example: str, told: str
) -> None:
    """Each change says which it is, of what kind, where it begins and where it ends; the list
    says for each where it is and why."""
    expect(opened(example + REDLINE).locator("main article")).to_match_aria_snapshot(told)


def test_nothing_of_a_redline_is_told_by_its_look_alone(opened: Opener, example: str) -> None:
    """Each inserted and deleted part within a text says so in words, as often as there is one."""
    page = opened(example + REDLINE)
    for part, word in (("ins.added", "inserted: "), ("del.removed:not(.whole)", "deleted: ")):
        parts = page.locator(f".redline {part}")
        assert parts.count() > 0
        assert all(text.strip(" +−").startswith(word) for text in parts.all_text_contents())


def test_a_cell_of_the_table_says_which_policy_at_which_school(
    opened: Opener, example: str
) -> None:
    """Rows and columns are named, and a link read by itself names policy, school and status."""
    page = opened(f"{example}policies/")
    expect(page.locator("main article")).to_match_aria_snapshot(MATRIX)
    links = page.locator("table.standing td a")
    schools = page.locator("table.standing tbody th").all_inner_texts()
    assert links.count() > len(schools)
    for words in links.all_text_contents():
        assert any(school in words for school in schools), words
