"""`policyloom revise`: the old wording is kept, the head says what is new, the rest stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policyloom.cli import main
from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.model.clauses import Revision, RevisionKind
from policyloom.model.estate import Estate
from policyloom.pipeline.front_matter import CannotBeAdded, with_revision

CLAUSE = "templates/clauses/conduct/rule-harm.md"
FILED = "templates/history/rule-harm"
FIRST = "2024-09-01"

BLOCK = """\
---
title: Be kind   # said by the pupils
revisions:   # oldest first
  - {date: 2024-09-01, kind: meaning, why: First issued}   # by the old board

# who it is for
roles: [staff]
---
Be kind.
"""
NEW = "  - {date: 2026-05-04, kind: meaning, why: Online too}\n"
STYLES = {
    "a line for each entry": (
        BLOCK,
        BLOCK.replace("old board\n", "old board\n" + NEW),
    ),
    "no margin": (
        "---\nrevisions:\n- {date: 2024-09-01, kind: meaning, why: First}\nt: x\n---\nB\n",
        "---\nrevisions:\n- {date: 2024-09-01, kind: meaning, why: First}\n"
        "- {date: 2026-05-04, kind: meaning, why: Online too}\nt: x\n---\nB\n",
    ),
    "keys on lines of their own": (
        "---\nrevisions:\n  -   date: 2024-09-01\n      kind: meaning\n      why: First\n---\nB\n",
        "---\nrevisions:\n  -   date: 2024-09-01\n      kind: meaning\n      why: First\n"
        "  -   date: 2026-05-04\n      kind: meaning\n      why: Online too\n---\nB\n",
    ),
    "a reason on several lines, then a comment": (
        "---\nrevisions:\n  - date: 2024-09-01\n    kind: meaning\n    why: >-\n      First\n"
        "      issued\n\n# whom\nroles: [staff]\n---\nB\n",
        "---\nrevisions:\n  - date: 2024-09-01\n    kind: meaning\n    why: >-\n      First\n"
        "      issued\n  - date: 2026-05-04\n    kind: meaning\n    why: Online too\n"
        "\n# whom\nroles: [staff]\n---\nB\n",
    ),
    "brackets on one line": (
        "---\nrevisions: [{date: 2024-09-01, kind: meaning, why: First}]  # all\n---\nB\n",
        "---\nrevisions: [{date: 2024-09-01, kind: meaning, why: First}, "
        "{date: 2026-05-04, kind: meaning, why: Online too}]  # all\n---\nB\n",
    ),
    "brackets over several lines": (
        "---\nrevisions: [\n  {date: 2024-09-01, kind: meaning, why: First}  # old\n]\n---\nB\n",
        "---\nrevisions: [\n  {date: 2024-09-01, kind: meaning, why: First},  # old\n"
        "  {date: 2026-05-04, kind: meaning, why: Online too}\n]\n---\nB\n",
    ),
    "brackets with a comma after the last": (
        "---\nrevisions: [\n  {date: 2024-09-01, kind: meaning, why: First},\n]\n---\nB\n",
        "---\nrevisions: [\n  {date: 2024-09-01, kind: meaning, why: First},\n"
        "  {date: 2026-05-04, kind: meaning, why: Online too},\n]\n---\nB\n",
    ),
}


def revise(root: Path, *asked: str, clause: str = "rule-harm") -> Result:
    given = ["--kind", "meaning", "--why", "Online too", "--on", "2026-05-04", *asked]
    return CliRunner().invoke(main, ["revise", clause, *given, "--root", str(root)])


def estate(root: Path, findings: Findings | None = None) -> Estate:
    loaded = load_estate(root, Findings() if findings is None else findings)
    assert loaded is not None
    return loaded


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_other_byte_is_kept(style: str, ends: str) -> None:
    """The entry joins the list in its own style, with its line ends; comments and layout stay."""
    before, after = (text.replace("\n", ends) for text in STYLES[style])
    revision = Revision("2026-05-04", RevisionKind.MEANING, "Online too")
    assert with_revision(before, revision) == after


@pytest.mark.parametrize("why", ["No: never", "“Quoted”, {braced} #1", "'a'", "Yes", "2026", "- x"])
def test_any_reason_is_read_back_as_it_was_given(tiny: Path, why: str) -> None:
    """Words that YAML would take for something else are put in quotation marks."""
    assert revise(tiny, "--why", why).exit_code == 0
    assert estate(tiny).clauses["rule-harm"].revisions[-1].why == why


def test_the_old_wording_is_filed_whole(tiny: Path) -> None:
    """The file as it was lies under its last revision's date; the clause has one entry more."""
    before = (tiny / CLAUSE).read_bytes()
    result = revise(tiny)
    assert result.exit_code == 0, result.output
    assert (tiny / FILED / f"{FIRST}.md").read_bytes() == before
    found = Findings()
    loaded = estate(tiny, found)
    newest = loaded.clauses["rule-harm"].revisions[-1]
    assert newest == Revision("2026-05-04", RevisionKind.MEANING, "Online too")
    kept = loaded.superseded["rule-harm", FIRST]
    assert kept.wordings[0].text == loaded.clauses["rule-harm"].wordings[0].text
    assert not [f for f in found if "rule-harm" in f.place.file]


