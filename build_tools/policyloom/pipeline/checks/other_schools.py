"""other-school: a school's text that speaks of another school. In: a Desk; out: what is caught."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyloom.model.checks import Check
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.checks.identities import Sighting
from policyloom.pipeline.checks.passages import Passage


def in_library(desk: Desk) -> Iterator[Caught]:
    """The trust's own wording, which every school gets, speaks of one of them."""
    why = "Every school that has this text would speak of that school as if it were itself."
    for passage in desk.library:
        if passage.is_fact or passage.is_citation:
            continue
        for seen in desk.identities.foreign(passage.text, ""):
            yield _caught(desk, passage, seen, why, _fact_for(seen))


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """A school's words or facts hold what belongs to another school."""
    why = f"It reads as if it was copied, and sends the readers of {desk.school(school).name} away."
    fix = "Write the school's own, best as a fact. If the other school is meant, accept it."
    for passage in desk.passages(school):
        for seen in desk.identities.foreign(passage.text, school, passage.is_fact):
            yield _caught(desk, passage, seen, why, fix)


def _fact_for(seen: Sighting) -> str:
    facts = {
        "name": "'{{ school.name }}'",
        "person": "a fact such as '{{ people.head.name }}'",
        "telephone number": "a fact such as '{{ school.phone }}'",
    }
    fact = facts.get(seen.kind, "a fact such as '{{ school.email }}'")
    return f"Write {fact} in its place."


def _caught(desk: Desk, passage: Passage, seen: Sighting, why: str, fix: str) -> Caught:
    whose = _listed(desk.school(school).name for school in sorted(seen.schools))
    said = {
        "name": f"'{seen.text}' is the name of another school",
        "person": f"'{seen.text}' holds a post at {whose}",
    }
    what = said.get(seen.kind, f"The {seen.kind} '{seen.text}' belongs to {whose}")
    if not passage.scope.school and seen.kind == "name":
        what = f"The trust's wording names one school: '{seen.text}'"
    place = passage.at(seen.offset)
    return Caught(Check.OTHER_SCHOOL, place, what, why, fix, passage.scope, passage.key)


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return f"{found[0]} and {len(found) - 1} more" if len(found) > 2 else " and ".join(found)
