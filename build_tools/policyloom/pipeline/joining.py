"""What a school has still to supply. In: a Weave and a school; out: a Joining.

A fact that an adopted policy needs and nobody gives leaves a gap in it, so the policy cannot be
published; what the trust says for the school until it speaks for itself leaves none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from policyloom.findings import Findings
from policyloom.model.editions import Origin
from policyloom.model.facts import FactEntry, FactType, Nature, Tier
from policyloom.model.policies import Audience
from policyloom.model.schools import School
from policyloom.pipeline.beginnings import LOGO
from policyloom.pipeline.naming import Named, named_in
from policyloom.pipeline.pages import draft_page
from policyloom.pipeline.weave import Weave, Woven
from policyloom.render.texts import split_name
from policyloom.resolve import winning_facts

CONTACTS = ("school.address", "school.phone", "school.email", "school.website")
"""What every school's pages say at their head, where it is given."""

_GAP = "missing-fact"
_TRUSTS = (Origin.KEPT, Origin.SET, Origin.CHOSEN)
"""Where a clause reads as the trust has it, so that its choices tell."""

_SHAPES = {
    FactType.PERSON: "{name: …, post: …, email: …, phone: …}",
    FactType.ADDRESS: "[…, …]",
    FactType.LIST: "[…, …]",
    FactType.DURATION: "10 school days",
    FactType.DATE: "2026-03-12",
}


