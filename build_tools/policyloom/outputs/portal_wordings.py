"""Which schools word a clause alike. Schools' wordings enter one school after the other; distinct
wordings leave, each with the schools that have it.

Two schools have the same wording where they say the same to different people: names, contacts and
addresses do not count, nor what a school calls its head or its pupils. A figure, a day, a sum or a
choice does. A school's own words are compared as they stand, for their terms are not the trust's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from policyloom.model.editions import Origin
from policyloom.model.woven import fill_tokens
from policyloom.outputs.html_nodes import anchor
from policyloom.outputs.wording_groups import SaidAlike, WordingGroup
from policyloom.outputs.wordings import NAMED, Values, Worded, WordedPolicy

_OWN = (Origin.REPLACED, Origin.ADDED)
_TERM = "\ufffc"
_NAMED = re.compile(f"{NAMED[0]}(.*?){NAMED[1]}")
_WORD = re.compile(r"\w[\w’'-]*")

Schools = tuple[int, ...]
"""Schools by their place in the portal's list."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One distinct wording of a clause in a policy.

    `text` is for people: where schools differ in a particular, it says what kind it is. `reasons`
    are those of the schools that gave one; `revised` is the newest revision it was taken from.
    """

    origin: Origin
    text: str
    schools: Schools
    reasons: tuple[tuple[int, str], ...] = ()
    choice: str = ""
    revised: str = ""


@dataclass(frozen=True, slots=True)
class WordedClause:
    """A clause where it stands in a policy, with its wordings, the most usual first."""

    key: str
    anchor: str
    title: str
    heading: str
    lead: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class PolicyWordings:
    """A policy across the schools."""

    policy: str
    clauses: tuple[WordedClause, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a distinct wording stands: `anchor` is "" for a policy as a whole.

    `folder` is that of its page below a school's, where it is not the policy's id.
    """

    policy: str
    anchor: str
    heading: str
    schools: Schools
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Findable:
    """What the search finds as one: a distinct wording, wherever it stands.

    `more` are words by which some of the schools say it, and that `text` does not have.
    """

    title: str
    lead: str
    text: str
    more: tuple[str, ...]
    places: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class TrustWordings:
    """All that the schools of a portal say, each wording once."""

    policies: tuple[PolicyWordings, ...] = ()
    findable: tuple[Findable, ...] = ()


_Identity = tuple[str, str, str]


