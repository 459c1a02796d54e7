"""A governors' pack as the data that its print layout reads: a `Pack` enters, JSON values leave.

Pure: no disk, no clock. What it says is in `pack_words`; every text stays a JSON string.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyloom.model.pages import Page
from policyloom.outputs import pack_words as words
from policyloom.outputs.pack import Matter, Pack
from policyloom.outputs.pack_changes import Listed, Told, changes_told
from policyloom.outputs.pdf_blocks import Json, PrintWriter, clean
from policyloom.outputs.pdf_json import page_json
from policyloom.outputs.redline_pdf import SIGNS
from policyloom.outputs.redline_print import RedlinePrinter

DEEPEST = 6
"""PDF/UA-1 knows no heading below this level."""


def pack_json(pack: Pack) -> dict[str, Json]:
    """Everything that a pack's PDF prints, ready for the layout: all of its own is under `pack`."""
    own = {
        "title": words.TITLE,
        "date": [int(part) for part in pack.meeting.split("-")],
        "occasion": clean(words.occasion(pack)),
        "asked": clean(words.asked(pack)),
        "ahead": clean(words.looked_ahead(pack)),
        "details": _pairs(words.details(pack)),
        "matters": [_matter(matter, pack) for matter in pack.matters],
        "signing": clean(words.signing(pack)),
        "signoff": [[clean(c.post), clean(c.name)] for c in pack.signoff],
        "calendar_lead": clean(words.calendar_lead(pack)),
        "calendar": [[clean(cell) for cell in words.falls(line, pack)] for line in pack.calendar],
    }
    return {**page_json(_cover(pack)), "pack": own}


def _cover(pack: Pack) -> Page:
    """A page with nothing on it but who publishes it, from which the look is taken."""
    return replace(
        pack.matters[0].page,
        masthead=pack.masthead,
        lang=pack.lang,
        summary="",
        body=(),
        details=(),
        signatures=(),
        cycles=(),
        related=(),
        signoff=(),
        provider=(),
        contents=False,
    )


def row_headed(data: dict[str, Json]) -> list[bool]:
    """For each table that is printed, in reading order: whether first cells head their rows."""
    own = data["pack"]
    found = [True, True]
    for matter in own["matters"]:
        found += [True] * (1 + len(matter["groups"])) + list(_tables(matter["text"]))
    return found + [True] * (1 + bool(own["calendar"]))


def _matter(matter: Matter, pack: Pack) -> Json:
    text, kind, legend = _text(matter)
    return {
        "n": str(matter.number),
        "title": clean(matter.page.title),
        "number": clean(matter.page.number),
        "why": [clean(sentence) for sentence in words.why_here(matter)],
        "about": _pairs(words.about(matter)),
        "boxes": list(words.boxes(matter)),
        "groups": [_group(listed) for listed in changes_told(matter)],
        "stays": [clean(sentence) for sentence in words.stays(matter)],
        "own": [[clean(cell) for cell in row] for row in words.own(matter)],
        "resolution": clean(words.resolution(matter, pack)),
        "kind": kind,
        "legend": legend,
        "text": [_lowered(block, matter.number) for block in text],
    }


def _text(matter: Matter) -> tuple[list[Json], str, str]:
    """What follows a policy's page, what it is called, and how to read it."""
    if matter.redline is not None:
        printer = RedlinePrinter(matter.redline.comparison, {})
        return printer.redline(matter.redline.comparison.redline), words.REDLINE, SIGNS
    return PrintWriter({}).blocks(matter.text), words.DRAFT, ""


def _lowered(written: Json, number: int) -> Json:
    """Blocks whose headings stand below the pack's own, with ids that no other policy has."""
    if isinstance(written, list):
        return [_lowered(part, number) for part in written]
    if not isinstance(written, dict):
        return written
    inner = {key: _lowered(value, number) for key, value in written.items()}
    if written.get("t") == "section":
        inner["level"] = min(DEEPEST, written["level"] + 2)
        inner["id"] = f"{number}: {written['id']}"
    return inner


def _group(listed: Listed) -> Json:
    return {
        "title": f"{clean(listed.title)} ({listed.count})",
        "about": clean(listed.about),
        "rows": [_row(told) for told in listed.told],
    }


def _row(told: Told) -> Json:
    return {
        "n": told.counted,
        "title": clean(told.title),
        "where": clean(told.where),
        "what": clean(told.what),
        "why": clean(told.why),
    }


def _pairs(rows: list[tuple[str, str]]) -> Json:
    return [[clean(label), clean(value)] for label, value in rows]


def _tables(written: Json) -> Iterator[bool]:
    if isinstance(written, dict):
        if written.get("t") == "table":
            yield written["row_header"]
        written = list(written.values())
    if isinstance(written, list):
        for part in written:
            yield from _tables(part)
