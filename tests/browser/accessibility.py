"""What axe-core and a reader's keyboard find in a page. In: an open page; out: its faults.

axe-core is vendored in tests/browser/vendor (MPL 2.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
WIDTHS = {"wide": 1280, "narrow": 320}
SCHEMES = {"light": "default", "dark": "slate"}
STATES = tuple(product(WIDTHS, SCHEMES))
"""Wide and narrow, each in light and in dark colours."""
TWO = (("wide", "light"), ("narrow", "dark"))
"""Every width and every scheme once: enough for a state of a page that is looked at in all four."""
_ASK_AXE = """async tags => (await axe.run({runOnly: tags})).violations.map(rule =>
  rule.id + ": " + rule.help + " @ " + rule.nodes.map(node => node.target.join(" ")).join(" | "))"""
_CHOOSE = """name => {
  const option = document.querySelector(`.md-option[data-md-color-scheme="${name}"]`)
  if (document.body.dataset.mdColorScheme !== name) option.click()
  return document.body.dataset.mdColorScheme
}"""
_STILL = """Promise.race([new Promise(done => setTimeout(done, 2000)), Promise.all(
  document.getAnimations().map(moving => moving.finished.catch(() => null)))]).then(() => null)"""


def violations(page: Page) -> list[str]:
    """What axe finds as the page is now, one line for each rule with the places that break it."""
    page.evaluate(_STILL)  # a half-faded text has half its contrast
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    return list(page.evaluate(_ASK_AXE, TAGS))


def faults(page: Page, states: Sequence[tuple[str, str]] = STATES) -> dict[str, list[str]]:
    """What axe finds in each state, and where the page is too wide; nothing where all is well."""
    found = {}
    for width, scheme in states:
        show(page, width, scheme)
        told = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append("it must be scrolled sideways")
        if told:
            found[f"{width}, {scheme}"] = told
    return found


def show(page: Page, width: str, scheme: str = "light") -> None:
    """Show a page narrow or wide, in light or dark colours, as its own switch does it."""
    page.set_viewport_size({"width": WIDTHS[width], "height": 800})
    assert page.evaluate(_CHOOSE, SCHEMES[scheme]) == SCHEMES[scheme]


def stops(page: Page) -> list[dict[str, Any]]:
    """Where Tab stops, in the order of the page: its words, whether it takes the focus, whether
    that is visible there, and whether it lies inside the window.

    The keyboard must have been used, so that the browser shows the focus.
    """
    found: list[dict[str, Any]] = page.evaluate(_STOPS)
    return found


WORDS = """(e.getAttribute("aria-label") || e.innerText || e.name || e.tagName)
  .trim().slice(0, 60)"""
_STOPS = f"""() => {{
  const all = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex]")
  const chosen = e => {{ const all = [...document.getElementsByName(e.name)]
    return all.find(one => one.checked) || all[0] }}
  const reached = [...all].filter(e => e.tabIndex >= 0 && !e.disabled
    && e.checkVisibility({{visibilityProperty: true}})
    && (e.type !== "radio" || e === chosen(e)))
  const look = e => {{ const s = getComputedStyle(e)
    return [s.outlineStyle === "none" ? "" : s.outlineStyle + s.outlineWidth + s.outlineColor,
            s.boxShadow, s.backgroundColor, s.borderColor, s.textDecoration].join(";") }}
  const shown = e => e.matches(".md-option")
    ? e.parentElement.querySelector("label:not([hidden])") : e
  return reached.map(e => {{
    e.blur()
    const before = look(shown(e))
    e.focus()
    const box = shown(e).getBoundingClientRect()
    return {{
      words: {WORDS},
      focused: document.activeElement === e,
      visible: look(shown(e)) !== before,
      inside: box.right > 0 && box.left < innerWidth,
    }}
  }})
}}"""