class Gathering:
    """Gathers schools' wordings. `about` says of a particular's name what it is; `terms` are the
    words of the trust that schools may call by others."""

    def __init__(self, about: Callable[[str], str], terms: Iterable[str]) -> None:
        self.about = about
        self._term = _pattern(terms)
        self._neutral: dict[str, str] = {}
        self._policies: dict[str, dict[str, dict[_Identity, WordingGroup]]] = {}
        self._titles: dict[tuple[str, str, str, str], list[int]] = {}
        self._lines: dict[int, SaidAlike] = {}

    def add(self, number: int, policy: WordedPolicy, values: Values) -> None:
        """Add a policy of the school that has this place in the portal's list, after those that
        stand before it there. Of schools that say the same `policy` is best one and the same."""
        self.add_title(number, policy.policy, policy.title, policy.summary)
        line = self._lines.get(id(policy))
        if line is None:
            line = self._lines[id(policy)] = SaidAlike(self._grouped(policy), policy)
        line.schools.append(number)
        line.values.append(values)

    def add_title(
        self, number: int, policy: str, title: str, summary: str, folder: str = ""
    ) -> None:
        """Add a policy by its title and summary alone, or an attached file that has a `folder` of
        its own."""
        self._titles.setdefault((policy, title, summary, folder), []).append(number)

    def result(self) -> TrustWordings:
        """All that was added; asked for once."""
        for line in self._lines.values():
            line.fill()
        for clauses in self._policies.values():
            for group in (group for groups in clauses.values() for group in groups.values()):
                group.schools.sort()
                group.reasons.sort(key=lambda reason: reason[0])
        policies = tuple(self._policy(name, clauses) for name, clauses in self._policies.items())
        return TrustWordings(policies, (*self._titled(), *self._worded()))

    def _grouped(self, policy: WordedPolicy) -> list[WordingGroup]:
        """The group of each wording; a clause that is new stands after the one before it here."""
        clauses = self._policies.setdefault(policy.policy, {})
        groups: list[WordingGroup] = []
        fresh: list[str] = []
        for worded in policy.wordings:
            if worded.key not in clauses:
                clauses[worded.key] = {}
                fresh.append(worded.key)
            groups.append(
                clauses[worded.key].setdefault(self._identity(worded), WordingGroup(worded))
            )
        if fresh and len(fresh) < len(clauses):
            keys = _placed(clauses, [worded.key for worded in policy.wordings], set(fresh))
            self._policies[policy.policy] = {key: clauses[key] for key in keys}
        return groups

    def _identity(self, worded: Worded) -> _Identity:
        match worded.origin:
            case Origin.OMITTED:
                return ("omitted", "", "")
            case Origin.REPLACED | Origin.ADDED:
                return ("own", "", _named(worded))
            case _:
                return ("trust", worded.choice, self._without_terms(_named(worded)))

    def _without_terms(self, text: str) -> str:
        found = self._neutral.get(text)
        if found is None:
            found = self._neutral[text] = self._term.sub(_TERM, text).casefold()
        return found

    def _policy(
        self, name: str, clauses: Mapping[str, Mapping[_Identity, WordingGroup]]
    ) -> PolicyWordings:
        return PolicyWordings(
            name, tuple(self._clause(key, list(g.values())) for key, g in clauses.items())
        )

    def _clause(self, key: str, groups: list[WordingGroup]) -> WordedClause:
        groups = sorted(groups, key=_usual)
        first = next((g for g in groups if g.first.text), groups[0]).first
        wordings = tuple(self._wording(group) for group in groups)
        return WordedClause(
            key,
            anchor(key),
            first.title,
            self._label(first.heading),
            self._label(first.lead),
            wordings,
        )

    def _wording(self, group: WordingGroup) -> Wording:
        return Wording(
            group.first.origin,
            self._shown(group),
            tuple(group.schools),
            tuple(group.reasons),
            group.first.choice,
            group.revised,
        )

    def _shown(self, group: WordingGroup) -> str:
        """The wording with the particulars that all its schools share, and the kind of the rest."""

        def part(index: int) -> str:
            value = group.values[index]
            return f"[{self.about(group.first.facts[index])}]" if value is None else value

        return fill_tokens(group.first.text, part)

    def _titled(self) -> Iterator[Findable]:
        for (policy, title, summary, folder), schools in self._titles.items():
            place = Found(policy, "", "", tuple(schools), folder)
            yield Findable(title, "", summary, (), (place,))

    def _worded(self) -> Iterator[Findable]:
        """Each wording once, with every policy in which it stands."""
        found: dict[tuple[str, str], list[tuple[str, WordingGroup]]] = {}
        for policy, clauses in self._policies.items():
            for groups in clauses.values():
                for (kind, _, text), group in groups.items():
                    if group.first.text:
                        found.setdefault((kind, text), []).append((policy, group))
        for same in found.values():
            yield self._findable(same)

    def _findable(self, same: list[tuple[str, WordingGroup]]) -> Findable:
        first = max((group for _, group in same), key=lambda group: len(group.schools))
        text = self._shown(first)
        others = {g.first.text for _, g in same}.union(*(g.words for _, g in same))
        known = set(_WORD.findall(text.casefold()))
        more = {w for other in others for w in _WORD.findall(other.casefold())} - known
        places = tuple(
            Found(policy, anchor(g.first.key), self._label(g.first.heading), tuple(g.schools))
            for policy, g in same
        )
        lead = self._label(first.first.lead)
        return Findable(first.first.title, lead, text, tuple(sorted(more)), places)

    def _label(self, text: str) -> str:
        return _NAMED.sub(lambda found: f"[{self.about(found[1])}]", text)


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(terms, key=lambda term: (-len(term), term))
    words = "|".join(re.escape(term) for term in longest) or r"(?!)"
    return re.compile(rf"\b(?:{words})\b(?:['’]s?)?", re.IGNORECASE)


def _named(worded: Worded) -> str:
    """The text with each particular by its name instead of its value."""
    if not worded.facts:
        return worded.text
    return fill_tokens(worded.text, lambda index: f"{{{worded.facts[index]}}}")


def _usual(group: WordingGroup) -> tuple[bool, bool, int]:
    """The trust's own first, then by how many schools have it."""
    origin = group.first.origin
    return origin in _OWN or origin is Origin.OMITTED, origin is Origin.CHOSEN, -len(group.schools)


def _placed(known: Iterable[str], keys: list[str], fresh: set[str]) -> list[str]:
    """The keys in one order: a new one stands after the one before it at its own school."""
    order = [key for key in known if key not in fresh]
    before = ""
    for key in dict.fromkeys(keys):
        if key in fresh:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return order
