"""Every check: what it is about, how much it matters unless the trust says otherwise, who does it.

A new check is a code in `model/checks.py`, an entry here, a section in docs/checks.md and a case in
tests/cases/checks/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyloom.model.checks import Check, CheckSeverity
from policyloom.pipeline.checks import (
    conditions,
    contacts,
    guidance,
    links,
    lists,
    other_schools,
    posts,
    reading,
    reviews,
    sentences,
    terms,
)
from policyloom.pipeline.checks.caught import LibraryCheck, SchoolCheck


@dataclass(frozen=True, slots=True)
class Entry:
    """A check. `library` looks at what is the trust's own, `school` at what is one school's."""

    title: str
    severity: CheckSeverity = CheckSeverity.WARNING
    library: LibraryCheck | None = None
    school: SchoolCheck | None = None


REGISTRY: Mapping[Check, Entry] = {
    Check.OTHER_SCHOOL: Entry(
        "Another school's name, telephone, domain or people",
        library=other_schools.in_library,
        school=other_schools.in_school,
    ),
    Check.POST_HOLDER: Entry(
        "Two people in one post", library=posts.in_library, school=posts.in_school
    ),
    Check.OUTDATED_GUIDANCE: Entry(
        "Outdated guidance cited", library=guidance.in_library, school=guidance.in_school
    ),
    Check.RETIRED_TERM: Entry(
        "A term that the trust has retired", library=terms.in_library, school=terms.in_school
    ),
    Check.CONDITION_DIFFERS: Entry(
        "One condition, two values at one school", school=conditions.in_school
    ),
    Check.REVIEW_OVERDUE: Entry(
        "A review that is past",
        library=reviews.overdue_in_library,
        school=reviews.overdue_in_school,
    ),
    Check.REVIEW_BEYOND_CYCLE: Entry(
        "A review later than the cycle allows",
        library=reviews.beyond_in_library,
        school=reviews.beyond_in_school,
    ),
    Check.CONTACT_INCOMPLETE: Entry(
        "A contact without telephone or email",
        school=contacts.in_school,
    ),
    Check.NO_SENTENCE_END: Entry(
        "A sentence without an end", library=sentences.in_library, school=sentences.in_school
    ),
    Check.MIXED_POLARITY: Entry(
        "A list that mixes do and do not", library=lists.in_library, school=lists.in_school
    ),
    Check.DEAD_LINK: Entry(
        "A dead link inside the site", library=links.in_library, school=links.in_school
    ),
    Check.READING_AGE: Entry(
        "A reading age above the trust's limit",
        CheckSeverity.NOTE,
        reading.in_library,
        reading.in_school,
    ),
    Check.ACCEPTANCE_EXPIRED: Entry("An acceptance that has run out"),
    Check.ACCEPTANCE_UNUSED: Entry("An acceptance of nothing", CheckSeverity.NOTE),
}
"""By code, in the order of docs/checks.md."""


def severity(check: Check, chosen: Mapping[Check, CheckSeverity]) -> CheckSeverity:
    """How much a check stops: what the trust has chosen, or the registry's own."""
    return chosen.get(check, REGISTRY[check].severity)


def page_of(check: Check) -> str:
    """The page, with its anchor, that explains a check; relative to the guide's folder."""
    return f"checks.md#{check}"
