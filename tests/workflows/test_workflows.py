"""docs/workflows: what a code host is told to do is well formed, safe, and does it."""

from __future__ import annotations

import datetime
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from policyloom import __version__
from policyloom.cli import main
from policyloom.pipeline.starting import start
from tests.desk.deciding import decide
from tests.desk.test_remind import host, listing
from tests.trusts import HERE, TODAY, change_trust, files, publish, tiny_trust
from tests.workflows.running import HAS_GIT, WORKFLOWS, Host, repository, workflow

NAMES = sorted(path.name for path in WORKFLOWS.glob("github-*.yml"))
PINNED = re.compile(r"[\w./-]+@[0-9a-f]{40}")
KNOWN = {
    "github.token": "a-token",
    "github.repository": "trust/policies",
    "github.server_url": "https://host.example.org",
    "github.run_id": "7",
    "vars.PROTECTED_HOST != ''": "",
    "vars.PROTECTED_HOST": "deploy@inside.example.org:/srv",
    "vars.PROTECTED_KNOWN_HOSTS": "inside.example.org ssh-ed25519 AAAA",
    "secrets.PROTECTED_KEY": "a-key",
    "secrets.SHARDS_KEY": "another key",
    "needs.prove.outputs.day": TODAY,
    "strategy.job-total": "2",
}
PUBLISHING = ["github-publish.yml", "github-publish-shards.yml"]
PROTECTED = KNOWN | {"vars.PROTECTED_HOST != ''": "true"}
needs_git = pytest.mark.skipif(not HAS_GIT, reason="Needs git and bash")
needs_seal = pytest.mark.skipif(not shutil.which("openssl"), reason="Needs openssl")


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in workflow(name)["jobs"].values():
        yield from job["steps"]


def lines(name: str) -> Iterator[list[str]]:
    """Every `policyloom …` in a workflow, as words."""
    for step in steps(name):
        for line in step.get("run", "").splitlines():
            if line.strip().startswith("policyloom "):
                words = shlex.split(line.partition(">>")[0])
                yield [_said(word) for word in words[1:]]


def _said(word: str) -> str:
    """A word as the shell hands it on."""
    return word.replace("$WITHIN", "60").replace("$SHARD", "2").replace("$OF", "4")


# ------------------------------------------------------------------ what is written


def test_there_are_workflows() -> None:
    """Two publish, of which a trust takes one, and one reminds."""
    assert {*NAMES} == {*PUBLISHING, "github-remind.yml"}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_line_can_be_typed(name: str) -> None:
    """Each `policyloom …` in a workflow is understood by the command that it names."""
    found = list(lines(name))
    assert found
    for words in found:
        command: click.Command = main.commands[words[0]]
        command.make_context(words[0], words[1:])


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_and_have_no_more_than_they_need(name: str) -> None:
    """Actions are named by commit; rights are none but those that a job names; time is limited."""
    whole = workflow(name)
    assert whole["permissions"] == {}
    for job in whole["jobs"].values():
        assert job["timeout-minutes"] <= 60
        rights = {right for right, kind in job["permissions"].items() if kind == "write"}
        assert rights <= {"issues"} or rights == {"pages", "id-token"}
    for step in steps(name):
        assert "uses" not in step or PINNED.fullmatch(step["uses"]), step
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", NAMES)
def test_no_expression_stands_in_a_script(name: str) -> None:
    """What others may name (branches, titles) reaches a script as a variable, never as its text."""
    assert not [step for step in steps(name) if "${{" in step.get("run", "")]


@pytest.mark.parametrize(
    ("name", "leave"),
    [
        ("github-publish.yml", ["site/public"]),
        ("github-publish-shards.yml", ["shard.sealed", "site/public"]),
    ],
)
def test_the_public_folder_alone_leaves_as_an_artefact(name: str, leave: list[str]) -> None:
    """The jobs that hand something to the host's own shelves name site/public and nothing else but
    what is sealed."""
    paths = [s["with"]["path"] for s in steps(name) if re.search("upload.*artifact", str(s))]
    assert paths == leave


def test_a_change_is_checked_alike() -> None:
    """A trust that builds in shards has its changes checked as any other, and proves its records
    before it builds as well."""
    one, many = (workflow(name)["jobs"] for name in PUBLISHING)
    assert many["check"] == one["check"] and many["publish"] == one["publish"]
    proved = many["prove"]["steps"][:4]
    assert proved == one["build"]["steps"][:4]
    assert many["build"]["steps"][-2:] == one["build"]["steps"][-2:]


