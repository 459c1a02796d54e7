"""Joining: what is listed is what is missing, and once it is given nothing is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyloom.findings import Findings
from policyloom.model.estate import Estate
from policyloom.model.facts import FactType
from policyloom.pipeline.joining import Joining, Need, Urgency, joining
from tests.desk.deciding import run
from tests.trusts import TODAY, change_trust, copy_example, tiny_trust, woven

WORTH: dict[FactType, Any] = {
    FactType.PHONE: "01632 960777",
    FactType.EMAIL: "office@newcomer.example.org",
    FactType.URL: "https://www.newcomer.example.org/",
    FactType.PERSON: {
        "name": "Nadia Quist",
        "post": "Officer",
        "email": "post@newcomer.example.org",
        "phone": "01632 960778",
    },
    FactType.ADDRESS: ["1 New Street", "Northmoor"],
    FactType.LIST: ["one thing", "another thing"],
    FactType.DATE: "2020-09-01",
    FactType.DURATION: "10 school days",
    FactType.NUMBER: "12",
    FactType.MONEY: "100",
}
"""A value of each type; a text, a term or a choice has its own."""


def ask(root: Path, school: str) -> tuple[Joining, Findings, Estate]:
    findings = Findings()
    weave = woven(root, findings)
    return joining(weave, school, findings), findings, weave.estate


def missing(found: Joining) -> list[Need]:
    return [need for need in found.needs if need.urgency is Urgency.MISSING]


def supply(root: Path, estate: Estate, needs: list[Need]) -> None:
    """Write what is asked for into the files that are named, under the keys that are named."""
    for need in needs:
        path = root / need.file
        data = (yaml.safe_load(path.read_text("utf-8")) or {}) if path.exists() else {}
        target = data.setdefault(need.under, {}) if need.under else data
        target[need.key] = worth(estate, need)
        path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")


def worth(estate: Estate, need: Need) -> Any:
    if need.under == "choose":
        return next(iter(estate.clauses[need.key].choices))
    if need.key == "adopts":
        return [policy for policy in estate.policies if estate.policies[policy].trees]
    if need.key == "authority":
        return next(iter(estate.authorities))
    spec = estate.facts[need.key]
    return next(iter(spec.options), None) or WORTH.get(spec.type, "words")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example trust, which now says nothing for its schools, with a school that has nothing."""
    root = copy_example(tmp_path_factory.mktemp("bare") / "example")
    trust = root / "schools/trust.yml"
    data = yaml.safe_load(trust.read_text("utf-8"))
    for fact in ("school", "people", "authority", "platforms", "channels", "complaints", "board"):
        del data["set"][fact]
    trust.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    school = root / "schools/newcomer/school.yml"
    school.parent.mkdir()
    school.write_text("name: Newcomer School\nphase: primary\n", "utf-8")
    return root


def test_supplying_all_that_is_listed_completes_the_school(bare: Path) -> None:
    """From nothing to a school without an error, writing only what is listed where it says."""
    found, _, estate = ask(bare, "newcomer")
    assert [need.key for need in missing(found)] == ["adopts"]
    supply(bare, estate, missing(found))
    listed = 0
    while missing(found := ask(bare, "newcomer")[0]):
        assert not found.complete
        listed += len(missing(found))
        assert listed < 200, [need.key for need in missing(found)]
        supply(bare, estate, missing(found))
    assert listed > 10
    found, findings, _ = ask(bare, "newcomer")
    assert not [f for f in findings.errors() if f.scope.school == "newcomer"]
    assert len(found.policies) == len([p for p in estate.policies.values() if p.trees])
    assert not any(ready.gaps for ready in found.policies)


