"""`policyloom check --format`: the same findings for people, programs and code hosts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from policyloom.findings import Finding, Findings, Severity
from policyloom.model.checks import Acceptance, Check
from policyloom.model.places import Place, Scope
from policyloom.outputs.findings_github import findings_github
from policyloom.outputs.findings_json import findings_json
from policyloom.outputs.findings_sarif import findings_sarif
from policyloom.outputs.findings_summary import TOP, findings_summary
from tests.desk.deciding import run
from tests.trusts import HERE, TODAY, change_trust

WRONG = {
    "schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n",
    "schools/ashby/school.yml": {"edit": [["people.head", "people.haed"]]},
    "templates/clauses/conduct/rule-kind.md": {
        "edit": [["basis:", "  - {date: 2026-03-01, kind: meaning, why: Covers games}\nbasis:"]]
    },
}
"""Two errors, at two schools, and an override that is older than its clause."""

HOSTILE = "50% of\r\n::error::this, and: that | <b>@head</b> [x](http://x.example.org) `a` ~~b~~"


def finding(
    severity: Severity = Severity.ERROR, what: str = "It is wrong.", **more: Any
) -> Finding:
    given: dict[str, Any] = {
        "code": "a-code",
        "place": Place("schools/a b,c:d.yml", 3, 7),
        "scope": Scope("ashby", "conduct"),
    }
    return Finding(severity=severity, what=what, why="Why.", fix="Do.", **given | more)


@pytest.fixture
def wrong(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trust with something wrong, in the folder in which the command is typed."""
    change_trust(tiny, WRONG)
    monkeypatch.chdir(tiny)
    return tiny


def check(*asked: str) -> Result:
    return run("check", "--today", TODAY, *asked)


def told(text: str) -> set[tuple[str, str, str]]:
    """Place, severity and code of each finding that people are told."""
    return set(re.findall(r"^(\S+:\d+:\d+): (error|warning|note): .+ \[([a-z-]+)\]$", text, re.M))


def test_every_form_tells_the_same(wrong: Path, tmp_path: Path) -> None:
    """Text, JSON, GitHub's commands and SARIF name the same places and codes, and end in code 1."""
    people = check()
    wanted = told(people.stderr)
    assert {severity for _, severity, _ in wanted} >= {"error", "warning"}
    data = json.loads(check("--format", "json").stdout)
    found = {
        (f"{f['file']}:{f['line']}:{f['column']}", f["severity"], f["code"])
        for f in data["findings"]
    }
    assert found == wanted and data["today"] == TODAY
    assert sum(data["counts"].values()) == len(data["findings"])
    github = check("--format", "github").stdout
    lines = re.findall(r"^::(\w+) file=(.+),line=(\d+),col=(\d+),title=([a-z-]+)::.", github, re.M)
    kinds = {"notice": "note"}
    assert {(f"{f}:{n}:{c}", kinds.get(k, k), code) for k, f, n, c, code in lines} == wanted
    sarif = json.loads(check("--format", "sarif").stdout)["runs"][0]
    assert {(*place_of(r), r["ruleId"]) for r in sarif["results"]} == wanted
    assert all(check("--format", form).exit_code == 1 for form in ("json", "github", "sarif"))


def place_of(result: dict[str, Any]) -> tuple[str, str]:
    at = result["locations"][0]["physicalLocation"]
    region = at["region"]
    place = f"{at['artifactLocation']['uri']}:{region['startLine']}:{region['startColumn']}"
    return place, result["level"]


def test_a_form_for_programs_is_all_that_is_on_the_output(wrong: Path) -> None:
    """How much was looked at is told beside it, and a file's ending chooses the form."""
    result = check("--format", "json")
    json.loads(result.stdout)
    assert "clauses" in result.stderr
    assert check("--out", "found.sarif").exit_code == 1
    assert Sarif.model_validate_json((wrong / "found.sarif").read_text("utf-8")).runs
    assert check("--out", "found.txt").exit_code == 1
    assert told((wrong / "found.txt").read_text("utf-8"))


def test_nothing_wrong_is_told_in_every_form(tiny: Path) -> None:
    """A trust in good order is exit code 0, an empty list, and a summary that says so."""
    root = ("--root", str(tiny))
    assert json.loads(check(*root, "--format", "json").stdout)["findings"] == []
    assert check(*root, "--format", "github").stdout == ""
    assert Sarif.model_validate_json(check(*root, "--format", "sarif").stdout).runs[0].results == []
    summary = tiny / "summary.md"
    assert check(*root, "--summary", str(summary)).exit_code == 0
    text = summary.read_text("utf-8")
    assert "nothing found" in text and "Nothing stops publication." in text and "|" not in text


def test_a_trust_that_cannot_be_read_is_told_in_every_form(tmp_path: Path) -> None:
    """An empty folder is an error in JSON and in the summary too, not a traceback."""
    root = ("--root", str(tmp_path), "--summary", str(tmp_path / "summary.md"))
    result = check(*root, "--format", "json")
    assert result.exit_code == 1 and json.loads(result.stdout)["counts"]["error"] >= 1
    assert "2 errors" in (tmp_path / "summary.md").read_text("utf-8")


