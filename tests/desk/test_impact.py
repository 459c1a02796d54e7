"""Impact of an edit that nobody has made yet: who has a clause, a fact or a file, and whence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.edited import OWN, RULE, git, impact, paths, policies, told
from tests.trusts import change_trust


def test_a_clause_is_told_with_who_follows_and_who_does_not(trust: Path) -> None:
    """Who has the trust's words would have a proposal to decide on; who has words of its own
    would have them stale; a draft waits for its first decision."""
    found = policies(told(trust, "rule-kind"))
    brook, ashby = found["brook", "conduct"], found["ashby", "conduct"]
    assert (brook["need"], brook["decides"]) == ("decision", ["governing body"])
    assert brook["how"] == ["rule-kind: follows the trust."]
    assert {"brook/conduct/proposed/"} < paths(brook)
    assert (ashby["need"], paths(ashby)) == ("none", {"ashby/conduct/changes/trust..2026-01-10/"})
    assert "the school's own words" in ashby["how"][0] and OWN in ashby["how"][0]
    assert "order: the school's own order" in ashby["how"][1]
    complaints = found["ashby", "complaints"]
    assert complaints["need"] == "first" and "ashby/complaints/" in paths(complaints)


def test_an_omission_and_a_position_are_told(trust: Path) -> None:
    """A clause left out is not touched by an edit, and one with a position is touched in it."""
    assert "leaves it out" in policies(told(trust, "contact-office"))["ashby", "conduct"]["how"][0]
    brook = policies(told(trust, "rule-photos"))["brook", "complaints"]
    assert brook["how"] == ["rule-photos: follows the trust in the position 'never'."]


def test_a_condition_is_told_with_where_each_school_has_it_from(trust: Path) -> None:
    """Each value, its file and line; an edit of a condition needs a decision."""
    change_trust(trust, {"schools/brook/school.yml": {"append": "  reply: 3 school days\n"}})
    git(trust, "add", "-A")
    found = policies(told(trust, "reply"))
    (how,) = found["brook", "conduct"]["how"]
    assert how.startswith("reply: “3 school days”. Set by the school (schools/brook/school.yml:")
    assert how.endswith("In: contact-office.")
    assert found["brook", "conduct"]["need"] == "decision"
    left_out = found["ashby", "conduct"]  # of its pages, that against the trust's text alone
    assert (left_out["need"], paths(left_out)) == (
        "none",
        {"ashby/conduct/changes/trust..2026-01-10/"},
    )


def test_a_particular_needs_no_decision(trust: Path) -> None:
    """A person's name changes pages in force, and asks nobody to decide."""
    found = told(trust, "people.head")["policies"]
    assert {one["school"] for one in found} == {"ashby"}
    assert {one["need"] for one in found if one["policy"] == "conduct"} == {"none"}
    assert "ashby/conduct/ashby-conduct.pdf" in paths(
        policies({"policies": found})["ashby", "conduct"]
    )


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        # Brook's complaints do not say the clause, but are compared with the trust's, which do.
        (RULE, {(s, p) for s in ("ashby", "brook") for p in ("conduct", "complaints")}),
        (OWN, {("ashby", "conduct")}),
        ("schools/brook/school.yml", {("brook", "conduct"), ("brook", "complaints")}),
        ("templates/policies/complaints/roman.yml", {("brook", "complaints")}),
        ("templates/policies/conduct.yml", {("ashby", "conduct"), ("brook", "conduct")}),
        (
            "schools/trust.yml",
            {(s, p) for s in ("ashby", "brook") for p in ("conduct", "complaints")},
        ),
    ],
)
def test_a_file_is_told_with_all_that_comes_from_it(
    trust: Path, file: str, wanted: set[tuple[str, str]]
) -> None:
    """Each kind of authored file reaches the policies that are made from it, and no others."""
    assert set(policies(told(trust, file))) == wanted


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("rule-kin",), "Did you mean 'rule-kind'?"),
        (("schools/nobody.yml",), "There is no file"),
        (("../../etc/hosts.md",), "There is no file"),
        (("templates/history/rule-kind/2024-09-01.md",), "never edited"),
        (("mkdocs.yml",), "changes no policy's words"),
        ((), "Name a clause, a fact or a file"),
        (("rule-kind", "--since", "HEAD"), "Name a clause, a fact or a file"),
    ],
)
def test_what_is_not_there_or_not_edited(trust: Path, asked: tuple[str, ...], says: str) -> None:
    """Wrong use is told with what would be right."""
    result = impact(trust, *asked)
    assert result.exit_code == 2 and says in " ".join(result.stderr.split())
