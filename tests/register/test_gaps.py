"""What is wanting of the statutory register, and how sure that is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policyloom.findings import Findings
from policyloom.model.rows import Met, Weight
from policyloom.outputs.register_rows import SchoolRegister, words
from policyloom.pipeline.registering import school_register
from tests.register.held import CASES, held
from tests.trusts import change_trust, woven

GAPS: dict[str, dict[str, list[str]]] = yaml.safe_load((CASES / "gaps.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return held(tmp_path_factory.mktemp("register") / "tiny")


def register(root: Path, school: str, today: str = "2026-11-20") -> SchoolRegister:
    """The register at a school, of a trust in which nothing is wrong."""
    findings = Findings()
    found = school_register(woven(root, findings, today), school)
    assert not findings.errors() and found is not None
    return found


def gaps(told: SchoolRegister) -> dict[str, list[str]]:
    return {row.row.id: [words(lack) for lack in row.lacks] for row in told.rows if row.lacks}


@pytest.mark.parametrize("school", GAPS)
def test_the_gaps_of_each_case(root: Path, school: str) -> None:
    """Each row of the cases has the gaps that are listed, in these words, and no others."""
    assert gaps(register(root, school)) == GAPS[school]


def test_only_what_has_a_source_is_told_as_required_or_advised(root: Path) -> None:
    """Every gap that is more than not known names a source of the register, and each of its own."""
    for school in GAPS:
        told = register(root, school)
        for row in told.rows:
            for lack in row.lacks:
                assert lack.weight is Weight.UNKNOWN or lack.sources, row.row.id
                assert {*lack.sources} <= {*told.sources}


@pytest.mark.parametrize(
    ("school", "row", "says"),
    [
        ("ashby", "no-source", "It is said to be required, but the register names no source"),
        ("ashby", "depends", "It is required if there is a pool."),
        ("ashby", "other-type", "The register says nothing of such a school."),
        ("brook", "missing", "Nobody has said which type of school this is."),
        ("brook", "there", "A draft waits for a decision: Complaints policy."),
        ("ashby", "not-waived", "The school says that it does not apply: We do not care for it."),
        ("ashby", "too-seldom", "it is reviewed every two years, and the register asks for"),
        ("ashby", "wrong-level", "governing body decides, and the register names trust board"),
        ("ashby", "web-if", "It has to be if it is long."),
        ("ashby", "seldom-if", "It may not be required."),
    ],
)
def test_each_gap_says_why(root: Path, school: str, row: str, says: str) -> None:
    """The reason stands beside the gap, in a sentence."""
    (found,) = (each for each in register(root, school).rows if each.row.id == row)
    assert says in found.lacks[0].why
    assert found.lacks[0].why.endswith(".")


def change(folder: Path, changes: dict[str, Any]) -> Path:
    """The trust with changes, in a folder of its own."""
    fresh = held(folder / "changed")
    change_trust(fresh, changes)
    return fresh


@pytest.mark.parametrize(
    ("type_", "missing", "other"),
    [
        ("academy", "Required and missing", "May be required, and is missing"),
        ("maintained", "May be required, and is missing", "Required and missing"),
    ],
)
def test_the_type_of_school_decides(tmp_path: Path, type_: str, missing: str, other: str) -> None:
    """What is asked of one type of school is not asked of another."""
    own = {"schools/brook/school.yml": {"append": f"type: {type_}\n"}}
    told = gaps(register(change(tmp_path, own), "brook"))
    assert (told["missing"], told["other-type"]) == ([missing], [other])


def test_an_attached_file_meets_a_row_until_a_later_review_is_due(tmp_path: Path) -> None:
    """A file counts as a policy does; with fifteen months between reviews it is too seldom."""
    record = (
        "title: Missing no more\nsummary: It is here.\ntopic: Health\naudience: public\n"
        "owner: Director of people\napproved: 2025-10-01\nby: trust board\nreview: 2026-12-31\n"
        "register: [missing, too-seldom, right-level]\n"
    )
    added = {"schools/brook/attached/here.yml": record, "schools/brook/attached/here.pdf": {"pdf": {}}}  # fmt: skip  # noqa: E501
    told = gaps(register(change(tmp_path, added), "brook"))
    assert "missing" not in told
    assert told["too-seldom"] == ["Reviewed too seldom"]
    assert told["right-level"] == ["Decided at the wrong level"]


def test_a_policy_counts_from_the_day_on_which_it_is_in_force(root: Path) -> None:
    """The day before its decision took effect, a policy that was decided since is missing."""
    assert gaps(register(root, "ashby", "2026-01-09"))["there"] == ["Required and missing"]
    assert "there" not in gaps(register(root, "ashby", "2026-01-10"))


def test_a_body_that_the_register_does_not_know(tmp_path: Path) -> None:
    """Nobody can tell whether it may decide, and that is what is told."""
    unknown = {"templates/statutory.yml": {"edit": [["  governing-body: [governing body]", "  governing-body: [the full board]"]]}}  # fmt: skip  # noqa: E501
    told = gaps(register(change(tmp_path, unknown), "ashby"))
    assert told["wrong-level"] == told["right-level"] == ["May be decided at the wrong level"]


def test_no_register_and_no_school_of_the_trust(tmp_path: Path, tiny: Path) -> None:
    """A trust without a register has nothing told of it, nor has a school that has left."""
    assert school_register(woven(tiny), "ashby") is None
    left = {"schools/ashby/school.yml": {"append": "left: 2026-09-01\n"}}
    assert school_register(woven(change(tmp_path, left)), "ashby") is None


def test_what_is_kept_is_met_and_not_on_the_web(root: Path) -> None:
    """The trust's own word holds for its schools, and the school's own for itself."""
    met: dict[str, tuple[Met, ...]] = {r.row.id: r.met for r in register(root, "ashby").rows}
    assert [m.where for m in met["kept"]] == ["in the locked cupboard"]
    assert [m.where for m in met["of-the-trust"]] == ["by the accountant"]
    assert [(m.href, m.public) for m in met["elsewhere"]] == [
        ("https://www.ashby.example.org/elsewhere/", True)
    ]
    assert [m.public for m in met["not-on-the-web"]] == [False]
