"""A page as the data that the print layout reads: a `Page` enters, plain JSON values leave.

Pure: no disk, no clock, and nothing that would change with today's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from policyloom.model.nodes import Block, Blocks, SectionBlock
from policyloom.model.pages import Contact, Page, RelatedLine, Status
from policyloom.model.policies import RelatedKind
from policyloom.outputs.copies import copy_code, dashed
from policyloom.outputs.pdf_blocks import Json, PrintWriter, breakable, clean
from policyloom.outputs.pdf_colours import readable, shown, tint

UNDATED = (1970, 1, 1)
"""The date in the file of a text that nobody has approved: an archival PDF must have one."""

COPIES = "copy:"
"""Among the addresses that a PDF may link to: that of the page that knows the school's copies."""

LONG_CONTENTS = 32
"""With more headings than this, the contents list the sections alone."""

LONG_ADDRESS = 100
"""An address of more characters is linked to but not printed: nobody would type it."""

_NONE: Mapping[str, str] = {}


def page_json(page: Page, links: Mapping[str, str] = _NONE) -> dict[str, Json]:
    """Everything that a PDF of this page prints, ready for the layout.

    `links` gives the absolute address of each `policy:<id>`; a link without one becomes text.
    With that of `COPIES` among them, the PDF says which copy it is and where to ask about it.
    What follows from today's date (whether an approved edition is in force yet, or has been
    superseded) is left out, so that a PDF stays as it was.
    """
    writer = PrintWriter(links)
    body = [b for b in page.body if not _is_annex(b)]
    annexes = [b for b in page.body if _is_annex(b)]
    front = _front(page, writer)
    text = writer.blocks(tuple(body))
    back = _back(page, writer)
    rest = {"body": text, "annexes": writer.blocks(tuple(annexes)), "copy": _copy(page, links)}
    return front | back | rest


def images(data: Mapping[str, Json]) -> tuple[str, ...]:
    """The files of the images that stand in the text, each once (not the logo)."""
    return tuple(sorted(set(_sources(data))))


def row_headed(data: Mapping[str, Json]) -> list[bool]:
    """For each table that is printed, in reading order: whether first cells head their rows."""
    cover = [True] if data["details"] or data["cycles"] else []
    signoff = [True] if data["signoff"] else []
    return cover + list(_tables(data["body"])) + signoff + list(_tables(data["annexes"]))


def _front(page: Page, writer: PrintWriter) -> dict[str, Json]:
    head = page.masthead
    primary = readable(head.primary)
    headings = _headings(page.body)
    return {
        "lang": page.lang,
        "date": _date(page.approved or page.effective),
        "title": clean(page.title),
        "school": clean(head.school or head.trust),
        "trust": clean(head.trust) if head.school else "",
        "noun": "" if page.noun.casefold() in page.title.casefold() else clean(page.noun),
        "number": clean(page.number),
        "summary": clean(page.summary),
        "motto": clean(head.motto),
        "address": [clean(line) for line in head.address],
        "contacts": [writer.detail(d) for d in head.contacts] if head.address else [],
        "logo": head.logo,
        "colours": {
            "primary": primary,
            "accent": readable(head.accent),
            "band": shown(head.primary),
            "stripe": shown(head.accent),
            "tint": tint(primary, 0.07),
            "rule": tint(primary, 0.35),
        },
        "banner": clean(page.banner) if _undecided(page) else "",
        "details": [writer.detail(d) for d in page.details],
        "cycles": [[clean(label), chosen] for label, chosen in page.cycles],
        "adoption": clean(page.adoption),
        "signatures": [_contact(c) for c in page.signatures],
        "contents": page.contents and headings > 0,
        "depth": 2 if headings > LONG_CONTENTS else 3,
        "long": headings > LONG_CONTENTS,
        "footer": clean(page.footer),
        "edition": _edition(page),
        "undecided": _undecided(page),
    }


def _back(page: Page, writer: PrintWriter) -> dict[str, Json]:
    return {
        "related": list(_related(page.related, writer)),
        "signoff": [_contact(c) for c in page.signoff],
        "provider": [_contact(c) for c in page.provider],
        "provider_name": clean(page.provider_name),
        "end_mark": clean(page.end_mark),
    }


def _copy(page: Page, links: Mapping[str, str]) -> Json:
    """What a copy says of itself: its code, and the address that answers for it; or nothing."""
    address = links.get(COPIES, "")
    if not address:
        return None
    code = copy_code(page)
    said = address.removeprefix("https://").removeprefix("http://")
    known = breakable(said) if len(said) <= LONG_ADDRESS else []
    return {"code": dashed(code), "url": f"{address}?c={code}", "said": known}


def _is_annex(block: Block) -> bool:
    return isinstance(block, SectionBlock) and block.kind == "annex"


def _undecided(page: Page) -> bool:
    return page.status in (Status.DRAFT, Status.PROPOSED)


def _edition(page: Page) -> str:
    """The footer's words on what this text is: they hold for as long as the file does."""
    if _undecided(page):
        return (
            "Draft: not yet approved"
            if page.status is Status.DRAFT
            else "Proposed: not yet approved"
        )
    return f"Edition {clean(page.edition)}, approved"


def _date(iso: str) -> tuple[int, ...]:
    """A date at any precision as year, month, day; without one, `UNDATED`."""
    parts = [int(part) for part in iso.split("-") if part.isdigit()] if iso else []
    return (*parts, 1, 1)[:3] if parts else UNDATED


def _contact(contact: Contact) -> Json:
    return {
        "post": clean(contact.post),
        "name": clean(contact.name),
        "email": clean(contact.email),
        "phone": clean(contact.phone),
        "dial": re.sub(r"[^0-9+]", "", contact.phone),
    }


def _related(lines: Iterable[RelatedLine], writer: PrintWriter) -> Iterator[Json]:
    """Related documents by kind, in the order policies, documents, laws."""
    listed = list(lines)
    for kind in RelatedKind:
        group = [line for line in listed if line.kind is kind]
        if group:
            yield {"kind": kind.value, "lines": [_related_line(line, writer) for line in group]}


def _related_line(line: RelatedLine, writer: PrintWriter) -> Json:
    title = clean(line.title)
    linked = writer.link(line.href, title) if line.href else title
    return [linked, f" ({clean(line.number)})"] if line.number else [linked]


def _headings(blocks: Blocks) -> int:
    """How many sections have a heading."""
    sections = (block for block in blocks if isinstance(block, SectionBlock))
    return sum(bool(section.heading) + _headings(section.blocks) for section in sections)


def _tables(written: Json) -> Iterator[bool]:
    for node in _nodes(written):
        if node.get("t") == "table":
            yield node["row_header"]


def _sources(written: Json) -> Iterator[str]:
    for node in _nodes(written):
        if node.get("t") in ("img", "picture"):
            yield node["src"]


def _nodes(written: Json) -> Iterator[dict[str, Json]]:
    """Every object below, in reading order."""
    if isinstance(written, dict):
        yield written
        written = list(written.values())
    if isinstance(written, list):
        for part in written:
            yield from _nodes(part)
