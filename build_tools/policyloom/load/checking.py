"""What a trust and its schools say about checks: trust.yml and school.yml enter, the severities,
acceptances and retired terms leave, with a finding where a reason is no plain text.
"""

from __future__ import annotations

from collections.abc import Sequence

from policyloom.load.clauses import placer
from policyloom.load.documents import Document
from policyloom.load.report import Report
from policyloom.load.texts import Texts
from policyloom.model.checks import Acceptance, Checking, Retired
from policyloom.schemas.checks import AcceptEntry
from policyloom.schemas.schools import TrustFile


def read_checking(document: Document, model: TrustFile, texts: Texts) -> Checking:
    """What trust.yml says about checks."""
    return Checking(
        severities=dict(model.checks),
        accepted=read_accepted(document, model.accept, texts),
        retired=tuple(_retired(document, model, texts.report)),
        reading_age=model.reading_age or 0,
    )


def read_accepted(
    document: Document, entries: Sequence[AcceptEntry], texts: Texts, school: str = ""
) -> tuple[Acceptance, ...]:
    """What a file accepts; reasons are plain words."""
    found = []
    for i, entry in enumerate(entries):
        mark = document.mark(("accept", i, "because"))
        texts.words(entry.because, placer(mark.place, mark.exact), facts=False)
        place = document.place(("accept", i))
        where = entry.where.strip("/")
        found.append(Acceptance(entry.check, where, entry.because, entry.until, place, school))
    return tuple(found)


def _retired(document: Document, model: TrustFile, report: Report) -> list[Retired]:
    found = []
    for term, now in model.retired.items():
        place = document.key_place(("retired", term))
        if term.casefold() == now.casefold():
            report.error(
                "retired-term-itself",
                document.place(("retired", term)),
                f"'{term}' cannot take its own place.",
                "Every text that says it would be told of for ever.",
                "Write the words that the trust uses now, or remove the line.",
            )
            continue
        found.append(Retired(term, now, place))
    return found
