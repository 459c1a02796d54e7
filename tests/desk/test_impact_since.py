"""Impact of edits that are made: what differs since a git revision is told, and told truly."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.desk.deciding import decide, run
from tests.desk.edited import REWORDED, RULE, git, impact, paths, policies, told
from tests.trusts import change_trust, publish


def test_since_tells_each_change_its_cause_and_who_decides(trust: Path) -> None:
    """A clause's words, a condition and a telephone number are told with their kinds; the first
    two need a decision, the last does not."""
    said = ("--kind", "meaning", "--why", "Guests too", "--on", "2026-11-01")
    assert run("revise", "rule-kind", *said, "--root", str(trust)).exit_code == 0
    change_trust(trust, {**REWORDED, "schools/ashby/school.yml": {"edit": [["960123", "960150"]]}})
    change_trust(trust, {"schools/ashby/school.yml": {"edit": [["office@", "desk@"]]}})
    found = told(trust, "--since", "HEAD")
    brook = policies(found)["brook", "conduct"]
    assert (brook["need"], brook["decides"]) == ("decision", ["governing body"])
    (change,) = brook["changes"]
    assert (change["kind"], change["cause"]) == ("wording", "clause revised by the trust")
    assert change["reason"] == "Guests too" and change["changed"].count("[-everyone-]{+anyone+}")
    ashby = policies(found)["ashby", "conduct"]
    assert ashby["need"] == "decision"  # its own words stand, but the clause has a new meaning
    assert {(one["key"], one["does"]) for one in found["stale"]} == {
        ("rule-kind", "replace"),
        ("order", "order"),
    }


def test_a_condition_changes_for_those_who_have_it_from_there(trust: Path) -> None:
    """The authored value of a school reaches that school alone."""
    change_trust(trust, {"schools/brook/school.yml": {"append": "  reply: 3 school days\n"}})
    found = policies(told(trust, "--since", "HEAD"))
    (change,) = found["brook", "conduct"]["changes"]
    assert (change["kind"], change["old"], change["new"]) == (
        "condition",
        "5 school days",
        "3 school days",
    )
    assert found["brook", "conduct"]["need"] == "decision"
    assert ("ashby", "conduct") not in found


def test_nothing_edited_touches_nothing(trust: Path) -> None:
    """Comments and new lines are no edit of a policy."""
    change_trust(trust, {"schools/trust.yml": {"edit": [["name: Mill", "# ours\n\nname: Mill"]]}})
    assert told(trust, "--since", "HEAD")["policies"] == []
    assert "no school's policy is touched" in impact(trust, "--since", "HEAD").stdout


def test_what_comes_goes_and_is_held_back(trust: Path) -> None:
    """A policy taken up, one given up, and one that an error holds back each say so."""
    edits = {
        "schools/ashby/school.yml": {"edit": [["[conduct, complaints]", "[conduct]"]]},
        "schools/brook/conduct.yml": "omit: [{clause: no, because: x, against: 2024-09-01}]\n",
    }
    change_trust(trust, edits)
    change_trust(trust, REWORDED)
    result = impact(trust, "--since", "HEAD", "--format", "json")
    found = policies(json.loads(result.stdout))
    assert result.exit_code == 1 and "unknown-clause" in result.stderr
    assert found["ashby", "complaints"]["how"] == ["It is no longer published here."]
    assert found["brook", "conduct"]["how"] == ["An error holds it back: see the errors."]
    git(trust, "add", "-A")
    git(trust, "commit", "--quiet", "-m", "Second")
    git(trust, "checkout", "--quiet", "HEAD~1")
    back = policies(told(trust, "--since", "HEAD@{1}"))
    assert back["ashby", "complaints"]["how"] == ["It is new here."]


def test_a_decision_that_has_been_recorded_is_told(trust: Path) -> None:
    """A recorded decision changes pages, and leaves nothing to decide."""
    change_trust(trust, REWORDED)
    decide(trust, "brook", "conduct", "2026-11-02", "--decision", "changed", "--summary", "So.")
    one = policies(told(trust, "--since", "HEAD"))["brook", "conduct"]
    assert one["need"] == "none"
    assert "A decision is recorded: changed, 2026-11-02." in one["how"]


EDITS: dict[str, dict[str, Any]] = {
    "wording": REWORDED,
    "particular": {"schools/ashby/school.yml": {"edit": [["Tom Hale", "Ama Boateng"]]}},
    "heading": {"templates/policies/conduct.yml": {"edit": [["heading: Help", "heading: Whom"]]}},
}


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_the_pages_named_are_those_that_change(trust: Path, edit: str) -> None:
    """Published before and after: of the policies' pages and PDFs, exactly those that are named
    differ."""
    publish(trust)
    before = published(trust)
    change_trust(trust, EDITS[edit])
    named = {p for one in told(trust, "--since", "HEAD")["policies"] for p in paths(one)}
    publish(trust)
    after = published(trust)
    differing = {path for path in before | after if before.get(path) != after.get(path)}
    assert named == differing


def published(root: Path) -> dict[str, bytes]:
    """What governors read of each policy, by address: the article of a page, a PDF's bytes."""
    site = root / "site/governors"
    found = {}
    for path in (path for school in ("ashby", "brook") for path in site.glob(f"{school}/*/**/*")):
        address = path.relative_to(site).as_posix()
        if path.name == "index.html" and address.split("/")[1] in ("conduct", "complaints"):
            text = path.read_text("utf-8")
            article = text[text.index("<article") : text.index("</article>")]
            found[address.removesuffix("index.html")] = article.encode()
        elif path.suffix == ".pdf":
            found[address] = path.read_bytes()
    return found


