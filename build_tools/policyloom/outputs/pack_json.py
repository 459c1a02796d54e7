"""A governors' pack as the data that its print layout reads: a `Pack` enters, JSON values leave.

Pure: no disk, no clock. What it says is in `pack_words`; every text stays a JSON string.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.model.pages import Contact
from policyloom.outputs import pack_words as words
from policyloom.outputs.pack import Matter, Pack
from policyloom.outputs.pack_changes import Listed, Told, changes_told
from policyloom.outputs.pdf_blocks import Json, PrintWriter, clean
from policyloom.outputs.pdf_colours import readable, shown, tint


def pack_json(pack: Pack) -> dict[str, Json]:
    """Everything that a pack's PDF prints, ready for the layout."""
    head = pack.masthead
    primary = readable(head.primary)
    return {
        "lang": pack.lang,
        "date": [int(part) for part in pack.meeting.split("-")],
        "title": words.TITLE,
        "school": clean(head.school),
        "trust": clean(head.trust),
        "address": [clean(line) for line in head.address],
        "logo": head.logo,
        "colours": {
            "primary": primary,
            "accent": readable(head.accent),
            "band": shown(head.primary),
            "stripe": shown(head.accent),
            "tint": tint(primary, 0.07),
            "rule": tint(primary, 0.35),
        },
        "occasion": clean(words.occasion(pack)),
        "asked": clean(words.asked(pack)),
        "ahead": clean(words.looked_ahead(pack)),
        "details": _pairs(words.details(pack)),
        "matters": [_matter(matter, pack) for matter in pack.matters],
        "signing": clean(words.signing(pack)),
        "signoff": [_contact(contact) for contact in pack.signoff],
        "calendar_lead": clean(words.calendar_lead(pack)),
        "calendar": [[clean(cell) for cell in words.falls(line, pack)] for line in pack.calendar],
    }


def row_headed(data: dict[str, Json]) -> list[bool]:
    """For each table that is printed, in reading order: whether first cells head their rows."""
    found = [True, True]
    for matter in data["matters"]:
        found += [True] + [True] * len(matter["groups"])
        found += list(_tables(matter["red"])) + list(_tables(matter["text"]))
    return found + [True] * (1 + bool(data["calendar"]))


def _matter(matter: Matter, pack: Pack) -> Json:
    writer = PrintWriter({})
    return {
        "n": str(matter.number),
        "title": clean(matter.page.title),
        "number": clean(matter.page.number),
        "why": [clean(sentence) for sentence in words.why_here(matter)],
        "about": _pairs(words.about(matter)),
        "boxes": list(words.boxes(matter)),
        "summary": clean(matter.page.summary),
        "groups": [_group(listed) for listed in changes_told(matter)],
        "stays": [clean(sentence) for sentence in words.stays(matter)],
        "own": [[clean(cell) for cell in row] for row in words.own(matter)],
        "resolution": clean(words.resolution(matter, pack)),
        "red": [],
        "text": writer.blocks(matter.text),
    }


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


def _contact(contact: Contact) -> Json:
    return [clean(contact.post), clean(contact.name)]


def _tables(written: Json) -> Iterator[bool]:
    if isinstance(written, dict):
        if written.get("t") == "table":
            yield written["row_header"]
        written = list(written.values())
    if isinstance(written, list):
        for part in written:
            yield from _tables(part)
