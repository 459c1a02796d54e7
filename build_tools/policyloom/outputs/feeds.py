"""`decisions.atom`: what was decided, newest first, for feed readers (RFC 4287).

In: a school or a portal as it is published, and the folder's address. Out: the file's bytes. No
date but those of decisions is in it, and an entry keeps its id whatever moves: it is worked out
from the record, which never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from lxml import etree

from policyloom.model.dates import say_date
from policyloom.model.letters import small
from policyloom.outputs.folders import Folder
from policyloom.outputs.markup import printable
from policyloom.outputs.site import PortalDecision, PortalEntry, PortalSchool
from policyloom.outputs.site_words import DECISIONS

NAME = "decisions.atom"
TYPE = "application/atom+xml"
LONGEST = 300
"""How many decisions a feed holds at most: readers ask again and again, and keep what they had."""

_OURS = UUID("1b9c0f3e-6f6b-5d8e-9a51-0d9f6c3f7b42")
"""The name space of the ids that are worked out here. It can never change: ids would."""
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = "1970-01-01"
"""Stands in a feed in which nothing has been decided yet: Atom demands a date."""


@dataclass(frozen=True, slots=True)
class News:
    """All that a feed shows of one decision. `words` say what was decided, `school` where, `key` is
    its alone."""

    key: str
    title: str
    school: str
    policy: str
    topic: str
    words: str
    summary: str
    day: str
    by: str
    url: str
    changes: str = ""


def school_feed(trust: str, school: PortalSchool, folder: Folder) -> bytes:
    """The decisions of one school, for its own folder."""
    lines = [_entry(news, folder, news.title) for news in newest(school)]
    return _feed(
        (trust, school.id), f"Decisions on policies, {school.name}", school.name, lines, folder
    )


def newest(school: PortalSchool) -> tuple[News, ...]:
    """What the feed of one school tells, newest first."""
    return tuple(_newest(_all_news(school)))


def trust_feed(trust: str, schools: Iterable[PortalSchool], folder: Folder) -> bytes:
    """The decisions of every school, for the portal's folder."""
    every = (news for school in schools for news in _all_news(school))
    lines = [_entry(news, folder, f"{news.title}, {news.school}") for news in _newest(every)]
    return _feed((trust,), f"Decisions on policies, {trust}", trust, lines, folder)


def _newest(every: Iterable[News]) -> list[News]:
    return sorted(every, key=lambda n: (n.day, n.url, n.key), reverse=True)[:LONGEST]


def _all_news(school: PortalSchool) -> Iterator[News]:
    topics = {entry.policy: entry.topic for entry in school.entries}
    for decision in school.decisions:
        yield _decided(school, decision, topics.get(decision.policy, ""))
    for entry in school.entries:
        if entry.file and entry.approved:
            yield _attached(school, entry)


def _decided(school: PortalSchool, decision: PortalDecision, topic: str) -> News:
    said = [f"Decided by the {decision.by}."]
    if decision.effective > decision.decided:
        said.append(f"In force from {say_date(decision.effective)}.")
    said.append(decision.summary)
    return News(
        key=decision.digest or f"{decision.url}{decision.edition}",
        title=decision.title,
        school=school.name,
        policy=decision.policy,
        topic=topic,
        words=DECISIONS[decision.decision],
        summary=" ".join(filter(None, said)),
        day=decision.decided,
        by=decision.by,
        url=decision.url,
        changes=decision.changes,
    )


def _attached(school: PortalSchool, entry: PortalEntry) -> News:
    by = f"Decided by the {entry.approved_by}. " if entry.approved_by else ""
    return News(
        key=f"{entry.url}{entry.approved}{entry.sha256}",
        title=entry.title,
        school=school.name,
        policy=entry.policy,
        topic=entry.topic,
        words="Approved",
        summary=f"{by}The document is attached as it was approved.",
        day=entry.approved,
        by=entry.approved_by,
        url=entry.url,
    )


def _feed(
    whose: tuple[str, ...], title: str, author: str, entries: list[etree._Element], folder: Folder
) -> bytes:
    feed = etree.XML(f'<feed xmlns="{_ATOM}"/>')
    feed.set(_LANG, "en-GB")
    updated = next((e.findtext(f"{{{_ATOM}}}updated") for e in entries), None)
    _add(feed, "title", title)
    _add(feed, "id", _id("feed", str(folder.audience), *whose))
    _add(feed, "updated", updated or _instant(_NEVER))
    _add(_add(feed, "author"), "name", author)
    _add(feed, "link", rel="alternate", type="text/html", href=folder.to("") or "./")
    if folder.address:
        _add(feed, "link", rel="self", type=TYPE, href=folder.to(NAME))
    feed.extend(entries)
    etree.indent(feed, " ")
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8") + b"\n"


def _entry(news: News, folder: Folder, title: str) -> etree._Element:
    entry = etree.XML(f'<entry xmlns="{_ATOM}"/>')
    _add(entry, "title", f"{title}: {small(news.words)}")
    _add(entry, "id", _id("decision", news.key))
    _add(entry, "updated", _instant(news.day))
    _add(entry, "published", _instant(news.day))
    _add(_add(entry, "author"), "name", news.by or news.school)
    _add(entry, "link", rel="alternate", type="text/html", href=folder.below(news.url))
    if news.changes:
        changes = folder.below(news.changes)
        _add(entry, "link", rel="related", type="text/html", title="What changed", href=changes)
    _add(entry, "summary", news.summary)
    if news.topic:
        _add(entry, "category", term=printable(news.topic))
    return entry


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = printable(text) or None
    return child


def _id(*parts: str) -> str:
    return uuid5(_OURS, "\n".join(parts)).urn


def _instant(day: str) -> str:
    """A day as Atom wants it: records know days, not hours."""
    return f"{day}T00:00:00Z"