def test_text_tells_a_shared_change_once(trust: Path) -> None:
    """Both schools' policies that say the clause are named beside the one change."""
    change_trust(
        trust, {"templates/clauses/conduct/lead-must-not.md": {"edit": [["not:", "never:"]]}}
    )
    said = " ".join(impact(trust, "--since", "HEAD").stdout.split())
    assert "2 policies at 2 schools touched" in said
    assert "In 2 policies: ashby/conduct, brook/conduct" in said
    assert said.count("must [-not-]{+never+}:") == 1
    assert "2 need a decision (governing body)" in said


def test_a_summary_for_a_pull_request_is_only_words(trust: Path) -> None:
    """Nothing that an author wrote is acted on by a code host: no markup, mention or reference."""
    sly = "and to @everyone, <b>see</b> #1 | [x](https://evil.example.org) at"
    change_trust(
        trust, {RULE: {"edit": [["and to everyone at", sly.replace("<b>see</b>", "see")]]}}
    )
    said = impact(trust, "--since", "HEAD", "--format", "markdown").stdout
    assert said.startswith("## What this change touches\n")
    assert "| Brook School | Code of conduct | 1 |" in said
    assert "needs a decision: governing body" in said
    for live in ("@everyone", "#5", "](https", "5 |"):
        assert live not in said


def no_git(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def no_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))


@pytest.mark.parametrize(
    ("spoil", "revision", "says"),
    [
        (no_git, "HEAD", "The program git is not installed"),
        (no_repository, "HEAD", "is in no git repository"),
        (None, "nowhere", "Git knows no revision 'nowhere'"),
        (None, "--output=x", "Git knows no revision '--output=x'"),
        (None, "HEAD:schools", "Git knows no revision"),
    ],
)
def test_without_a_past_there_is_a_sentence(
    trust: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path, pytest.MonkeyPatch], None] | None,
    revision: str,
    says: str,
) -> None:
    """No git, no repository or no such revision: what is missing and what to do, no traceback."""
    if spoil:
        spoil(trust, monkeypatch)
    result = impact(trust, f"--since={revision}")
    assert result.exit_code == 1 and says in " ".join(result.stderr.split())
    assert not list(Path.cwd().glob("x"))


def test_a_trust_in_a_folder_of_its_repository(trust: Path, tmp_path: Path) -> None:
    """The repository may hold more than the trust, which may not have been there from the first."""
    outer = tmp_path / "outer"
    shutil.copytree(trust, outer / "our trust", ignore=shutil.ignore_patterns(".git"))
    git(outer, "init", "--quiet")
    git(outer, "commit", "--quiet", "--allow-empty", "-m", "Nothing")
    git(outer, "add", "-A")
    git(outer, "commit", "--quiet", "-m", "The trust")
    change_trust(outer / "our trust", REWORDED)
    before = git(outer, "status", "--porcelain")
    assert ("brook", "conduct") in policies(told(outer / "our trust", "--since", "HEAD"))
    assert git(outer, "status", "--porcelain") == before
    result = impact(outer / "our trust", "--since", "HEAD~1")
    assert result.exit_code == 1 and "there was no folder 'templates'" in result.stderr
