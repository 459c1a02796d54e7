"""Feeds of decisions: what RFC 4287 demands, what a reader makes of them, and ids that last."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import feedparser
import pytest
from lxml import etree

from policyloom.outputs import feeds
from policyloom.outputs.site import PortalSchool

from . import samples

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BOTH = (samples.hazelbrook(), samples.ashby())


def parsed(data: bytes) -> Any:
    """A feed as a feed reader sees it; anything that it has to mend fails."""
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    return found


def ids(data: bytes) -> list[str]:
    return [entry.id for entry in parsed(data).entries]


def trust_feed(*schools: PortalSchool, address: str = samples.ADDRESS) -> bytes:
    return feeds.trust_feed(samples.TRUST, schools, samples.folder(address))


def school_feed(school: PortalSchool, address: str = samples.ADDRESS) -> bytes:
    return feeds.school_feed(samples.TRUST, school, samples.folder(address, school.url))


@pytest.mark.parametrize("address", [samples.ADDRESS, ""])
@pytest.mark.parametrize("school", BOTH, ids=lambda s: s.id)
def test_a_feed_has_what_the_standard_demands(school: PortalSchool, address: str) -> None:
    """Feed and entries have one id, title and date each, an author, and one page for people."""
    for data in (school_feed(school, address), trust_feed(school, address=address)):
        feed = etree.fromstring(data)
        for part in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (only,) = part.findall(ATOM + name)
                assert only.text and only.text.strip(), name
            UUID(str(part.findtext(f"{ATOM}id")).removeprefix("urn:uuid:"))
            assert INSTANT.fullmatch(part.findtext(f"{ATOM}updated") or "")
            assert part.findtext(f"{ATOM}author/{ATOM}name")
            links = [link for link in part.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
            assert len(links) == 1 and links[0].get("href")
        own = feed.findall(f"{ATOM}link[@rel='self']")
        assert len(own) == (1 if address else 0)
        assert len(set(ids(data))) == len(ids(data))


def test_a_reader_sees_what_was_decided_newest_first() -> None:
    """The decision, who took it, when it takes effect and why; the attached file's approval too."""
    entries = parsed(school_feed(samples.hazelbrook())).entries
    assert [e.updated[:10] for e in entries] == [
        "2026-06-30", "2026-05-01", "2026-03-12", "2026-02-01", "2025-03-12",
    ]  # fmt: skip
    scheduled, withdrawn, changed, attached, first = entries
    assert "In force from 1 December 2026." in scheduled.summary
    assert withdrawn.title == "Lettings policy: withdrawn"
    assert changed.title == "Complaints policy: approved with changes"
    assert changed.summary == "Decided by the governing body. Plainer words."
    assert changed.author == "governing body"
    assert attached.title == "Behaviour policy: approved"
    related = [link.href for link in changed.links if link.rel == "related"]
    assert related == [f"{samples.ADDRESS}hazelbrook/complaints/changes/before..2026-03-12/"]
    assert not [link for link in first.links if link.rel == "related"]


def test_hostile_words_stay_words() -> None:
    """Titles and names are text, whatever they hold; what XML forbids is dropped."""
    data = trust_feed(*BOTH)
    found = parsed(data)
    hostile = next(e for e in found.entries if e.updated.startswith("2026-06-30"))
    assert b"<script" not in data and b"\x07" not in data
    tree = etree.fromstring(data)
    titles = [t.text or "" for t in tree.iter(f"{ATOM}title")]
    assert any(t.startswith("</title><script>alert(1)</script> &") for t in titles)
    assert "校" in hostile.title


def test_addresses_are_relative_where_nobody_knows_the_sites_own() -> None:
    """Without an address links start at the feed itself: a school's lead into its own folder."""
    own = etree.fromstring(school_feed(samples.hazelbrook(), ""))
    found = [link.get("href") for link in own.iter(f"{ATOM}link")]
    assert found[0] == "./" and "uniform/versions/2026-06-30/" in found
    trusts = etree.fromstring(trust_feed(samples.hazelbrook(), address=""))
    assert "hazelbrook/uniform/versions/2026-06-30/" in [
        link.get("href") for link in trusts.iter(f"{ATOM}link")
    ]


def test_ids_outlive_new_decisions_new_names_and_new_addresses() -> None:
    """An entry keeps its id in both feeds, wherever the site moves and whatever is renamed."""
    before = samples.hazelbrook()
    moved = tuple(
        replace(d, policy="concerns", url=f"hazelbrook/concerns/versions/{d.decided}/")
        for d in before.decisions
    )
    newest = samples.decision("complaints", "2026-10-01")
    after = replace(before, name="Hazelbrook Academy", decisions=(newest, *moved))
    old, new = ids(school_feed(before)), ids(school_feed(after, "https://elsewhere.example.org/"))
    assert set(old) < set(new) and len(new) == len(old) + 1
    assert set(ids(trust_feed(after))) == set(new)
    names = [parsed(school_feed(school)).feed.id for school in (before, after)]
    assert names[0] == names[1] != parsed(trust_feed(before)).feed.id


def test_a_feed_is_bounded_and_keeps_the_newest() -> None:
    """However long a past is, readers fetch a few hundred entries."""
    days = [f"{year}-{month:02}-01" for year in range(1990, 2026) for month in range(1, 13)]
    long = replace(
        samples.hazelbrook(),
        entries=(),
        decisions=tuple(samples.decision("complaints", day) for day in days),
    )
    entries = parsed(trust_feed(long)).entries
    assert len(entries) == feeds.LONGEST < len(days)
    assert entries[0].updated.startswith("2025-12-01")


def test_a_feed_of_nothing_can_be_subscribed_to() -> None:
    """Where nothing has been decided the feed is there, with no entry and a date long past."""
    found = parsed(school_feed(samples.ashby()))
    assert found.entries == [] and found.feed.updated == "1970-01-01T00:00:00Z"
