"""Of a policy of which nothing has changed nothing is woven, and its pages stay where they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policyloom.findings import Findings
from policyloom.load import load_estate, load_records
from policyloom.model.later import Later
from policyloom.model.places import Place
from policyloom.model.policies import Audience
from policyloom.pipeline import loom as looms
from policyloom.pipeline.accounts import Account
from policyloom.pipeline.approve import approve
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.holding import one_day
from policyloom.pipeline.inputs import read_inputs
from policyloom.pipeline.known_accounts import SchoolMemory, kept_account
from policyloom.pipeline.loom import Loom
from policyloom.pipeline.memory import Notes
from policyloom.pipeline.refusals import Approval
from policyloom.pipeline.telling import Library, Teller
from policyloom.pipeline.weave import weave_one, weave_trust
from tests.pipeline.changes import decision
from tests.trusts import TODAY, change_trust, publish, tiny_trust, woven

WORDS = {"templates/clauses/conduct/rule-harm.md": {"edit": [["\nharm ", "\nhurt "]]}}
"""A clause of conduct alone."""
ROLES = {
    "schools/trust.yml": {"append": "roles:\n  staff: a member of staff\n"},
    "templates/clauses/conduct/rule-kind.md": {
        "edit": [["adapt: adaptable\n", "adapt: adaptable\nroles: [staff]\n"]]
    },
}
STAY = ("contacts/index.html", "accessibility/index.html", "decisions.atom")
PROGRAMS = "as they are"


@pytest.fixture
def wove(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The editions that were woven in this process."""
    found: list[tuple[str, str]] = []

    def noted(estate: Any, school: str, policy: str, *given: Any) -> Any:
        found.append((school, policy))
        return weave_one(estate, school, policy, *given)

    monkeypatch.setattr(looms, "weave_one", noted)
    return found


def folders(root: Path, policies: Iterable[str]) -> dict[str, int]:
    """The inodes of a policy's folders in every school's site."""
    places = (f"*/{school}/{policy}" for school in ("ashby", "brook") for policy in policies)
    found = (path for place in places for path in (root / "site").glob(place))
    return {path.relative_to(root).as_posix(): path.stat().st_ino for path in found}


class Telling:
    """What a school is told of its policies, in one build and the next."""

    def __init__(self, root: Path, school: str = "ashby") -> None:
        self.root, self.school = root, school
        self.findings = Findings()

    def tell(self, keep: bool = True) -> dict[str, Account]:
        """The accounts of its policies; `memory` and `loom` are those of this time."""
        root, school, findings = self.root, self.school, Findings()
        estate = load_estate(root, findings, apart=True)
        assert estate is not None
        trust = weave_trust(estate, TODAY, findings)
        library = Library(Asked(root, TODAY, pdfs=False), trust, PROGRAMS)
        files = read_inputs(root).by_school([school])[school]
        self.memory = SchoolMemory(root, school, PROGRAMS, files)
        self.loom = Loom(
            trust, school, lambda names, found: load_records(root, school, names, found), findings
        )
        notes = Notes(root, f"schools/{school}", PROGRAMS)
        accounts = Teller(library, self.loom, self.memory, notes, one_day(TODAY)).tell(findings)
        if keep:
            self.memory.keep()
        self.findings = findings
        return {each.policy: each for each in accounts}


def decide(root: Path) -> None:
    """Every edition is approved as it is."""
    for policy in ("conduct", "complaints"):
        approval = Approval(policy, "2026-01-15", "governing body", summary="As it is.")
        for record in approve(woven(root), (), approval, Findings()):
            path = root / record.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(record.text, "utf-8")


def test_only_the_policy_that_says_it_is_woven(root: Path, wove: list[tuple[str, str]]) -> None:
    """A clause has other words: at either school the one policy that says it is woven for its
    proposal, and the folders of the other policies are the very same as before."""
    decide(root)
    assert publish(root).published
    wove.clear()
    before = folders(root, ("complaints",))
    change_trust(root, WORDS)
    assert publish(root).published
    assert set(wove) == {("ashby", "conduct"), ("brook", "conduct")}
    assert folders(root, ("complaints",)) == before != {}


def test_what_is_told_again_is_the_same(tmp_path: Path, wove: list[tuple[str, str]]) -> None:
    """An account that was kept says the same as the one that was made, its texts as well: and only
    who looks into one of those has the policy woven."""
    root = tiny_trust(tmp_path / "tiny")
    decide(root)
    telling = Telling(root)
    first = telling.tell()
    wove.clear()
    again = telling.tell()
    assert wove == []
    assert repr(again) == repr(first)
    for policy, account in again.items():
        for audience, told in account.told.items():
            made = first[policy].told[audience]
            assert isinstance(told.page.body, Later)
            assert told.page.body == made.page.body
            for old, new in zip(made.life.contrasts, told.life.contrasts, strict=True):
                assert (old.new.body, old.old.recorded) == (new.new.body, new.old.recorded)
    assert set(wove) == {("ashby", "conduct"), ("ashby", "complaints")}


