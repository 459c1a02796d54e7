"""Drift: what was written for an older text is found, shown beside it, and settled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from policyloom.findings import Findings
from policyloom.model.nodes import plain, spans
from policyloom.pipeline.drifting import woven_schools
from policyloom.pipeline.settling import Settlement, settle
from tests.desk.deciding import row, rows, run
from tests.trusts import TODAY, change_trust, woven

RULE = "templates/clauses/conduct/rule-kind.md"
OFFICE = "templates/clauses/conduct/contact-office.md"
FILE = "schools/ashby/conduct.yml"
LOCKED = {RULE: {"edit": [["adapt: adaptable", "adapt: locked"]]}}
KEY = ("ashby", "conduct", "rule-kind")


def revise(root: Path, clause: str = "rule-kind", kind: str = "meaning") -> None:
    """A new meaning, as an officer writes it: the old wording is filed, then the text changes."""
    said = ("--kind", kind, "--why", "Covers games", "--on", "2026-03-01", "--root", str(root))
    assert run("revise", clause, *said).exit_code == 0
    if clause == "rule-kind":
        text = ["kind to each other\nand", "kind to each other,\nin games too, and"]
        change_trust(root, {RULE: {"edit": [text]}})


def drift(root: Path, *asked: str) -> Result:
    return run("drift", *asked, "--root", str(root), "--today", TODAY)


def listed(root: Path, *asked: str) -> list[dict[str, Any]]:
    result = drift(root, *asked, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["overrides"]
    return found


def columns(result: Result) -> tuple[str, str]:
    """The words of the terminal's left column, with the lines that have but one, and the right."""
    halves = [line.partition("  |  ") for line in result.stdout.splitlines()]
    left, right = (" ".join(h[side].strip() for h in halves if h[side]) for side in (0, 2))
    return left, right


def text_at(root: Path, school: str, key: str = "rule-kind") -> str:
    """What an occurrence says in a school's draft."""
    blocks = woven(root).editions[school, "conduct"].blocks
    return next(plain(span.content) for span in spans(blocks) if span.key == key)


def test_then_now_and_the_schools_own_words(tiny: Path) -> None:
    """A stale replacement is told with the clause as it was, as it is, why, and what the school
    says instead, the school's own names in all of them."""
    revise(tiny)
    found = next(one for one in listed(tiny) if one["key"] == "rule-kind")
    assert (found["school"], found["policy"], found["does"]) == ("ashby", "conduct", "replace")
    assert (found["against"], found["revised"]) == ("2025-09-01", "2026-03-01")
    assert (found["file"], found["line"]) == (FILE, 4)
    assert found["school_says"] == "Employees are kind, always."
    (clause,) = found["clauses"]
    then = "Employees must be kind to each other and to everyone at Ashby School."
    now = "Employees must be kind to each other, in games too, and to everyone at Ashby School."
    assert (clause["then"], clause["now"]) == (then, now)
    assert "each other{+, in games too,+} and" in clause["changed"]
    assert clause["revisions"] == [{"date": "2026-03-01", "why": "Covers games"}]
    left, right = columns(drift(tiny))
    assert "each other{+, in games too,+} and" in left and "1 March 2026: Covers games" in left
    assert right.startswith("Ashby School, in its own file") and "are kind, always." in right


def test_an_omission_and_an_order_drift_too(tiny: Path) -> None:
    """What is left out is shown, and an order is stale once a clause in its sections is newer."""
    revise(tiny, "contact-office")
    found = {one["key"]: one for one in listed(tiny)}
    assert set(found) == {"contact-office", "order"}
    assert found["contact-office"]["school_says"] == "(left out)"
    assert found["order"]["sections"] == ["help", "rules"]
    assert [clause["key"] for clause in found["order"]["clauses"]] == ["contact-office"]
    checked = run("check", "--root", str(tiny), "--today", TODAY)
    assert checked.output.count("[stale-override]") == 2


def test_a_correction_is_no_drift(tiny: Path) -> None:
    """A comma makes nobody's words stale."""
    revise(tiny, kind="correction")
    assert listed(tiny) == []
    assert "No override is stale" in drift(tiny).stdout


def test_an_old_wording_that_is_not_kept_is_told_of(tiny: Path) -> None:
    """Nothing is made up in its place: the clause as it is now stands alone."""
    newer = "  - {date: 2026-03-01, kind: meaning, why: Covers games}\nbasis:"
    change_trust(tiny, {RULE: {"edit": [["basis:", newer]]}})
    (clause,) = next(one for one in listed(tiny) if one["key"] == "rule-kind")["clauses"]
    assert (clause["then"], clause["changed"]) == (None, None)
    assert "not kept in templates/history/" in columns(drift(tiny))[0]


def test_status_counts_what_drift_lists(tiny: Path, example: Path) -> None:
    """The two never differ, and nothing in the example trust is stale."""
    revise(tiny)
    assert row(tiny, "ashby", "conduct")["drift"] == len(listed(tiny, "ashby")) == 2
    assert listed(tiny, "brook") == []
    assert sum(found["drift"] or 0 for found in rows(example)) == len(listed(example)) == 0


