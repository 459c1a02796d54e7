"""What the portal's front page shows: what the schools publish enters, cards and lists leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from policyloom.model.dates import say_date
from policyloom.model.pages import ENDED, Detail, Status
from policyloom.model.records import Decision
from policyloom.outputs.copy_page import FOLDER, TITLE
from policyloom.outputs.portal_copies import answering
from policyloom.outputs.site import PortalDecision, PortalEntry, PortalSchool, PortalSite
from policyloom.outputs.site_look import colour, palette_css
from policyloom.outputs.site_views import Frame, grouped, linked, logo_name, page_id

POLICIES = "policies/"
"""The portal's folder of policies: the table of all, and a page for each."""
SEARCH = "search/"
CARDS = 12
"""Up to this many schools have cards; more are a list that takes less room."""
NEWS = 8

_DONE = {
    Decision.FIRST: "approved for the first time",
    Decision.CHANGED: "approved with changes",
    Decision.UNCHANGED: "reviewed and left unchanged",
    Decision.EXTENDED: "review put off",
    Decision.CORRECTED: "corrected",
    Decision.IMPORTED: "recorded as approved before",
    Decision.WITHDRAWN: "withdrawn",
    Decision.SUPERSEDED: "replaced by another policy",
}


@dataclass(frozen=True, slots=True)
class PortalCard:
    """A school on the front page: its logo's address, and how many policies it publishes."""

    school: PortalSchool
    logo: str
    count: int


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy of the trust: its page, and at how many of the schools it stands."""

    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class TopicLines:
    id: str
    title: str
    lines: tuple[PolicyLine, ...]


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A decision that one school took, or many on one day. `first` are the schools that are
    named, each with the address of its edition; `more` is how many others there are."""

    title: str
    url: str
    done: str
    date: str
    iso: str
    summary: str
    first: tuple[tuple[str, str], ...]
    more: int


def portal_frame(portal: PortalSite) -> Frame:
    """The frame of the portal's pages."""
    return Frame(
        base="",
        name=portal.trust,
        trust=portal.trust,
        portal="",
        logo=logo_name(portal.logo),
        style=palette_css(portal.primary, portal.accent) + _school_colours(portal),
        groups=(),
        ended=(),
        contacts=(),
        lines=linked(portal.contacts),
        address=(),
        motto="",
        noindex=portal.noindex,
        search="Search every school’s policies",
        ways=tuple(_ways(portal)),
        follow=portal.follow,
        find=SEARCH if portal.searchable else "",
    )


def _ways(portal: PortalSite) -> Iterator[Detail]:
    """The portal's pages beside its front page."""
    if portal.schools:
        yield Detail("Where each policy stands", "", POLICIES)
    if answering(portal):
        yield Detail(TITLE, "", f"{FOLDER}/")


def _school_colours(portal: PortalSite) -> str:
    """CSS that gives each school's card the school's own colour."""
    schools = ((school.id, colour(school.primary)) for school in portal.schools)
    return "".join(f'[data-school="{name}"]{{--school:{shade};}}' for name, shade in schools)


def portal_cards(portal: PortalSite, left: bool = False) -> tuple[PortalCard, ...]:
    """The schools as cards, in the order given: those of the trust, or those that have `left` it,
    each with all that is kept of it."""
    return tuple(
        PortalCard(s, portal_logo(s), len(s.entries if left else lasting(s)))
        for s in portal.schools
        if has_left(s) is left
    )


def has_left(school: PortalSchool) -> bool:
    """Whether a school has left the trust, so that nothing of it is in force any more."""
    statuses = {entry.status for entry in school.entries}
    return Status.LEFT in statuses and statuses <= ENDED


def policy_lines(portal: PortalSite) -> tuple[TopicLines, ...]:
    """The trust's policies by topic."""
    counts: dict[str, int] = {}
    for school in portal.schools:
        for entry in lasting(school):
            counts[entry.policy] = counts.get(entry.policy, 0) + 1
    held = [policy for policy in portal.policies if policy.id in counts]
    return tuple(
        TopicLines(
            page_id(topic),
            topic,
            tuple(PolicyLine(p.title, f"{POLICIES}{p.id}/", counts[p.id]) for p in policies),
        )
        for topic, policies in grouped(held, lambda policy: policy.topic).items()
    )


def news(portal: PortalSite) -> tuple[NewsItem, ...]:
    """The latest decisions; what many schools decided on one day is told once."""
    found: dict[tuple[str, str, Decision], list[tuple[PortalSchool, PortalDecision]]] = {}
    for school in portal.schools:
        for decision in school.decisions:
            key = (decision.decided, decision.policy, decision.decision)
            found.setdefault(key, []).append((school, decision))
    newest = sorted(found, key=lambda key: (key[0], key[1]), reverse=True)
    known = {policy.id: policy.title for policy in portal.policies}
    return tuple(_item(found[key], known) for key in islice(newest, NEWS))


def lasting(school: PortalSchool) -> tuple[PortalEntry, ...]:
    """A school's policies without those that are no longer in force."""
    return tuple(entry for entry in school.entries if entry.status not in ENDED)


def portal_logo(school: PortalSchool) -> str:
    """Where the portal keeps its copy of a school's logo."""
    return f"images/schools/{school.id}{PurePosixPath(school.logo).suffix}" if school.logo else ""


def _item(decided: list[tuple[PortalSchool, PortalDecision]], known: dict[str, str]) -> NewsItem:
    _, first = decided[0]
    named = 3 if len(decided) <= 4 else 1
    alone = len(decided) == 1
    return NewsItem(
        title=first.title if alone else known.get(first.policy, first.title),
        url=f"{POLICIES}{first.policy}/" if first.policy in known else "",
        done=_DONE[first.decision],
        date=say_date(first.decided),
        iso=first.decided,
        summary=first.summary if len({d.summary for _, d in decided}) == 1 else "",
        first=tuple((school.name, decision.url) for school, decision in decided[:named]),
        more=len(decided) - len(decided[:named]),
    )
