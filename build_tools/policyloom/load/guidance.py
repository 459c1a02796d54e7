"""templates/guidance.yml: the file enters, the guidance that policies cite leaves with its dates.

A trust may have no such file.
"""

from __future__ import annotations

from policyloom.load.documents import Document
from policyloom.load.files import Folder
from policyloom.load.kinds import Wrong, read_url
from policyloom.load.report import Report
from policyloom.load.shape import validate
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.checks import Guidance, GuidanceEdition
from policyloom.schemas.checks import GuidanceEntry, GuidanceFile

FILE = "templates/guidance.yml"
_WHY = "An outdated edition that a policy cites could not be told from the present one."


def read_guidance(folder: Folder, report: Report) -> tuple[Guidance, ...]:
    """The guidance that the trust keeps a list of, in its order."""
    path = folder.root / FILE
    if not folder.has(path):
        return ()
    text = folder.text(path, report)
    document = read_yaml(text, FILE, report) if text is not None else None
    model = validate(GuidanceFile, document, report) if document else None
    if document is None or model is None:
        return ()
    return tuple(_guidance(document, i, entry, report) for i, entry in enumerate(model.guidance))


def _guidance(document: Document, i: int, entry: GuidanceEntry, report: Report) -> Guidance:
    place = document.place(("guidance", i))
    if not (entry.editions or entry.withdrawn or document.root.damaged):
        what = f"'{entry.title}' has neither editions nor a day on which it was withdrawn."
        fix = "Write `editions:`, or `withdrawn:` with a date."
        report.error("missing-key", place, what, _WHY, fix)
    ordered = sorted(entry.editions, key=lambda edition: edition.since)
    if ordered != entry.editions:
        at = document.place(("guidance", i, "editions"))
        fix = "Write the oldest first."
        report.error("edition-order", at, "The editions are not in order of date.", _WHY, fix)
    return Guidance(
        title=entry.title,
        also=tuple(entry.also),
        editions=tuple(GuidanceEdition(e.edition, e.since) for e in ordered),
        url=_url(document, i, entry, report),
        withdrawn=entry.withdrawn or "",
        instead=entry.instead or "",
        place=place,
    )


def _url(document: Document, i: int, entry: GuidanceEntry, report: Report) -> str:
    if not entry.url:
        return ""
    try:
        return read_url(entry.url)
    except Wrong as wrong:
        place = document.place(("guidance", i, "url"))
        why = "Whoever mends a citation would not find the present edition."
        report.error(wrong.code, place, wrong.what, why, wrong.fix)
        return ""