def test_what_a_school_has_not_overridden_follows_by_itself(tiny: Path) -> None:
    """The school without words of its own says what the trust says, and its files are as before."""
    before = {path: path.read_bytes() for path in (tiny / "schools/brook").rglob("*.yml")}
    revise(tiny)
    assert "in games too" in text_at(tiny, "brook")
    assert text_at(tiny, "ashby") == "Employees are kind, always."
    assert before == {path: path.read_bytes() for path in before}


def test_keeping_leaves_the_words_and_notes_the_revision(tiny: Path) -> None:
    """The school's words stand; ten characters of its file differ; nothing is stale any more."""
    revise(tiny)
    before = (tiny / FILE).read_bytes()
    result = drift(tiny, "--keep", *KEY)
    assert result.exit_code == 0, result.output
    after = (tiny / FILE).read_bytes()
    assert after == before.replace(b"against: 2025-09-01", b"against: 2026-03-01", 1)
    assert text_at(tiny, "ashby") == "Employees are kind, always."
    assert [one["key"] for one in listed(tiny)] == ["order"]
    assert drift(tiny, "--keep", "ashby", "conduct", "order").exit_code == 0
    assert listed(tiny) == []


def test_adopting_takes_the_trusts_wording(tiny: Path) -> None:
    """The entry goes, with the list that held no other, and the trust's words stand."""
    revise(tiny)
    result = drift(tiny, "--adopt", *KEY)
    assert "policyloom diff ashby conduct" in result.output
    assert "replace:" not in (tiny / FILE).read_text("utf-8")
    assert "in games too" in text_at(tiny, "ashby")
    assert run("check", "--root", str(tiny), "--today", TODAY).exit_code == 0


def test_a_locked_clause_always_wins(tiny: Path) -> None:
    """What the trust has locked is what is proposed, whatever the school's file says; its entry is
    listed, can only be dropped, and stops the school until then."""
    revise(tiny)
    change_trust(tiny, LOCKED)
    assert "in games too" in text_at(tiny, "ashby")
    found = json.loads(drift(tiny, "--format", "json").stdout)["overrides"]
    assert [one["locked"] for one in found if one["key"] == "rule-kind"] == [True]
    told = drift(tiny)
    assert told.exit_code == 1 and "override-locked" in told.stderr
    assert "--adopt ashby conduct rule-kind" in told.stdout
    assert "--keep ashby conduct rule-kind" not in told.stdout
    before = (tiny / FILE).read_bytes()
    refused = drift(tiny, "--keep", *KEY)
    assert refused.exit_code == 1 and "[locked-holds]" in refused.stderr
    assert (tiny / FILE).read_bytes() == before
    assert drift(tiny, "--adopt", *KEY).exit_code == 0
    assert "override-locked" not in drift(tiny).stderr


@pytest.mark.parametrize("kind", ["meaning", "correction"])
def test_locking_without_a_new_meaning_is_drift_too(tiny: Path, kind: str) -> None:
    """The lock alone overtakes the school's words, whether or not the clause has a new meaning."""
    revise(tiny, kind=kind)
    change_trust(tiny, LOCKED)
    assert "--adopt ashby conduct rule-kind" in drift(tiny).stdout


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(tiny: Path) -> None:
    """Their change would be lost: nothing is written, and the finding says what to do."""
    revise(tiny)
    weave = woven_schools(tiny, TODAY, ["ashby"], Findings())
    assert weave is not None
    before = (tiny / FILE).read_bytes()
    change_trust(tiny, {FILE: {"append": "# a note\n"}})
    refused = Findings()
    assert settle(weave, KEY, Settlement.KEEP, before, refused) is None
    assert [finding.code for finding in refused] == ["changed-meanwhile"]
    assert (tiny / FILE).read_bytes() == before + b"# a note\n"


def test_a_disk_that_refuses_leaves_the_file_whole(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is half written, and nothing is left behind."""
    revise(tiny)
    before = (tiny / FILE).read_bytes()

    def refuse(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", refuse)
        assert drift(tiny, "--keep", *KEY).exit_code == 1
    assert (tiny / FILE).read_bytes() == before
    assert [p.name for p in (tiny / FILE).parent.iterdir() if "partial" in p.name] == []


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (("ashbie",), 2, "Did you mean 'ashby'?"),
        (("--keep", "ashby", "conduc", "rule-kind"), 2, "Did you mean 'conduct'?"),
        (("--keep", "ashby", "../../secret", "rule-kind"), 2, "There is no policy"),
        (("--keep", "ashby", "conduct", "rule-kin"), 1, "Did you mean 'rule-kind'?"),
        (("--adopt", "ashby", "conduct", "contact-office"), 1, "Stale there: order, rule-kind."),
        (("--adopt", "brook", "conduct", "rule-kind"), 1, "Nothing is stale there."),
        (("ashby", "--adopt", *KEY), 2, "SCHOOL, --keep or --adopt"),
    ],
)
def test_names_that_are_not_there(tiny: Path, asked: tuple[str, ...], code: int, told: str) -> None:
    """A wrong name is answered with the right one, and nothing is touched."""
    revise(tiny)
    before = (tiny / FILE).read_bytes()
    result = drift(tiny, *asked)
    assert result.exit_code == code, result.output
    assert told in " ".join(result.stderr.split())
    assert (tiny / FILE).read_bytes() == before
