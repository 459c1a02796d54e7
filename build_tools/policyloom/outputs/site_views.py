"""What the site's templates show around the articles: site data enters, rows and groups leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from markupsafe import Markup

from policyloom.model.dates import say_date
from policyloom.model.pages import ENDED, Contact, Detail, Status
from policyloom.outputs import publication_page, register_page
from policyloom.outputs.attached_html import described
from policyloom.outputs.copy_page import FOLDER as COPIES
from policyloom.outputs.markup import outward
from policyloom.outputs.site import AttachedPage, Follow, SchoolSite, SitePage
from policyloom.outputs.site_due import due_chip
from policyloom.outputs.site_look import palette_css

T = TypeVar("T")
NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Row:
    """A policy in a list. `url` is relative to the school's folder; `tone` names the chip of its
    status, `due` is that of its review; `file` says what an attached file is, "" if it is woven."""

    policy: str
    title: str
    number: str
    summary: str
    status: str
    tone: str
    review: str
    url: str
    due: Markup = NOTHING
    file: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A topic and its policies; `id` is usable as a page id."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What header, menu and footer show. `ended` are policies that are no longer in force,
    which the menu leaves out; `left` is the day on which the school left the trust, in words,
    or ""; `ways` are the school's other pages; `find` is that of the search over all schools,
    or "". `base` is the folder of this site's pages, relative to the whole of what MkDocs
    builds: "" or "hazelbrook/" (in the preview)."""

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
    ways: tuple[Detail, ...] = ()
    follow: tuple[Follow, ...] = ()
    find: str = ""
    left: str = ""


def school_frame(site: SchoolSite, base: str = "") -> Frame:
    """The frame of a school's pages."""
    every: tuple[SitePage | AttachedPage, ...] = (*site.entries, *site.attached)
    return Frame(
        base=base,
        name=site.name,
        trust=site.trust,
        portal="" if site.standalone else "../" if not base else "./",
        logo=logo_name(site.masthead.logo),
        style=palette_css(site.masthead.primary, site.masthead.accent),
        groups=_groups(e for e in every if e.page.status not in ENDED),
        ended=tuple(_row(e) for e in every if e.page.status in ENDED),
        left=_left(site),
        contacts=site.contacts,
        lines=linked(site.masthead.contacts),
        address=site.masthead.address,
        motto=site.masthead.motto,
        noindex=site.noindex,
        search=f"Search {site.name}’s policies",
        ways=tuple(_ways(site)),
        follow=site.follow,
    )


def _left(site: SchoolSite) -> str:
    """When the school left the trust, in words, or ""."""
    days = (moment.left for entry in site.entries for moment in entry.life.moments)
    return say_date(next((day for day in days if day), ""))


def _ways(site: SchoolSite) -> Iterator[Detail]:
    """The school's pages beside its policies."""
    if site.roles and any(entry.roles for entry in site.entries):
        yield Detail("Find the rules for you", "", "roles/")
    if site.directory:
        yield Detail("Contacts", "", "contacts/")
    if site.publication:
        yield Detail(publication_page.TITLE, "", f"{publication_page.FOLDER}/")
    if site.register:
        yield Detail(register_page.TITLE, "", f"{register_page.FOLDER}/")
    if site.site_url:
        yield Detail("Check a printed copy", "", f"{COPIES}/")


def logo_name(path: str) -> str:
    """Where a site keeps its logo: `logo.svg` or `logo.png`, or "" if it has none."""
    return f"logo{PurePosixPath(path).suffix.lower()}" if path else ""


def tone(status: Status) -> str:
    """The class that colours a status chip."""
    return status.value.replace(" ", "-")


def linked(details: tuple[Detail, ...]) -> tuple[Detail, ...]:
    """Lines of a foot; an address that a page may not link to is left out."""
    return tuple(Detail(d.label, d.value, outward(d.href)) for d in details)


def _groups(entries: Iterable[SitePage | AttachedPage]) -> tuple[Group, ...]:
    return tuple(
        Group(page_id(topic), topic, tuple(_row(entry) for entry in listed))
        for topic, listed in grouped(entries, lambda entry: entry.topic).items()
    )


def _row(entry: SitePage | AttachedPage) -> Row:
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
        due=due_chip(page.review, entry.due),
        file=described(entry) if isinstance(entry, AttachedPage) else "",
    )


def grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Items by what `key` says of them, in the order met."""
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def page_id(topic: str) -> str:
    """A topic's name as the id of its part of a page."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in topic.lower())
    return f"topic-{kept}"
