"""What the site's templates show around the articles: site data enters, rows and groups leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from policyloom.model.dates import say_date
from policyloom.model.pages import Contact, Detail, Status
from policyloom.outputs.markup import outward
from policyloom.outputs.site import PortalEntry, PortalSchool, PortalSite, SchoolSite, SitePage
from policyloom.outputs.site_look import colour, palette_css

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """A policy in a list. `url` is relative to the school's folder; `tone` names the chip."""

    policy: str
    title: str
    number: str
    summary: str
    status: str
    tone: str
    review: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """A topic and its policies; `id` is usable as a page id."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What header, menu and footer show. `ended` are policies that are no longer in force, which
    the menu leaves out. `base` is the folder of this site's pages, relative to
    the whole of what MkDocs builds: "" or "hazelbrook/" (in the preview)."""

    base: str
    name: str
    trust: str
    portal: str
    logo: str
    style: str
    groups: tuple[Group, ...]
    ended: tuple[Row, ...]
    contacts: tuple[Contact, ...]
    lines: tuple[Detail, ...]
    address: tuple[str, ...]
    motto: str
    noindex: bool
    search: str


@dataclass(frozen=True, slots=True)
class PortalCell:
    """One school's edition of one policy in the portal's table, or None where it has none."""

    school: str
    entry: PortalEntry | None
    tone: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class PortalRow:
    title: str
    cells: tuple[PortalCell, ...]


@dataclass(frozen=True, slots=True)
class PortalGroup:
    id: str
    title: str
    rows: tuple[PortalRow, ...]


@dataclass(frozen=True, slots=True)
class PortalCard:
    """A school's card: its logo's address, how many policies it publishes, its colour."""

    school: PortalSchool
    logo: str
    count: int
    colour: str


def school_frame(site: SchoolSite, base: str = "") -> Frame:
    """The frame of a school's pages."""
    return Frame(
        base=base,
        name=site.name,
        trust=site.trust,
        portal="" if site.standalone else "../" if not base else "./",
        logo=logo_name(site.masthead.logo),
        style=palette_css(site.masthead.primary, site.masthead.accent),
        groups=_groups(e for e in site.entries if e.page.status is not Status.WITHDRAWN),
        ended=tuple(_row(e) for e in site.entries if e.page.status is Status.WITHDRAWN),
        contacts=site.contacts,
        lines=_linked(site.masthead.contacts),
        address=site.masthead.address,
        motto=site.masthead.motto,
        noindex=site.noindex,
        search=f"Search {site.name}’s policies",
    )


def portal_frame(portal: PortalSite) -> Frame:
    """The frame of the trust's front page."""
    return Frame(
        base="",
        name=portal.trust,
        trust=portal.trust,
        portal="",
        logo=logo_name(portal.logo),
        style=palette_css(portal.primary, portal.accent),
        groups=(),
        ended=(),
        contacts=(),
        lines=_linked(portal.contacts),
        address=(),
        motto="",
        noindex=portal.noindex,
        search="Search every school’s policies by title",
    )


def portal_groups(portal: PortalSite) -> tuple[PortalGroup, ...]:
    """The policies x schools table, one part for each topic; policies nobody has are left out."""
    found = {(s.id, entry.policy): entry for s in portal.schools for entry in lasting(s)}
    held = [p for p in portal.policies if any((s.id, p.id) in found for s in portal.schools)]
    groups = []
    for topic, policies in _by(held, lambda policy: policy.topic).items():
        rows = tuple(
            PortalRow(p.title, tuple(_cell(s, found.get((s.id, p.id))) for s in portal.schools))
            for p in policies
        )
        groups.append(PortalGroup(_page_id(topic), topic, rows))
    return tuple(groups)


def portal_cards(portal: PortalSite) -> tuple[PortalCard, ...]:
    """The schools as cards, in the order given."""
    return tuple(
        PortalCard(s, portal_logo(s), len(lasting(s)), colour(s.primary)) for s in portal.schools
    )


def lasting(school: PortalSchool) -> tuple[PortalEntry, ...]:
    """A school's policies without those that are no longer in force."""
    return tuple(entry for entry in school.entries if entry.status is not Status.WITHDRAWN)


def logo_name(path: str) -> str:
    """Where a site keeps its logo: `logo.svg` or `logo.png`, or "" if it has none."""
    return f"logo{PurePosixPath(path).suffix.lower()}" if path else ""


def portal_logo(school: PortalSchool) -> str:
    """Where the portal keeps its copy of a school's logo."""
    return f"images/schools/{school.id}{PurePosixPath(school.logo).suffix}" if school.logo else ""


def tone(status: Status) -> str:
    """The class that colours a status chip."""
    return status.value.replace(" ", "-")


def _linked(details: tuple[Detail, ...]) -> tuple[Detail, ...]:
    return tuple(Detail(d.label, d.value, outward(d.href)) for d in details)


def _cell(school: PortalSchool, entry: PortalEntry | None) -> PortalCell:
    if entry is None:
        return PortalCell(school.name, None)
    return PortalCell(school.name, entry, tone(entry.status), say_date(entry.review))


def _groups(entries: Iterable[SitePage]) -> tuple[Group, ...]:
    return tuple(
        Group(_page_id(topic), topic, tuple(_row(entry) for entry in listed))
        for topic, listed in _by(entries, lambda entry: entry.topic).items()
    )


def _row(entry: SitePage) -> Row:
    page = entry.page
    return Row(
        policy=page.policy,
        title=page.title,
        number=page.number,
        summary=page.summary,
        status=page.status.value.capitalize(),
        tone=tone(page.status),
        review=say_date(page.review),
        url=f"{page.policy}/",
    )


def _by(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    grouped: dict[str, list[T]] = {}
    for item in items:
        grouped.setdefault(key(item), []).append(item)
    return grouped


def _page_id(topic: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in topic.lower())
    return f"topic-{kept}"
