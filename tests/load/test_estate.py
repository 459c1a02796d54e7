"""What an estate holds when nothing is wrong, and what is left of it when something is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.model.clauses import Polarity
from policyloom.model.estate import Estate
from policyloom.model.facts import Tier
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Audience, RelatedKind
from policyloom.model.schools import Front
from policyloom.model.tree import ListNode, Para, Section, Slot, Table, leaves
from tests.load.trusts import BASE, make_trust


@pytest.fixture(scope="module")
def estate() -> Estate:
    findings = Findings()
    made = load_estate(BASE, findings)
    assert made is not None
    assert not list(findings)
    return made


def test_clause(estate: Estate) -> None:
    """A clause keeps its wordings, its newest change of meaning, and the places of its texts."""
    clause = estate.clauses["rule-kind"]
    assert clause.topic == "conduct"
    assert clause.revised == "2025-09-01"
    statement, item = clause.wordings
    assert statement.text == (
        "{{ staff.many }} must be kind to each other and to everyone at {{ school.name }}."
    )
    assert (item.name, item.polarity) == ("item", Polarity.DO)
    assert item.place == Place("templates/clauses/conduct/rule-kind.md", 14, 1)


def test_place_in_a_joined_text(estate: Estate) -> None:
    """An offset in a wording leads back to its line and column in the file."""
    wording = estate.clauses["rule-kind"].wordings[0]
    file = (BASE / wording.place.file).read_text(encoding="utf-8").splitlines()
    for word in ("staff.many", "kind", "and to everyone", "school.name"):
        place = wording.at(wording.text.index(word))
        assert file[place.line - 1][place.column - 1 :].startswith(word)


def test_choices(estate: Estate) -> None:
    """A wording for each choice, and the trust's own choice."""
    clause = estate.clauses["rule-photos"]
    assert clause.default_choice == "consent"
    never = clause.wording("statement", "never")
    assert never is not None
    assert "does not publish" in never.text


def test_clause_default(estate: Estate) -> None:
    """A clause's own value of a fact has the lowest tier."""
    entry = estate.clauses["contact-office"].defaults["reply"]
    assert (entry.tier, entry.value.text) == (Tier.CLAUSE, "5 school days")


def test_tree(estate: Estate) -> None:
    """A tree has its nodes in order, each leaf with its key and place."""
    policy = estate.policies["conduct"]
    rules, help_ = policy.trees[policy.default_tree].tree
    assert isinstance(rules, Section)
    assert isinstance(help_, Section)
    para, list_, slot = rules.body
    assert isinstance(para, Para)
    assert isinstance(list_, ListNode)
    assert isinstance(slot, Slot)
    assert [leaf.key for leaf in list_.lead] == ["lead-must-not"]
    assert [leaf.key for leaf in leaves((help_,))] == ["contact-office"]
    assert list_.items[0].place == Place("templates/policies/conduct.yml", 20, 13)
    assert policy.related[0].kind is RelatedKind.POLICY


def test_several_trees(estate: Estate) -> None:
    """A policy with several trees has the first for its own; a leaf may set facts."""
    policy = estate.policies["complaints"]
    assert list(policy.trees) == ["standard", "roman"]
    assert policy.default_tree == "standard"
    section = policy.trees["standard"].tree[0]
    assert isinstance(section, Section)
    table = section.body[1]
    assert isinstance(table, Table)
    assert table.row_header
    leaf = table.rows[0].cells[1].leaves[0]
    assert leaf.key == "rule-kind/first"
    assert (leaf.set["reply"].tier, leaf.set["reply"].value.text) == (Tier.LEAF, "10 school days")


def test_trust(estate: Estate) -> None:
    """The trust's settings: its name is a fact too, and only listed audiences are published."""
    trust = estate.trust
    assert trust.sites == {Audience.PUBLIC: "https://policies.example.org/", Audience.STAFF: ""}
    assert trust.facts["trust.name"][0].value.text == "Millrace Trust"
    assert trust.scheme["complaints"].bodies == ("governing body",)
    assert trust.look.logo == "schools/logo.svg"


