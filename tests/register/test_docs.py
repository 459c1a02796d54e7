"""docs/register.md, and the register of the example: what stands there can be used as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.model.rows import Weight
from policyloom.pipeline.registering import school_register
from policyloom.pipeline.weave import Weave, weave
from tests.trusts import HERE, TODAY, change_trust, tiny_trust

PAGE = (HERE / "docs/register.md").read_text("utf-8")
EXAMPLE = (HERE / "templates/statutory.yml").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def read(root: Path) -> tuple[Weave, list[str]]:
    findings = Findings()
    found = weave(root, TODAY, findings)
    assert found is not None
    return found, [str(f) for f in findings.in_order()]


def test_the_register_of_the_guide_is_one(tmp_path: Path) -> None:
    """The example of the file is read as it stands, without a finding."""
    (written,) = (block for block in BLOCKS if block.startswith("checked:"))
    root = tiny_trust(tmp_path / "tiny", {"templates/statutory.yml": written})
    found, wrong = read(root)
    assert not wrong and found.estate.statutory is not None
    assert [*found.estate.statutory.rows] == ["complaints"]


def test_what_meets_rows_is_read_as_the_guide_writes_it(tmp_path: Path) -> None:
    """The lines for a school and for a policy can be written as they stand there."""
    school, policy, _ = BLOCKS
    root = tiny_trust(tmp_path / "tiny", {"templates/statutory.yml": EXAMPLE})
    change_trust(
        root,
        {
            "templates/facts.yml": {
                "append": "  people.senco: {type: person, nature: particular, tiers: [school], about: X}\n"  # noqa: E501
            },
            "schools/ashby/school.yml": {"append": school},
            "templates/policies/complaints.yml": {"append": policy},
        },
    )
    found, wrong = read(root)
    assert not wrong
    assert len(found.estate.schools["ashby"].register) == 3
    assert [ref.row for ref in found.estate.policies["complaints"].register] == ["complaints"]


def test_the_example_says_of_every_school_what_it_is(weave: Weave) -> None:
    """Each school has a type of the register, and each row is one that somebody can reach."""
    for school in weave.estate.schools:
        told = school_register(weave, school)
        assert told is not None and told.type
        assert len(told.rows) > 60


@pytest.mark.parametrize("school", ["hazelbrook", "fenwick-park", "saltmarsh"])
def test_nothing_of_the_example_is_surer_than_its_sources(weave: Weave, school: str) -> None:
    """Each gap that is told as required names a source which the register describes."""
    told = school_register(weave, school)
    assert told is not None
    sure = [w for row in told.rows for w in row.lacks if w.weight is not Weight.UNKNOWN]
    assert sure and all(w.sources for w in sure)
    assert all(told.sources[s].title for w in sure for s in w.sources)
