"""The statutory register at a school: what it has, what is wanting, and what it publishes.

In: a Weave and a school. Out: the register for governors, and for everybody what the school must
publish, from what is really published. What is wanting never goes with the latter.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.model.attached import Attached
from policyloom.model.dates import say_date
from policyloom.model.facts import FactType, Tier
from policyloom.model.pages import Detail, Status
from policyloom.model.policies import Audience
from policyloom.model.records import Decision
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


def school_register(weave: Weave, school: str) -> SchoolRegister | None:
    """The register at a school; None where the trust has none, or the school has left it."""
    register, owner = weave.estate.statutory, weave.estate.schools[school]
    if register is None or owner.has_left(weave.today):
        return None
    return SchoolRegister(
        school=school,
        name=owner.name,
        type=register.types.get(owner.type, ""),
        checked=register.checked,
        about=register.about,
        sources=register.sources,
        rows=_Registrar(weave, owner, register).rows(),
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

    def __init__(self, weave: Weave, school: School, register: Statutory) -> None:
        self.weave, self.school, self.register = weave, school, register
        self.online = Audience.PUBLIC in weave.estate.trust.sites
        ours = ((p, w) for (owner, p), w in weave.editions.items() if owner == school.id)
        self.editions = [(weave.estate.policies[policy], woven) for policy, woven in ours]
        self.met: dict[str, list[Met]] = {}
        self.waiting: dict[str, str] = {}
        self._gather()

    def rows(self) -> tuple[SchoolRow, ...]:
        asker = Asker(self.school.type, self.school.phase, self.register.bodies)
        return tuple(
            judge(row, asker, self._of(row), self._refused(row), self.waiting.get(row.id, ""))
            for row in self.register.rows.values()
        )

    def _gather(self) -> None:
        for policy, woven in self.editions:
            for ref in policy.register:
                if woven.record is not None:
                    self.met.setdefault(ref.row, []).append(self._woven(woven))
                elif words := self._coming(woven):
                    self.waiting.setdefault(ref.row, words)
        for attached in attached_now(self.weave, self.school.id):
            if status_of(attached, self.weave.today) is Status.IN_FORCE:
                for row in self._rows_of(attached):
                    self.met.setdefault(row, []).append(self._attached(attached))

    def _coming(self, woven: Woven) -> str:
        """What is to be said of a policy that is not in force yet; "" of one that has ended."""
        scheduled = woven.story.scheduled(self.weave.today)
        if scheduled:
            day = say_date(min(r.ruling.effective for r in scheduled))
            return f"{woven.edition.title} comes into force on {day}."
        draft = not woven.story.records and woven.kept is None
        return f"A draft waits for a decision: {woven.edition.title}." if draft else ""

    def _rows_of(self, attached: Attached) -> tuple[str, ...]:
        policy = self.weave.estate.policies.get(attached.policy)
        refs = attached.register or (policy.register if policy else ())
        return tuple(ref.row for ref in refs)

    def _woven(self, woven: Woven) -> Met:
        record = woven.record
        assert record is not None
        reviews = [r for r in woven.story.records if r.ruling.decision not in _NO_REVIEW]
        return Met(
            title=record.draft.title,
            way=Way.WOVEN,
            href=f"{record.draft.policy}/",
            public=self.online and record.draft.audience is Audience.PUBLIC,
            cycle=record.draft.cycle,
            reviewed=reviews[-1].ruling.decided if reviews else "",
            review=next_review(woven, woven.story.records[-1]),
            by=self._deciders(woven, record.ruling.by),
        )

    def _deciders(self, woven: Woven, last: str) -> tuple[str, ...]:
        """Who decided it last, and who may decide it next, each once."""
        bodies, _ = bodies_of(self.weave.estate, woven)
        policy = self.weave.estate.policies[woven.edition.policy]
        body = "" if bodies else approver(woven, policy.approving_body)
        every = (last, *bodies, body)
        return tuple({name.casefold(): name for name in reversed(every) if name}.values())[::-1]

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