def test_school(estate: Estate) -> None:
    """A school's facts, nested or dotted, with dated entries in order."""
    school = estate.schools["ashby"]
    assert school.facts["school.name"][0].value.text == "Ashby School"
    assert school.facts["school.email"][0].value.text == "office@ashby.example.org"
    assert school.facts["school.phone"][0].place == Place("schools/ashby/school.yml", 8, 17)
    heads = school.facts["people.head"]
    assert [(e.since, e.value.text) for e in heads] == [
        ("2024-09-01", "Alma Reyes"),
        ("2026-01-01", "Tom Hale"),
    ]
    assert (school.party, estate.schools["brook"].party) == (True, False)


def test_school_without_authority(tmp_path: Path) -> None:
    """A school may have no local authority, which then is no party to its policies."""
    edit = {"edit": [["authority: {id: northmoor, party: false}\n", ""]]}
    findings = Findings()
    made = load_estate(make_trust(tmp_path / "t", {"schools/brook/school.yml": edit}), findings)
    assert made is not None
    assert not list(findings)
    assert (made.schools["brook"].authority, made.schools["brook"].party) == ("", False)


def test_names_that_cannot_be_shown(tmp_path: Path) -> None:
    """File names that are not UTF-8 are findings that can be printed, on one line."""
    trust = make_trust(tmp_path / "t", {})
    for folder in ("clauses/conduct", "clauses", "policies"):
        (trust / "templates" / folder / os.fsdecode(b"\xff.yml")).write_text("x")
    (trust / "schools" / "ashby" / "two\nlines.yml").write_text("x")
    findings = Findings()
    assert load_estate(trust, findings) is not None
    shown = [str(finding) for finding in findings]
    assert len(shown) == 4
    assert not any("\n" in line for line in shown)
    "".join(shown).encode("utf-8")


def test_a_folder_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the person who builds may not open is a finding, not a crash."""
    trust = make_trust(tmp_path / "t", {})
    plain = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path.name == "phases":
            raise PermissionError(13, "Permission denied")
        return iter(plain(path))

    monkeypatch.setattr(Path, "iterdir", iterdir)
    findings = Findings()
    assert load_estate(trust, findings) is not None
    assert [str(f.place) for f in findings if f.code == "not-a-folder"] == ["schools/phases:1:1"]


def test_look_falls_back_to_the_trust(estate: Estate) -> None:
    """Colours that a school does not give are the trust's; its logo is its own or none."""
    ashby, brook = estate.schools["ashby"].look, estate.schools["brook"].look
    assert (ashby.primary, ashby.accent) == ("#0b5c4a", "#b4552d")
    assert ashby.logo == "schools/ashby/logo.svg"
    assert (brook.primary, brook.logo) == ("#1f3a5f", "")


def test_front_merges(estate: Estate) -> None:
    """A school's front has its own keys over the trust's."""
    assert estate.schools["ashby"].front == Front(
        motto=True, signoff=("people.head",), date_precision="month"
    )
    assert estate.schools["brook"].front == estate.trust.front


def test_override_front_merges(tmp_path: Path) -> None:
    """An override's front has its own keys over the school's, or is None."""
    path = "schools/ashby/complaints.yml"
    trust = make_trust(tmp_path / "t", {path: "front: {motto: false, cycles: true}\n"})
    made = load_estate(trust, Findings())
    assert made is not None
    overrides = made.schools["ashby"].overrides
    assert overrides["complaints"].front == Front(
        motto=False, cycles=True, signoff=("people.head",), date_precision="month"
    )
    assert overrides["conduct"].front is None


def test_override(estate: Estate) -> None:
    """An override keeps its operations with reason, date and place."""
    override = estate.schools["ashby"].overrides["conduct"]
    (replace,) = override.replace
    assert (replace.key, replace.against) == ("rule-kind", "2025-09-01")
    assert replace.text_place == Place("schools/ashby/conduct.yml", 5, 12)
    assert [omit.key for omit in override.omit] == ["contact-office"]
    assert [(add.id, add.slot) for add in override.add] == [("ashby.pool", "local-rules")]
    assert override.order is not None
    assert override.order.sections == ("help", "rules")
    assert override.facts["reply"][0].value.text == "1 school day"
    assert override.facts["reply"][0].tier is Tier.POLICY


def test_override_chooses(estate: Estate) -> None:
    """A school picks a tree and a position."""
    override = estate.schools["brook"].overrides["complaints"]
    assert override.tree == "roman"
    assert [(c.clause, c.choice) for c in override.choose] == [("rule-photos", "never")]


