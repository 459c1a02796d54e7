"""What of PDF/UA-1 and PDF/A-2a can be seen in a file with pikepdf: `check_pdf` lists problems.

This is not a conformance checker for either standard (veraPDF is one). It looks for what makes a
file hard to use: missing tags, titles, languages, alternative texts, table headers, fonts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.pdf.structure_pages import font_problems, page_problems

ROLES = frozenset(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
    P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot
    Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form
    """.split()
)
"""The structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI", "TOCI", "Reference", "Link", "Note"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TOCI": {"TOC"},
}
"""Where an element of this type may stand."""

UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"


@dataclass
class Element:
    """A structure element: its type, what it holds, and the types around it, outermost first."""

    role: str
    node: Any
    path: tuple[str, ...]


@dataclass
class Tree:
    """The structure tree, walked once: elements in reading order, and the content they claim."""

    elements: list[Element] = field(default_factory=list)
    content: dict[Any, set[int]] = field(default_factory=lambda: defaultdict(set))
    annotations: set[Any] = field(default_factory=set)
    ids: set[bytes] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def check_pdf(pdf: Path | bytes) -> list[str]:
    """The problems of a PDF, or an empty list. Each says what is wrong and how often."""
    source: Any = BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    with pikepdf.open(source) as opened:
        problems = [*_document(opened), *_metadata(opened)]
        if "/StructTreeRoot" not in opened.Root:
            return [*problems, "no structure tree"]
        tree = _walk(opened)
        problems += tree.problems
        for check in CHECKS:
            problems += check(tree)
        problems += page_problems(opened, tree.content, tree.annotations)
        problems += font_problems(opened)
    return _counted(problems)


def roles(pdf: bytes) -> list[str]:
    """The types of all structure elements in reading order, for tests."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [element.role for element in _walk(opened).elements]


def _counted(problems: list[str]) -> list[str]:
    counts = {problem: problems.count(problem) for problem in problems}
    return [f"{problem} ({n} times)" if n > 1 else problem for problem, n in counts.items()]


# ------------------------------------------------------------------ the document


def _document(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    if not bool(root.get("/MarkInfo", Dictionary()).get("/Marked")):
        yield "not marked as tagged"
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(root.get("/Lang", ""))):
        yield f"the language is {root.get('/Lang', '')!s:.20}"
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle")):
        yield "a reader shows the file's name and not the title"
    if "/OutputIntents" not in root:
        yield "no output intent"
    if "/Outlines" not in root:
        yield "no bookmarks"


def _metadata(pdf: Any) -> Iterator[str]:
    with pdf.open_metadata() as found:
        if not str(found.get("dc:title") or "").strip():
            yield "no title in the metadata"
        if str(found.get(UA_PART)) != "1":
            yield "does not claim PDF/UA-1"
        level = (str(found.get("pdfaid:part")), str(found.get("pdfaid:conformance")))
        if level != ("2", "A"):
            yield f"claims PDF/A-{level[0]}{level[1].lower()}, not PDF/A-2a"


# ------------------------------------------------------------------ the tree


def _walk(pdf: Any) -> Tree:
    root = pdf.Root.StructTreeRoot
    mapped = {str(k)[1:]: str(v)[1:] for k, v in (root.get("/RoleMap") or {}).items()}
    tree = Tree()
    _visit(root.get("/K"), None, (), mapped, tree)
    return tree


def _visit(node: Any, page: Any, path: tuple[str, ...], mapped: dict[str, str], tree: Tree) -> None:
    if isinstance(node, Array):
        for child in node:
            _visit(child, page, path, mapped, tree)
    elif isinstance(node, Dictionary):
        _visit_object(node, page, path, mapped, tree)
    elif node is not None:
        tree.content[page].add(int(node))


def _visit_object(
    node: Any, page: Any, path: tuple[str, ...], mapped: dict[str, str], tree: Tree
) -> None:
    page = node.Pg.objgen if "/Pg" in node else page
    if node.get("/Type") == Name.MCR:
        tree.content[page].add(int(node.MCID))
    elif node.get("/Type") == Name.OBJR:
        tree.annotations.add(node.Obj.objgen)
    elif "/S" in node:
        role = str(node.S)[1:]
        role = mapped.get(role, role)
        tree.elements.append(Element(role, node, path))
        if "/ID" in node:
            tree.ids.add(bytes(node.ID))
        _visit(node.get("/K"), page, (*path, role), mapped, tree)
    else:
        tree.problems.append("something in the tree is neither content nor an element")


def _attributes(node: Any) -> dict[str, Any]:
    """All attributes of an element, whoever owns them."""
    given = node.get("/A", Array())
    listed = given if isinstance(given, Array) else [given]
    return {key: value for a in listed if isinstance(a, Dictionary) for key, value in a.items()}


def _headings(tree: Tree) -> Iterator[str]:
    levels = [int(e.role[1]) for e in tree.elements if re.fullmatch("H[1-6]", e.role)]
    if levels[:1] != [1]:
        yield "the first heading is not of level 1"
    if levels.count(1) > 1:
        yield "more than one heading of level 1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _nesting(tree: Tree) -> Iterator[str]:
    for element in tree.elements:
        if element.role not in ROLES:
            yield f"unknown structure type {element.role}"
        around = element.path[-1] if element.path else ""
        if element.role in PARENTS and around not in PARENTS[element.role]:
            yield f"{element.role} stands in {around or 'nothing'}"
        if element.role in ("P", "Lbl", "H1", "H2", "H3", "H4") and "/K" not in element.node:
            yield f"an empty {element.role}"


def _figures(tree: Tree) -> Iterator[str]:
    for element in tree.elements:
        if element.role in ("Figure", "Formula"):
            if not str(element.node.get("/Alt", "")).strip():
                yield "a figure without alternative text"
            if "/BBox" not in _attributes(element.node):
                yield "a figure without a bounding box"


def _lists(tree: Tree) -> Iterator[str]:
    for element in tree.elements:
        if element.role == "L" and "/ListNumbering" not in _attributes(element.node):
            yield "a list that does not say how it is numbered"
        if element.role == "LI":
            inner = [str(child.S) for child in _kids(element.node)]
            if "/LBody" not in inner:
                yield "a list item without a body"


def _tables(tree: Tree) -> Iterator[str]:
    for element in tree.elements:
        if element.role == "TH" and str(_attributes(element.node).get("/Scope")) not in (
            "/Column", "/Row", "/Both",
        ):  # fmt: skip
            yield "a header cell without a scope"
        if element.role in ("TH", "TD"):
            for name in _attributes(element.node).get("/Headers", Array()):
                if bytes(name) not in tree.ids:
                    yield "a cell names a header that does not exist"
        if element.role == "Table":
            yield from _rows(element.node)


def _rows(table: Any) -> Iterator[str]:
    rows = [row for row in _below(table) if str(row.S) == "/TR"]
    cells = [[str(cell.S) for cell in _kids(row)] for row in rows]
    if not any("/TH" in row for row in cells):
        yield "a table without headers"
    if len({len(row) for row in cells}) > 1:
        yield "a table whose rows differ in length"


def _kids(node: Any) -> Iterator[Any]:
    children = node.get("/K", Array())
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child


def _below(node: Any) -> Iterator[Any]:
    for child in _kids(node):
        yield child
        yield from _below(child)


CHECKS: tuple[Callable[[Tree], Iterator[str]], ...] = (
    _headings, _nesting, _figures, _lists, _tables,
)  # fmt: skip
