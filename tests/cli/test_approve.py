"""What is typed to record a decision, and what the record then says."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import Result

from policyloom.findings import Findings
from policyloom.records.format import sha256
from tests.cli.test_commands import on
from tests.trusts import change_trust, files, woven

# ------------------------------------------------------------------ approve

BOARD = ["--by", "governing body"]


def approved(root: Path) -> dict[str, bytes]:
    found = files(root / "schools")
    return {name: data for name, data in found.items() if "approved/" in name}


def test_approve_writes_a_record_that_check_accepts(tiny: Path) -> None:
    """After a decision the edition is in force, for its own audience, and nothing is wrong."""
    result = on(tiny, "approve", "ashby", "conduct", "--on", "2026-11-01", *BOARD)
    assert result.exit_code == 0
    name = "ashby/approved/conduct/2026-11-01.md"
    assert f"Recorded in schools/{name}" in result.stdout
    assert list(approved(tiny)) == [name]
    assert on(tiny, "check").exit_code == 0
    text = on(tiny, "render", "ashby", "conduct").stdout
    assert "status: in force" in text and "review: '2027-11-01'" in text


def test_a_decision_is_what_the_records_say_it_is(tiny: Path) -> None:
    """The first is a first; without a change a review; with one a change, which has a summary."""

    def decide(*more: str) -> Result:
        return on(tiny, "approve", "ashby", "conduct", *BOARD, *more)

    assert decide("--on", "2026-09-01").exit_code == 0
    assert decide("--on", "2026-10-01").exit_code == 0
    rule = "templates/clauses/conduct/rule-harm.md"
    change_trust(tiny, {rule: {"edit": [["=== item dont\nharm", "=== item dont\nhurt or harm"]]}})
    refused = decide("--on", "2026-11-01")
    assert refused.exit_code == 1
    assert "[summary-needed]" in refused.stderr and 'Add --summary "…".' in refused.stderr
    assert decide("--on", "2026-11-01", "--summary", "Hurting is named.").exit_code == 0
    found = approved(tiny)
    decisions = [re.findall(rb"^decision: (\S+)", data, re.M)[0] for data in found.values()]
    assert decisions == [b"first", b"unchanged", b"changed"]
    chain = list(found.values())
    assert f"previous: {sha256(chain[1])}".encode() in chain[2]
    assert on(tiny, "check").exit_code == 0
    assert on(tiny, "verify").exit_code == 0


def test_a_decision_before_the_last_is_refused(tiny: Path) -> None:
    """Records follow one another in time: an earlier date than the newest is an error."""
    on(tiny, "approve", "ashby", "conduct", "--on", "2026-10-01", *BOARD)
    before = approved(tiny)
    result = on(tiny, "approve", "ashby", "conduct", "--on", "2026-09-01", *BOARD)
    assert result.exit_code == 1
    assert "[date-before-last]" in result.stderr
    assert approved(tiny) == before


def test_two_decisions_on_a_day(tiny: Path) -> None:
    """The second decision of a day has a name of its own and follows the first."""
    for _ in range(2):
        result = on(tiny, "approve", "ashby", "conduct", "--on", "2026-10-01", *BOARD)
        assert result.exit_code == 0
    names = sorted(Path(name).name for name in approved(tiny))
    assert names == ["2026-10-01-2.md", "2026-10-01.md"]
    assert on(tiny, "check").exit_code == 0


def test_one_decision_for_all_covers_each_schools_record(tiny: Path) -> None:
    """`approve all` writes each school's record and one of the trust that names their digests."""
    result = on(tiny, "approve", "all", "complaints", "--on", "2026-11-01", *BOARD)
    assert result.exit_code == 0
    found = approved(tiny)
    trust = found.pop("approved/complaints/2026-11-01.md")
    assert set(found) == {
        "ashby/approved/complaints/2026-11-01.md",
        "brook/approved/complaints/2026-11-01.md",
    }
    for name, data in found.items():
        assert f"{name.split('/')[0]}: {sha256(data)}".encode() in trust
        assert b"shared: '2026-11-01'" in data
    weave = woven(tiny, Findings())
    for school in ("ashby", "brook"):
        assert weave.editions[school, "complaints"].record is not None
    assert on(tiny, "check").exit_code == 0


def test_a_shared_decision_that_was_cut_short_does_not_count(tiny: Path) -> None:
    """Without the trust's record the schools' are no decision; deciding again clears them away."""
    ask = ("approve", "all", "complaints", "--on", "2026-11-01", *BOARD)
    on(tiny, *ask)
    whole = approved(tiny)
    (tiny / "schools/approved/complaints/2026-11-01.md").unlink()
    (tiny / "schools/brook/approved/complaints/2026-11-01.md").unlink()
    assert "status: draft" in on(tiny, "render", "ashby", "complaints").stdout
    checked = on(tiny, "check")
    assert "[record-unfinished]" in checked.stderr and checked.exit_code == 0
    assert on(tiny, *ask).exit_code == 0
    assert approved(tiny) == whole


def test_an_edition_with_errors_cannot_be_approved(tiny: Path) -> None:
    """What cannot be published cannot be decided; other schools' errors do not matter."""
    change_trust(tiny, {"schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n"})
    ask = ("complaints", "--on", "2026-11-01", *BOARD)
    assert on(tiny, "approve", "brook", *ask).exit_code == 1
    assert on(tiny, "approve", "all", *ask).exit_code == 1
    assert approved(tiny) == {}
    assert on(tiny, "approve", "ashby", *ask).exit_code == 0


def test_a_changed_record_is_found_and_blocks_its_policy(tiny: Path) -> None:
    """One changed byte in a record is an error for that school's policy; nothing is published."""
    on(tiny, "approve", "ashby", "conduct", "--on", "2026-10-01", *BOARD)
    record = tiny / "schools/ashby/approved/conduct/2026-10-01.md"
    record.write_bytes(record.read_bytes().replace(b"are kind", b"are rude"))
    for command in (["check"], ["verify"], ["build", "--no-pdfs"]):
        result = on(tiny, *command)
        assert result.exit_code == 1, command
        assert "schools/ashby/approved/conduct/2026-10-01.md:1:1: error:" in result.stderr
