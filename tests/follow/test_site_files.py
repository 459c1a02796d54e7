"""Feeds, calendars and site maps of a published trust: where they stand and what they may tell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest
from icalendar import Calendar
from lxml import etree

from policyloom.findings import Findings
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.standalone import build_standalone
from policyloom.plugin import build_school
from tests.desk.deciding import decide
from tests.site.lived import lived_trust
from tests.trusts import TODAY, publish

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PUBLIC = "https://policies.example.org/"
OPENED = ("decisions.atom", "reviews.ics")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny trust with a past, published without PDFs; copy it before changing it.

    Complaints are for the public and were decided at Brook, conduct is for staff and was decided
    at Ashby; only the public's address is known.
    """
    root = lived_trust(tmp_path_factory.mktemp("lived") / "tiny")
    assert publish(root, pdfs=False).published
    return root


@pytest.fixture
def root(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived, tmp_path / "tiny", symlinks=True))


def entries(path: Path) -> dict[str, str]:
    """The titles of a feed's entries by their ids."""
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo
    return {entry.id: entry.title for entry in found.entries}


def due(path: Path) -> dict[str, str]:
    """What a calendar holds: summaries by ids; nothing where there is no calendar."""
    if not path.is_file():
        return {}
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(event["uid"]): str(event["summary"]) for event in events}


def mapped(root: Path, audience: str) -> dict[str, str]:
    """The addresses of a site map, with their dates."""
    tree = etree.parse(root / "site" / audience / "sitemap.xml")
    urls = tree.getroot().findall(f"{LOC}url")
    return {str(u.findtext(f"{LOC}loc")): u.findtext(f"{LOC}lastmod") or "" for u in urls}


def pages(top: Path) -> Iterator[tuple[str, Any]]:
    """The pages of a folder by their addresses below it."""
    for path in sorted(top.rglob("index.html")):
        name = path.parent.relative_to(top).as_posix() + "/"
        yield "" if name == "./" else name, lxml.html.fromstring(path.read_bytes())


def test_each_school_and_the_trust_tell_what_was_decided(lived: Path) -> None:
    """A school's feed is its own; the trust's has every school's, under the same ids."""
    site = lived / "site/governors"
    brook, ashby = (entries(site / school / "decisions.atom") for school in ("brook", "ashby"))
    assert len(brook) == 4 and len(ashby) == 1
    assert set(entries(site / "decisions.atom")) == {*brook, *ashby}
    assert set(due(site / "reviews.ics")) == {
        *due(site / "brook/reviews.ics"), *due(site / "ashby/reviews.ics"),
    }  # fmt: skip
    assert len(due(site / "reviews.ics")) == 2
    assert list(due(site / "reviews/director-of-people.ics").values()) == [
        "Review due: Code of conduct, Ashby School"
    ]


@pytest.mark.parametrize("name", OPENED)
def test_nothing_of_a_higher_audience_is_told(lived: Path, name: str) -> None:
    """The public's feeds and calendars know nothing of what only staff may read."""
    for path in (lived / "site/public").rglob(f"*{Path(name).suffix}"):
        assert "conduct" not in path.read_text("utf-8").lower(), path
    assert not (lived / "site/public/reviews/director-of-people.ics").exists()
    assert not (lived / "site/public/ashby/reviews.ics").exists()
    assert "onduct" in (lived / "site/staff" / name).read_text("utf-8")


def test_ids_last_from_one_build_to_the_next(root: Path) -> None:
    """After a new decision the old entries and events are known by their old ids."""
    site = root / "site/public"
    old, events = entries(site / "decisions.atom"), due(site / "reviews.ics")
    decide(root, "brook", "complaints", "2026-11-19", "--summary", "Said again.")
    assert publish(root, pdfs=False).published
    new = entries(site / "decisions.atom")
    assert set(old) < set(new) and len(new) == len(old) + 1
    assert due(site / "reviews.ics") == events
    shutil.rmtree(root / "site")
    assert publish(root, pdfs=False).published
    assert entries(site / "decisions.atom") == new