@pytest.mark.parametrize("name", NAMES)
def test_the_version_installed_is_this_one(name: str) -> None:
    """A workflow installs the policyloom that it was written for."""
    assert workflow(name)["env"]["POLICYLOOM"] == f"policyloom=={__version__}"


def test_a_new_trust_has_them(tmp_path: Path) -> None:
    """`policyloom init` puts them beside the schemas, where no host runs them by itself."""
    start(tmp_path / "ours")
    for name in NAMES:
        copied = tmp_path / "ours" / "docs" / "workflows" / name
        assert copied.read_bytes() == (WORKFLOWS / name).read_bytes()
    packed = (HERE / "pyproject.toml").read_text("utf-8")
    assert '"docs/workflows" = "policyloom/look/docs/workflows"' in packed


# ------------------------------------------------------------------ publish: what is done


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A tiny trust with a decision, in a repository."""
    root = tiny_trust(tmp_path / "checkout")
    decide(root, "ashby", "conduct", "2026-03-01")
    repository(root, tmp_path / "origin.git")
    return root


@needs_git
def test_a_change_is_checked_and_shown(tmp_path: Path, trust: Path) -> None:
    """A good change passes; the summary has the counts and what it would do at which school."""
    words = [["=== item dont\nharm", "=== item dont\nhurt or harm"]]
    change_trust(trust, {"templates/clauses/conduct/rule-harm.md": {"edit": words}})
    there = Host(tmp_path / "host", trust)
    ran = there.run("github-publish.yml", "check", KNOWN)
    assert not ran.failed, ran.output
    assert "## Policies: " in there.summary() and "Nothing stops publication." in there.summary()
    assert "Ashby" in there.summary() and "Code of conduct" in there.summary()
    assert there.notes("pip") == [["install", f"policyloom=={__version__}"]]


@needs_git
def test_a_change_with_an_error_is_refused_and_still_shown(tmp_path: Path, trust: Path) -> None:
    """The job fails at the check, names the line, and goes on to show the rest."""
    change_trust(trust, {"schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n"})
    there = Host(tmp_path / "host", trust)
    ran = there.run("github-publish.yml", "check", KNOWN)
    assert ran.failed == "Check"
    assert "::error file=schools/brook/complaints.yml,line=1," in ran.output["Check"]
    assert "Prove the records" in ran.output and "1 error" in there.summary()


@needs_git
def test_a_merge_is_published(tmp_path: Path, trust: Path) -> None:
    """Built whole. Folders behind a sign-in go nowhere until a host for them is named; then they
    are handed over, the public one is not, and no key is left behind."""
    there = Host(tmp_path / "host", trust)
    ran = there.run("github-publish.yml", "build", KNOWN)
    assert not ran.failed, ran.output
    assert (trust / "site/public/policies.json").is_file()
    assert there.notes("rsync") == []
    ran = there.run("github-publish.yml", "build", PROTECTED)
    assert not ran.failed, ran.output
    assert [said[-2:] for said in there.notes("rsync")] == [
        [f"site/{audience}/", f"deploy@inside.example.org:/srv/{audience}/"]
        for audience in ("staff", "governors")
    ]
    assert not (there.temp / "key").exists()


@needs_git
def test_a_record_that_was_altered_stops_publication(tmp_path: Path, trust: Path) -> None:
    """The records are proved before anything is built."""
    record = trust / "schools/ashby/approved/conduct/2026-03-01.md"
    record.write_bytes(record.read_bytes().replace(b"are kind", b"are rude"))
    ran = Host(tmp_path / "host", trust).run("github-publish.yml", "build", KNOWN)
    assert ran.failed == "Prove the records" and not (trust / "site").exists()


# ------------------------------------------------------------------ shards: what is done


@needs_git
@needs_seal
def test_what_jobs_make_in_shards_is_joined_and_published(tmp_path: Path, trust: Path) -> None:
    """Each job has a checkout of its own and hands on one sealed file; the last job opens them and
    publishes what one job alone would have."""
    sealed = []
    for number in ("1", "2"):
        checkout = Path(shutil.copytree(trust, tmp_path / f"job-{number}"))
        there = Host(tmp_path / f"host-{number}", checkout)
        ran = there.run("github-publish-shards.yml", "shard", {**KNOWN, "matrix.shard": number})
        assert not ran.failed, ran.output
        assert not (checkout / "site").exists()
        sealed.append((checkout / "shard.sealed").read_bytes())
    last = Path(shutil.copytree(trust, tmp_path / "last"))
    for name, data in zip(("shard-1", "shard-2"), sealed, strict=True):
        assert b"conduct" not in data and len(data) > 10_000
        (last / "sealed" / name).mkdir(parents=True)
        (last / "sealed" / name / "shard.sealed").write_bytes(data)
    ran = Host(tmp_path / "host", last).run("github-publish-shards.yml", "build", KNOWN)
    assert not ran.failed, ran.output
    publish(trust)
    for audience in ("public", "staff", "governors"):
        assert files(last / "site" / audience) == files(trust / "site" / audience)


@needs_git
def test_nothing_leaves_unsealed(tmp_path: Path, trust: Path) -> None:
    """Without a key the job fails, and says what is wanted, before anything is handed on."""
    known = {**KNOWN, "matrix.shard": "1", "secrets.SHARDS_KEY": ""}
    ran = Host(tmp_path / "host", trust).run("github-publish-shards.yml", "shard", known)
    assert ran.failed == "Seal it" and "no secret SHARDS_KEY" in ran.output["Seal it"]
    assert not (trust / "shard.sealed").exists()


@needs_git
def test_all_jobs_have_one_day(tmp_path: Path, trust: Path) -> None:
    """The first job says which day it is, in the form that `--today` takes."""
    ran = Host(tmp_path / "host", trust).run("github-publish-shards.yml", "prove", KNOWN)
    assert not ran.failed, ran.output
    name, _, day = (tmp_path / "host/output").read_text().strip().partition("=")
    assert name == "day" and datetime.date.fromisoformat(day)
    job = workflow("github-publish-shards.yml")["jobs"]["shard"]
    assert job["env"] == {"POLICYLOOM_TODAY": "${{ needs.prove.outputs.day }}"}


# ------------------------------------------------------------------ remind: what is done


def remind(tmp_path: Path, text: str) -> tuple[Host, Any]:
    """A week's run of the reminder against a host that has this list."""
    (tmp_path / "empty").mkdir(exist_ok=True)
    there = Host(tmp_path / "host", tmp_path / "empty")
    with host({"/policies.json": (200, {}, text)}) as (address, _):
        ran = there.run("github-remind.yml", "remind", KNOWN, POLICIES=f"{address}/policies.json")
    return there, ran