def test_a_correction_and_then_a_new_meaning(tiny: Path) -> None:
    """Each wording is kept under its own day, and a correction leaves `revised` where it was."""
    assert revise(tiny, "--kind", "correction", "--on", "2026-01-10").exit_code == 0
    assert estate(tiny).clauses["rule-harm"].revised == FIRST
    assert revise(tiny).exit_code == 0
    assert {day for _, day in estate(tiny).superseded} == {FIRST, "2026-01-10"}


def test_what_lasted_no_day_is_not_filed(tiny: Path) -> None:
    """A second entry on one day, of the other kind, files nothing: the first day's is kept."""
    assert revise(tiny).exit_code == 0
    assert revise(tiny, "--kind", "correction").exit_code == 0
    assert [path.name for path in (tiny / FILED).iterdir()] == [f"{FIRST}.md"]
    assert len(estate(tiny).clauses["rule-harm"].revisions) == 3


@pytest.mark.parametrize(
    ("clause", "asked", "says"),
    [
        ("rule-har", (), "Did you mean 'rule-harm'?"),
        ("rule-harm", ("--on", "2023-01-01"), "before the clause's last revision, 2024-09-01"),
        ("rule-harm", ("--on", FIRST), "has a meaning of 2024-09-01 already"),
    ],
)
def test_refusals(tiny: Path, clause: str, asked: tuple[str, ...], says: str) -> None:
    """What cannot be is refused with its place, its reason and a remedy, and changes no file."""
    before = (tiny / CLAUSE).read_bytes()
    result = revise(tiny, *asked, clause=clause)
    assert result.exit_code == 1
    assert "templates/clauses" in result.output
    assert says in result.output
    assert "why:" in result.output
    assert "do:" in result.output
    assert (tiny / CLAUSE).read_bytes() == before
    assert not (tiny / FILED).exists()


@pytest.mark.parametrize("why", ["", "  ", "{{ staff.many }}", "a <b>bold</b> move"])
def test_a_reason_is_plain_words(tiny: Path, why: str) -> None:
    """An empty reason, or one with template code or markup, is wrong use."""
    assert revise(tiny, "--why", why).exit_code == 2
    assert not (tiny / FILED).exists()


def test_a_clause_with_errors(tiny: Path) -> None:
    """A clause that cannot be read is not filed as a wording that was in force."""
    path = tiny / CLAUSE
    path.write_text(path.read_text("utf-8").replace("adapt:", "adopt:"), "utf-8")
    result = revise(tiny)
    assert result.exit_code == 1
    assert "clause-at-fault" in result.output
    assert CLAUSE in result.output


def test_another_wording_of_that_day_is_never_overwritten(tiny: Path) -> None:
    """A file that is there already with other words stays, and the clause stays as it was."""
    before = (tiny / CLAUSE).read_bytes()
    (tiny / FILED).mkdir(parents=True)
    (tiny / FILED / f"{FIRST}.md").write_text("other", "utf-8")
    result = revise(tiny)
    assert result.exit_code == 1
    assert "wording-filed-already" in result.output
    assert (tiny / FILED / f"{FIRST}.md").read_text("utf-8") == "other"
    assert (tiny / CLAUSE).read_bytes() == before


def test_a_revision_cut_short_is_put_right(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses after the wording was filed: the clause is whole; trying again works."""
    before = (tiny / CLAUSE).read_bytes()

    def refuse(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", refuse)
        assert revise(tiny).exit_code == 1
    assert (tiny / CLAUSE).read_bytes() == before
    assert [p.name for p in (tiny / CLAUSE).parent.iterdir() if "partial" in p.name] == []
    assert revise(tiny).exit_code == 0
    assert (tiny / FILED / f"{FIRST}.md").read_bytes() == before


def test_what_cannot_be_extended_safely_is_left_alone() -> None:
    """A list whose dash stands on another line than its entry is not guessed at."""
    text = "---\nrevisions:\n  -\n    date: 2024-09-01\n    kind: meaning\n    why: x\n---\nB\n"
    with pytest.raises(CannotBeAdded):
        with_revision(text, Revision("2026-05-04", RevisionKind.MEANING, "y"))
