"""no-sentence-end: a sentence that breaks off. In: a Desk; out: what is caught.

Clauses are looked at when they are read (`wording-form`); here it is what schools write, and the
summaries that stand under titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyloom.model.checks import Check
from policyloom.model.editions import Occurrence, Origin
from policyloom.model.places import Place, Scope
from policyloom.model.schools import Override
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk

_END = re.compile(r"[.?!…][)\]’”\"']*$")
_SENTENCES = ("statement", "pledge")
_GONE = (Origin.OMITTED, Origin.NOT_APPLICABLE)


def in_library(desk: Desk) -> Iterator[Caught]:
    """The summaries of policies."""
    for policy in desk.weave.estate.policies.values():
        if policy.trees and not _ends(policy.summary):
            yield _caught("The summary", policy.summary, policy.place, Scope("", policy.id))


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """A school's own words and reasons, and the summaries of its attached files."""
    for woven in desk.editions(school):
        scope = Scope(school, woven.edition.policy)
        for occurrence in woven.edition.occurrences.values():
            if fault := _fault(occurrence):
                yield _caught(fault, occurrence.text, occurrence.place, scope, occurrence.key)
        override = desk.school(school).overrides.get(woven.edition.policy)
        for because, place, key in _reasons(override) if override else ():
            if not _ends(because):
                yield _caught("The reason", because, place, scope, key)
    for attached in desk.weave.estate.attached.get(school, ()):
        if not _ends(attached.summary):
            place = attached.place
            yield _caught("The summary", attached.summary, place, Scope(school), attached.id)


def _fault(occurrence: Occurrence) -> str:
    """What breaks off, or "": an item completes a sentence, and a lead-in ends with a colon."""
    if not occurrence.school_words or occurrence.origin in _GONE:
        return ""
    if occurrence.wording == "lead-in":
        return "" if occurrence.text.endswith(":") else "The lead-in"
    if occurrence.wording not in _SENTENCES or _ends(occurrence.text):
        return ""
    return "" if occurrence.text.endswith(":") else "The school's text"


def _reasons(override: Override) -> Iterator[tuple[str, Place, str]]:
    for said in override.replace:
        yield said.because, said.place, said.key
    for left_out in override.omit:
        yield left_out.because, left_out.place, left_out.key
    for added in override.add:
        yield added.because, added.place, added.id
    if override.order:
        yield override.order.because, override.order.place, ""


def _ends(text: str) -> bool:
    return _END.search(text) is not None


def _caught(what: str, text: str, place: Place, scope: Scope, key: str = "") -> Caught:
    lead = what == "The lead-in"
    shown = f"…{text[-40:].partition(' ')[2]}" if len(text) > 40 else text
    return Caught(
        Check.NO_SENTENCE_END,
        place,
        f"{what} has no {'colon' if lead else 'full stop'} at its end: '{shown}'",
        "Readers cannot tell whether something is missing.",
        "Finish the sentence" + (" with a colon." if lead else "."),
        scope,
        key,
    )
