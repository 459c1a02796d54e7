"""post-holder: two people said to hold one post. In: a Desk; out: what is caught.

A post's holder is a fact. Another holder is either a second fact with the same post, or a name
that somebody wrote into a text, where no change of the fact reaches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from policyloom.model.checks import Check
from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry, FactType
from policyloom.model.places import EVERYTHING, Scope
from policyloom.model.schools import Facts
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.checks.passages import Passage
from policyloom.pipeline.checks.people_names import NAME, bare_name, is_full

_WHY = "Readers are given two names for one post, and one of the two is wrong."
_IN_TEXT = "A name in a text stays when the person leaves: no change of the fact reaches it."


@dataclass(frozen=True)
class _Posts:
    """Who holds which post. `held` are the winning facts; `past` are names that each fact had."""

    estate: Estate
    held: tuple[FactEntry, ...]
    past: Mapping[str, FactEntry]

    @cached_property
    def by_post(self) -> dict[str, dict[str, FactEntry]]:
        """By post in small letters, each name with the fact that gives it."""
        found: dict[str, dict[str, FactEntry]] = {}
        for entry in self.held:
            post, name = entry.value.fields.get("post", ""), entry.value.fields.get("name", "")
            if post and name:
                found.setdefault(post.casefold(), {}).setdefault(name, entry)
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """A post beside a name, either way round."""
        if not self.by_post:
            return None
        longest = sorted(self.by_post, key=lambda post: (-len(post), post))
        posts = "|".join(re.escape(post) for post in longest)
        return re.compile(
            rf"\b(?P<post>(?i:{posts}))(?:, | \(|: | is | – | )(?P<name>{NAME})\b"
            rf"|\b(?P<named>{NAME})(?:, | \(| is | – )(?:(?:our|the) )?(?P<as>(?i:{posts}))\b"
        )

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """Names with capitals that are nobody's."""
        names = [school.name for school in self.estate.schools.values()]
        shared = (self.estate.trust.facts, *self.estate.authorities.values())
        values = [e.value for facts in shared for entries in facts.values() for e in entries]
        texts = [v.text for v in values if not v.fields] + [
            v.fields.get("post", "") for v in values
        ]
        return tuple(name.casefold() for name in (*names, *texts, self.estate.trust.name))


def in_library(desk: Desk) -> Iterator[Caught]:
    """The trust's own facts and wording."""
    facts = desk.weave.estate.trust.facts
    posts = _posts(desk, desk.facts("").values(), (facts,))
    yield from _twice(posts, EVERYTHING)
    yield from _written(posts, desk.library)


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """A school's facts, and the names in its own words."""
    own = desk.school(school).facts
    posts = _posts(desk, desk.facts(school).values(), (desk.weave.estate.trust.facts, own))
    yield from _twice(posts, Scope(school))
    yield from _written(posts, desk.passages(school))


def _posts(desk: Desk, winning: Iterable[FactEntry], tiers: tuple[Facts, ...]) -> _Posts:
    """The posts of one school or of the trust, and who held them before today's holders."""
    estate = desk.weave.estate
    people = {f for f, spec in estate.facts.items() if spec.type is FactType.PERSON}
    held = tuple(entry for entry in winning if entry.fact in people)
    now = {_name(entry) for entry in held}
    past = {
        name: entry
        for facts in tiers
        for fact in people & facts.keys()
        for entry in facts[fact]
        if (name := _name(entry)) not in now and is_full(name) and _before(entry, held)
    }
    return _Posts(estate, held, dict(sorted(past.items())))


def _name(entry: FactEntry) -> str:
    return bare_name(entry.value.fields.get("name", ""))


def _before(entry: FactEntry, held: tuple[FactEntry, ...]) -> bool:
    """Whether this is the entry of somebody who has been followed in the post."""
    return any(
        e.fact == entry.fact and e.tier is entry.tier and e.since > entry.since for e in held
    )


def _twice(posts: _Posts, scope: Scope) -> Iterator[Caught]:
    """Two facts that give one post to two people; told where the higher tier says so."""
    for holders in posts.by_post.values():
        if len(holders) < 2:
            continue
        ordered = sorted(holders.values(), key=lambda e: (e.tier, e.place))
        if scope.school and ordered[-1].place.file == posts.estate.trust.place.file:
            continue  # the trust's own matter, told once
        first, last = ordered[0], ordered[-1]
        post = last.value.fields["post"]
        names = [entry.value.fields["name"] for entry in (last, first)]
        yield Caught(
            Check.POST_HOLDER,
            last.place,
            f"{post}: {names[0]} here, {names[1]} at {first.place}",
            _WHY,
            "Correct one of them, or name two posts by two names.",
            scope,
            last.fact,
        )


def _written(posts: _Posts, passages: Iterable[Passage]) -> Iterator[Caught]:
    """Names in texts: of people whose post another has taken over, or beside another's post."""
    for passage in passages:
        if passage.is_citation or (passage.is_fact and _is_person(posts.estate, passage)):
            continue
        told = set()
        for name, entry in posts.past.items():
            if (at := passage.text.find(name)) >= 0:
                told.add(name)
                yield _former(posts, passage, entry, at)
        for found in posts.pattern.finditer(passage.text) if posts.pattern else ():
            name = found["name"] or found["named"]
            if name not in told and (held := _another(posts, name, found["post"] or found["as"])):
                at = found.start("name" if found["name"] else "named")
                yield _beside(passage, name, held, at)


def _is_person(estate: Estate, passage: Passage) -> bool:
    return estate.facts[passage.key].type is FactType.PERSON


def _another(posts: _Posts, name: str, post: str) -> FactEntry | None:
    """The fact that gives the post to somebody else than a text does; None where it agrees."""
    holders = posts.by_post[post.casefold()]
    surname = name.split()[-1]
    if any(holder.split()[-1] == surname for holder in holders):
        return None
    if any(name.casefold() in known for known in posts.organisations):
        return None
    return next(iter(holders.values()))


def _former(posts: _Posts, passage: Passage, entry: FactEntry, at: int) -> Caught:
    now = next(e for e in posts.held if e.fact == entry.fact)
    name, post = (entry.value.fields.get(part, "") for part in ("name", "post"))
    what = f"{name} is named here; since {now.since} the {post.lower()} is another person"
    fix = f"Write '{{{{ {entry.fact}.name }}}}' in place of the name."
    return Caught(
        Check.POST_HOLDER, passage.at(at), what, _IN_TEXT, fix, passage.scope, passage.key
    )


def _beside(passage: Passage, name: str, held: FactEntry, at: int) -> Caught:
    post, holder = held.value.fields["post"], held.value.fields["name"]
    what = f"{name} is named as {post.lower()} here; {held.place} says {holder}"
    fix = f"Write '{{{{ {held.fact}.name }}}}' in place of the name."
    return Caught(Check.POST_HOLDER, passage.at(at), what, _WHY, fix, passage.scope, passage.key)
