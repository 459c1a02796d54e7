"""A school that leaves the trust: what it had is kept, and nothing more is asked of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.pipeline.upcoming import next_change
from tests.desk.deciding import decide, row, rows, run
from tests.site.lived import TODAY, lived_trust, page, words
from tests.trusts import change_trust, files, publish, woven

DAY = "2026-09-01"
LEFT = {"schools/brook/school.yml": {"append": f"left: {DAY}\n"}}
SITE = "site/governors"
BROOK = f"{SITE}/brook/complaints"


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny trust with a past, of which one school has left: a proposal and a decision that
    was to take effect in January among what it had."""
    root = lived_trust(tmp_path_factory.mktemp("left") / "tiny")
    change_trust(root, LEFT)
    findings = Findings()
    assert publish(root, findings).published
    assert not findings.errors()
    return root


def test_every_edition_is_kept(left: Path) -> None:
    """Each decision still has its page and its PDF; what was never in force says so."""
    for edition in ("2024-03-12", "2025-03-12", "2026-03-12", "2026-10-01"):
        folder = left / BROOK / "versions" / edition
        assert page(folder).xpath("//*[@data-edition]")
        assert (folder / f"brook-complaints-{edition}.pdf").is_file()
    told = [" ".join(text.split()) for text in words(page(left / BROOK), "//p[@class='held']")]
    assert told[0] == "Never in force: the school left the trust on 1 September 2026."
    assert told[1].endswith("until the school left the trust on 1 September 2026.")
    assert told[2].startswith("No longer in force")


def test_its_pages_say_that_it_left(left: Path) -> None:
    """The policy's page shows what was in force on the last day, and says that it is no longer."""
    made = page(left / BROOK)
    assert made.xpath("//*[@data-edition]")[0].get("data-edition") == "brook/complaints/2026-03-12"
    (notice,) = words(made, "//p[contains(@class, 'notice')]")
    assert "This school left the trust on 1 September 2026." in notice
    home = page(left / SITE / "brook")
    assert "left the trust on 1 September 2026" in home.xpath("string(//section[h2/@id='ended'])")
    assert not home.xpath("//*[contains(@class, 'due')]")


def test_nothing_is_proposed_or_drafted(left: Path) -> None:
    """What the files say after it left is nobody's draft, and no page compares with it."""
    names = set(files(left / SITE / "brook"))
    assert not [n for n in names if "proposed" in n or "draft" in n or "trust.." in n]
    assert not (left / SITE / "brook/conduct").exists()  # adopted, and never decided


def test_on_the_day_it_was_not_of_the_trust_any_more(left: Path) -> None:
    """The as-of page tells of the last day, and of nothing from the day on which it left."""
    periods = page(left / BROOK / "versions").xpath("//tbody/tr | //ol/li | //table//tr")
    text = " ".join(" ".join(p.text_content().split()) for p in periods)
    assert "No edition: the school had left the trust" in text


def test_the_portal_lists_it_apart(left: Path) -> None:
    """It stands under a heading of its own, and no table of policies counts it."""
    portal = page(left / SITE)
    assert words(portal, "//section[@aria-labelledby='left']//a") == ["Brook School"]
    assert "Brook School" not in words(portal, "//section[@aria-labelledby='schools']//a")
    register = json.loads((left / SITE / "policies.json").read_text("utf-8"))["policies"]
    (entry,) = [e for e in register if e["school"] == "brook"]
    assert (entry["status"], entry["review"], bool(entry["head"])) == ("school has left", "", True)


def test_nobody_is_reminded(left: Path) -> None:
    """Its rows say that it has left: no review, no days, nobody who decides."""
    found = row(left, "brook", "complaints", TODAY)
    assert found["state"] == "school has left"
    assert not found["review"] and found["days_left"] is None and not found["decides"]
    assert {r["policy"] for r in rows(left, today=TODAY) if r["school"] == "brook"} == {
        "complaints"
    }


def test_a_school_that_will_leave_is_of_the_trust_until_then(left: Path) -> None:
    """The day before it left everything is as ever, and the build names the day to come."""
    before = woven(left, today="2026-08-31")
    assert before.editions["brook", "complaints"].record is not None
    coming = next_change(before, ("brook",))
    assert coming is not None and coming.day == DAY
    assert coming.why == ("Brook School leaves the trust",)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("approve", "brook", "complaints", "--on", TODAY, "--by", "governing body"), 1),
        (("pack", "brook", "--meeting", TODAY), 2),
        (("join", "brook"), 2),
    ],
)
def test_nothing_more_is_decided(left: Path, asked: tuple[str, ...], code: int) -> None:
    """Approving, packing and joining are refused, with the day on which it left."""
    records = files(left / "schools/brook/approved")
    done = run(*asked, "--root", str(left), "--today", TODAY)
    assert done.exit_code == code and "left the trust on" in done.output
    assert files(left / "schools/brook/approved") == records


def test_a_decision_for_all_is_for_those_that_are_left(left: Path, tmp_path: Path) -> None:
    """The trust decides for its schools: one that has left is not among them."""
    root = Path(shutil.copytree(left, tmp_path / "tiny", symlinks=True))
    decide(root, "all", "complaints", TODAY)
    made = {path.parts[-4] for path in (root / "schools").rglob(f"{TODAY}.md")}
    assert made == {"ashby", "schools"}
    findings = Findings()
    woven(root, findings, TODAY)
    assert not findings.errors()


def test_its_own_files_may_go(left: Path, tmp_path: Path) -> None:
    """What it had reads the same when its overrides and what it adopted are deleted."""
    root = Path(shutil.copytree(left, tmp_path / "tiny", symlinks=True))
    for path in (root / "schools/brook").glob("*.yml"):
        if path.name != "school.yml":
            path.unlink()
    school = root / "schools/brook/school.yml"
    kept = [line for line in school.read_text("utf-8").splitlines() if "adopts" not in line]
    school.write_text("\n".join(kept) + "\n", "utf-8")
    assert "governors/brook" in publish(root).unchanged
    assert files(root / SITE / "brook") == files(left / SITE / "brook")


def test_a_school_without_its_file_is_told_of(left: Path, tmp_path: Path) -> None:
    """Where school.yml is gone and the records are not, a warning says what to do."""
    root = Path(shutil.copytree(left, tmp_path / "tiny", symlinks=True))
    for path in (root / "schools/brook").iterdir():
        if path.name != "approved":
            path.unlink()
    findings = Findings()
    woven(root, findings, TODAY)
    (finding,) = {f.what: f for f in findings if f.code == "orphan-records"}.values()
    assert "there is no school 'brook'" in finding.what and "`left:`" in finding.fix


def test_a_school_that_cannot_be_read_is_not_gone(left: Path, tmp_path: Path) -> None:
    """Where what schools share is broken, nobody is told that a school with a file is missing."""
    root = Path(shutil.copytree(left, tmp_path / "tiny", symlinks=True))
    for path in (root / "schools/phases").glob("*.yml"):
        path.write_text("[" * 200_000, "utf-8")
    findings = Findings()
    woven(root, findings, TODAY)
    assert [f for f in findings if f.code == "too-deep"]
    assert not [f for f in findings if f.code == "orphan-records"]
