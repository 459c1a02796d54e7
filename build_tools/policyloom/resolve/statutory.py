"""What is wanting of the statutory register at a school: a row and what meets it enter, the row
with its gaps leaves.

Three-valued throughout: a saying without a source is not known, and what follows from something
that is not known is not known either. Only what a source asks for is told as required.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from dateutil.relativedelta import relativedelta

from policyloom.model.dates import say_cycle, say_date
from policyloom.model.rows import Gap, Lack, Met, SchoolRow, Weight
from policyloom.model.statutory import (
    Answer,
    Approved,
    Bounds,
    Force,
    Publish,
    Published,
    Row,
)


class Said(Protocol):
    """Anything that the register says of some schools."""

    @property
    def bounds(self) -> Bounds:
        """For which schools."""


S = TypeVar("S", bound=Said)
_BY_FORCE = {Force.REQUIRED: Weight.BREACH, Force.RECOMMENDED: Weight.ADVICE}
_BY_ANSWER = {Publish.MUST: Weight.BREACH, Publish.SHOULD: Weight.ADVICE}
_NO_SOURCE = "the register names no source for it"


@dataclass(frozen=True, slots=True)
class Asker:
    """A school as the register sees it: its type ("" where nobody said), its phase, and the names
    of each body, in small letters."""

    type: str
    phase: str
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def first(said: Sequence[S], asker: Asker) -> S | None:
    """The first saying that covers the school; None where none does."""
    return next((s for s in said if s.bounds.covers(asker.type, asker.phase)), None)


def judge(
    row: Row, asker: Asker, met: Sequence[Met], refused: str = "", waiting: str = ""
) -> SchoolRow:
    """A row at a school. `met` is what meets it there; `refused` is the school's reason why the
    row does not apply to it, `waiting` a sentence about what is to meet it later; or ""."""
    needed, published = first(row.needed, asker), first(row.published, asker)
    lacks = tuple(_Judge(row, asker, met, refused, waiting).lacks())
    return SchoolRow(row, needed, published, tuple(met), lacks, refused)


@dataclass(frozen=True)
class _Judge:
    row: Row
    asker: Asker
    met: Sequence[Met]
    refused: str
    waiting: str

    def lacks(self) -> Iterator[Lack]:
        need, why, sources = self._need()
        if need is None or (self.refused and need is Weight.UNKNOWN):
            return
        if not self.met and self.row.needed:
            yield Lack(Gap.MISSING, need, self._missing(why), sources)
            return
        for met in self.met:
            yield from (_no_surer(lack, need) for lack in self._review(met))
            yield from (_no_surer(lack, need) for lack in self._level(met))
        yield from (_no_surer(lack, need) for lack in self._website())

    def _need(self) -> tuple[Weight | None, str, tuple[str, ...]]:
        """How sure it is that the school needs the row, None where it surely does not; and why."""
        if not self.row.needed:  # a publication: whether it is to be published says it all
            return Weight.BREACH, "", ()
        needed = first(self.row.needed, self.asker)
        if needed is None:
            return Weight.UNKNOWN, self._silent(), ()
        sources = needed.bounds.sources
        match needed.answer:
            case Answer.DEPENDS:
                return Weight.UNKNOWN, f"It is required if {needed.if_}.", sources
            case Answer.UNKNOWN:
                return Weight.UNKNOWN, "The register leaves open whether it is required.", sources
            case answer if not sources:
                return Weight.UNKNOWN, f"It is said to be {answer}, but {_NO_SOURCE}.", ()
            case Answer.NOT_REQUIRED:
                return None, "", sources
        return Weight.BREACH, "", sources

    def _silent(self) -> str:
        if not self.asker.type:
            return "Nobody has said which type of school this is."
        return "The register says nothing of such a school."

    def _missing(self, why: str) -> str:
        held = f"The school says that it does not apply: {self.refused}" if self.refused else ""
        nothing = "" if why or self.waiting else "Nothing in force meets it."
        return " ".join(part for part in (why, nothing, self.waiting, held) if part)

    def _review(self, met: Met) -> Iterator[Lack]:
        said = first(self.row.reviewed, self.asker)
        if said is None or said.months is None or said.force is Force.FREE:
            return
        cycle = _interval(met, said.months)
        if cycle:
            asked = f"{met.title}: it is reviewed {cycle}, and the register asks for a review "
            asked += f"{say_cycle(said.months)}"
            yield _lack(Gap.REVIEW, _BY_FORCE[said.force], asked, said.bounds.sources)

    def _level(self, met: Met) -> Iterator[Lack]:
        said = first(self.row.approved, self.asker)
        if said is None or said.force is Force.FREE:
            return
        for body in met.by:
            kinds = {k for k, names in self.asker.bodies.items() if body.casefold() in names}
            if kinds & {*said.bodies}:
                continue
            asked = f"{met.title}: {body} decides, and the register names {self._bodies(said)}"
            sources = said.bounds.sources
            if not kinds:
                asked = f"{met.title}: {body} decides, which is none of the register’s bodies"
                sources = ()
            yield _lack(Gap.LEVEL, _BY_FORCE[said.force], asked, sources, bool(kinds))

    def _bodies(self, said: Approved) -> str:
        return " or ".join(body.replace("-", " ") for body in said.bodies)

    def _website(self) -> Iterator[Lack]:
        if any(met.public for met in self.met):
            return
        said = first(self.row.published, self.asker)
        if said is None or said.answer is Publish.UNKNOWN:
            if self.row.published and (self.met or said is not None):
                why = "The register leaves open whether it has to be on the website"
                yield _lack(Gap.WEBSITE, Weight.UNKNOWN, why, (), False)
        elif said.answer in _BY_ANSWER:
            yield self._unpublished(said)

    def _unpublished(self, said: Published) -> Lack:
        held = ", ".join(met.title for met in self.met)
        why = f"Not everybody can read {held} on the web" if held else "It is nowhere on the web"
        weight = _BY_ANSWER[said.answer]
        if said.if_:
            why, weight = f"{why}. It has to be if {said.if_}", Weight.UNKNOWN
        return _lack(Gap.WEBSITE, weight, why, said.bounds.sources)


def _lack(
    gap: Gap, weight: Weight, why: str, sources: tuple[str, ...], sourced: bool = True
) -> Lack:
    """A gap as sure as its source: without one it is not known."""
    if sources:
        return Lack(gap, weight, f"{why}.", sources)
    return Lack(gap, Weight.UNKNOWN, f"{why}; {_NO_SOURCE}." if sourced else f"{why}.")


def _no_surer(lack: Lack, need: Weight) -> Lack:
    """What is wanting of a row that may not be required may be wanting, and no more."""
    if need is not Weight.UNKNOWN or lack.weight is Weight.UNKNOWN:
        return lack
    return Lack(lack.gap, Weight.UNKNOWN, f"{lack.why} It may not be required.", lack.sources)


def _interval(met: Met, months: int) -> str:
    """How it is reviewed where that is less often than every so many months, else ""."""
    if met.cycle is not None and met.cycle > months:
        return say_cycle(met.cycle)
    if met.reviewed and met.review > _after(met.reviewed, months):
        return f"on {say_date(met.review)}, after {say_date(met.reviewed)}"
    return ""


def _after(iso: str, months: int) -> str:
    return (date.fromisoformat(iso) + relativedelta(months=months)).isoformat()
