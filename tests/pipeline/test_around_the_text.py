"""What stands around a text: how a day is said, and that nothing stands there twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from policyloom.cli import main
from policyloom.model.policies import Audience
from policyloom.outputs.pdf_json import page_json
from policyloom.pipeline.lives import told
from policyloom.pipeline.pages import current_page
from policyloom.pipeline.weave import Weave
from policyloom.pipeline.widest import widest_pages
from tests.trusts import TODAY, change_trust, publish, woven

BOARD = ["--by", "governing body", "--on", "2026-11-01"]
INLINE = {
    "templates/clauses/conduct/rule-harm.md": {
        "edit": [["=== item dont\nharm", "=== item dont\nforget {{ related }} or harm"]]
    },
    "templates/policies/conduct.yml": {
        "edit": [
            ["  - policy: complaints\n", "  - policy: complaints\n  - {document: Staff handbook}\n"]
        ]
    },
}
"""A policy whose text names its related documents in a sentence."""


def decide(root: Path, school: str = "ashby") -> None:
    asked = ["approve", school, "conduct", *BOARD, "--root", str(root), "--today", TODAY]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("precision", "says"),
    [("day", "on 1 November 2026."), ("month", "in November 2026."), ("year", "in 2026.")],
)
def test_a_day_is_on_and_a_month_is_in(tiny: Path, precision: str, says: str) -> None:
    """The adoption statement reads as English at each precision."""
    school = "schools/ashby/school.yml"
    front = f"front: {{adoption: true, date_precision: {precision}}}"
    change_trust(tiny, {school: {"edit": [["front: {motto: true}", front]]}})
    decide(tiny)
    weave = woven(tiny)
    page = current_page(weave.estate, weave.editions["ashby", "conduct"], Audience.GOVERNORS)
    assert page.adoption == f"Adopted by the governing body of Ashby School {says}"


def test_a_body_that_decided_for_several_schools_is_none_of_this_one(tiny: Path) -> None:
    """One decision for every school is adopted for a school, not by a body of that school."""
    change_trust(
        tiny, {"schools/ashby/school.yml": {"edit": [["front: {motto", "front: {adoption"]]}}
    )
    decide(tiny, "all")
    weave = woven(tiny)
    page = current_page(weave.estate, weave.editions["ashby", "conduct"], Audience.GOVERNORS)
    assert page.adoption == "Adopted by the governing body for Ashby School in November 2026."


@pytest.mark.parametrize("decided", [False, True], ids=["draft", "in force"])
def test_related_documents_that_the_text_names_are_not_listed_again(
    tiny: Path, decided: bool
) -> None:
    """Named in a sentence, they stand in the text alone: on the page, on paper, in Markdown."""
    change_trust(tiny, INLINE)
    if decided:
        decide(tiny, "brook")
    weave = woven(tiny)
    page = current_page(weave.estate, weave.editions["brook", "conduct"], Audience.GOVERNORS)
    assert page.related == ()
    assert page_json(page)["related"] == []
    shown = CliRunner().invoke(
        main, ["render", "brook", "conduct", "--root", str(tiny), "--today", TODAY]
    )
    assert shown.stdout.count("Staff handbook") == 1
    assert "Related documents" not in shown.stdout


def test_related_documents_that_the_text_does_not_name_are_listed(tiny: Path) -> None:
    """A policy that says nothing of them has them after its text, decided or not."""
    change_trust(tiny, {name: change for name, change in INLINE.items() if "policies" in name})
    decide(tiny, "brook")
    weave = woven(tiny)
    for school in ("ashby", "brook"):
        page = current_page(weave.estate, weave.editions[school, "conduct"], Audience.GOVERNORS)
        assert [line.title for line in page.related] == ["Complaints policy", "Staff handbook"]


# ------------------------------------------------------------------ the widest reading


def shelved(weave: Weave, school: str) -> list[tuple[str, str]]:
    return [(page.policy, str(page.status)) for page in widest_pages(weave, school)]


def test_the_widest_reading_has_every_policy(tiny: Path) -> None:
    """Drafts and what only governors may read are in it, whatever audiences the trust lists."""
    change_trust(tiny, {"schools/trust.yml": {"edit": [["  governors:\n", ""]]}})
    decide(tiny)
    assert shelved(woven(tiny), "ashby") == [("conduct", "in force"), ("complaints", "draft")]
    assert shelved(woven(tiny), "brook") == [("conduct", "draft"), ("complaints", "draft")]


def test_the_widest_reading_is_the_governors(tiny: Path) -> None:
    """Each page is the one that governors read."""
    decide(tiny)
    weave = woven(tiny)
    for page in widest_pages(weave, "ashby"):
        found = told(weave, weave.editions["ashby", page.policy], Audience.GOVERNORS)
        assert found is not None and found[0] == page


def test_markdown_is_kept_of_every_edition(tiny: Path) -> None:
    """Without a folder for governors the Markdown of drafts is kept all the same, unpublished."""
    change_trust(tiny, {"schools/trust.yml": {"edit": [["  governors:\n", ""]]}})
    decide(tiny)
    publish(tiny, pdfs=False)
    kept = sorted(p.relative_to(tiny).as_posix() for p in (tiny / "build/markdown").rglob("*.md"))
    assert kept == [
        f"build/markdown/{school}/{policy}.md"
        for school in ("ashby", "brook")
        for policy in ("complaints", "conduct")
    ]
    draft = (tiny / "build/markdown/brook/conduct.md").read_text("utf-8")
    assert re.search(r"^status: draft$", draft, re.MULTILINE)
    assert not (tiny / "site/staff/brook/conduct").exists()
