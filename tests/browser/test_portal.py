"""What people do on the trust's portal: search all schools, read the table, compare a policy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .accessibility import TWO, faults
from .conftest import Opener

pytestmark = pytest.mark.browser
ROWS = "table.standing tbody tr:not([hidden])"


@pytest.fixture
def portal(example: str) -> str:
    """The address of the example's portal, with its search and its schools."""
    return example


def found(page: Page) -> list[str]:
    page.locator(".finder__list li h2").first.wait_for()
    return page.locator(".finder__list > li h2").all_inner_texts()


def status(page: Page) -> str:
    return page.locator(".finder__told").inner_text()


def test_results_are_accessible(opened: Opener, portal: str) -> None:
    """axe finds nothing in what a search found, and nothing has to be scrolled sideways."""
    page = opened(portal + "search/?q=complaint")
    found(page)
    page.locator(".finder__list summary").first.click()
    assert faults(page, TWO) == {}


def test_the_front_page_searches_all_schools(opened: Opener, portal: str) -> None:
    """Words typed on the front page are looked for in every school, and each wording is told of
    once with how many schools have it."""
    page = opened(portal)
    page.get_by_role("searchbox", name="Search every school").fill("late complaints")
    page.keyboard.press("Enter")
    assert "Late complaints" in found(page)
    assert page.url.endswith("search/?q=late+complaints")
    late = page.locator(".finder__list > li").filter(
        has=page.get_by_role("heading", name="Late complaints")
    )
    expect(late).to_have_count(2)
    expect(late.filter(has_text="The same at 4 schools, different at 1.")).to_have_count(1)
    own = late.filter(has_text="fishing crew")
    expect(own.get_by_role("link", name="Saltmarsh School")).to_be_visible()


def test_a_filter_leaves_the_wordings_of_one_school(opened: Opener, portal: str) -> None:
    """With a school chosen, only its wordings are left, and the first link leads to its clause."""
    page = opened(portal + "search/?q=panel%20must%20meet")
    before = len(found(page))
    page.get_by_role("combobox", name="School").select_option("Hazelbrook School")
    page.get_by_role("combobox", name="Policy").select_option("Complaints policy")
    expect(page.locator(".finder__told")).not_to_have_text("Searching …")
    assert 0 < len(found(page)) <= before
    assert "school=hazelbrook" in page.url and "policy=complaints" in page.url
    page.get_by_role("link", name="Stage 3: the date").click()
    expect(page).to_have_url(f"{portal}hazelbrook/complaints/#cmp-panel-date")
    expect(page.locator("#cmp-panel-date")).to_be_in_viewport()


def test_a_schools_own_word_finds_the_trusts_wording(opened: Opener, portal: str) -> None:
    """ "Principal" finds what other schools say of their head teacher."""
    page = opened(portal + "search/?q=principal+accept+later+complaint&school=fenwick-park")
    assert "Late complaints" in found(page)


def test_nothing_found_says_what_to_do(opened: Opener, portal: str) -> None:
    """No result is told in words, in the place that a screen reader is told of."""
    page = opened(portal + "search/?q=zebra+crossing+helicopter&topic=Staff")
    expect(page.get_by_role("status").filter(has_text="Nothing is worded")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_label("What are you looking for?")).to_have_value("")


def test_the_schools_of_a_wording_open_by_keyboard(opened: Opener, portal: str) -> None:
    """The list of schools below a result opens with Enter, and its links follow."""
    page = opened(portal + "search/?q=anonymous+complaints", 320)
    found(page)
    summary = page.locator(".finder__list summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".finder__list .places li")).to_have_count(5)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Canal Street Primary School")).to_be_focused()