def test_places_are_those_of_the_repository(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the trust's folder is below the repository's, hosts are told the path from the top."""
    monkeypatch.chdir(wrong.parent)
    github = check("--format", "github", "--root", "tiny").stdout
    assert "file=tiny/schools/brook/complaints.yml," in github
    result = json.loads(check("--format", "sarif", "--root", "tiny").stdout)["runs"][0]["results"][
        0
    ]
    assert place_of(result)[0].startswith("tiny/")
    assert "tiny/" not in check("--format", "json", "--root", "tiny").stdout


# ------------------------------------------------------------------ each form by itself


def test_a_command_holds_whatever_is_said() -> None:
    """Line ends, colons, commas and per cent in a text neither end a command nor begin one."""
    text = findings_github([finding(what=HOSTILE)])
    assert text.count("\n") == 1 and len(re.findall(r"^::", text, re.M)) == 1
    assert "file=schools/a b%2Cc%3Ad.yml,line=3,col=7,title=a-code::50%25 of%0D%0A::error::" in text


def test_what_stops_is_told_first_to_a_host_that_shows_ten() -> None:
    """Errors come before warnings and notes, whatever their files are called."""
    found = [finding(s, place=Place(f"{n}.yml")) for n, s in enumerate(reversed(Severity))]
    kinds = re.findall(r"^::(\w+)", findings_github(found), re.M)
    assert kinds == ["error", "warning", "notice"]


def test_sarif_is_valid_and_explains_its_rules() -> None:
    """By the standard's own schema; each rule says why, what to do, and where more is told."""
    found = [
        finding(what=HOSTILE),
        finding(Severity.NOTE, code="b-code"),
        finding(Severity.WARNING),
    ]
    text = findings_sarif(found, "a trust", "https://guide.example.org/codes/")
    Sarif.model_validate_json(text)
    run = json.loads(text)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["a-code", "b-code"]
    assert rules[0]["helpUri"] == "https://guide.example.org/codes/#a-code"
    assert rules[0]["help"]["text"] == "Why. Do."
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [f.code for f in found]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20trust/schools/a%20b%2Cc%3Ad.yml"


def test_sarif_says_what_is_accepted_and_why() -> None:
    """A finding that may stand is a result with its reason, its day and its acceptance's place; a
    host shows it as dealt with. The others say that nothing suppresses them."""
    reason = Acceptance(Check.POST_HOLDER, "ashby", "They share it.", "2027-01-31", Place("t.yml"))
    text = findings_sarif([finding()], accepted=[(reason, finding(code="post-holder"))])
    Sarif.model_validate_json(text)
    run = json.loads(text)["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["a-code", "post-holder"]
    stands, may_stand = run["results"]
    assert stands["suppressions"] == []
    (why,) = may_stand["suppressions"]
    assert (may_stand["ruleId"], why["kind"]) == ("post-holder", "external")
    assert why["justification"] == "They share it."
    assert why["location"]["physicalLocation"]["artifactLocation"]["uri"] == "t.yml"
    assert why["properties"] == {"until": "2027-01-31"}


def test_the_example_tells_in_sarif_what_it_accepts(tmp_path: Path) -> None:
    """`policyloom check` hands on what is accepted; the other forms leave it out of the list."""
    out = tmp_path / "found.sarif"
    root = ("--root", str(HERE))
    assert check(*root, "--out", str(out)).exit_code == 0
    results = json.loads(out.read_text("utf-8"))["runs"][0]["results"]
    accepted = [r for r in results if r["suppressions"]]
    assert [place_of(r)[0] for r in accepted] == [
        "schools/larkfield/attached/uncollected-children.yml:1:1"
    ]
    assert "uncollected" not in check(*root, "--format", "json").stdout


def test_sarif_knows_a_finding_again() -> None:
    """A finding that has only moved down its file is the same one; another one is not."""

    def identity(what: str, line: int) -> str:
        text = findings_sarif([finding(what=what, place=Place("a.yml", line))])
        prints: dict[str, str] = json.loads(text)["runs"][0]["results"][0]["partialFingerprints"]
        return prints["policyloom/v1"]

    assert identity("One.", 3) == identity("One.", 30) != identity("Two.", 3)


def test_json_keeps_every_word() -> None:
    """Nothing is escaped away or shortened for other programs."""
    entry = json.loads(findings_json([finding(what=HOSTILE + ".")], TODAY))["findings"][0]
    assert entry["what"] == HOSTILE + "."
    assert (entry["school"], entry["policy"], entry["line"]) == ("ashby", "conduct", 3)


def test_the_summary_counts_by_school_and_policy() -> None:
    """A line for each scope, with how many of each kind; the worst are told first, and not all."""
    found = Findings(finding(Severity.WARNING, f"Number {n}.") for n in range(TOP + 5))
    found.add(finding(what="It stops.", scope=Scope()))
    text = findings_summary(found.in_order(), "2 schools.")
    assert "## Policies: 1 error, 25 warnings" in text and "2 schools." in text
    assert "| all | all | 1 |  |  |" in text and "| ashby | conduct |  | 25 |  |" in text
    assert text.index("It stops.") < text.index("Number 0.")
    assert text.count("- **") == TOP and "And 6 more" in text


def test_the_summary_says_words_and_does_nothing() -> None:
    """Nothing authored becomes markup, a mention, a link or another cell of the table."""
    said = HOSTILE.replace("\r\n", " ")
    text = findings_summary([finding(what=HOSTILE, scope=Scope("a|b"))], f"2 schools.\n{said}")
    assert not re.search(r"<b>|@head|\[x\]|`|~~|\n::", text)
    assert "| a&#124;b |" in text
