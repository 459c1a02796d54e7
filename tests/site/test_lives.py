"""The life of a policy on the site: its editions, periods, comparisons, and what became of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from policyloom.findings import Findings
from tests.desk.deciding import decide, run
from tests.site.lived import TODAY, edit, lived_trust, page, words
from tests.trusts import change_trust, files, publish, woven

HOST = "https://site.test/"
COMPLAINTS = "site/governors/brook/complaints"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny trust with a past, published; copy it before changing it."""
    root = lived_trust(tmp_path_factory.mktemp("lived") / "tiny")
    report = publish(root)
    assert report.published
    return root


@pytest.fixture
def root(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived, tmp_path / "tiny", symlinks=True))


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


ASHBY = "schools/ashby/school.yml"
FEWER = {ASHBY: {"edit": [["[conduct, complaints]", "[complaints]"]]}}
"""Ashby no longer adopts the code of conduct."""

SUCCESSOR = "    - {from: 2026-12-24, name: Una Moss, post: Head teacher}\n    - {from: 2026-01-01"


def test_a_build_says_when_its_output_will_change(lived: Path, root: Path) -> None:
    """The first day ahead on which a decision takes effect or a dated contact begins."""
    coming = publish(root).next_change
    assert coming is not None and coming.day == "2027-01-01"
    assert coming.why == ("Complaints policy, Brook School: a decision takes effect",)
    change_trust(
        root,
        {ASHBY: {"edit": [["    - {from: 2026-01-01", SUCCESSOR]]}},
    )
    said = run("build", "--no-pdfs", "--root", str(root), "--today", TODAY, "--workers", "1")
    assert "Publish again on 24 December 2026: people.head changes" in said.stdout


def test_what_is_scheduled_takes_effect_on_its_day(root: Path) -> None:
    """On the day itself the policy's page shows the new words, and the old have an end."""
    assert publish(root, today="2027-01-01").published
    shown = page(root / "site/public/brook/complaints")
    assert "What to send" in words(shown, "//*[@data-edition]//h2")[0]
    assert not words(shown, "//p[contains(@class, 'notice')]")
    old = page(root / "site/public/brook/complaints/versions/2026-03-12")
    assert "until 31 December 2026" in words(old, "//p[contains(@class, 'notice')]")[0]


def test_a_withdrawn_policy_keeps_its_page(root: Path) -> None:
    """The old address says since when, by whom, and what to read; lists and menu leave it out."""
    decide(
        root, "ashby", "conduct", "2026-11-01", "--decision", "superseded-by",
        "--superseded-by", "complaints", "--summary", "One policy is enough.",
    )  # fmt: skip
    decide(root, "ashby", "complaints", "2026-11-01")
    decide(root, "brook", "conduct", "2026-11-01")
    assert publish(root).published
    shown = page(root / "site/staff/ashby/conduct")
    notice = shown.xpath("//p[contains(@class, 'notice')]")[0]
    assert "Not in force since 1 November 2026" in notice.text_content()
    assert notice.xpath(".//a/@href") == ["../complaints/"]
    assert "kind, as" in shown.xpath("//*[@data-edition]")[0].text_content()
    assert (root / "site/staff/ashby/conduct/versions/2025-10-01/index.html").is_file()
    home = page(root / "site/staff/ashby")
    assert words(home, "//section[@aria-labelledby='ended']//a") == ["Code of conduct"]
    assert not home.xpath("//nav//a[contains(@href, 'conduct')]")
    listed = json.loads((root / "site/staff/policies.json").read_text("utf-8"))["policies"]
    entry = next(e for e in listed if (e["school"], e["policy"]) == ("ashby", "conduct"))
    assert entry["status"] == "withdrawn" and entry["head"]
    portal = page(root / "site/staff")
    cells = portal.xpath("//table//td[a/@href = 'ashby/conduct/']//*[@class='chip withdrawn']")
    assert [cell.text_content() for cell in cells] == ["Withdrawn"]


def rename(root: Path, old: str, new: str) -> None:
    """Give a policy of the library another id, and every place that names it."""
    policies = root / "templates/policies"
    (policies / f"{old}.yml").rename(policies / f"{new}.yml")
    if (policies / old).is_dir():
        (policies / old).rename(policies / new)
    named = [*policies.glob("*.yml"), *(root / "schools").glob("*/school.yml")]
    for path in [*named, root / "schools/trust.yml", *(root / "templates/clauses").rglob("*.md")]:
        text = path.read_text("utf-8").replace(f"policy:{old}", f"policy:{new}")
        text = text.replace(f"policy: {old}", f"policy: {new}").replace(f"  {old}:", f"  {new}:")
        path.write_text(
            text.replace(f", {old}]", f", {new}]").replace(f"[{old}", f"[{new}"), "utf-8"
        )
    for path in (root / "schools").glob(f"*/{old}.yml"):
        path.rename(path.with_name(f"{new}.yml"))
    target = policies / f"{new}.yml"
    target.write_text(target.read_text("utf-8") + f"was: [{old}]\n", "utf-8")


