"""Colours, logo and front matter: entries of trust.yml, school.yml and overrides enter, their
merged forms leave.
"""

from __future__ import annotations

import re
from pathlib import Path

from policyloom.findings import nearest
from policyloom.load.colours import check_colours
from policyloom.load.documents import Document
from policyloom.load.documents import Path as Steps
from policyloom.load.files import Folder
from policyloom.load.names import Names
from policyloom.load.pictures import is_picture
from policyloom.load.report import Report
from policyloom.model.facts import FactType
from policyloom.model.schools import Front, Look
from policyloom.schemas.schools import FrontEntry, LookEntry

_LOGO = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:svg|png)")

_FRONT = tuple(FrontEntry.model_fields)


def read_front(
    document: Document, entry: FrontEntry | None, below: Front, names: Names, report: Report
) -> Front:
    """Front matter over that of the tier below: only the keys that are written differ."""
    if entry is None:
        return below
    merged = {
        key: getattr(entry if key in entry.model_fields_set else below, key) for key in _FRONT
    }
    for key in ("signatures", "signoff"):
        if key in entry.model_fields_set:
            merged[key] = _people(document, ("front", key), merged[key], names, report)
    return Front(**{**merged, "date_precision": str(merged["date_precision"])})


def _people(
    document: Document, path: Steps, facts: list[str], names: Names, report: Report
) -> tuple[str, ...]:
    """The facts of a list of signers that are persons; the others are findings."""
    people = [f for f, spec in names.facts.items() if spec.type is FactType.PERSON]
    found = []
    for i, fact in enumerate(facts):
        if fact in people:
            found.append(fact)
        elif fact not in names.broken:
            known = fact in names.facts
            report.error(
                "unknown-fact",
                document.place((*path, i)),
                f"'{fact}' is no person." if known else f"There is no fact '{fact}'.",
                "A signature line would have nobody to sign it.",
                nearest(fact, people) or "Name a fact of type person, as in people.head.",
            )
    return tuple(found)


def read_look(
    folder: Folder, document: Document, entry: LookEntry, below: Look | None, report: Report
) -> Look:
    """Colours over those of the trust, and the logo that lies beside the file, or ""."""
    check_colours(document, entry, report)
    logo = _logo(folder, document, entry.logo, report) if entry.logo else ""
    place = document.place(("look",))
    primary = entry.primary or (below.primary if below else "#1f3a5f")
    return Look(primary, entry.accent or (below.accent if below else "#b4552d"), logo, place)


def _logo(folder: Folder, document: Document, name: str, report: Report) -> str:
    place = document.place(("look", "logo"))
    why = "Every page would have a hole in the logo's place."
    if not _LOGO.fullmatch(name):
        what = f"'{name[:60]}' cannot be the name of a logo."
        fix = "Name an .svg or .png file that lies beside this one: letters, digits, - and _."
        report.error("missing-logo", place, what, why, fix)
        return ""
    path = folder.root / Path(document.file).parent / name
    if not folder.has(path):
        near = [p.name for p in folder.entries(path.parent, report)]
        fix = nearest(name, [n for n in near if _LOGO.fullmatch(n)]) or "Put it beside this file."
        report.error("missing-logo", place, f"There is no logo '{name}'.", why, fix)
        return ""
    return folder.name(path) if is_picture(folder, path, place, report) else ""