def test_a_school_that_gives_its_own_lends_nothing(tmp_path: Path) -> None:
    """A new school of the example borrows from the trust until it has given all that is listed."""
    root = copy_example(tmp_path / "example")
    school = root / "schools/newcomer/school.yml"
    school.parent.mkdir()
    names = ", ".join(policy for policy in woven(root).estate.policies if policy != "mobile-phones")
    school.write_text(f"name: Newcomer School\nphase: primary\nadopts: [{names}]\n", "utf-8")
    found, _, estate = ask(root, "newcomer")
    lent = [need for need in found.needs if need.urgency is Urgency.LENT]
    assert found.complete
    asked = {need.key for need in lent}
    assert {"people.head", "school.phone", "people.complaints", "authority"} <= asked
    assert any(ready.lent for ready in found.policies)
    supply(root, estate, lent)
    found, _, _ = ask(root, "newcomer")
    assert found.complete and not any(ready.lent for ready in found.policies)
    assert not [need for need in found.needs if need.urgency is Urgency.LENT]


def test_each_gap_that_the_weave_finds_is_listed(tmp_path: Path) -> None:
    """Every missing fact of the school that `check` reports stands in the list, for its policy."""
    change = {
        "schools/trust.yml": {"edit": [["  channels: [letter, email]\n", ""], ["  age: 13\n", ""]]},
        "schools/ashby/school.yml": {"edit": [["    email: office@ashby.example.org\n", ""]]},
        "schools/ashby/conduct.yml": {"remove": True},
        "schools/ashby/complaints.yml": "tree: roman\n",
    }
    root = tiny_trust(tmp_path / "tiny", change)
    change_trust(root, {"schools/trust.yml": {"edit": [[", email: office@millrace.example.org", ""]]}})  # fmt: skip  # noqa: E501
    found, findings, _ = ask(root, "ashby")
    gaps = [f for f in findings.errors() if f.code == "missing-fact" and f.scope.school == "ashby"]
    listed = {(need.key, policy) for need in missing(found) for policy in need.policies}
    named = [re.search(r"'([a-z_.]+)'", gap.what) for gap in gaps]
    told = {(m[1], gap.scope.policy) for m, gap in zip(named, gaps, strict=True) if m}
    assert listed == told == {("school.email", "conduct"), ("channels", "complaints")}


def test_a_fact_is_listed_with_its_file_and_its_meaning(tmp_path: Path) -> None:
    """The line to write, its file, and what facts.yml says that it is about."""
    root = tiny_trust(tmp_path / "tiny")
    change_trust(root, {"schools/trust.yml": {"edit": [[", email: office@millrace.example.org", ""]]}})  # fmt: skip  # noqa: E501
    found, _, _ = ask(root, "brook")
    (need,) = missing(found)
    assert (need.file, need.under, need.key) == ("schools/brook/school.yml", "set", "school.email")
    assert (need.about, need.policies) == ("The office's address", ("conduct",))
    assert [(r.policy, r.complete) for r in found.policies] == [
        ("complaints", True),
        ("conduct", False),
    ]


def test_a_part_of_a_person_is_asked_for_where_the_person_stands(tmp_path: Path) -> None:
    """A head without an email address: the one key that is missing, not the whole person."""
    clause = "templates/clauses/conduct/contact-office.md"
    change: dict[str, Any] = {
        clause: {"edit": [["mailto:{{ school.email }}", "mailto:{{ people.head.email }}"]]}
    }
    head = "  people.head: {name: the head, email: head@millrace.example.org}\n"
    change["schools/trust.yml"] = {"edit": [["  age: 13\n", f"  age: 13\n{head}"]]}
    change["schools/ashby/conduct.yml"] = {"remove": True}
    found, _, _ = ask(tiny_trust(tmp_path / "tiny", change), "ashby")
    (need,) = missing(found)
    assert (need.file, need.key) == ("schools/ashby/school.yml", "people.head")
    assert need.shape == "{email: …}"


def test_what_the_trust_says_for_a_school_is_told(tmp_path: Path) -> None:
    """A particular that stands in trust.yml leaves no gap; it is listed with what stands there."""
    found, _, _ = ask(tiny_trust(tmp_path / "tiny"), "brook")
    assert missing(found) == []
    lent = {need.key: need.now for need in found.needs if need.urgency is Urgency.LENT}
    assert lent == {"school.email": "office@millrace.example.org"}
    empty = {need.key for need in found.needs if need.urgency is Urgency.EMPTY}
    assert empty == {"logo", "people.head", "school.address", "school.website"}
    assert [(r.policy, r.lent) for r in found.policies] == [("complaints", 0), ("conduct", 1)]


