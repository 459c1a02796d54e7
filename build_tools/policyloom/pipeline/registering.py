"""The statutory register at a school: what it has, what is wanting, and what it publishes.

In: a Weave and a school. Out: the register for governors, and for everybody what the school must
publish, from what is really published. What is wanting never goes with the latter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyloom.model.attached import Attached
from policyloom.model.dates import say_date
from policyloom.model.facts import FactType, Tier
from policyloom.model.pages import Detail, Status
from policyloom.model.policies import Audience
from policyloom.model.records import Decision, Record
from policyloom.model.rows import Met, SchoolRow, Way
from policyloom.model.schools import School
from policyloom.model.statutory import Answer, Elsewhere, Holding, Publish, Row, Statutory
from policyloom.outputs.register_rows import Publication, PublicItem, SchoolRegister
from policyloom.pipeline.attaching import attached_now, status_of
from policyloom.pipeline.packing_matters import bodies_of
from policyloom.pipeline.pages import approver, next_review
from policyloom.pipeline.people import PEOPLE
from policyloom.pipeline.weave import Weave, Woven
from policyloom.resolve.facts import winning_facts
from policyloom.resolve.statutory import Asker, judge

CONTACTS = "contacts/"
_NO_REVIEW = (Decision.EXTENDED, Decision.CORRECTED, Decision.WITHDRAWN, Decision.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a policy brings to its rows of the register: what meets them, or, in words, what is
    still to come."""

    met: Met | None = None
    waiting: str = ""


def brought(weave: Weave, woven: Woven) -> Brought:
    """What a school's edition brings to the register."""
    policy = weave.estate.policies[woven.edition.policy]
    if weave.estate.statutory is None or not policy.register:
        return Brought()
    if woven.record is None:
        return Brought(waiting=_coming(weave, woven))
    return Brought(_woven(weave, woven, woven.record))


def school_register(
    weave: Weave, school: str, known: Mapping[str, Brought] | None = None
) -> SchoolRegister | None:
    """The register at a school; None where the trust has none, or the school has left it.

    `known` says what each policy brings, where that is known without weaving it.
    """
    register, owner = weave.estate.statutory, weave.estate.schools[school]
    if register is None or owner.has_left(weave.today):
        return None
    if known is None:
        ours = ((p, w) for (owned, p), w in weave.editions.items() if owned == school)
        known = {policy: brought(weave, woven) for policy, woven in ours}
    return SchoolRegister(
        school=school,
        name=owner.name,
        type=register.types.get(owner.type, ""),
        checked=register.checked,
        about=register.about,
        sources=register.sources,
        rows=_Registrar(weave, owner, register, known).rows(),
    )


def publication(register: SchoolRegister | None) -> Publication | None:
    """What the school must and should publish and does; None where it publishes none of it."""
    if register is None:
        return None
    must = tuple(_public(register.rows, Publish.MUST))
    should = tuple(_public(register.rows, Publish.SHOULD))
    return Publication(must, should, register.checked) if must or should else None


def _public(rows: tuple[SchoolRow, ...], answer: Publish) -> Iterator[PublicItem]:
    for row in rows:
        said, needed = row.published, row.needed
        links = tuple(Detail("", met.title, met.href) for met in row.met if met.public)
        waived = needed and needed.answer is Answer.NOT_REQUIRED and needed.bounds.sources
        if links and said and said.answer is answer and said.bounds.sources and not waived:
            yield PublicItem(row.row.title, links, said.due)