@needs_git
def test_the_first_week_opens_an_issue_and_the_next_one_updates_it(tmp_path: Path) -> None:
    """One issue, always of this week, with a comment that tells those who follow it."""
    there, ran = remind(tmp_path, listing({"review": "2026-11-01"}))
    assert not ran.failed, ran.output
    there, ran = remind(tmp_path, listing({"review": "2026-12-01"}))
    assert not ran.failed, ran.output
    (issue,) = there.issues()
    assert issue["label"] == "policies-to-look-after" and "1 December 2026" in issue["body"]
    assert "1 November 2026" not in issue["body"]
    assert [c.startswith("**1 due within 60 days.**") for c in issue["comments"]] == [True]


@needs_git
def test_a_list_too_long_for_an_issue_is_cut_at_a_line(tmp_path: Path) -> None:
    """The issue leads to the whole of it, which stands in the job's summary."""
    many = [{"review": "2026-11-01", "title": f"Policy {n} {'x' * 80}"} for n in range(400)]
    there, ran = remind(tmp_path, listing(*many))
    assert not ran.failed, ran.output
    body = there.issues()[0]["body"]
    assert len(body) < 65_536 and body.rstrip().splitlines()[-3].endswith("|")
    assert "[The whole of it](https://host.example.org/trust/policies/actions/runs/7)" in body
    assert "Policy 399 " in there.summary() and "Policy 399 " not in body


@needs_git
def test_a_week_without_a_list_is_loud(tmp_path: Path) -> None:
    """The job fails, an issue of its own says so, and the list of last week stands as it was."""
    remind(tmp_path, listing({"review": "2026-11-01"}))
    there, ran = remind(tmp_path, "<html>Sign in</html>")
    assert ran.failed == "Ask who owes what"
    assert "It is a web page" in ran.output["Ask who owes what"]
    there, ran = remind(tmp_path, "<html>Sign in</html>")
    last, failed = there.issues()
    assert "1 November 2026" in last["body"] and not last["comments"]
    assert failed["label"] == "policies-reminder-failed" and len(failed["comments"]) == 1