def test_the_table_by_keyboard(opened: Opener, portal: str) -> None:
    """One Tab reaches the table, arrows go from cell to cell, Enter follows."""
    page = opened(portal + "policies/")
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    canal = page.get_by_role("link", name="Canal Street Primary School", exact=True)
    expect(canal).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(canal).to_be_focused()  # above it stands no link
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = page.locator(":focus")
    expect(focused).to_have_text(re.compile("at Hazelbrook School: .*next review"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(focused).to_have_attribute("href", re.compile(r"^[a-z-]+/$"))  # the policy's own name
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(focused).to_have_text(re.compile("at Canal Street Primary School"))
    page.keyboard.press("Tab")
    expect(page.locator("table :focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{portal}canal-street/")


def test_every_cell_leads_somewhere_and_says_where(opened: Opener, portal: str) -> None:
    """Each cell is a link whose own words name policy, school and status; a school without the
    policy leads to where the policy's page says so, and why."""
    page = opened(portal + "policies/")
    rows = page.locator("table.standing tbody tr")
    for row in rows.all():
        school = row.locator("th").inner_text()
        for cell in row.locator("td").all():
            words = cell.get_by_role("link").text_content() or ""
            assert f" at {school}: " in words and not words.endswith(": ")
    name = "Acceptable use of IT at Larkfield Infant School: Not applicable"
    page.get_by_role("link", name=name).click()
    expect(page).to_have_url(f"{portal}policies/acceptable-use/#not-applicable")
    expect(page.get_by_role("heading", name="Not applicable at 1 school")).to_be_in_viewport()
    expect(page.get_by_text("no network, accounts or devices of its own")).to_be_visible()


def test_the_table_is_read_aloud_as_a_table(opened: Opener, portal: str) -> None:
    """Cells have their row's and column's heads, on a phone too, where they look like cards."""
    for width in (1280, 320):
        page = opened(portal + "policies/", width)
        table = page.get_by_role("table", name="Where each policy stands at each school")
        assert table.get_by_role("columnheader", name="Complaints policy").count() == 1
        row = table.get_by_role("row", name="Fenwick Park Academy")
        assert row.get_by_role("rowheader").count() == 1
        assert row.get_by_role("cell").count() == table.get_by_role("columnheader").count() - 6


def test_a_part_of_the_table(opened: Opener, portal: str) -> None:
    """Name, topic and status narrow the table, what is left is told, and all comes back."""
    page = opened(portal + "policies/")
    everything = page.locator(ROWS).count()
    page.get_by_label("School", exact=True).fill("larkfield")
    expect(page.locator(ROWS)).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(ROWS)).to_have_count(everything)
    page.get_by_label("Status").select_option("Draft")
    rows = page.locator(ROWS)
    assert 0 < rows.count() < everything
    for row in rows.all():
        assert "Draft" in row.inner_text()
    told = page.locator(".sieve [role=status]")
    expect(told).to_contain_text(f"of {everything}")
    page.get_by_label("Topic").select_option("Information")
    expect(told).to_have_text("Nothing in the table is so.")


def test_what_comes_due_is_seen_without_a_new_build(browser: Browser, portal: str) -> None:
    """The reader's own day says what is due and what is overdue; the built page says it of the
    day of the build."""
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(portal + "policies/")
    assert plain.locator("td .chip.in-force").count() > 20
    later = browser.new_context().new_page()
    later.clock.set_fixed_time("2031-01-01T12:00:00")
    later.goto(portal + "policies/")
    assert later.locator("td .chip.in-force").count() == 0
    assert later.locator("td .chip.overdue").count() > 20
    plain.context.close()
    later.context.close()


def test_without_scripts_nothing_is_missing_but_the_search(browser: Browser, portal: str) -> None:
    """The table is whole, a policy's clauses and schools are there, and the search page leads to
    the table."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(portal + "policies/")
    expect(page.locator("table.standing tbody tr")).to_have_count(5)
    expect(page.locator("form.sieve")).to_be_hidden()
    page.goto(portal + "policies/complaints/#cmp-pupil-complaints")
    expect(page.locator("#cmp-pupil-complaints q")).to_have_count(2)
    page.goto(portal + "search/")
    page.get_by_role("link", name="the table of all policies").click()
    expect(page).to_have_url(portal + "policies/")
    page.context.close()


def test_a_policy_across_the_schools(opened: Opener, portal: str) -> None:
    """The clauses that differ can be had alone; each school's name leads to its clause."""
    page = opened(portal + "policies/complaints/")
    shown = page.locator(".across__clause:not([hidden])")
    everything = shown.count()
    page.get_by_label("Only the clauses that differ").check()
    assert 0 < shown.count() < everything
    clause = page.locator("#cmp-pupil-complaints")
    expect(clause).to_contain_text("Replaced by the school’s own words")
    expect(clause).to_contain_text("Half of our pupils use signs")
    clause.get_by_role("link", name="Hazelbrook School").click()
    expect(page).to_have_url(f"{portal}hazelbrook/complaints/#cmp-pupil-complaints")


def test_the_search_asks_nothing_of_another_host(opened: Opener, portal: str) -> None:
    """Every request of the search goes to the portal itself, and a query is worth less than
    200 KB even where the host compresses nothing."""
    page = opened(portal + "search/")
    asked: list[str] = []
    weights: list[int] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: weights.append(len(response.body())))
    page.get_by_label("What are you looking for?").fill("photographs")
    found(page)
    page.wait_for_load_state("networkidle")
    assert asked and all(url.startswith(portal) for url in asked)
    assert sum(weights) < 200_000
