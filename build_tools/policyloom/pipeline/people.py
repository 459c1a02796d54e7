"""Whom a school's site names. In: a school's editions and what is published of them; out: contacts.

Everything is drawn from facts. The contacts page names those whom the policies that this audience
may read name, those in the posts of the school's front page, and the school and its trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from policyloom.model.facts import FactEntry, FactType, Nature, Tier
from policyloom.model.nodes import facts, spans
from policyloom.model.pages import Contact, Detail, Page, Status
from policyloom.model.policies import Audience
from policyloom.outputs.site_school import ContactChange, ContactGroup, Someone
from policyloom.pipeline.around import Around, masthead_of
from policyloom.pipeline.versions import facts_on
from policyloom.pipeline.weave import Weave, Woven
from policyloom.render.texts import split_name

PEOPLE = (
    "people.head",
    "people.safeguarding_lead",
    "people.dpo",
    "people.senco",
    "people.chair",
    "people.clerk",
)
"""The people that a school's home page names, in this order."""

OFFICE = ("trust.phone", "trust.email", "trust.website")
"""How to reach the trust's office: every site names it."""

_CURRENT = (Status.IN_FORCE, Status.DRAFT, Status.SCHEDULED)
_OWN = ("people", "school", "trust")
_HREFS = {FactType.PHONE: "tel:", FactType.EMAIL: "mailto:", FactType.URL: ""}
_SHOWN = (FactType.PHONE, FactType.EMAIL, FactType.URL, FactType.ADDRESS, FactType.TEXT)
_NEWEST = 4
_PLACE = re.compile(r"\{\{ ([a-z0-9_.]+) \}\}")
_ANNEX = re.compile(r"<!-- @annex ([a-z]+) -->")


def key_people(woven: Woven) -> tuple[Contact, ...]:
    """Those in the posts that a school's home page names."""
    around = Around(woven)
    named = (around.contact(fact) for fact in PEOPLE if around.value(fact))
    return tuple(contact for contact in named if contact.name)


def asked(weave: Weave, woven: Woven) -> tuple[Contact, ...]:
    """Whom readers ask about a policy: a person, and the school's office.

    The person is the one that the policy names; else the one whose post is the policy's owner's;
    else the first whom the school's home page names.
    """
    policy = weave.estate.policies[woven.edition.policy]
    return whom(woven, policy.owner, policy.ask)


def whom(woven: Woven, owner: str, ask: str = "") -> tuple[Contact, ...]:
    """Whom readers ask about what a post owns: the person of the fact `ask`, where one is named."""
    around = Around(woven)
    held = (
        fact
        for fact, entry in woven.edition.facts.items()
        if entry.value.fields.get("post", "").casefold() == owner.casefold()
    )
    named = [ask, *held, *PEOPLE]
    person = next((fact for fact in named if fact and around.value(fact)), "")
    office = Contact("School office", "", around.text("school.email"), around.text("school.phone"))
    found = (around.contact(person),) if person else ()
    return (*found, office) if office.email or office.phone else found


def facts_named(woven: Woven, page: Page, audience: Audience) -> dict[str, FactEntry]:
    """The particulars that an edition's own page names, while it holds or is to hold."""
    if page.status not in _CURRENT:
        return {}
    specs, given = woven.weaver.specs, woven.edition.facts
    named = (split_name(name, specs)[0] for name in sorted(_names(woven, page, audience)))
    return {fact: given[fact] for fact in named if fact in given}


def named(
    weave: Weave, woven: Woven, pages: Iterable[Mapping[str, FactEntry]]
) -> dict[str, FactEntry]:
    """The facts that a school's site names, in the order of facts.yml: those of its front page,
    and what each of its `pages` names. `woven` has the school's own facts."""
    entries = {fact: woven.edition.facts[fact] for fact in PEOPLE if fact in woven.edition.facts}
    for facts_of_page in pages:
        for fact, entry in facts_of_page.items():
            entries.setdefault(fact, entry)
    return {fact: entries[fact] for fact in weave.estate.facts if fact in entries}


def directory(
    weave: Weave, woven: Woven, ordered: Mapping[str, FactEntry]
) -> tuple[ContactGroup, ...]:
    """The contacts page of a school: by body, and nobody twice. `ordered` is `named`'s answer."""
    people = _Book(weave, woven)
    groups = [people.school(ordered), *people.others(ordered), people.trust(ordered)]
    return tuple(g for g in groups if g.address or g.lines or g.people)


def contact_changes(
    weave: Weave, woven: Woven, entries: Mapping[str, FactEntry]
) -> tuple[ContactChange, ...]:
    """The newest changes of a person that the site names and that a file dates, newest first."""
    specs = weave.estate.facts
    dated = [e for e in entries.values() if e.since and specs[e.fact].type is FactType.PERSON]
    newest = sorted(dated, key=lambda e: (e.since, e.fact), reverse=True)[:_NEWEST]
    return tuple(_change(weave, woven, entry) for entry in newest)