def test_a_school_that_is_held_is_told_of_as_it_was(root: Path) -> None:
    """The trust's calendar and feed keep a school whose files are broken now."""
    site = root / "site/public"
    old, events = entries(site / "decisions.atom"), due(site / "reviews.ics")
    (root / "schools/brook/complaints.yml").write_text("nonsense: [\n", "utf-8")
    path = root / "schools/ashby/school.yml"
    path.write_text(path.read_text("utf-8").replace("Ashby School\n", "Ashby Academy\n", 1))
    report = publish(root, pdfs=False, keep_going=True)
    assert report.published and report.held == ["brook"]
    assert entries(site / "decisions.atom") == old and due(site / "reviews.ics") == events


def test_the_site_map_lists_what_is_to_be_found_and_nothing_else(lived: Path) -> None:
    """Every page that a search engine may keep, once, and no past edition, comparison or draft."""
    found = mapped(lived, "public")
    kept = {
        PUBLIC + name
        for name, page in pages(lived / "site/public")
        if not page.xpath("//meta[@name='robots']")
    }
    assert set(found) == kept
    assert {PUBLIC, f"{PUBLIC}brook/", f"{PUBLIC}brook/complaints/"} <= kept
    assert not [address for address in kept if "versions" in address or ".." in address]
    assert not list((lived / "site/public/brook").glob("sitemap.xml*"))


def test_site_maps_are_dated_by_decisions(lived: Path) -> None:
    """A policy has the day of its decision, a school's front page that of its newest."""
    found = mapped(lived, "public")
    assert found[f"{PUBLIC}brook/complaints/"] == "2026-03-12"
    assert found[f"{PUBLIC}brook/"] == "2026-10-01"
    assert set(found.values()) <= {"", "2026-01-01", "2026-03-12", "2026-10-01"}


def test_each_audience_has_its_own_site_map_where_its_address_is_known(root: Path) -> None:
    """Staff's lists what staff may read, and no robots.txt names it; without an address, none."""
    assert not (root / "site/staff/sitemap.xml").exists()
    trust = root / "schools/trust.yml"
    words = trust.read_text("utf-8").replace("staff:\n", "staff: https://staff.example.org/p\n", 1)
    trust.write_text(words, "utf-8")
    assert publish(root, pdfs=False).published
    assert "https://staff.example.org/p/ashby/conduct/" in mapped(root, "staff")
    assert not [a for a in mapped(root, "public") if "staff" in a or "conduct" in a]
    assert "Sitemap" not in (root / "site/staff/robots.txt").read_text("utf-8")


def test_pages_lead_to_feeds_and_calendars(lived: Path) -> None:
    """Every page names the feed; front pages lead to feed and calendars; all of them are there."""
    for audience in ("public", "governors"):
        top = lived / "site" / audience
        for name, found in pages(top):
            (feed,) = found.xpath("//link[@type='application/atom+xml']/@href")
            assert (top / name / feed).is_file(), name
        for name in ("", "brook/", "ashby/"):
            page: Any = lxml.html.fromstring((top / name / "index.html").read_bytes())
            ways = page.xpath("//section[@aria-labelledby='follow']//a/@href")
            assert "decisions.atom" in ways
            assert ("reviews.ics" in ways) == (top / name / "reviews.ics").is_file()
            assert all((top / name / way).is_file() for way in ways)


def test_a_site_that_stands_alone_has_its_own(root: Path, tmp_path: Path) -> None:
    """A school with a host of its own has feed and calendar, and nothing that a portal needs."""
    asked = Asked(root=root, today=TODAY, pdfs=False)
    report = build_standalone(asked, "brook", tmp_path / "alone", build_school, Findings())
    assert report.published
    site = tmp_path / "alone/public"
    assert len(entries(site / "decisions.atom")) == 4 and len(due(site / "reviews.ics")) == 1
    assert not (site / "school.json").exists()