def test_choices_are_listed_until_they_are_made(tmp_path: Path) -> None:
    """A clause with positions is listed for a school that has taken none, with the trust's own."""
    root = tiny_trust(tmp_path / "tiny")
    assert not [n for n in ask(root, "brook")[0].needs if n.under == "choose"]
    (need,) = (n for n in ask(root, "ashby")[0].needs if n.under == "choose")
    assert (need.file, need.key) == ("schools/ashby/complaints.yml", "rule-photos")
    assert (need.urgency, need.now) == (Urgency.CHOICE, "consent")
    assert "never (Never published)" in need.about
    change_trust(root, {need.file: "choose: {rule-photos: consent}\n"})
    assert not [n for n in ask(root, "ashby")[0].needs if n.under == "choose"]


def test_other_errors_keep_a_policy_from_being_complete(tmp_path: Path) -> None:
    """A policy with an error that is no gap is not called complete."""
    root = tiny_trust(tmp_path / "tiny", {"schools/brook/complaints.yml": "choose: {rule-no: a}\n"})
    found, _, _ = ask(root, "brook")
    assert [(r.policy, r.errors, r.complete) for r in found.policies] == [
        ("complaints", 1, False),
        ("conduct", 0, True),
    ]


def test_the_schools_of_the_example_miss_nothing(tmp_path: Path) -> None:
    """No false alarm: every school of the example is complete."""
    root = copy_example(tmp_path / "example")
    findings = Findings()
    weave = woven(root, findings)
    for school in weave.estate.schools:
        found = joining(weave, school, findings)
        assert found.complete, (school, missing(found))


# ------------------------------------------------------------------ the command


def test_the_command_says_what_to_write(tiny: Path) -> None:
    """What is printed can be written into the file as it stands; the code says if it must be."""
    assert run("join", "brook", "--root", str(tiny), "--today", TODAY).exit_code == 0
    change_trust(tiny, {"schools/trust.yml": {"edit": [[", email: office@millrace.example.org", ""]]}})  # fmt: skip  # noqa: E501
    result = run("join", "brook", "--root", str(tiny), "--today", TODAY)
    assert result.exit_code == 1
    assert "schools/brook/school.yml\n  Missing:" in result.stdout
    assert "    set:\n      school.email: …\n          The office's address. For: conduct." in (
        result.stdout
    )
    assert "  complaints  complete\n" in result.stdout
    assert "  conduct     1 missing\n" in result.stdout


def test_a_preview_shows_its_gaps(tiny: Path) -> None:
    """A policy with a gap can be read before it can be published; the gap names the fact."""
    clause = "templates/clauses/conduct/contact-office.md"
    change_trust(tiny, {clause: {"edit": [["Ask [the", "{{ school.code }}: ask [the"]]}})
    said = ("--root", str(tiny), "--today", TODAY)
    result = run("join", "brook", "--preview", "conduct", *said)
    assert "# Code of conduct" in result.stdout
    assert "‹school.code›" in result.stdout
    assert run("render", "brook", "conduct", *said).exit_code == 1


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["asbhy"], 2, "Did you mean 'ashby'?"),
        (["ashby", "--preview", "conducts"], 2, "Did you mean 'conduct'?"),
        (["nowhere-near"], 2, "policyloom new school"),
    ],
)
def test_wrong_use_is_told(tiny: Path, args: list[str], code: int, says: str) -> None:
    """A school or policy that is not there is answered with the one that was meant."""
    result = run("join", *args, "--root", str(tiny), "--today", TODAY)
    assert result.exit_code == code
    assert says in " ".join(result.output.split())


def test_a_school_whose_file_is_broken_is_told_its_errors(tiny: Path) -> None:
    """A school.yml that cannot be read is shown with its place, not called unknown."""
    change_trust(tiny, {"schools/brook/school.yml": "name: Brook School\nphase: [\n"})
    result = run("join", "brook", "--root", str(tiny), "--today", TODAY)
    assert result.exit_code == 1
    assert "schools/brook/school.yml:" in result.stderr
