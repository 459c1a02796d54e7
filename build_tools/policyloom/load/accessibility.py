"""What the accessibility statement rests on: `accessibility` in trust.yml enters, what it says
leaves, with a finding where nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable

from policyloom.findings import nearest
from policyloom.load.clauses import placer
from policyloom.load.documents import Document
from policyloom.load.documents import Path as Steps
from policyloom.load.kinds import Wrong, read_email, read_url
from policyloom.load.report import Report
from policyloom.load.texts import Texts
from policyloom.model.facts import FactType
from policyloom.model.schools import Accessibility
from policyloom.schemas.schools import AccessibilityEntry, TrustFile

KEY = "accessibility"
_EXAMPLE = "accessibility: {contact: people.head, reviewed: 2026-09-01}"


def read_accessibility(document: Document, model: TrustFile, texts: Texts) -> Accessibility | None:
    """The trust's words about accessibility; None, with a warning, where it says none."""
    entry = model.accessibility
    if entry is None:
        if KEY not in document.root:
            _nothing_said(document, texts.report)
        return None
    contact, email = _contact(document, entry, texts)
    _check_words(document, entry, texts)
    body = entry.enforcement
    return Accessibility(
        contact=contact,
        email=email,
        reviewed=entry.reviewed or "",
        method=entry.method or "",
        reply=entry.reply or "",
        problems=tuple(entry.problems),
        body=body.body if body else "",
        url=_url(document, body.url, texts.report) if body and body.url else "",
    )


def _nothing_said(document: Document, report: Report) -> None:
    report.warning(
        "no-accessibility",
        document.root.place,
        "The trust says nothing about accessibility.",
        "Each site's accessibility statement names nobody to tell of a barrier but the office, "
        "and no day on which anybody looked.",
        f"Write it in {document.file}, as in '{_EXAMPLE}'.",
    )


def _contact(document: Document, entry: AccessibilityEntry, texts: Texts) -> tuple[str, str]:
    """The person's fact or the email address that is named; both "" where neither can be."""
    named, path = entry.contact, (KEY, "contact")
    if "@" in named:
        return "", _checked(document, path, named, texts.report, read_email)
    people = [f for f, spec in texts.names.facts.items() if spec.type is FactType.PERSON]
    if named in people or named in texts.names.broken:
        return named, ""
    texts.report.error(
        "unknown-fact",
        document.place(path),
        f"There is no person '{named}' among the facts.",
        "Readers could not be told whom to tell of a barrier.",
        nearest(named, people) or "Name a fact of the type 'person', or write an email address.",
    )
    return "", ""


def _url(document: Document, address: str, report: Report) -> str:
    return _checked(document, (KEY, "enforcement", "url"), address, report, read_url)


def _checked(
    document: Document, path: Steps, text: str, report: Report, read: Callable[[str], str]
) -> str:
    try:
        return read(text)
    except Wrong as wrong:
        why = "The accessibility statement would lead nowhere."
        report.error(wrong.code, document.place(path), wrong.what, why, wrong.fix)
        return ""


def _check_words(document: Document, entry: AccessibilityEntry, texts: Texts) -> None:
    """The trust's words are plain text, and hold no facts: they are the same at every school."""
    said: list[tuple[Steps, str | None]] = [
        (("method",), entry.method),
        (("reply",), entry.reply),
        (("enforcement", "body"), entry.enforcement.body if entry.enforcement else None),
        *((("problems", i), words) for i, words in enumerate(entry.problems)),
    ]
    for path, words in said:
        if words:
            mark = document.mark((KEY, *path))
            texts.words(words, placer(mark.place, mark.exact), facts=False)