def test_tiers(estate: Estate) -> None:
    """Phases and authorities hold facts of their own tier."""
    assert estate.phases["primary"]["staff"][0].tier is Tier.PHASE
    assert estate.authorities["northmoor"]["authority.name"][0].tier is Tier.AUTHORITY


def test_records_are_bytes(estate: Estate) -> None:
    """Records of the trust and of its schools are kept as the bytes that lie on disk."""
    found = {(r.school, r.policy, r.edition): r.data for r in estate.records}
    assert list(found) == [("", "conduct", "2025-09-01"), ("ashby", "conduct", "2025-09-01")]
    assert found["", "conduct", "2025-09-01"].startswith(b"---\nedition")


def test_record_bytes_are_not_judged(tmp_path: Path) -> None:
    """A record that is no UTF-8 is handed on untouched: judging it is another room's."""
    name = "schools/ashby/approved/conduct/2025-09-01.md"
    trust = make_trust(tmp_path / "t", {name: {"bytes_hex": "ff00e9"}})
    findings = Findings()
    made = load_estate(trust, findings)
    assert made is not None
    assert not list(findings)
    assert [r.data for r in made.records if r.school] == [b"\xff\x00\xe9"]


def test_scalars_are_taken_as_written(tmp_path: Path) -> None:
    """NO, 0123, 1.10 and 2012-09-01 stay the texts that were written."""
    edit = {
        "edit": [
            ["school.phone: 01632 960124", "school.motto: NO\n  school.code: 0123"],
            ["name: Brook School", "name: 1.10"],
        ]
    }
    conduct = {"edit": [["number: HR02", "number: 2012-09-01"]]}
    trust = make_trust(
        tmp_path / "t", {"schools/brook/school.yml": edit, "schools/ashby/conduct.yml": conduct}
    )
    findings = Findings()
    made = load_estate(trust, findings)
    assert made is not None
    assert not list(findings)
    brook = made.schools["brook"]
    assert brook.name == "1.10"
    assert brook.facts["school.motto"][0].value.text == "NO"
    assert brook.facts["school.code"][0].value.text == "0123"
    assert made.schools["ashby"].overrides["conduct"].number == "2012-09-01"


def test_a_broken_school_leaves_the_others(tmp_path: Path) -> None:
    """An error in one school blocks that school alone, and the rest is whole."""
    trust = make_trust(tmp_path / "t", {"schools/ashby/school.yml": "name: [\n"})
    findings = Findings()
    made = load_estate(trust, findings)
    assert made is not None
    assert list(made.schools) == ["brook"]
    assert findings.blocks("ashby", "conduct")
    assert not findings.blocks("brook", "conduct")


def test_a_broken_override_leaves_the_other_policies(tmp_path: Path) -> None:
    """An error in an override blocks that policy at that school alone."""
    edit = {"edit": [["clause: rule-kind", "clause: rule-harm"]]}
    trust = make_trust(tmp_path / "t", {"schools/ashby/conduct.yml": edit})
    findings = Findings()
    made = load_estate(trust, findings)
    assert made is not None
    assert {f.scope for f in findings.errors()} == {Scope("ashby", "conduct")}
    assert made.schools["ashby"].overrides["conduct"].replace == ()
    assert not findings.blocks("ashby", "complaints")


def test_a_policy_with_a_gap_is_left_out(tmp_path: Path) -> None:
    """A policy whose tree names no clause is in no school's list, so that nothing leans on it."""
    edit = {"edit": [["- rule-kind", "- rule-none"]]}
    trust = make_trust(
        tmp_path / "t",
        {"templates/policies/conduct.yml": edit, "schools/ashby/conduct.yml": {"remove": True}},
    )
    findings = Findings()
    made = load_estate(trust, findings)
    assert made is not None
    assert list(made.policies) == ["complaints"]
    assert made.schools["ashby"].adopts == ("complaints",)
    assert {f.scope for f in findings.errors()} == {Scope(policy="conduct")}


def test_loading_twice_gives_the_same() -> None:
    """The same files give the same estate."""
    assert load_estate(BASE, Findings()) == load_estate(BASE, Findings())
