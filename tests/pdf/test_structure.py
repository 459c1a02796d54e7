"""The structure checker finds what it looks for: each damage to a sound PDF is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from policyloom.outputs.pdf import PdfMaker
from tests.pdf.samples import full_page
from tests.pdf.structure import UA_PART, check_pdf


def elements(pdf: Any, role: str) -> Iterator[Any]:
    """The structure elements of a type, in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if str(node.get("/S", "")) == f"/{role}":
            yield node
        inner = node.get("/K", Array())
        listed = list(inner) if isinstance(inner, Array) else [inner]
        waiting += [n for n in reversed(listed) if isinstance(n, Dictionary)]


def first(pdf: Any, role: str) -> Any:
    return next(elements(pdf, role))


def drop(node: Any, key: str) -> None:
    del node[key]


def no_scope(pdf: Any) -> None:
    for attribute in first(pdf, "TH").A:
        if "/Scope" in attribute:
            del attribute["/Scope"]


def unknown_header(pdf: Any) -> None:
    for attribute in first(pdf, "TD").A:
        if "/Headers" in attribute:
            attribute.Headers = Array([pikepdf.String("nobody")])


def rename(role: str, other: str) -> Callable[[Any], None]:
    def damage(pdf: Any) -> None:
        for node in list(elements(pdf, role)):
            node.S = Name(f"/{other}")

    return damage


def paint(pdf: Any) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def first_link(pdf: Any) -> Any:
    return next(a for page in pdf.pages for a in page.obj.get("/Annots", Array()))


def first_font(pdf: Any) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def no_metadata(key: str) -> Callable[[Any], None]:
    def damage(pdf: Any) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
            del found[key]

    return damage


DAMAGES: dict[str, Callable[[Any], None]] = {
    "not marked as tagged": lambda pdf: drop(pdf.Root, "/MarkInfo"),
    "the language is": lambda pdf: drop(pdf.Root, "/Lang"),
    "the file's name": lambda pdf: drop(pdf.Root, "/ViewerPreferences"),
    "no output intent": lambda pdf: drop(pdf.Root, "/OutputIntents"),
    "no structure tree": lambda pdf: drop(pdf.Root, "/StructTreeRoot"),
    "no bookmarks": lambda pdf: drop(pdf.Root, "/Outlines"),
    "no title in the metadata": no_metadata("dc:title"),
    "does not claim PDF/UA-1": no_metadata(UA_PART),
    "not PDF/A-2a": no_metadata("pdfaid:conformance"),
    "not reached in reading order": lambda pdf: drop(pdf.pages[0].obj, "/Tabs"),
    "the first heading is not": rename("H1", "P"),
    "more than one heading of level 1": rename("H2", "H1"),
    "a heading of level 3 follows one of level 1": rename("H2", "P"),
    "a figure without alternative text": lambda pdf: drop(first(pdf, "Figure"), "/Alt"),
    "a figure without a bounding box": lambda pdf: drop(first(pdf, "Figure"), "/A"),
    "a list that does not say": lambda pdf: drop(first(pdf, "L"), "/A"),
    "LI stands in Div": rename("L", "Div"),
    "a list item without a body": rename("LBody", "Div"),
    "a header cell without a scope": no_scope,
    "a cell names a header": unknown_header,
    "a table without headers": rename("TH", "TD"),
    "rows differ in length": lambda pdf: drop(first(pdf, "TR"), "/K"),
    "unknown structure type Box": rename("Table", "Box"),
    "neither tagged nor an artifact": paint,
    "marked content is missing": lambda pdf: drop(first(pdf, "H1"), "/K"),
    "a link without a description": lambda pdf: drop(first_link(pdf), "/Contents"),
    "a link that is not in the tree": lambda pdf: drop(first_link(pdf), "/StructParent"),
    "does not say which characters": lambda pdf: drop(first_font(pdf), "/ToUnicode"),
    "is not embedded": lambda pdf: drop(first_font(pdf).DescendantFonts[0], "/FontDescriptor"),
}


@pytest.mark.parametrize("problem", DAMAGES)
def test_damage_is_found(maker: PdfMaker, problem: str) -> None:
    """A sound PDF that has lost one thing is reported as lacking that thing."""
    with pikepdf.open(BytesIO(maker.make(full_page(), {}))) as pdf:
        DAMAGES[problem](pdf)
        damaged = BytesIO()
        pdf.save(damaged)
    assert [found for found in check_pdf(damaged.getvalue()) if problem in found]
