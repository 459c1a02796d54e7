"""What the trust and its schools let stand. In: what is caught; out: what is left of it, with
findings about acceptances that have run out or accept nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from policyloom.findings import nearest
from policyloom.model.checks import Acceptance, Check, CheckSeverity
from policyloom.model.dates import say_date
from policyloom.model.estate import Estate
from policyloom.model.places import EVERYTHING, Scope
from policyloom.pipeline.checks.caught import Caught

_FILES = (".yml", ".md")


@dataclass
class Accepted:
    """The acceptances of an estate on a day, and what each has been used for.

    A school cannot accept what the trust has made an error: only trust.yml can.
    """

    estate: Estate
    today: str
    used: dict[Acceptance, list[Caught]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        own = (a for school in self.estate.schools.values() for a in school.accepted)
        self.every = (*self.estate.trust.checking.accepted, *own)

    def left(self, caught: Iterable[Caught]) -> Iterator[Caught]:
        """What nobody has accepted, or nobody accepts any more."""
        for found in caught:
            fitting = [a for a in self.every if self._may(a) and fits(a, found)]
            for acceptance in fitting:
                self.used.setdefault(acceptance, []).append(found)
            if not any(acceptance.holds(self.today) for acceptance in fitting):
                yield found

    def _may(self, acceptance: Acceptance) -> bool:
        severities = self.estate.trust.checking.severities
        return not acceptance.school or severities.get(acceptance.check) is not CheckSeverity.ERROR

    def standing(self) -> list[tuple[Acceptance, Caught]]:
        """Each thing that is accepted today, with the acceptance."""
        return [
            (acceptance, found)
            for acceptance, every in self.used.items()
            if acceptance.holds(self.today)
            for found in dict.fromkeys(every)
        ]

    def told(self, caught: Iterable[Caught]) -> Iterator[Caught]:
        """What is to be said about the acceptances themselves."""
        wheres: dict[Check, list[str]] = {}
        for found in caught:
            names = (found.place.file, *_addresses(found))
            wheres.setdefault(found.check, []).extend(names)
        off = {c for c, s in self.estate.trust.checking.severities.items() if s == "off"}
        for acceptance in self.every:
            if acceptance.check in off:
                continue
            if acceptance not in self.used:
                yield self._unused(acceptance, wheres.get(acceptance.check, []))
            elif not acceptance.holds(self.today):
                yield _expired(acceptance)

    def _unused(self, acceptance: Acceptance, wheres: list[str]) -> Caught:
        fix = f"Remove it, or correct 'where'. {nearest(acceptance.where, wheres)}"
        what = f"Nothing at '{acceptance.where}' needs to be accepted for '{acceptance.check}'"
        if not self._may(acceptance):
            what = f"A school cannot accept '{acceptance.check}', which the trust has made an error"
            fix = f"Mend it, or ask the trust to accept it in {self.estate.trust.place.file}."
        return Caught(
            Check.ACCEPTANCE_UNUSED,
            acceptance.place,
            what,
            "The next thing found there would go by unseen, or what is meant is not accepted.",
            fix,
            Scope(acceptance.school) if acceptance.school else EVERYTHING,
        )


def _expired(acceptance: Acceptance) -> Caught:
    return Caught(
        Check.ACCEPTANCE_EXPIRED,
        acceptance.place,
        f"This was accepted until {say_date(acceptance.until)}: '{acceptance.check}' at "
        f"'{acceptance.where}'",
        "What was let stand for a time is told of again.",
        "Mend what was accepted and remove this, or look at it again and write a later day.",
        Scope(acceptance.school) if acceptance.school else EVERYTHING,
    )


def fits(acceptance: Acceptance, found: Caught) -> bool:
    """Whether an acceptance is about what was found: by its file, or by school, policy, clause."""
    if acceptance.check is not found.check:
        return False
    if acceptance.school and acceptance.school != found.scope.school:
        return False
    where = acceptance.where
    if where.endswith(_FILES):
        return where == found.place.file
    if acceptance.school and where.split("/")[0] != acceptance.school:
        where = f"{acceptance.school}/{where}"
    return where in _addresses(found)


def _addresses(found: Caught) -> Iterator[str]:
    """What may stand in `where` besides the file: school, policy, clause, as far as there are."""
    address = ""
    for step in (found.scope.school, found.scope.policy, found.key):
        if step:
            address = f"{address}/{step}" if address else step
            yield address