def test_what_only_a_record_names_counts(tmp_path: Path) -> None:
    """A clause that the policy no longer places is still told of in its past: when it is revised,
    the account is another."""
    root = tiny_trust(tmp_path / "tiny")
    decide(root)
    telling = Telling(root)
    telling.tell()
    known = telling.memory.fresh["conduct"]
    assert "rule-harm" in known.clauses
    change_trust(root, WORDS)
    telling.tell(keep=False)
    assert telling.memory.fresh["conduct"].clauses["rule-harm"] != known.clauses["rule-harm"]
    assert telling.memory.fresh["complaints"] == telling.memory.accounts["complaints"]


def test_what_is_wrong_is_told_each_time(tmp_path: Path) -> None:
    """A warning about a policy is told again with its account; one with an error is not kept."""
    telling = Telling(tiny_trust(tmp_path / "tiny"))
    account = telling.tell()["conduct"]
    warning, error = Findings(), Findings()
    warning.warning("odd", Place("a.md"), "Odd", "It is odd", "Look")
    error.error("wrong", Place("a.md"), "Wrong", "It is wrong", "Mend it")
    days = one_day(TODAY)
    known = kept_account("", (), str, days, account, tuple(warning))
    assert known is not None
    telling.memory.fresh["conduct"] = replace(
        telling.memory.fresh["conduct"], findings=known.findings
    )
    telling.memory.keep()
    telling.tell()
    assert list(warning) == [found for found in telling.findings if found.code == "odd"]
    assert kept_account("", (), str, days, account, tuple(error)) is None


def test_a_page_of_a_role_stands(root: Path) -> None:
    """A proposal changes no page of rules for a role, for those show what is in force: they are
    the very same files. A decision on it does."""
    change_trust(root, ROLES)
    decide(root)
    assert publish(root).published
    before = {path: path.stat().st_ino for path in (root / "site").glob("*/*/roles/*/index.html")}
    change_trust(root, WORDS)
    assert publish(root).published
    assert before
    assert {path: path.stat().st_ino for path in before} == before
    approval = Approval("conduct", TODAY, "governing body", summary="Kinder.")
    for record in approve(woven(root), (), approval, Findings()):
        (root / record.name).write_text(record.text, "utf-8")
    assert publish(root).published
    assert {path: path.stat().st_ino for path in before} != before


def test_governors_alone_are_told_of_a_draft(tmp_path: Path) -> None:
    """Who may not read a draft has no account of it, kept or not."""
    telling = Telling(tiny_trust(tmp_path / "tiny"))
    for told in (telling.tell(), telling.tell()):
        assert all(set(each.told) <= {Audience.GOVERNORS} for each in told.values())


def test_what_one_policy_says_stays_there(root: Path) -> None:
    """A telephone number that the school's file for its first policy sets stands in that policy
    alone, and not on the pages that are about the whole school."""
    home, contacts = (root / f"site/governors/ashby/{name}index.html" for name in ("", "contacts/"))
    both = "school days, school.phone: 01632 960777}"
    phone = ["[trust, school], about: The office's number", "[school, policy], about: The number"]
    edits = {"templates/facts.yml": phone, "schools/ashby/conduct.yml": ["school days}", both]}
    change_trust(root, {name: {"edit": [edit]} for name, edit in edits.items()})
    findings = Findings()
    assert publish(root, findings).published, list(map(str, findings))
    assert "960777" in (root / "site/governors/ashby/conduct/index.html").read_text("utf-8")
    assert all("960777" not in page.read_text("utf-8") for page in (home, contacts))


def test_what_a_proposal_is_nothing_to_stays_where_it_is(tmp_path: Path) -> None:
    """Contacts, statement and feed of a school are the very files they were when a clause of one
    policy is proposed anew; its front page is made again."""
    root = tiny_trust(tmp_path / "tiny")
    decision(root, 1)
    publish(root)
    names = [f"site/governors/ashby/{name}" for name in (*STAY, "index.html")]
    before = [(root / name).stat().st_ino for name in names]
    change_trust(root, WORDS)
    publish(root)
    same = [(root / name).stat().st_ino == old for name, old in zip(names, before, strict=True)]
    assert same == [True] * len(STAY) + [False]
