"""Status: what each policy is on a day follows from records and the date."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.model.policies import Audience
from policyloom.outputs.status_rows import State
from policyloom.pipeline.lives import told
from policyloom.pipeline.status import Wanted, status_rows
from tests.desk.deciding import decide, row, rows, run
from tests.trusts import TODAY, change_trust, copy_example, tiny_trust, woven

RULE = "templates/clauses/conduct/rule-kind.md"
NEWER = "  - {date: 2026-03-01, kind: meaning, why: Covers games}\nbasis:"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ashby's code was approved on 10 January 2026, in force from February, for twelve months."""
    root = tiny_trust(tmp_path_factory.mktemp("decided") / "tiny")
    decide(root, "ashby", "conduct", "2026-01-10", "--effective", "2026-02-01")
    return root


@pytest.mark.parametrize(
    ("today", "state", "also", "days"),
    [
        ("2026-01-10", "scheduled", [], 365),
        ("2026-01-31", "scheduled", [], 344),
        ("2026-02-01", "in force", [], 343),
        ("2026-11-10", "in force", [], 61),
        ("2026-11-11", "in force", ["due in 60 days"], 60),
        ("2027-01-10", "in force", ["due in 60 days"], 0),
        ("2027-01-11", "in force", ["overdue"], -1),
    ],
)
def test_a_decision_through_its_life(
    decided: Path, today: str, state: str, also: list[str], days: int
) -> None:
    """One decision is scheduled, in force, due and overdue, each from its own day on."""
    found = row(decided, "ashby", "conduct", today)
    assert (found["state"], found["also"], found["days_left"]) == (state, also, days)
    assert (found["edition"], found["approved"]) == ("2026-01-10", "2026-01-10")
    assert found["review"] == "2027-01-10"


def test_before_the_first_decision(tiny: Path) -> None:
    """What nobody has decided is a draft, and has no date."""
    found = row(tiny, "ashby", "conduct")
    assert (found["state"], found["also"], found["edition"]) == ("draft", [], "draft")
    assert (found["approved"], found["review"], found["days_left"]) == ("", "", None)


def test_an_earlier_review_of_the_school_counts(tiny: Path) -> None:
    """A review date in the school's own file comes before the record's."""
    change_trust(tiny, {"schools/ashby/conduct.yml": {"append": "review: 2026-12-01\n"}})
    decide(tiny, "ashby", "conduct", "2026-03-01")
    found = row(tiny, "ashby", "conduct")
    assert (found["review"], found["days_left"]) == ("2026-12-01", 11)


def test_files_that_say_something_new_are_proposed_until_decided(tiny: Path) -> None:
    """A changed file is proposed beside what is in force; a decision on it makes it scheduled."""
    decide(tiny, "ashby", "conduct", "2026-03-01")
    change = [["Our values say so.", "Our values, as of this year."]]
    change_trust(tiny, {"schools/ashby/conduct.yml": {"edit": change}})
    assert row(tiny, "ashby", "conduct")["also"] == ["proposed"]
    more = ("--decision", "changed", "--summary", "A reason.", "--effective", "2026-12-01")
    decide(tiny, "ashby", "conduct", "2026-11-01", *more)
    found = row(tiny, "ashby", "conduct")
    assert (found["state"], found["also"]) == ("in force", ["scheduled"])
    assert found["edition"] == "2026-03-01"


def test_a_review_that_has_been_held_is_not_overdue(tiny: Path) -> None:
    """Once the next decision has been taken, its review counts, though it is yet to take effect."""
    decide(tiny, "ashby", "conduct", "2025-11-10")
    decide(tiny, "ashby", "conduct", "2026-11-05", "--effective", "2026-12-01")
    found = row(tiny, "ashby", "conduct")
    assert (found["edition"], found["review"]) == ("2025-11-10", "2027-11-05")
    assert found["also"] == ["scheduled"]


def test_a_withdrawn_policy_is_nobodys_to_decide(tiny: Path) -> None:
    """After a withdrawal no review is due, and the row names nobody who decides next."""
    decide(tiny, "ashby", "conduct", "2026-03-01")
    more = ("--decision", "withdrawn", "--summary", "Merged with another.")
    decide(tiny, "ashby", "conduct", "2026-04-01", *more)
    found = row(tiny, "ashby", "conduct")
    assert (found["state"], found["also"], found["review"]) == ("withdrawn", [], "")
    assert found["decides"] == []


def test_what_a_school_does_not_have(tiny: Path) -> None:
    """A policy that a school does not adopt has a row that says so, and nothing of the school's."""
    change_trust(
        tiny,
        {
            "schools/ashby/school.yml": {"edit": [["[conduct, complaints]", "[complaints]"]]},
            "schools/ashby/conduct.yml": {"remove": True},
        },
    )
    found = row(tiny, "ashby", "conduct")
    assert found["state"] == "not adopted"
    assert found["owner"] == "Director of people"
    assert (found["edition"], found["drift"], found["replaced"]) == ("", None, None)
    assert found["decides"] == []


def test_what_a_school_has_no_need_of(tiny: Path) -> None:
    """A policy that a school says does not apply to it is told from one that it has not adopted,
    and can be asked for."""
    without = "[complaints]\nnot_applicable: {conduct: Nobody works here.}"
    change_trust(
        tiny,
        {
            "schools/ashby/school.yml": {"edit": [["[conduct, complaints]", without]]},
            "schools/ashby/conduct.yml": {"remove": True},
        },
    )
    assert row(tiny, "ashby", "conduct")["state"] == "not applicable"
    asked = rows(tiny, "--state", "not-applicable")
    assert [(r["school"], r["policy"]) for r in asked] == [("ashby", "conduct")]


