"""The life of a policy on the site: its editions, periods, comparisons, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

from tests.site.lived import page, words
from tests.trusts import files, publish

HOST = "https://site.test/"
COMPLAINTS = "site/governors/brook/complaints"


def every(root: Path, audience: str) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    top = root / "site" / audience
    for path in sorted(top.rglob("*.html")):
        yield path.relative_to(top).as_posix(), lxml.html.fromstring(path.read_bytes())


def test_each_edition_has_its_page_and_its_pdf(lived: Path) -> None:
    """Every decision that may be read has a page with its own words, and a PDF beside it."""
    headings = {
        "2024-03-12": "A form",
        "2025-03-12": "A form and a letter",
        "2026-03-12": "A form and a letter",
        "2026-10-01": "What to send",
    }
    for edition, heading in headings.items():
        folder = lived / COMPLAINTS / "versions" / edition
        shown = page(folder).xpath("//*[@data-edition]")[0]
        assert shown.get("data-edition") == f"brook/complaints/{edition}"
        assert heading in words(shown, ".//h2")[0]
        assert (folder / f"brook-complaints-{edition}.pdf").read_bytes().startswith(b"%PDF")


def test_the_policys_page_tells_its_history(lived: Path) -> None:
    """The timeline has each decision, newest first: day, kind, body, minute, summary, status."""
    items = words(page(lived / COMPLAINTS), "//ol[@class='timeline']/li")
    assert [item[: item.index("202") + 4] for item in items] == [
        "1 October 2026", "12 March 2026", "12 March 2025", "12 March 2024",
    ]  # fmt: skip
    assert "Scheduled" in items[0] and "In force from 1 January 2027" in items[0]
    assert "Reviewed and left as it was by the governing body, minute GB 26/4." in items[1]
    assert "In force since 12 March 2026" in items[1]
    assert "Approved with changes" in items[2] and "Plainer headings." in items[2]
    assert "it was from 12 March 2024 until 11 March 2025" in items[3]
    assert all("Read this edition" in item and "PDF (" in item for item in items)
    assert ["What changed" in item for item in items] == [True, True, True, False]


def test_contacts_updated_are_told_beside_the_wording(lived: Path) -> None:
    """A dated contact that changed after the decision is told with both days."""
    told = words(page(lived / "site/staff/ashby/conduct"), "//p[@class='held']")
    assert told == ["Wording approved 1 October 2025; contacts updated 1 January 2026."]


def test_what_is_coming_is_announced(lived: Path) -> None:
    """A scheduled edition is announced to all its readers, a proposal to governors alone."""
    governors = words(page(lived / COMPLAINTS), "//p[contains(@class, 'notice')]")
    public = words(page(lived / "site/public/brook/complaints"), "//p[contains(@class, 'notice')]")
    assert "takes the place of this one on 1 January 2027" in governors[0]
    assert "proposed" in governors[1] and len(governors) == 2
    assert public == governors[:1]


def test_a_proposal_is_published_for_governors_alone(lived: Path) -> None:
    """Proposed words, their PDF and their comparison are in no folder but the governors'."""
    found = {name for name in files(lived / "site") if "proposed" in name}
    assert found == {
        "governors/brook/complaints/proposed/index.html",
        "governors/brook/complaints/proposed/brook-complaints-proposed.pdf",
        "governors/brook/complaints/changes/2026-03-12..proposed/index.html",
    }
    for audience in ("public", "staff"):
        for name, found_page in every(lived, audience):
            assert "What you may send" not in found_page.text_content(), (audience, name)


def test_periods_follow_one_another_without_a_gap(lived: Path) -> None:
    """The as-of page's table needs no script: each period ends on the eve of the next."""
    rows = page(lived / COMPLAINTS / "versions").xpath("//table//tr[@data-since]")
    told = [(row.get("data-since"), row.get("data-until", "")) for row in rows]
    assert told == [
        ("2027-01-01", ""),
        ("2026-03-12", "2027-01-01"),
        ("2025-03-12", "2026-03-12"),
        ("2024-03-12", "2025-03-12"),
    ]
    assert words(rows[1], ".//td")[0] == "31 December 2026"
    assert rows[3].xpath(".//a/@href") == ["../../complaints/versions/2024-03-12/"]


def test_each_pair_has_its_comparison(lived: Path) -> None:
    """Consecutive editions, the one in force with those before, the proposal and the trust's."""
    changes = lived / COMPLAINTS / "changes"
    assert {path.name for path in changes.iterdir()} == {
        "2024-03-12..2025-03-12",
        "2025-03-12..2026-03-12",
        "2026-03-12..2026-10-01",
        "2024-03-12..2026-03-12",
        "2026-03-12..proposed",
        "trust..2026-03-12",
    }
    shown = page(changes / "2024-03-12..2025-03-12").xpath("//*[@data-edition]")[0]
    assert shown.get("data-edition") == "brook/complaints/2024-03-12..2025-03-12"
    assert any("and a letter" in text for text in words(shown, ".//ins"))


def test_lower_audiences_compare_only_what_they_may_read(lived: Path) -> None:
    """No comparison with the trust's text below the governors, and no reason in a comparison."""
    assert not [n for n in files(lived / "site/public") if "trust.." in n or "proposed" in n]
    for audience in ("public", "staff"):
        for name, found in every(lived, audience):
            told = "Our values say so." in found.text_content()
            assert told <= ("/changes/" not in name), (audience, name)


def test_reasons_are_published_with_what_was_approved(lived: Path) -> None:
    """Whoever may read a policy may read what is different here and why; no one else may."""
    found = page(lived / "site/staff/ashby/conduct")
    told = words(found, "//section[@class='differences']//li")
    (item,) = [words_ for words_ in told if words_.endswith("Our values say so.")]
    assert "Replaced by the school’s own words" in item
    for name, shown in every(lived, "public"):
        assert "Our values say so." not in shown.text_content(), name


def test_every_address_on_every_page_leads_to_a_file(lived: Path) -> None:
    """No link of any page of a policy's life is broken, in any audience's folder."""
    for audience in ("public", "staff", "governors"):
        for name, found in every(lived, audience):
            for address in found.xpath("//*[not(self::link[@rel='canonical'])]/@href"):
                place = urljoin(HOST + name, address)
                if not place.startswith(HOST):
                    continue
                parts = urlsplit(place)
                target = lived / "site" / audience / unquote(parts.path.lstrip("/"))
                assert (target / "index.html" if target.is_dir() else target).is_file(), (
                    audience, name, address,
                )  # fmt: skip
                if parts.fragment and address.startswith("#") and parts.fragment != "__skip":
                    assert found.xpath("//*[@id=$name]", name=unquote(parts.fragment)), (
                        name, address,
                    )  # fmt: skip


def test_search_and_site_map_know_what_holds_and_nothing_else(lived: Path) -> None:
    """Past editions, comparisons and proposals are found by no search, ours or the web's."""
    index = json.loads((lived / "site/public/brook/search/search_index.json").read_text("utf-8"))
    assert not [d for d in index["docs"] if "/versions/" in d["location"] or ".." in d["location"]]
    site_map = (lived / "site/public/sitemap.xml").read_text("utf-8")
    assert "/complaints/</loc>" in site_map and "versions" not in site_map
    old = page(lived / "site/public/brook/complaints/versions/2024-03-12")
    assert old.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_the_same_files_are_published_once(root: Path) -> None:
    """A second build of the same trust, by another process's hash seed too, makes nothing."""
    again = publish(root)
    assert not again.published and again.next_change is not None
