"""templates/guidance.yml: the file enters, the guidance that policies cite leaves with its dates
and who says so.

A trust may have no such file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyloom.load.documents import Document, Path
from policyloom.load.files import Folder
from policyloom.load.kinds import Wrong, read_url
from policyloom.load.report import Report
from policyloom.load.shape import validate
from policyloom.load.sources import declared, read_sources
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.checks import Guidance, GuidanceEdition
from policyloom.model.statutory import Source
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
    sources = read_sources(document, model.sources, report)
    reader = _Reader(document, sources, report)
    return tuple(reader.guidance(i, entry) for i, entry in enumerate(model.guidance))


@dataclass(frozen=True)
class _Reader:
    document: Document
    sources: Mapping[str, Source]
    report: Report

    def guidance(self, i: int, entry: GuidanceEntry) -> Guidance:
        at: Path = ("guidance", i)
        self._order(entry, at)
        self._withdrawn(entry, at)
        editions = [
            GuidanceEdition(e.edition, e.since, self._said(e.sources, (*at, "editions", k)))
            for k, e in enumerate(entry.editions)
        ]
        return Guidance(
            title=entry.title,
            also=tuple(entry.also),
            editions=tuple(sorted(editions, key=lambda edition: edition.since)),
            url=self._url(entry, at),
            withdrawn=entry.withdrawn or "",
            sources=self._said(entry.sources, at),
            instead=entry.instead or "",
            place=self.document.place(at),
        )

    def _order(self, entry: GuidanceEntry, at: Path) -> None:
        if not (entry.editions or entry.withdrawn or self.document.root.damaged):
            what = f"'{entry.title}' has neither editions nor a day on which it was withdrawn."
            fix = "Write `editions:`, or `withdrawn:` with a date."
            self.report.error("missing-key", self.document.place(at), what, _WHY, fix)
        days = [edition.since for edition in entry.editions]
        if days != sorted(days):
            place = self.document.place((*at, "editions"))
            what, fix = "The editions are not in order of date.", "Write the oldest first."
            self.report.error("edition-order", place, what, _WHY, fix)

    def _withdrawn(self, entry: GuidanceEntry, at: Path) -> None:
        """What says more of a withdrawal has to have one."""
        for key in ("sources", "instead"):
            if getattr(entry, key) and not entry.withdrawn and not self.document.root.damaged:
                what = f"'{key}' is given, and no day on which '{entry.title}' was withdrawn."
                fix = f"Write `withdrawn:` with a date, or remove `{key}`."
                if key == "sources":
                    fix = "Write `withdrawn:` with a date, or give the sources to the editions."
                why = "Nothing would read it."
                self.report.error("missing-key", self.document.place((*at, key)), what, why, fix)

    def _said(self, names: Sequence[str], at: Path) -> tuple[Source, ...]:
        path = (*at, "sources")
        known = declared(self.document, path, names, self.sources, self.report)
        return tuple(self.sources[name] for name in known)

    def _url(self, entry: GuidanceEntry, at: Path) -> str:
        if not entry.url:
            return ""
        try:
            return read_url(entry.url)
        except Wrong as wrong:
            place = self.document.place((*at, "url"))
            why = "Whoever mends a citation would not find the present edition."
            self.report.error(wrong.code, place, wrong.what, why, wrong.fix)
            return ""