def test_old_addresses_of_a_renamed_policy_lead_to_the_new(root: Path) -> None:
    """A renamed policy stays in force, old pages lead on, and old editions keep their address."""
    rename(root, "complaints", "concerns")
    found = Findings()
    assert publish(root, found).published, [str(f) for f in found.errors()]
    assert not [f for f in found if f.code == "orphan-records"]
    shown = page(root / "site/public/brook/concerns")
    assert shown.xpath("//*[@data-edition]/@data-edition") == ["brook/concerns/2026-03-12"]
    old = page(root / "site/public/brook/complaints")
    assert old.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../concerns/"]
    assert old.xpath("//main//a[@href='../concerns/']")
    assert (root / "site/public/brook/complaints/versions/2024-03-12/index.html").is_file()
    decide(root, "brook", "concerns", "2026-11-10", "--summary", "Another name.")
    assert publish(root).published
    items = words(page(root / "site/public/brook/concerns"), "//ol[@class='timeline']/li")
    assert len(items) == 5
    folder = root / "site/public/brook/concerns/changes"
    assert "complaints.2026-03-12..2026-11-10" in {p.name for p in folder.iterdir()}


def test_an_old_id_that_is_in_use_is_a_finding(root: Path) -> None:
    """`was` cannot name a policy that is there."""
    change_trust(root, {"templates/policies/conduct.yml": {"append": "was: [complaints]\n"}})
    found = Findings()
    woven(root, found)
    assert [f.code for f in found.errors()] == ["old-id-in-use"]


def test_a_policy_gone_from_the_library_is_published_from_its_record(root: Path) -> None:
    """What was approved stands, word for word, with a warning that names the record."""
    before = page(root / "site/staff/ashby/conduct").xpath("//*[@data-edition]//h2")
    kept = [heading.text_content() for heading in before]
    (root / "templates/policies/conduct.yml").unlink()
    (root / "schools/ashby/conduct.yml").unlink()
    change_trust(root, FEWER)
    brook = {"schools/brook/school.yml": {"edit": [["[conduct, complaints]", "[complaints]"]]}}
    change_trust(root, brook)
    found = Findings()
    assert publish(root, found).published, [str(f) for f in found.errors()]
    warned = [f for f in found if f.code == "orphan-records"]
    assert [f.place.file for f in warned] == ["schools/ashby/approved/conduct/2025-10-01.md"]
    after = page(root / "site/staff/ashby/conduct").xpath("//*[@data-edition]//h2")
    assert [heading.text_content() for heading in after] == kept
    decide(
        root, "ashby", "conduct", "2026-11-01", "--decision", "withdrawn", "--summary", "Gone.",
    )  # fmt: skip
    found = Findings()
    assert publish(root, found).published
    assert not [f for f in found if f.code == "orphan-records"]
    assert "Not in force" in page(root / "site/staff/ashby/conduct").text_content()


def test_a_policy_that_is_gone_is_not_approved_again(root: Path) -> None:
    """Without a text there is nothing to approve but the end."""
    change_trust(root, FEWER)
    (root / "schools/ashby/conduct.yml").unlink()
    said = run(
        "approve", "ashby", "conduct", "--on", "2026-11-01", "--by", "governing body",
        "--root", str(root), "--today", TODAY,
    )  # fmt: skip
    assert said.exit_code == 1 and "policy-gone" in said.stderr


def test_a_school_that_left_is_named_and_stops_nothing(root: Path) -> None:
    """Of a school that left its records stay; a warning names the newest that still stands."""
    school = root / "schools/brook"
    for path in school.iterdir():
        if path.name != "approved":
            path.unlink()
    found = Findings()
    assert publish(root, found).published, [str(f) for f in found.errors()]
    warned = [f.place.file for f in found if f.code == "orphan-records"]
    assert warned == ["schools/brook/approved/complaints/2026-10-01.md"]
    assert not (root / "site/public/brook").exists()


def test_redline_pdfs_are_made_where_asked_for(root: Path) -> None:
    """`--redline-pdfs` puts a PDF beside each comparison, and only that does."""
    assert not [n for n in files(root / "site") if ".." in Path(n).name]
    edit(root, "What you may send", "What everybody may send")
    publish(root, redline_pdfs=True)
    made = [n for n in files(root / "site/public") if n.endswith(".pdf") and ".." in n]
    name = "brook-complaints-2024-03-12..2025-03-12.pdf"
    assert f"brook/complaints/changes/2024-03-12..2025-03-12/{name}" in made
    link = page(root / "site/public/brook/complaints/changes/2024-03-12..2025-03-12")
    assert link.xpath("//a[@href=$name]", name=name)
