"""A clause whose words changed without a revision is found by the records that knew it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from policyloom.cli import main
from policyloom.findings import Finding, Findings
from policyloom.pipeline.unrevised import changed_since, check_unrevised
from tests.trusts import HERE, TODAY, woven

HARM = "templates/clauses/conduct/rule-harm.md"
KIND = "templates/clauses/conduct/rule-kind.md"
PHOTOS = "templates/clauses/photos/rule-photos.md"


@pytest.fixture
def decided(tiny: Path) -> Path:
    """The tiny trust with both policies approved at both schools."""
    for school in ("ashby", "brook"):
        for policy in ("conduct", "complaints"):
            asked = ["--on", "2026-10-01", "--by", "governing body", "--today", TODAY]
            given = ["approve", school, policy, *asked, "--root", str(tiny)]
            result = CliRunner().invoke(main, given)
            assert result.exit_code == 0, result.output
    return tiny


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def unrevised(root: Path) -> list[Finding]:
    findings = Findings()
    check_unrevised(woven(root), findings)
    return list(findings)


def test_one_finding_for_a_clause_at_its_place(decided: Path) -> None:
    """Two schools have the changed words; the clause is named once, where they stand."""
    edit(decided, HARM, "\nharm {{", "\nhurt {{")
    (found,) = unrevised(decided)
    assert (found.code, str(found.severity)) == ("unrevised-change", "warning")
    assert found.place.file == HARM
    assert "2026-10-01" in found.what
    assert "policyloom revise rule-harm" in found.fix


def test_check_tells_of_it(decided: Path) -> None:
    """`policyloom check` shows the warning, and a warning blocks nothing."""
    edit(decided, HARM, "\nharm {{", "\nhurt {{")
    result = CliRunner().invoke(main, ["check", "--root", str(decided), "--today", TODAY])
    assert "unrevised-change" in result.output
    assert result.exit_code == 0


def test_an_item_and_emphasis_count(decided: Path) -> None:
    """Each wording is compared, with what is emphasised or linked in it."""
    edit(decided, HARM, "\nharm {{", "\n*harm* {{")
    assert [f.place.file for f in unrevised(decided)] == [HARM]


def test_a_choice_is_compared_with_its_own_words(decided: Path) -> None:
    """Brook chose `never`: the words of that choice are looked at, not only the trust's own."""
    edit(decided, PHOTOS, "does not publish photographs", "never publishes photographs")
    assert [f.place.file for f in unrevised(decided)] == [PHOTOS]


def revision(kind: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        entry = f"  - {{date: 2026-11-01, kind: {kind}, why: Clearer}}\n"
        edit(root, HARM, "why: First issued}\n", "why: First issued}\n" + entry)
        edit(root, HARM, "\nharm {{", "\nhurt {{")

    return change


def replaced(root: Path) -> None:
    entry = "replace:\n  - {clause: contact-office, text: Ask us., because: x, against: 2024-09-01}"
    (root / "schools/brook/conduct.yml").write_text(entry, "utf-8")


TOLD: dict[str, Callable[[Path], None]] = {
    "a new meaning": revision("meaning"),
    "a correction": revision("correction"),
    "a condition": lambda root: edit(root, "schools/trust.yml", "staff: staff", "staff: employees"),
    "a particular": lambda root: edit(
        root, "schools/brook/school.yml", "01632 960124", "01632 960125"
    ),
    "the authority as a party": lambda root: edit(
        root, "schools/brook/school.yml", "party: false", "party: true"
    ),
    "another choice": lambda root: edit(
        root, "schools/brook/complaints.yml", "rule-photos: never", "rule-photos: consent"
    ),
    "another wording of the clause": lambda root: edit(
        root,
        "templates/policies/conduct.yml",
        "- rule-harm",
        "- {clause: rule-harm, wording: statement}",
    ),
    "an override": replaced,
}


@pytest.mark.parametrize("change", TOLD)
def test_a_change_that_is_told_of_is_no_finding(decided: Path, change: str) -> None:
    """What a revision, a fact, a choice, the tree or the school accounts for is not reported."""
    before = {owner: w.draft.body for owner, w in woven(decided).editions.items()}
    TOLD[change](decided)
    after = {owner: w.draft.body for owner, w in woven(decided).editions.items()}
    assert change == "a particular" or before != after
    assert unrevised(decided) == []


def test_the_example_tells_of_every_change() -> None:
    """No record of the example, however old, says other words at a revision that still holds."""
    weave = woven(HERE)
    looked = 0
    for owner, one in weave.editions.items():
        for record in one.history.records:
            looked += 1
            found = list(changed_since(record, one, weave.estate.clauses))
            assert [o.key for o in found] == [], (owner, record.edition)
    assert looked > 100