class _Registrar:
    """Holds what a school has against the register's rows."""

    def __init__(
        self,
        weave: Weave,
        school: School,
        register: Statutory,
        known: Mapping[str, Brought],
    ) -> None:
        self.weave, self.school, self.register = weave, school, register
        self.online = _online(weave)
        self.met: dict[str, list[Met]] = {}
        self.waiting: dict[str, str] = {}
        self._gather(known)

    def rows(self) -> tuple[SchoolRow, ...]:
        asker = Asker(self.school.type, self.school.phase, self.register.bodies)
        return tuple(
            judge(row, asker, self._of(row), self._refused(row), self.waiting.get(row.id, ""))
            for row in self.register.rows.values()
        )

    def _gather(self, known: Mapping[str, Brought]) -> None:
        for policy, each in known.items():
            for ref in self.weave.estate.policies[policy].register:
                if each.met is not None:
                    self.met.setdefault(ref.row, []).append(each.met)
                elif each.waiting:
                    self.waiting.setdefault(ref.row, each.waiting)
        for attached in attached_now(self.weave, self.school.id):
            if status_of(attached, self.weave.today) is Status.IN_FORCE:
                for row in self._rows_of(attached):
                    self.met.setdefault(row, []).append(self._attached(attached))

    def _rows_of(self, attached: Attached) -> tuple[str, ...]:
        policy = self.weave.estate.policies.get(attached.policy)
        refs = attached.register or (policy.register if policy else ())
        return tuple(ref.row for ref in refs)

    def _attached(self, attached: Attached) -> Met:
        return Met(
            title=attached.title,
            way=Way.ATTACHED,
            href=f"{attached.id}/",
            public=self.online and attached.audience is Audience.PUBLIC,
            reviewed=attached.approved,
            review=attached.review,
            by=(attached.by,),
        )

    def _of(self, row: Row) -> list[Met]:
        """All that meets a row: what is published here, then what the files say of elsewhere."""
        found = list(self.met.get(row.id, ()))
        if row.contact and self._named(row.contact):
            found.append(Met("Contacts", Way.CONTACTS, CONTACTS, public=self.online))
        said = self._said(row)
        if said and said.holding is Holding.PUBLISHED:
            found.append(Met(row.title, Way.PUBLISHED, said.words, public=True))
        elif said and said.holding is Holding.KEPT:
            found.append(Met(row.title, Way.KEPT, where=said.words))
        return found

    def _said(self, row: Row) -> Elsewhere | None:
        """What the school's file says of a row, or else the trust's."""
        return self.school.register.get(row.id) or self.weave.estate.trust.register.get(row.id)

    def _refused(self, row: Row) -> str:
        """Why the school holds that a row does not apply to it, or ""."""
        said = self._said(row)
        if said and said.holding is Holding.NOT_APPLICABLE:
            return said.words
        policies = self.weave.estate.policies
        reasons = (
            reason
            for id_, reason in self.school.not_applicable.items()
            if id_ in policies and any(ref.row == row.id for ref in policies[id_].register)
        )
        return next(reasons, "")

    def _named(self, fact: str) -> bool:
        """Whether the contacts page gives the school's own: it always has the school's address
        and lines, and those in the posts of its front page."""
        entry = winning_facts(self.weave.estate, self.school, None, self.weave.today).get(fact)
        if entry is None or entry.tier < Tier.SCHOOL:
            return False
        person = self.weave.estate.facts[fact].type is FactType.PERSON
        return fact in PEOPLE if person else fact.startswith("school.")


def _online(weave: Weave) -> bool:
    """Whether the public is told anything at all."""
    return Audience.PUBLIC in weave.estate.trust.sites


def _coming(weave: Weave, woven: Woven) -> str:
    """What is to be said of a policy that is not in force yet; "" of one that has ended."""
    scheduled = woven.story.scheduled(weave.today)
    if scheduled:
        day = say_date(min(r.ruling.effective for r in scheduled))
        return f"{woven.edition.title} comes into force on {day}."
    draft = not woven.story.records and woven.kept is None
    return f"A draft waits for a decision: {woven.edition.title}." if draft else ""


def _woven(weave: Weave, woven: Woven, record: Record) -> Met:
    reviews = [r for r in woven.story.records if r.ruling.decision not in _NO_REVIEW]
    return Met(
        title=record.draft.title,
        way=Way.WOVEN,
        href=f"{record.draft.policy}/",
        public=_online(weave) and record.draft.audience is Audience.PUBLIC,
        cycle=record.draft.cycle,
        reviewed=reviews[-1].ruling.decided if reviews else "",
        review=next_review(woven, woven.story.records[-1]),
        by=_deciders(weave, woven, record.ruling.by),
    )


def _deciders(weave: Weave, woven: Woven, last: str) -> tuple[str, ...]:
    """Who decided it last, and who may decide it next, each once."""
    bodies, _ = bodies_of(weave.estate, woven)
    policy = weave.estate.policies[woven.edition.policy]
    body = "" if bodies else approver(woven, policy.approving_body)
    every = (last, *bodies, body)
    return tuple({name.casefold(): name for name in reversed(every) if name}.values())[::-1]
