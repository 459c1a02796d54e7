"""How policies change on their days, end, and outlive their library: what readers find then."""

from __future__ import annotations

import json
from pathlib import Path

from policyloom.findings import Findings
from tests.desk.deciding import decide, run
from tests.site.lived import TODAY, edit, page, words
from tests.trusts import change_trust, files, publish, woven

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


def test_an_edition_under_an_old_id_leads_to_its_pdf(root: Path) -> None:
    """What was decided under another name has its PDF beside its page, and the page says so."""
    rename(root, "complaints", "concerns")
    assert publish(root).published
    folder = root / "site/public/brook/complaints/versions/2024-03-12"
    (link,) = page(folder).xpath("//main//a[contains(@href, '.pdf')]")
    size = (folder / link.get("href")).stat().st_size
    assert f"({round(size / 1000)} KB)" in link.text_content()


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


def test_what_was_decided_under_an_old_name_still_counts(root: Path) -> None:
    """After a rename a board may keep, extend or end what it approved before, under the new id."""
    rename(root, "conduct", "behaviour")
    decide(
        root, "ashby", "behaviour", "2026-11-01", "--decision", "extended", "--summary", "Later."
    )
    record = (root / "schools/ashby/approved/behaviour/2026-11-01.md").read_text("utf-8")
    assert "policy: behaviour" in record and "decision: extended" in record
    decide(
        root, "ashby", "behaviour", "2026-11-02", "--decision", "withdrawn", "--summary", "Over."
    )
    assert publish(root).published
    assert "Not in force" in page(root / "site/staff/ashby/behaviour").text_content()
