"""Colours, logo and front matter: entries of trust.yml, school.yml and overrides enter, their
merged forms leave.
"""

from __future__ import annotations

import re
from pathlib import Path

from policyloom.findings import nearest
from policyloom.load.files import Folder
from policyloom.load.names import Names
from policyloom.load.report import Report
from policyloom.load.yaml_reader import Document
from policyloom.load.yaml_reader import Path as Steps
from policyloom.model.facts import FactType
from policyloom.model.schools import Front, Look
from policyloom.schemas.schools import FrontEntry, LookEntry

LOGO_LIMIT = 1024 * 1024
_LOGO = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:svg|png)")
_PNG = b"\x89PNG\r\n\x1a\n"
_RUNS = re.compile(rb"<script|<foreignobject|<!entity|javascript:|\son[a-z]+\s*=", re.IGNORECASE)
_FETCHES = re.compile(rb"(?:href|src)\s*=\s*[\"'](?!#|data:image/)|@import|url\(\s*[\"']?(?!#)")

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
    if not path.exists():
        near = [p.name for p in folder.entries(path.parent, report)]
        fix = nearest(name, [n for n in near if _LOGO.fullmatch(n)]) or "Put it beside this file."
        report.error("missing-logo", place, f"There is no logo '{name}'.", why, fix)
        return ""
    data = folder.data(path, report, LOGO_LIMIT)
    if data is None or not _is_picture(data, name):
        if data is not None:
            fix = "Save it again as a picture of that kind."
            report.error("missing-logo", place, f"'{name}' is no such picture.", why, fix)
        return ""
    if name.endswith(".svg") and (_RUNS.search(data) or _FETCHES.search(data)):
        report.error(
            "unsafe-svg",
            place,
            f"The picture '{name}' holds a program or fetches something from elsewhere.",
            "It would run in readers' browsers, or tell another host who reads the page.",
            "Export it again as a plain SVG, or as a PNG.",
        )
        return ""
    return folder.name(path)


def _is_picture(data: bytes, name: str) -> bool:
    return data.startswith(_PNG) if name.endswith(".png") else b"<svg" in data
