"""A policy across the schools. What they publish of it enters; its page leaves, as data.

For each clause: which schools have the trust's wording, which differ, and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyloom.model.dates import say_date
from policyloom.model.editions import Origin
from policyloom.model.letters import small
from policyloom.model.pages import ENDED
from policyloom.outputs.portal_matrix import Cell, entry_cell
from policyloom.outputs.portal_views import has_left
from policyloom.outputs.portal_wordings import PolicyWordings, WordedClause, Wording
from policyloom.outputs.site import PortalEntry, PortalPolicy, PortalSite
from policyloom.outputs.site_views import grouped

MANY = 12
"""More schools than these are not all shown at once."""
_TRUSTS = (Origin.KEPT, Origin.SET, Origin.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Place:
    """A school with the address of the clause there, and why it differs, or ""; of a school
    without the policy, with its front page's."""

    school: str
    url: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class WordingView:
    """One wording of a clause: what it is to the trust's, its words, and its schools."""

    kind: str
    tone: str
    text: str
    places: tuple[Place, ...]
    reasoned: bool


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause. `count` is how many schools have it in some wording, or have left it out."""

    id: str
    title: str
    lead: str
    count: int
    wordings: tuple[WordingView, ...]

    @property
    def differs(self) -> bool:
        return len(self.wordings) > 1


@dataclass(frozen=True, slots=True)
class HeadingView:
    """The clauses under one heading of the policy, as its first school has it."""

    title: str
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school's edition: its cell, and how many of the clauses are not as the trust has them."""

    school: str
    cell: Cell
    differs: int


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The page. `same` and `differing` count clauses; `absent` are schools without the policy, and
    `needless` those to which it does not apply, each with its reason."""

    policy: PortalPolicy
    summary: str
    schools: tuple[SchoolLine, ...]
    absent: tuple[Place, ...]
    needless: tuple[Place, ...]
    headings: tuple[HeadingView, ...]
    same: int
    differing: tuple[ClauseView, ...]

    @property
    def first(self) -> tuple[SchoolLine, ...]:
        """The schools shown at once: all of a few; of many, those of which there is more to say
        than that the policy is in force as the trust words it."""
        if len(self.schools) <= MANY:
            return self.schools
        return tuple(s for s in self.schools if s.differs or s.cell.tone != "in-force")

    @property
    def others(self) -> tuple[SchoolLine, ...]:
        """The schools that stand folded away below those."""
        first = {*self.first}
        return tuple(line for line in self.schools if line not in first)


def policy_views(portal: PortalSite) -> tuple[PolicyView, ...]:
    """A page for each policy that a school has, as far as its wordings are in the portal."""
    worded = {each.policy: each for each in portal.wordings.policies}
    held: dict[str, dict[int, PortalEntry]] = {policy.id: {} for policy in portal.policies}
    for number, school in enumerate(portal.schools):
        for entry in () if has_left(school) else school.entries:
            held.setdefault(entry.policy, {})[number] = entry
    none = PolicyWordings("", ())
    return tuple(
        _view(portal, policy, held[policy.id], worded.get(policy.id, none))
        for policy in portal.policies
        if any(entry.status not in ENDED for entry in held[policy.id].values())
    )


def _view(
    portal: PortalSite,
    policy: PortalPolicy,
    entries: Mapping[int, PortalEntry],
    worded: PolicyWordings,
) -> PolicyView:
    names = [school.name for school in portal.schools]
    views = [(c.heading, _clause(c, names, entries)) for c in worded.clauses]
    own = _own_wordings(worded)
    lines = (
        SchoolLine(names[number], entry_cell(portal, entry), own.get(number, 0))
        for number, entry in entries.items()
    )
    without = tuple(
        Place(s.name, s.url, portal.not_applicable.get(s.id, {}).get(policy.id, ""))
        for number, s in enumerate(portal.schools)
        if number not in entries and not has_left(s)
    )
    standing = [e for e in entries.values() if e.status not in ENDED]
    return PolicyView(
        policy=policy,
        summary=next((entry.summary for entry in standing if entry.summary), ""),
        schools=tuple(lines),
        absent=tuple(place for place in without if not place.because),
        needless=tuple(place for place in without if place.because),
        headings=tuple(
            HeadingView(title, tuple(view for _, view in found))
            for title, found in grouped(views, lambda pair: pair[0]).items()
        ),
        same=sum(not view.differs for _, view in views),
        differing=tuple(view for _, view in views if view.differs),
    )


def _own_wordings(worded: PolicyWordings) -> dict[int, int]:
    """By school, how many clauses it has made its own, chosen otherwise, added or left out."""
    found: dict[int, int] = {}
    for clause in worded.clauses:
        for wording in clause.wordings:
            if wording.origin not in _TRUSTS:
                for number in wording.schools:
                    found[number] = found.get(number, 0) + 1
    return found


def _clause(
    clause: WordedClause, names: list[str], entries: Mapping[int, PortalEntry]
) -> ClauseView:
    newest = max(wording.revised for wording in clause.wordings)
    wordings = tuple(
        _wording(clause, wording, newest, not number, names, entries)
        for number, wording in enumerate(clause.wordings)
    )
    count = len({number for wording in clause.wordings for number in wording.schools})
    return ClauseView(clause.anchor, clause.title, clause.lead, count, wordings)


def _wording(
    clause: WordedClause,
    wording: Wording,
    newest: str,
    first: bool,
    names: list[str],
    entries: Mapping[int, PortalEntry],
) -> WordingView:
    reasons = dict(wording.reasons)
    here = "" if wording.origin is Origin.OMITTED else f"#{clause.anchor}"
    places = tuple(
        Place(names[number], entries[number].url + here, reasons.get(number, ""))
        for number in wording.schools
        if number in entries
    )
    kind, tone = _kind(wording, newest, first)
    return WordingView(kind, tone, wording.text, places, bool(reasons))


def _kind(wording: Wording, newest: str, first: bool) -> tuple[str, str]:
    """What a wording is, in words, and the name of its look."""
    match wording.origin:
        case Origin.REPLACED:
            return "Replaced by the school’s own words", "replaced"
        case Origin.ADDED:
            return "Added by the school", "added"
        case Origin.OMITTED:
            return "Left out", "omitted"
        case Origin.CHOSEN:
            return f"Another position: {small(wording.choice)}", "chosen"
    if wording.revised < newest:
        return f"The trust’s wording of {say_date(wording.revised)}, since revised", "earlier"
    if first:
        return "The trust’s wording", "trust"
    if wording.origin is Origin.SET:
        return "The trust’s wording, with the school’s own figure or word", "set"
    return "The trust’s wording, in another form", "form"
