"""Where the sayings of a file come from: what it declares under `sources` enters, the sources and
those of a saying leave, with a finding for each name that it does not declare.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from policyloom.findings import nearest
from policyloom.load.documents import Document, Path
from policyloom.load.kinds import Wrong, read_url
from policyloom.load.report import Report
from policyloom.model.statutory import Source
from policyloom.schemas.statutory import SourceEntry


def read_sources(
    document: Document, entries: Mapping[str, SourceEntry], report: Report
) -> dict[str, Source]:
    """The sources that a file declares, by their ids."""
    return {
        id_: Source(id_, entry.title, _url(document, id_, entry, report), entry.about or "")
        for id_, entry in entries.items()
    }


def declared(
    document: Document, path: Path, names: Sequence[str], known: Collection[str], report: Report
) -> tuple[str, ...]:
    """Those of a saying's sources that its file declares; `path` leads to their list."""
    for i, name in enumerate(names):
        if name not in known:
            report.error(
                "unknown-source",
                document.place((*path, i)),
                f"This file declares no source '{name}'.",
                "Nobody could look up what is said here.",
                nearest(name, known) or "Declare it under `sources` at the head of the file.",
            )
    return tuple(name for name in names if name in known)


def _url(document: Document, id_: str, entry: SourceEntry, report: Report) -> str:
    if not entry.url:
        return ""
    try:
        return read_url(entry.url)
    except Wrong as wrong:
        place = document.place(("sources", id_, "url"))
        why = "The source could not be opened."
        report.error(wrong.code, place, wrong.what, why, wrong.fix)
        return ""