def _change(weave: Weave, woven: Woven, entry: FactEntry) -> ContactChange:
    eve = (date.fromisoformat(entry.since) - timedelta(days=1)).isoformat()
    before = facts_on(weave.estate, woven, eve).get(entry.fact)
    person = Around(woven).contact(entry.fact)
    # Before a school's own first entry the trust's word for the post holds: that is nobody.
    own = before is not None and before.tier is entry.tier
    name = before.value.fields.get("name", "") if before and own else ""
    return ContactChange(entry.since, person.post, person.name, name)


def _names(woven: Woven, page: Page, audience: Audience) -> set[str]:
    """The named places in a page's text, as far as this audience reads it.

    A record's own words are searched, which is quick; what has a part for others is walked.
    """
    records = woven.story.records
    shown = next((r.draft for r in reversed(records) if r.edition == page.edition), None)
    if shown is not None:
        closed = (Audience(found) for found in _ANNEX.findall(shown.body))
        if all(audience.may_read(needed) for needed in closed):
            return set(_PLACE.findall(shown.body))
    return {
        fact.name
        for span in spans(page.body)
        for fact in facts(span.content)
        if fact.nature is Nature.PARTICULAR
    }


class _Book:
    """Puts facts into groups; who has been named once is not named again."""

    def __init__(self, weave: Weave, woven: Woven) -> None:
        self.estate, self.woven, self.around = weave.estate, woven, Around(woven)
        self.names: set[str] = set()

    def school(self, entries: Mapping[str, FactEntry]) -> ContactGroup:
        masthead = masthead_of(self.estate, self.woven, full=True)
        own = {f: e for f, e in entries.items() if e.tier >= Tier.SCHOOL and _first(f) == "people"}
        people = self._people(own, entries)
        return ContactGroup("school", masthead.school, masthead.address, masthead.contacts, people)

    def trust(self, entries: Mapping[str, FactEntry]) -> ContactGroup:
        """The trust's own lines, and the people who serve all its schools."""
        every = self.woven.edition.facts
        # A line that only some policies name is for their readers, as a person is.
        lines = {f: e for f, e in every.items() if f in OFFICE or f in entries}
        people = self._people({f: e for f, e in entries.items() if _first(f) == "people"}, entries)
        address = self.around.lines("trust.address")
        shown = {
            f: e
            for f, e in lines.items()
            if _first(f) == "trust" and self.estate.facts[f].type in _HREFS
        }
        return ContactGroup(
            "trust", self.estate.trust.name, address, tuple(self._lines(shown)), people
        )

    def others(self, entries: Mapping[str, FactEntry]) -> Iterator[ContactGroup]:
        """The authority, an adviser, and any other body of which the policies name something."""
        for name in dict.fromkeys(_first(fact) for fact in entries if _first(fact) not in _OWN):
            own = {f: e for f, e in entries.items() if _first(f) == name and f != f"{name}.name"}
            title = self.around.text(f"{name}.name") or name.replace("_", " ").capitalize()
            yield ContactGroup(
                name.replace("_", "-"), title, (), tuple(self._lines(own)), self._people(own, own)
            )

    def _people(
        self, own: Mapping[str, FactEntry], every: Mapping[str, FactEntry]
    ) -> tuple[Someone, ...]:
        """These people, each with all the posts among `every` that they hold."""
        posts: dict[str, list[Contact]] = {}
        for fact in sorted(every, key=_rank):
            if self.estate.facts[fact].type is FactType.PERSON:
                person = self.around.contact(fact)
                posts.setdefault(person.name or person.post, []).append(person)
        wanted = [self.around.contact(f) for f in sorted(own, key=_rank) if self._is_person(f)]
        names = [c.name or c.post for c in wanted]
        fresh = [name for name in dict.fromkeys(names) if name not in self.names]
        self.names.update(fresh)
        return tuple(Someone(name, _together(posts[name])) for name in fresh)

    def _is_person(self, fact: str) -> bool:
        return self.estate.facts[fact].type is FactType.PERSON

    def _lines(self, entries: Mapping[str, FactEntry]) -> Iterator[Detail]:
        for fact in (f for f in self.estate.facts if f in entries):
            spec, value = self.estate.facts[fact], entries[fact].value
            if spec.type in _SHOWN:
                scheme = _HREFS.get(spec.type)
                href = "" if scheme is None else scheme + value.text.replace(" ", "")
                yield Detail(spec.about, ", ".join(value.items) or value.text, href)


def _rank(fact: str) -> tuple[int, str]:
    return (PEOPLE.index(fact) if fact in PEOPLE else len(PEOPLE), fact)


def _first(fact: str) -> str:
    return fact.partition(".")[0]


def _together(posts: list[Contact]) -> tuple[Contact, ...]:
    """A person's posts; those that are reached in the same way stand in one line."""
    lines: dict[tuple[str, str], list[str]] = {}
    for post in posts:
        titles = lines.setdefault((post.email, post.phone), [])
        if post.post not in titles:
            titles.append(post.post)
    return tuple(
        Contact("; ".join(titles), "", email, phone) for (email, phone), titles in lines.items()
    )
