"""What `approve` refuses, one thing at a time: a finding each, and not a byte written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.deciding import decide, run
from tests.trusts import change_trust, files, tiny_trust

FIRST, TODAY = "2025-11-03", "2026-11-20"
BODY = "governing body"
REWORDED = {"schools/ashby/conduct.yml": {"edit": [["kind, always", "kind, and say so"]]}}
NUMBERED = {"schools/ashby/conduct.yml": {"edit": [["number: HR02", "number: HR07"]]}}
ADDED = {
    "schools/ashby/conduct.yml": {
        "edit": [
            [
                "\norder: ",
                "\n  - {slot: local-rules, id: ashby.bus, text: Queue., because: Bus.}\norder: ",
            ]
        ]
    }
}
SCHEMED = {
    "schools/trust.yml": {
        "edit": [["scheme:\n", "scheme:\n  conduct: [trust board, Governing Body]\n"]]
    }
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A trust in which one school has approved its code of conduct."""
    made = tiny_trust(tmp_path / "tiny")
    decide(made, "ashby", "conduct", FIRST)
    return made


def approve(root: Path, *asked: str, policy: str = "conduct", by: str = BODY) -> tuple[int, str]:
    said = ("approve", "ashby", policy, "--by", by, *asked)
    if "--on" not in asked:
        said = (*said, "--on", TODAY)
    done = run(*said, "--root", str(root), "--today", TODAY)
    return done.exit_code, " ".join(done.output.split())


REFUSED = {
    "body-not-allowed": ({}, (), "parents' council"),
    "date-before-last": ({}, ("--on", "2025-11-02"), BODY),
    "effective-before-decision": ({}, ("--effective", "2026-11-19"), BODY),
    "review-beyond-cycle": ({}, ("--review", "2036-11-20"), BODY),
    "summary-needed": (REWORDED, (), BODY),
    "not-unchanged": (REWORDED, ("--decision", "unchanged"), BODY),
    "not-a-correction": (
        ADDED,
        ("--decision", "corrected", "--summary", "A comma"),
        BODY,
    ),
    "unknown-successor": (
        {},
        ("--decision", "superseded-by", "--superseded-by", "conducts", "--summary", "One"),
        BODY,
    ),
}
"""By the finding's code: what is changed first, what is asked, and who decides."""


@pytest.mark.parametrize("code", REFUSED)
def test_it_is_refused_with_its_reason(root: Path, code: str) -> None:
    """Exit code 1, the finding with its place, why and what to do, and no new record."""
    changes, asked, by = REFUSED[code]
    change_trust(root, {**changes, **(SCHEMED if code == "body-not-allowed" else {})})
    before = files(root / "schools")
    status, said = approve(root, *asked, by=by)
    assert status == 1 and f"[{code}]" in said and "why:" in said and "do:" in said
    assert files(root / "schools") == before


def test_what_stands_around_the_text_is_a_change_too(root: Path) -> None:
    """Another number is not "unchanged": the redline shows it, so the record must say it."""
    change_trust(root, NUMBERED)
    assert "[not-unchanged]" in approve(root, "--decision", "unchanged")[1]
    assert "[summary-needed]" in approve(root)[1]
    status, said = approve(root, "--summary", "It has another number.")
    assert status == 0, said
    record = (root / f"schools/ashby/approved/conduct/{TODAY}.md").read_text("utf-8")
    assert "decision: changed" in record and "number: HR07" in record


OWN = "schools/ashby/conduct.yml"
MORE = {
    "a deadline": {OWN: {"edit": [["1 school days", "50 school days"]]}},
    "a number": NUMBERED,
}
CORRECTED = ("--decision", "corrected", "--summary", "A comma")


@pytest.mark.parametrize("what", MORE)
def test_more_than_a_comma_is_no_correction(root: Path, what: str) -> None:
    """What alters an obligation, or the document around it, is decided as a change."""
    change_trust(root, {OWN: {"edit": [["Nobody runs at the pool.", '"Ask within {{ reply }}."']]}})
    decide(root, "ashby", "conduct", FIRST, "--summary", "When to ask.")
    change_trust(root, MORE[what])
    assert "[not-a-correction]" in approve(root, *CORRECTED)[1]


def test_clearer_words_of_its_own_are_a_correction(root: Path) -> None:
    """A school may correct a sentence that it wrote, for the board says that it means the same."""
    change_trust(root, REWORDED)
    status, said = approve(root, *CORRECTED)
    assert status == 0, said


@pytest.mark.parametrize("decision", ["extended", "unchanged"])
def test_nothing_can_be_kept_that_was_never_approved(root: Path, decision: str) -> None:
    """A policy without a record can be neither extended nor reviewed unchanged."""
    status, said = approve(root, "--decision", decision, policy="complaints")
    assert status == 1
    assert "[nothing-approved]" in said or "[not-unchanged]" in said


def test_the_scheme_names_bodies_in_any_case(root: Path) -> None:
    """A body that the scheme allows may be written with other capitals."""
    change_trust(root, SCHEMED)
    assert approve(root)[0] == 0


def test_a_policy_that_is_gone_can_only_be_ended(root: Path) -> None:
    """What the school adopts no more has no text to approve, and may be withdrawn."""
    for name in ("conduct.yml",):
        (root / "schools/ashby" / name).unlink()
    school = root / "schools/ashby/school.yml"
    text = school.read_text("utf-8")
    assert "adopts: [conduct, complaints]" in text
    school.write_text(text.replace("[conduct, complaints]", "[complaints]"), "utf-8")
    assert "[policy-gone]" in approve(root)[1]
    status, said = approve(root, "--decision", "withdrawn", "--summary", "Not needed.")
    assert status == 0, said


def test_a_review_that_is_past_stops_nothing(root: Path) -> None:
    """Boards decide late, and enter older approvals: a review date already past is allowed."""
    assert approve(root, "--on", "2026-01-05", "--review", "2026-06-30")[0] == 0
