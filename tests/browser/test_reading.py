"""A reader at the site: finds a rule, on a phone, without a mouse, from this host alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import Opener

pytestmark = pytest.mark.browser
POLICY = "hazelbrook/social-media/"


def focused(page: Page) -> str:
    """What has the focus: its words or label, and whether it can be seen."""
    return str(
        page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.getAttribute('aria-label') || e.innerText || e.tagName).trim() }"
        )
    )


def focus_is_in_sight(page: Page) -> bool:
    """Whether the focused element lies within the window and is not hidden."""
    return bool(
        page.evaluate(
            "() => { const e = document.activeElement, r = e.getBoundingClientRect();"
            " const m = e.matches('.md-option') ? e.nextElementSibling.getBoundingClientRect() : r;"
            " return e === document.body || (getComputedStyle(e).visibility === 'visible'"
            " && m.right > 0 && m.left < innerWidth) }"
        )
    )


@pytest.mark.parametrize("width", [1280, 320])
def test_photographs_leads_to_the_rule(opened: Opener, width: int) -> None:
    """Whoever types "photographs" into a school's search lands on that school's rule."""
    page = opened("hazelbrook/", width)
    page.get_by_role("button", name="Search Hazelbrook").click()
    page.keyboard.type("photographs")
    results = page.locator(".md-search-result__link")
    results.filter(has_text="Staff must not publish photographs of pupils").click()
    rule = page.locator("#rule-photographs")
    expect(rule).to_be_in_viewport()
    expect(rule).to_have_class("clause found")
    assert page.url.split("?")[0].endswith(POLICY) and "#section-images" in page.url


def test_the_portal_finds_a_schools_policy(opened: Opener) -> None:
    """On the trust's page a title and a school lead to that school's policy."""
    page = opened("")
    page.get_by_role("button", name="Search every school").click()
    page.keyboard.type("complaints")
    results = page.locator(".md-search-result__link")
    results.filter(has_text="Complaints policy – Hazelbrook School").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Complaints policy")


@pytest.mark.parametrize("path", ["", "hazelbrook/", POLICY, "hazelbrook/complaints/", "404.html"])
def test_pages_ask_nothing_of_another_host(opened: Opener, site: str, path: str) -> None:
    """Every request of every page, its search included, goes to the site itself."""
    page = opened("hazelbrook/404.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + path)
    page.keyboard.press("/")
    page.keyboard.type("photographs")
    page.wait_for_timeout(500)
    assert asked and all(url.startswith((site, "data:", "blob:")) for url in asked), asked


def test_our_own_letters_are_used(opened: Opener) -> None:
    """The page is set in the font that the site brings, regular and bold."""
    page = opened(POLICY)
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)"
    )
    found = {name.replace('"', "") for name in loaded}
    assert {"Atkinson Hyperlegible Next400", "Atkinson Hyperlegible Next700"} <= found


@pytest.mark.parametrize("path", ["", "hazelbrook/", POLICY, "hazelbrook/404.html"])
def test_a_keyboard_at_320_px_never_leaves_the_window(opened: Opener, path: str) -> None:
    """Tab visits only what can be seen, from the top of the page to its end."""
    page = opened(path, 320)
    seen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        assert focus_is_in_sight(page), seen
        if seen[-1] == "BODY" or page.evaluate("document.activeElement === document.body"):
            break
    assert len(seen) > 5


def test_the_menu_works_by_keyboard_at_320_px(opened: Opener) -> None:
    """The menu button takes focus, opens with Enter, leads into the menu, and Escape goes back."""
    page = opened(POLICY, 320)
    menu = page.get_by_role("button", name="Menu")
    for _ in range(4):
        page.keyboard.press("Tab")
        if focused(page) == "Menu":
            break
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("link", name="All policies", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="All policies", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hazelbrook/complaints/")


def test_search_works_by_keyboard_at_320_px(opened: Opener) -> None:
    """The search button takes focus and opens the box; arrows and Enter choose a result."""
    page = opened("hazelbrook/", 320)
    for _ in range(8):
        page.keyboard.press("Tab")
        if focused(page) == "Search":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("photographs")
    # The list is made anew for every letter: the last one's list is the one to move in.
    expect(page.locator(".md-search-result__link[href*='h=photographs']").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/social-media/**")


@pytest.mark.parametrize("path", ["", "hazelbrook/", POLICY, "hazelbrook/complaints/"])
def test_nothing_scrolls_sideways_at_320_px(opened: Opener, path: str) -> None:
    """A page fits a phone: no sideways scrolling, tables included (WCAG 1.4.10)."""
    page = opened(path, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator(".scroll[tabindex]").count() == 0


def test_tables_turned_into_cards_stay_tables(opened: Opener) -> None:
    """On a phone a cell still has its row's and column's names for a screen reader."""
    page = opened(POLICY, 320)
    table = page.get_by_role("table", name="Whom staff may be in touch with, and how")
    expect(table.get_by_role("rowheader")).to_have_count(3)
    expect(table.get_by_role("columnheader")).to_have_count(3)


@pytest.mark.parametrize("width", [1280, 320])
def test_numbered_paragraphs_run_on_beside_their_number(opened: Opener, width: int) -> None:
    """Two clauses in one numbered paragraph are one text, with the number in the margin."""
    page = opened(POLICY, width)
    number, first, second = page.evaluate(
        "[...document.querySelectorAll('.numbered')[0].children]"
        ".map(e => { const r = e.getClientRects()[0]; return [r.left, r.right, r.top] })"
    )
    assert number[1] <= first[0] + 1 and number[2] == pytest.approx(first[2], abs=4)
    assert second[0] >= first[0] - 1
    heights = page.locator(".numbered").first.bounding_box()
    assert heights is not None and heights["height"] < 200


def test_small_targets_are_24_px(opened: Opener) -> None:
    """Links and buttons that stand alone are at least 24 px high (WCAG 2.5.8)."""
    page = opened("hazelbrook/", 320)
    boxes = page.evaluate(
        "[...document.querySelectorAll('main a, footer a, header button, main button')]"
        ".filter(e => e.checkVisibility({opacityProperty: true, visibilityProperty: true}))"
        ".filter(e => !e.closest('p'))"
        ".map(e => [e.innerText || e.ariaLabel, e.getBoundingClientRect().height])"
    )
    assert boxes and [b for b in boxes if b[1] < 24] == []


def test_the_scheme_can_be_switched_and_is_remembered(opened: Opener) -> None:
    """A reader's choice of dark colours holds on the next page."""
    page = opened("hazelbrook/")
    page.get_by_title("Switch to dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("link", name="Complaints policy").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
