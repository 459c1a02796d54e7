"""Who made a difference is told rightly of the example's real editions, which name neither their
arrangement nor their order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policyloom.model.changes import Cause, Change
from policyloom.outputs.site_changes import comparison_of
from policyloom.pipeline.comparing import compared
from tests.trusts import change_trust, copy_example, woven

DAY = "2026-11-21"
HAZELBROOK = "schools/hazelbrook/social-media.yml"
CANAL = "schools/canal-street/social-media.yml"
HAZEL = "hazelbrook"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_example(tmp_path_factory.mktemp("causes") / "trust")


def changes(root: Path, school: str, policy: str, old: str = "") -> tuple[Change, ...]:
    """The changes of the text between two editions: in force and proposed unless named."""
    found = comparison_of(compared(woven(root, today=DAY), school, policy, old)[0]).changes
    assert found
    return tuple(change for change in found if not change.around)


def proposed(tmp_path: Path, edits: dict[str, Any], school: str) -> tuple[Change, ...]:
    root = copy_example(tmp_path / "trust")
    change_trust(root, edits)
    return changes(root, school, "social-media")


@pytest.mark.parametrize("school", ["hazelbrook", "larkfield", "fenwick-park"])
def test_another_arrangement_is_the_schools_doing(example: Path, school: str) -> None:
    """A school that arranges a policy otherwise than the trust chose to: the trust has revised
    nothing that the school's edition does not have."""
    found = changes(example, school, "social-media", "trust")
    assert [c.title for c in found if c.cause is Cause.TRUST] == []
    assert any(c.reason.startswith("Arrangement chosen: ") for c in found)


def test_a_record_tells_its_arrangement(tmp_path: Path) -> None:
    """Where a school takes up another arrangement, the proposal says that the school did."""
    found = proposed(tmp_path, {HAZELBROOK: {"edit": [["tree: matrix", "tree: full"]]}}, HAZEL)
    assert {c.cause for c in found} <= {Cause.OVERRIDE, Cause.FACT}
    assert {c.reason for c in found if c.kind == "moved"} == {"Arrangement chosen: full"}


def test_a_position_is_told_in_the_trusts_words(example: Path) -> None:
    """Governors read which position was chosen, not the name that the files have for it."""
    found = changes(example, HAZEL, "social-media", "trust")
    told = {c.reason for c in found if c.reason.startswith("Position chosen: ")}
    assert "Position chosen: None with pupils, present or past" in told
    assert not [reason for reason in told if "all-former" in reason]


def test_a_list_of_facts_is_not_the_trusts_revision(tmp_path: Path) -> None:
    """An entry that a school takes from its own list is a fact changed."""
    (change,) = proposed(tmp_path, {HAZELBROOK: {"edit": [["    - Tumblr\n", ""]]}}, HAZEL)
    assert (change.kind, change.title, change.cause) == ("removed", "Tumblr", Cause.FACT)


def test_an_authority_that_becomes_a_party(tmp_path: Path) -> None:
    """What changes because the authority becomes a party says so, and whose decision it was."""
    edit = {"schools/canal-street/school.yml": {"edit": [[", party: false", ""]]}}
    found = proposed(tmp_path, edit, "canal-street")
    assert [c for c in found if c.cause is Cause.TRUST] == []
    assert len(found) > 3
    assert {(c.cause, c.reason) for c in found} == {
        (Cause.OVERRIDE, "The local authority is a party to the school's policies.")
    }


def test_an_order_of_its_own_has_its_reason(tmp_path: Path) -> None:
    """Sections that a school puts in an order of its own are moved for its reason."""
    said = "because: People ask this first., against: 2023-09-01"
    order = f"\norder: {{sections: [objectives, scope], {said}}}\n"
    found = proposed(tmp_path, {CANAL: {"append": order}}, "canal-street")
    (moved,) = [c for c in found if c.kind == "moved"]
    assert (moved.cause, moved.reason) == (Cause.OVERRIDE, "People ask this first.")


def test_a_label_that_a_fact_fills_is_one_change(example: Path) -> None:
    """A row's heading in another school's term is that condition, and not a row gone and come."""
    found = changes(example, "saltmarsh", "complaints", "trust")
    assert not [c for c in found if {c.old, c.new} & {"A member of staff", "A colleague"}]
