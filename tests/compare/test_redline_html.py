"""The page cannot lie either: both editions' HTML can be read out of it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from policyloom.model.changes import Comparison
from policyloom.model.nodes import Blocks
from policyloom.outputs.html_nodes import NodeWriter, anchors
from policyloom.outputs.redline import Finder
from policyloom.outputs.redline_nodes import RedlineWriter
from policyloom.outputs.redline_parts import NewWriter, QuietWriter
from tests.compare.edits import edited
from tests.compare.test_truth import THOROUGH, compared, example, randoms
from tests.document.strategies import documents

INLINE = {"strong", "em", "a"}
UNWRAPPED = {"span", "div", "ins", "del", "section"}
HREFS = {"policy:complaints": "../complaints/", "policy:complaints/new": "../complaints/"}


def written(comparison: Comparison, new: Blocks) -> str:
    now = NewWriter(HREFS, occurrences=anchors(new))
    writer = RedlineWriter(Finder.of(comparison), now, QuietWriter(HREFS))
    return f"<div>{writer.blocks(comparison.redline, 2)}</div>"


def read(html: str, without: str, classes: set[str]) -> list[object]:
    """The page's elements and texts, without aids and without one of `ins` and `del`."""
    root = lxml.html.fragment_fromstring(html)
    assert isinstance(root, HtmlElement)
    events: list[object] = []
    for event in _events(root, (), without, classes):
        last = events[-1] if events else None
        if isinstance(last, list) and isinstance(event, list) and last[1] == event[1]:
            last[0] += event[0]
        else:
            events.append(event)
    return [e for e in events if not isinstance(e, list) or e[0]]


def _events(
    element: HtmlElement, within: tuple[str, ...], without: str, classes: set[str]
) -> Iterator[object]:
    names = set((element.get("class") or "").split())
    dropped = element.tag == without or names & classes or element.get("data-aid") is not None
    if dropped:
        return
    inline = element.tag in INLINE
    block = not inline and element.tag not in UNWRAPPED
    here = (*within, f"{element.tag} {element.get('href') or ''}") if inline else within
    if block:
        yield _name(element)
    yield [element.text or "", here]
    for child in element:
        yield from _events(child, here, without, classes)
        yield [child.tail or "", here]
    if block:
        yield f"/{_name(element)}"


def _name(element: HtmlElement) -> str:
    """The element's name. Left out is what an attribute or the text around decides: a list's
    marks, a row's header, the level of an aside's heading."""
    parent = element.getparent()
    while parent is not None and parent.tag in UNWRAPPED:
        parent = parent.getparent()
    if parent is not None and parent.tag == "aside" and element.tag[:1] == "h":
        return "h"
    name = str(element.tag)
    return {"ol": "ul", "th": "td"}.get(name, name)


def check(old: Blocks, new: Blocks) -> None:
    comparison = compared(old, new)
    html = written(comparison, new)
    plain_old = f"<div>{NodeWriter(HREFS, occurrences=anchors(old)).blocks(old, 2)}</div>"
    plain_new = f"<div>{NodeWriter(HREFS, occurrences=anchors(new)).blocks(new, 2)}</div>"
    assert read(html, "del", {"removed", "moved-away"}) == read(plain_new, "", set())
    assert read(html, "ins", {"added", "moved-here"}) == read(plain_old, "", set())
    if not comparison.changes:
        assert read(plain_old, "", set()) == read(plain_new, "", set())
    ids = lxml.html.fragment_fromstring(html).xpath("//@id")
    assert len(ids) == len(set(ids))


@THOROUGH
@given(documents(), st.integers(0, 8), randoms)
def test_both_editions_can_be_read_out_of_the_page(old: Blocks, count: int, random: Random) -> None:
    """Without `del` the page is the new edition, without `ins` the old: links, emphasis and all."""
    check(old, edited(random, old, count))


@settings(THOROUGH, max_examples=15)
@given(st.integers(0, 10_000), st.integers(1, 10), randoms)
def test_the_examples_editions_can_be_read_out(at: int, count: int, random: Random) -> None:
    """The same holds for the example's editions."""
    editions = list(example().editions.values())
    old = editions[at % len(editions)].blocks
    check(old, edited(random, old, count))
