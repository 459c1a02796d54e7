"""What the trust's own text lacks, a school's edition may have: nobody is stopped by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from policyloom.cli import main
from policyloom.findings import Findings
from policyloom.outputs.redline_text import redline_text
from policyloom.outputs.site_changes import redline_of
from policyloom.pipeline.comparing import compared
from tests.trusts import TODAY, change_trust, publish, tiny_trust, woven

RULE = "templates/clauses/conduct/rule-kind.md"
ASKED = {
    "templates/clauses/conduct/rule-harm.md": {
        "edit": [["=== item dont\nharm", "=== item dont\nforget {{ deposit }} or harm"]]
    },
    "schools/ashby/school.yml": {"edit": [["set:\n", "set:\n  deposit: £20\n"]]},
}
"""A condition that the trust leaves to its schools, and that Ashby alone gives."""


@pytest.fixture
def asked(tiny: Path) -> Path:
    change_trust(tiny, ASKED)
    return tiny


def test_only_the_school_that_lacks_the_fact_is_stopped(asked: Path) -> None:
    """One finding, for the school whose text has a gap; the other one is published."""
    findings = Findings()
    report = publish(asked, findings, keep_going=True, pdfs=False)
    assert [(f.code, f.scope.school) for f in findings.errors()] == [("missing-fact", "brook")]
    assert report.published and report.held == ["brook"]
    page = (asked / "site/governors/ashby/conduct/index.html").read_text("utf-8")
    assert "£20" in page


def test_a_school_that_gives_it_does_nothing_otherwise_than_the_trust(asked: Path) -> None:
    """Beside a school's text the trust's own has the school's value, so there is no difference."""
    made = redline_of(*compared(woven(asked), "ashby", "conduct", "trust"))
    changes = made.comparison.changes
    assert "£20" in redline_text(made, whole=True)
    assert not [c for c in changes if "rule-harm" in c.keys or "£20" in c.old + c.new], changes


def test_one_decision_for_all_needs_no_value_of_the_trusts(asked: Path) -> None:
    """Every school gives its own deposit; what the board decides for all can be recorded."""
    change_trust(asked, {"schools/brook/school.yml": {"append": "  deposit: £30\n"}})
    by = ["--by", "governing body", "--on", "2026-11-01"]
    for command in (["approve", "all", "conduct", *by], ["check"], ["verify"]):
        done = CliRunner().invoke(main, [*command, "--root", str(asked), "--today", TODAY])
        assert done.exit_code == 0, done.output
    records = {
        p.parts[-4]: p.read_text("utf-8") for p in asked.glob("schools/*/approved/conduct/*")
    }
    assert "£20" in records["ashby"] and "£30" in records["brook"]


def test_what_a_school_has_no_need_of_it_need_not_give(tmp_path: Path) -> None:
    """A clause that a school leaves out may name a contact that the school does not have."""
    root = tiny_trust(tmp_path / "tiny")
    change_trust(
        root,
        {
            RULE: {
                "edit": [
                    ["adapt: adaptable", "adapt: optional"],
                    ["to each other", "to {{ people.chair }}"],
                ]
            },
            "schools/ashby/school.yml": {
                "edit": [["set:\n", "set:\n  people.chair: {name: Ada Quill, post: Chair}\n"]]
            },
            "schools/brook/conduct.yml": "omit:\n- {clause: rule-kind, because: None., "
            "against: 2025-09-01}\n",
        },
    )
    findings = Findings()
    report = publish(root, findings, pdfs=False)
    assert report.published, "\n".join(map(str, findings.errors()))
    changes = root / "site/governors/brook/conduct/changes/trust..draft/index.html"
    assert "Who chairs the board" in changes.read_text("utf-8")