class Urgency(StrEnum):
    """What waits for something: publishing does, or the page says something else until then."""

    MISSING = "missing"
    LENT = "lent"
    CHOICE = "choice"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to supply: in `file`, under the key `under` (or none), `key: shape`.

    `now` is what stands in its place until then, or "". `policies` are those that use it.
    """

    file: str
    under: str
    key: str
    shape: str
    about: str
    urgency: Urgency
    policies: tuple[str, ...] = ()
    now: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """One adopted policy: how many gaps it has, how many errors of other kinds, and in how many
    places the trust's own particular stands for the school's.
    """

    policy: str
    title: str
    gaps: int
    errors: int
    lent: int

    @property
    def complete(self) -> bool:
        return not self.gaps and not self.errors


@dataclass(frozen=True, slots=True)
class Joining:
    """A school that is joining: what it has still to supply, and how far its policies are."""

    school: School
    needs: tuple[Need, ...]
    policies: tuple[Ready, ...]

    @property
    def complete(self) -> bool:
        missing = any(need.urgency is Urgency.MISSING for need in self.needs)
        return not missing and all(policy.complete for policy in self.policies)


def joining(weave: Weave, school: str, findings: Findings) -> Joining:
    """What a school has to supply; `findings` are those of the weave, and gain those of pages.

    Raises KeyError for a school that is not in the estate.
    """
    owner = weave.estate.schools[school]
    adopted = [weave.editions[school, policy] for policy in sorted(owner.adopts)]
    for woven in adopted:  # a page asks for more than its text does: who approves, who signs
        draft_page(weave.estate, woven, Audience.GOVERNORS)
    needs = tuple(_Needs(weave, owner, adopted).all())
    policies = tuple(_ready(owner, woven, needs, findings) for woven in adopted)
    return Joining(owner, needs, policies)


def _ready(owner: School, woven: Woven, needs: tuple[Need, ...], findings: Findings) -> Ready:
    policy = woven.edition.policy
    here = [need for need in needs if policy in need.policies]
    gaps = sum(need.urgency is Urgency.MISSING for need in here)
    lent = sum(need.urgency is Urgency.LENT for need in here)
    others = [f for f in findings.blocks(owner.id, policy) if f.code != _GAP or not f.scope.school]
    return Ready(policy, woven.edition.title, gaps, len(others), lent)


@dataclass(frozen=True, slots=True)
class _Use:
    """A fact, or a field of it, where an edition names it."""

    fact: str
    field: str
    named: Named

    @property
    def policy(self) -> str:
        return self.named.woven.edition.policy

    @property
    def entry(self) -> FactEntry | None:
        return self.named.woven.edition.facts.get(self.fact) or self.named.near.get(self.fact)

    @property
    def gap(self) -> bool:
        """Whether an empty place would show where it is named."""
        if not self.named.needed or self.entry is None:
            return self.named.needed
        value = self.entry.value
        return not (value.fields.get(self.field) if self.field else value.text or value.items)


class _Needs:
    """Collects one school's needs; each key once for each file, with all the policies it is for."""

    def __init__(self, weave: Weave, owner: School, adopted: list[Woven]) -> None:
        self.weave, self.estate = weave, weave.estate
        self.owner, self.adopted = owner, adopted
        self.home = f"schools/{owner.id}/school.yml"
        self.given = winning_facts(self.estate, owner, None, weave.today)

    def all(self) -> Iterator[Need]:
        """Every need, by file: what is missing first, then what the trust lends."""
        found = [*self._adopts(), *self._facts(), *self._choices(), *self._look()]
        order = list(Urgency)
        files = dict.fromkeys([self.home, *sorted({need.file for need in found})])
        for file in files:
            here = _merged(need for need in found if need.file == file)
            yield from sorted(here, key=lambda n: (order.index(n.urgency), n.under, n.key))

    def _adopts(self) -> Iterator[Need]:
        offered = [p.id for p in self.estate.policies.values() if p.trees]
        if not self.owner.adopts:
            about = "The policies that the school adopts, of: " + ", ".join(sorted(offered))
            yield Need(self.home, "", "adopts", "[…]", about, Urgency.MISSING)

    def _facts(self) -> Iterator[Need]:
        specs = self.estate.facts
        uses: dict[str, list[_Use]] = {fact: [] for fact in CONTACTS if fact in specs}
        for woven in self.adopted:
            for named in named_in(self.estate, woven):
                fact, field = split_name(named.name, specs)
                if fact in specs:
                    uses.setdefault(fact, []).append(_Use(fact, field, named))
        for fact, found in sorted(uses.items()):
            yield from self._gaps(fact, [use for use in found if use.gap]) or self._own(fact, found)

    def _gaps(self, fact: str, gaps: list[_Use]) -> list[Need]:
        """A fact that nobody gives, or of which a part is not given: once for each file."""
        places: dict[tuple[str, str], set[str]] = {}
        for gap in gaps:
            file = self._file(gap)
            there = gap.entry is not None and gap.entry.place.file == file
            place = (file, f"{{{gap.field}: …}}" if there else "")
            places.setdefault(place, set()).add(gap.policy)
        return [
            self._need(fact, file, Urgency.MISSING, policies, shape=shape)
            for (file, shape), policies in sorted(places.items())
        ]

    def _own(self, fact: str, uses: list[_Use]) -> list[Need]:
        """A particular that the school may give, and that the trust gives for it or nobody does."""
        spec, entry = self.estate.facts[fact], self.given.get(fact)
        policies = {use.policy for use in uses}
        if spec.nature is not Nature.PARTICULAR or (entry and entry.tier is not Tier.TRUST):
            return []
        if Tier.SCHOOL in spec.tiers and entry is None:
            return [self._need(fact, self.home, Urgency.EMPTY, policies)]
        nameless = Tier.AUTHORITY in spec.tiers and not self.owner.authority
        if entry and (Tier.SCHOOL in spec.tiers or nameless):
            return [self._need(fact, self.home, Urgency.LENT, policies, now=entry.value.text)]
        return []

    def _need(
        self,
        fact: str,
        file: str,
        urgency: Urgency,
        policies: set[str],
        now: str = "",
        shape: str = "",
    ) -> Need:
        spec, users = self.estate.facts[fact], tuple(sorted(policies))
        if file == self.home and Tier.SCHOOL not in spec.tiers:
            about = "The local authority, by the name of its file in schools/authorities/"
            return Need(file, "", "authority", "…", about, urgency, users)
        options = ", ".join(spec.options)
        about = f"{spec.about}. One of: {options}" if options else spec.about
        shape = shape or _SHAPES.get(spec.type, "…")
        return Need(file, "set", fact, shape, about, urgency, users, now)

    def _file(self, gap: _Use) -> str:
        """Where to write a fact: beside what is there of it, else as near the school as may be."""
        tiers, owner = self.estate.facts[gap.fact].tiers, self.owner
        if gap.entry is not None and gap.entry.tier is not Tier.TRUST:
            return gap.entry.place.file
        if Tier.SCHOOL in tiers or (Tier.AUTHORITY in tiers and not owner.authority):
            return self.home
        if Tier.POLICY in tiers:
            return f"schools/{owner.id}/{gap.policy}.yml"
        if Tier.PHASE in tiers:
            return f"schools/phases/{owner.phase}.yml"
        if Tier.AUTHORITY in tiers:
            return f"schools/authorities/{owner.authority}.yml"
        return "schools/trust.yml"

    def _choices(self) -> Iterator[Need]:
        for woven in self.adopted:
            override = self.owner.overrides.get(woven.edition.policy)
            chosen = {choose.clause for choose in override.choose} if override else set()
            standing = (o for o in woven.edition.occurrences.values() if o.origin in _TRUSTS)
            clauses = {occurrence.clause for occurrence in standing} - chosen
            for id_ in sorted(clauses & self.estate.clauses.keys()):
                yield from self._choice(woven.edition.policy, id_)

    def _choice(self, policy: str, id_: str) -> Iterator[Need]:
        clause = self.estate.clauses[id_]
        if not clause.choices:
            return
        offered = "; ".join(f"{key} ({words})" for key, words in clause.choices.items())
        yield Need(
            file=f"schools/{self.owner.id}/{policy}.yml",
            under="choose",
            key=id_,
            shape="…",
            about=f"{clause.title}. One of: {offered}",
            urgency=Urgency.CHOICE,
            policies=(policy,),
            now=clause.default_choice,
        )

    def _look(self) -> Iterator[Need]:
        logo = self.owner.look.logo
        if logo and (self.estate.root / logo).read_bytes() != LOGO.encode():
            return
        about = "The school's logo, an .svg or .png file that lies beside this one"
        now = "the picture that 'policyloom new school' drew" if logo else ""
        yield Need(self.home, "look", "logo", "logo.svg", about, Urgency.EMPTY, now=now)


def _merged(needs: Iterable[Need]) -> list[Need]:
    """Needs with one for each key: an authority gives many facts, and is named once."""
    found: dict[tuple[Urgency, str, str], Need] = {}
    for need in needs:
        key = (need.urgency, need.under, need.key)
        policies = {*need.policies, *(found[key].policies if key in found else ())}
        found[key] = replace(need, policies=tuple(sorted(policies)))
    return list(found.values())
