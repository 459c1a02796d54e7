"""What is wrong on a PDF's pages: untagged paint, links outside the tree, fonts left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

Content: TypeAlias = Mapping[Any, set[int]]

PAINTING = frozenset(
    [
        "Tj",
        "TJ",
        "'",
        '"',
        "S",
        "s",
        "f",
        "F",
        "f*",
        "B",
        "B*",
        "b",
        "b*",
        "Do",
        "sh",
        "INLINE IMAGE",
    ]
)


def page_problems(pdf: Any, content: Content, linked: set[Any]) -> Iterator[str]:
    """What is wrong on the pages.

    `content` gives, by page, the ids of the marked content that the structure tree claims;
    `linked` holds the annotations that it knows.
    """
    for page in pdf.pages:
        yield from _annotations(page.obj, linked)
        marked, untagged = _marked(page)
        if untagged:
            yield "something is painted that is neither tagged nor an artifact"
        if marked - content[page.obj.objgen]:
            yield "marked content is missing from the tree"
        if content[page.obj.objgen] - marked:
            yield "the tree names content that its page does not have"


def _annotations(page: Any, linked: set[Any]) -> Iterator[str]:
    if "/Annots" in page and page.get("/Tabs") != Name.S:
        yield "links are not reached in reading order"
    for annotation in page.get("/Annots", Array()):
        if annotation.get("/Subtype") == Name.Link:
            if not str(annotation.get("/Contents", "")).strip():
                yield "a link without a description"
            if "/StructParent" not in annotation or annotation.objgen not in linked:
                yield "a link that is not in the tree"


def _marked(page: Any) -> tuple[set[int], int]:
    """The ids of the marked content of a page, and how often paint is neither that nor artifact."""
    ids: set[int] = set()
    open_: list[bool] = []
    untagged = 0
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "BDC" | "BMC":
                number = _content_id(page, operands)
                ids |= {number} if number is not None else set()
                open_.append(number is not None or str(operands[0]) == "/Artifact")
            case "EMC":
                open_.pop()
            case paint if paint in PAINTING and not any(open_):
                untagged += 1
    return ids, untagged


def _content_id(page: Any, operands: Any) -> int | None:
    given = operands[1] if len(operands) > 1 else None
    if isinstance(given, Name):
        given = page.Resources.Properties[given]
    return int(given.MCID) if isinstance(given, Dictionary) and "/MCID" in given else None


def font_problems(pdf: Any) -> Iterator[str]:
    """Fonts that are not in the file, or whose text cannot be copied."""
    for font in {f.objgen: f for page in pdf.pages for f in _page_fonts(page)}.values():
        name = str(font.get("/BaseFont", "a font"))
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        described = inner.get("/FontDescriptor", Dictionary())
        if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{name} does not say which characters it shows"


def _page_fonts(page: Any) -> list[Any]:
    resources = page.obj.get("/Resources", Dictionary())
    forms = [x for x in resources.get("/XObject", Dictionary()).values() if "/Resources" in x]
    holders = [resources, *(form.Resources for form in forms)]
    return [font for held in holders for font in held.get("/Font", Dictionary()).values()]