def test_drift_counts_overrides_that_are_older_than_their_clause(tiny: Path) -> None:
    """A newer meaning makes one school's words for the clause stale, and the order in which it has
    put the clause's section, and nothing of another's."""
    assert row(tiny, "ashby", "conduct")["drift"] == 0
    change_trust(tiny, {RULE: {"edit": [["basis:", NEWER]]}})
    assert row(tiny, "ashby", "conduct")["drift"] == 2
    assert row(tiny, "ashby", "complaints")["drift"] == 0
    assert row(tiny, "brook", "conduct")["drift"] == 0


def test_a_correction_is_no_drift(tiny: Path) -> None:
    """A comma makes nobody's words stale."""
    change_trust(tiny, {RULE: {"edit": [["basis:", NEWER.replace("meaning", "correction")]]}})
    assert row(tiny, "ashby", "conduct")["drift"] == 0


def test_depth_counts_what_the_school_has_done(tiny: Path) -> None:
    """Replaced, omitted and added clauses and chosen positions are counted one by one."""
    found = row(tiny, "ashby", "conduct")
    assert [found[k] for k in ("replaced", "omitted", "added", "chosen")] == [1, 1, 1, 0]
    found = row(tiny, "brook", "complaints")
    assert [found[k] for k in ("replaced", "omitted", "added", "chosen")] == [0, 0, 0, 1]


def test_who_decides_next_is_the_schemes_word(tiny: Path) -> None:
    """The scheme's bodies are named; without a line there, the policy's approving body."""
    scheme = {"schools/trust.yml": {"edit": [["complaints: governing body", "complaints: [trust board, governing body]"]]}}  # fmt: skip  # noqa: E501
    change_trust(tiny, scheme)
    assert row(tiny, "ashby", "complaints")["decides"] == ["governing body", "trust board"]
    assert row(tiny, "ashby", "conduct")["decides"] == ["governing body"]


# ------------------------------------------------------------------ what is asked for


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((), ["ashby/complaints", "ashby/conduct", "brook/complaints", "brook/conduct"]),
        (("--school", "brook"), ["brook/complaints", "brook/conduct"]),
        (("--owner", "PEOPLE"), ["ashby/conduct", "brook/conduct"]),
        (("--state", "in-force"), ["ashby/conduct"]),
        (("--state", "due-in-60-days"), ["ashby/conduct"]),
        (("--state", "draft", "--school", "ashby"), ["ashby/complaints"]),
        (("--due-before", "2027-01-11"), ["ashby/conduct"]),
        (("--due-before", "2027-01-10"), []),
    ],
)
def test_filters(decided: Path, asked: tuple[str, ...], found: list[str]) -> None:
    """Each filter keeps the rows that fit it, and several keep those that fit all."""
    assert [f"{r['school']}/{r['policy']}" for r in rows(decided, *asked)] == found


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--school", "asbhy"), "Did you mean 'ashby'?"),
        (("--owner", "Directer of people"), "Did you mean 'Director of people'?"),
        (("--state", "late"), "'late' is not one of"),
        (("--due-before", "Easter"), "'Easter' is not a date"),
        (("--format", "xlsx"), "add --out status.xlsx"),
    ],
)
def test_wrong_use_is_told(tiny: Path, asked: tuple[str, ...], says: str) -> None:
    """A filter that can fit nothing is wrong use, and the answer names what was meant."""
    result = run("status", "--root", str(tiny), *asked)
    assert result.exit_code == 2
    assert says in result.output


def test_a_school_that_cannot_be_read_is_told(tiny: Path) -> None:
    """A broken file is named on the error stream and ends in code 1; the others have their rows."""
    change_trust(tiny, {"schools/brook/school.yml": "name: Brook School\nphase: [\n"})
    result = run("status", "--root", str(tiny), "--today", TODAY)
    assert result.exit_code == 1
    assert "schools/brook/school.yml" in result.stderr
    assert "ashby" in result.stdout and "brook" not in result.stdout


# ------------------------------------------------------------------ against the pages


def test_status_says_what_the_pages_say(tmp_path: Path) -> None:
    """On the example trust, each row has the state, dates and edition of the governors' page."""
    findings = Findings()
    weave = woven(copy_example(tmp_path / "example"), findings)
    apart = {State.NOT_ADOPTED, State.NOT_APPLICABLE, State.ATTACHED}
    found = [r for r in status_rows(weave, Wanted()) if not apart & {*r.states}]
    assert {(r.school, r.policy) for r in found} == {o for o in weave.editions if o[0]}
    for r in found:
        read = told(weave, weave.editions[r.school, r.policy], Audience.GOVERNORS)
        assert read is not None
        page, life = read
        assert (str(page.status), page.edition) == (str(r.state), r.edition)
        assert page.approved == r.approved
        assert (State.PROPOSED in r.also) == (life.proposed is not None)
        if r.state is State.IN_FORCE and State.SCHEDULED not in r.also:
            assert page.review == r.review


def test_every_pair_has_a_row(tmp_path: Path) -> None:
    """School by policy: none is left out and none stands twice."""
    weave = woven(copy_example(tmp_path / "example"))
    pairs = [(r.school, r.policy) for r in status_rows(weave, Wanted())]
    library = [p.id for p in weave.estate.policies.values() if p.trees]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) >= {(s, p) for s in weave.estate.schools for p in library}
