"""Clauses whose words changed although no revision says so.

In: a Weave. Out: one warning for each such clause. The newest record of each school's policy is
the witness: it says, word for word, what the clause said on the day of its decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from policyloom.document import read_blocks
from policyloom.document.inline import parse_inline
from policyloom.findings import Findings
from policyloom.model.clauses import Clause, RevisionKind
from policyloom.model.editions import Occurrence, Origin
from policyloom.model.nodes import Emphasis, Fact, Image, Inlines, Link, Strong, Text, spans
from policyloom.model.places import Scope
from policyloom.model.records import Record, Recorded
from policyloom.model.woven import fill_tokens
from policyloom.pipeline.weave import Weave, Woven
from policyloom.render.syntax import SyntaxProblem, parse

_LIBRARYS = (Origin.KEPT, Origin.CHOSEN, Origin.SET)
"""The origins whose words are the trust's own."""


def check_unrevised(weave: Weave, findings: Findings) -> None:
    """A warning for each clause that reads otherwise than a record of the same revision."""
    found: dict[str, tuple[Occurrence, Woven]] = {}
    for owner in sorted(weave.editions):
        woven = weave.editions[owner]
        for record in woven.history.records[-1:]:
            for occurrence in changed_since(record, woven, weave.estate.clauses):
                found.setdefault(occurrence.clause, (occurrence, woven))
    for occurrence, woven in found.values():
        _tell(occurrence, woven, findings)


def changed_since(
    record: Record, woven: Woven, clauses: Mapping[str, Clause]
) -> Iterator[Occurrence]:
    """The occurrences of an edition whose clauses say other words than at that decision.

    Those whose revision, choice or origin has changed since are left out: theirs is a change that
    is told of.
    """
    if record.draft.body == woven.draft.body:
        return
    before = {recorded.key: recorded for recorded in record.draft.occurrences}
    suspects = {
        key: occurrence
        for key, occurrence in woven.edition.occurrences.items()
        if key in before
        and occurrence.clause in clauses
        and _comparable(before[key], occurrence)
        and not _corrected(clauses[occurrence.clause], record)
    }
    said = _words(record, suspects)
    for key, occurrence in suspects.items():
        clause = clauses[occurrence.clause]
        if said.get(key, set()) - _wordings(clause, occurrence.choice):
            yield occurrence


def _comparable(recorded: Recorded, now: Occurrence) -> bool:
    """Whether the words came from the library both times, at the same revision and choice."""
    then = (recorded.clause, recorded.revised, recorded.choice)
    return (
        recorded.origin in _LIBRARYS
        and now.origin in _LIBRARYS
        and then == (now.clause, now.revised, now.choice)
    )


def _corrected(clause: Clause, record: Record) -> bool:
    """Whether a correction since the decision accounts for other words."""
    since = record.ruling.decided
    return any(r.kind is RevisionKind.CORRECTION and r.date >= since for r in clause.revisions)


def _words(record: Record, keys: Mapping[str, Occurrence]) -> dict[str, set[str]]:
    """What a record says at each of these keys, facts by name."""
    said: dict[str, set[str]] = {}
    for span in spans(read_blocks(record.draft.body, record.draft.numbering)):
        if span.key in keys:
            said.setdefault(span.key, set()).add(_written(span.content, ()))
    return said


def _wordings(clause: Clause, choice: str) -> set[str]:
    """All that the clause may say at that choice today, with and without the authority."""
    return {
        words
        for wording in clause.wordings
        if wording.choice in ("", choice)
        for party in (True, False)
        if (words := _authored(wording.text, party))
    }


@lru_cache(maxsize=20_000)
def _authored(text: str, party: bool) -> str:
    try:
        parsed = parse(text, party)
    except SyntaxProblem:
        return ""
    return _written(parse_inline(parsed.text), parsed.names)


def _written(content: Inlines, names: tuple[str, ...]) -> str:
    """Inline nodes with each fact as its name, so that only the words around facts differ."""
    return " ".join("".join(_pieces(content, names)).split())


def _pieces(content: Inlines, names: tuple[str, ...]) -> Iterator[str]:
    for node in content:
        match node:
            case Text(text):
                yield _named(text, names)
            case Fact(name=name):
                yield f"{{{{ {name} }}}}"
            case Strong(inner):
                yield f"**{_written(inner, names)}**"
            case Emphasis(inner):
                yield f"*{_written(inner, names)}*"
            case Link(href, inner, named):
                to = named or _named(href, names)
                yield f"[{_written(inner, names)}]({to})"
            case Image(src, alt):
                yield f"![{alt}]({src})"


def _named(text: str, names: tuple[str, ...]) -> str:
    """A text with its facts by name; without names it has no facts."""
    return fill_tokens(text, lambda index: f"{{{{ {names[index]} }}}}") if names else text


def _tell(occurrence: Occurrence, woven: Woven, findings: Findings) -> None:
    record, edition = woven.history.records[-1], woven.edition
    whose = f"{edition.policy} at {edition.school}" if edition.school else edition.policy
    findings.warning(
        "unrevised-change",
        occurrence.place,
        f"'{occurrence.clause}' no longer says what the record of {record.edition} for {whose} "
        f"says, and no revision tells of a change since {occurrence.revised}",
        "A board would be told that the clause is as it was, and overrides written for the old "
        "words would not be found stale.",
        f"Put the old words back, run 'policyloom revise {occurrence.clause}', and edit again.",
        Scope(edition.school, edition.policy),
    )
