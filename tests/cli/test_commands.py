"""What people type at `policyloom`, what they read back, and what is then on the disk."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from policyloom.cli import main
from tests.trusts import TODAY, change_trust, copy_example, files, tiny_trust

WRONG = Path(__file__).parent.parent / "cases" / "cli" / "wrong.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(WRONG.read_text("utf-8"))


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    if result.exception is not None:
        assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def on(root: Path, *args: str) -> Result:
    """Run a command on a trust, on the tests' own day where it asks for one."""
    asks = args[0] in ("check", "render", "build", "approve", "verify")
    return run(*args, "--root", str(root), *(["--today", TODAY] if asks else []))


# ------------------------------------------------------------------ wrong use


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_wrong_use_is_told_in_words(tiny: Path, case: dict[str, Any]) -> None:
    """The answer says what is wrong and what would be right, and nothing on the disk changes."""
    before = files(tiny)
    args = [str(tiny) if arg == "ROOT" else arg for arg in case["args"]]
    result = run(*args)
    assert result.exit_code == case["code"], result.output
    for words in case["says"]:
        assert words in " ".join(result.output.split()) or words in result.output, result.output
    left = {name: data for name, data in files(tiny).items() if not name.endswith(".lock")}
    assert left == before


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A disk that refuses is told in a sentence, and what was published stands."""
    root = tiny_trust(tmp_path / "tiny")
    assert on(root, "build", "--no-pdfs").exit_code == 0
    before = files(root / "site")
    change_trust(root, {"schools/ashby/school.yml": {"edit": [["01632 960123", "01632 960199"]]}})
    (root / "build" / "next").write_text("a file where a folder belongs")
    result = on(root, "build", "--no-pdfs")
    assert result.exit_code in (1, 2)
    assert "policyloom" in result.output or "Nothing" in result.output or "Error" in result.output
    assert files(root / "site") == before


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="Root may write anywhere")
def test_a_folder_without_permission(tiny: Path) -> None:
    """Without permission to write, the message names the folder."""
    tiny.chmod(0o555)
    try:
        result = on(tiny, "build", "--no-pdfs")
    finally:
        tiny.chmod(0o755)
    assert result.exit_code == 1
    assert str(tiny) in result.output and "written to" in result.output


def test_nothing_crashes_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The installed command, in an empty folder, says what is missing and shows no traceback."""
    command = [sys.executable, "-m", "policyloom", "check"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "error" in done.stderr.lower()


# ------------------------------------------------------------------ exit codes and messages


def test_nothing_wrong_is_exit_code_0(tiny: Path) -> None:
    """A trust without errors checks, renders and builds with exit code 0."""
    assert on(tiny, "check").exit_code == 0
    rendered = on(tiny, "render", "ashby", "conduct")
    assert rendered.exit_code == 0 and rendered.stdout.startswith("---\ntitle: Code of conduct\n")
    built = on(tiny, "build", "--workers", "1")
    assert built.exit_code == 0 and re.search(r"Published \d+ pages and \d+ PDFs", built.stdout)
    assert "Nothing has changed." in on(tiny, "build", "--workers", "1").stdout


def test_every_error_is_exit_code_1_with_place_what_why_and_what_to_do(tiny: Path) -> None:
    """All findings are told at once, each with its place, its reason and its remedy."""
    change_trust(
        tiny,
        {
            "schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n",
            "schools/ashby/school.yml": {"edit": [["people.head", "people.haed"]]},
        },
    )
    result = on(tiny, "check")
    assert result.exit_code == 1
    told = re.findall(
        r"^(\S+):(\d+):(\d+): error: (.+) \[([a-z-]+)\]\n    why: (.+)\n    do:  (.+)$",
        result.stderr,
        re.MULTILINE,
    )
    assert {place for place, *_ in told} >= {
        "schools/brook/complaints.yml",
        "schools/ashby/school.yml",
    }
    assert any("Did you mean 'people.head'?" in line for *_, line in told)
    for command in (["build"], ["render", "brook", "complaints"]):
        assert on(tiny, *command).exit_code == 1
    assert not (tiny / "site").exists()


def test_keep_going_still_says_that_something_is_wrong(tiny: Path) -> None:
    """With --keep-going the others are published, and the exit code is 1 all the same."""
    change_trust(tiny, {"schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n"})
    result = on(tiny, "build", "--keep-going", "--workers", "1", "--no-pdfs")
    assert result.exit_code == 1
    assert "Kept at their last release: brook." in result.stderr
    assert (tiny / "site/governors/ashby/index.html").is_file()


def test_progress_is_silent_when_piped(tiny: Path) -> None:
    """Into a pipe or a file a build says what it did, once, and nothing on the way."""
    result = on(tiny, "build", "--workers", "1", "--no-pdfs")
    assert not re.search(r"\(\d of \d\)|portal", result.output)
    assert len(result.stdout.splitlines()) == 1


# ------------------------------------------------------------------ new and init


def test_new_files_pass_check(tiny: Path) -> None:
    """A starting school, policy and clause have no error; the clause is not used yet."""
    assert on(tiny, "new", "school", "river-end").exit_code == 0
    assert on(tiny, "new", "policy", "lone-working").exit_code == 0
    assert on(tiny, "new", "clause", "sign-in", "--topic", "visitors").exit_code == 0
    result = on(tiny, "check")
    assert result.exit_code == 0, result.stderr
    assert "[nothing-adopted]" in result.stderr and "error" not in result.stderr
    change_trust(tiny, {"schools/river-end/school.yml": {"edit": [["adopts: []", "adopts: [lone-working]"]]}})  # fmt: skip  # noqa: E501
    assert on(tiny, "check").exit_code == 0
    text = on(tiny, "render", "river-end", "lone-working").stdout
    assert '<a id="lone-working-purpose"></a>' in text
    assert on(tiny, "build", "--workers", "1", "--no-pdfs").exit_code == 0
    assert (tiny / "site/governors/river-end/lone-working/index.html").is_file()


def test_new_never_writes_over_a_file(tiny: Path) -> None:
    """Asked twice, the second time is refused and the first one's files stand."""
    for kind in ("school", "policy", "clause"):
        assert on(tiny, "new", kind, "lone-hill").exit_code == 0
        before = files(tiny)
        assert on(tiny, "new", kind, "lone-hill").exit_code == 2
        assert files(tiny) == before


def test_new_works_on_the_example(tmp_path: Path) -> None:
    """The same starting files suit the example trust as it is."""
    root = copy_example(tmp_path / "example")
    for kind, name in (("school", "riverside"), ("policy", "lone-working"), ("clause", "sign-in")):
        assert on(root, "new", kind, name).exit_code == 0
    result = on(root, "check")
    assert result.exit_code == 0, result.stderr


def test_init_starts_a_trust_that_builds_at_once(tmp_path: Path) -> None:
    """In a new folder, `init`, `check` and `build` go through with nothing written by hand."""
    root = tmp_path / "our-trust"
    result = run("init", str(root))
    assert result.exit_code == 0, result.output
    assert "policyloom build" in result.stdout
    checked = on(root, "check")
    assert checked.exit_code == 0, checked.stderr
    built = on(root, "build", "--workers", "1")
    assert built.exit_code == 0, built.stderr
    listed = json.loads((root / "site/governors/policies.json").read_text("utf-8"))["policies"]
    assert listed
    for entry in listed:
        assert (root / "site/governors" / entry["url"] / "index.html").is_file()
        assert (root / "site/governors" / entry["pdf"]).is_file()


# ------------------------------------------------------------------ help


def commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> dict[tuple[str, ...], click.Command]:
    """Every command that does something, by what is typed."""
    found: dict[tuple[str, ...], click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= commands(command, (*path, name))
        else:
            found[*path, name] = command
    return found


COMMANDS = commands(main)


@pytest.fixture(scope="module")
def trust(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, published already, for the commands that the help pages show."""
    return Path(shutil.copytree(example, tmp_path_factory.mktemp("help") / "example"))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_has_an_example_that_runs(
    trust: Path, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]
) -> None:
    """Each command's help shows a command line which, typed in the example trust, works."""
    shown = run(*path, "--help")
    assert shown.exit_code == 0
    examples = re.findall(r"Example: policyloom (.+(?:\n +\S.*)*)", shown.stdout)
    assert examples, path
    words = shlex.split(" ".join(examples[0].split()))
    assert tuple(words[: len(path)]) == path
    if path in (("serve",), ("new", "register")) or {"--against", "--since"} & {*words}:
        # Serving does not end; the example has a statutory register; an earlier register of
        # records and a repository are the reader's own.
        COMMANDS[path].make_context(path[-1], words[len(path) :])
        return
    monkeypatch.chdir(trust)
    monkeypatch.setenv("POLICYLOOM_TODAY", TODAY)
    if path == ("merge",):
        run("build", "--shard", "1/1", "--workers", "2")
    result = run(*words)
    assert result.exit_code == 0, result.output


def test_the_version_is_told() -> None:
    """`--version` says which policyloom this is."""
    assert re.search(r"policyloom, version \d+\.\d+", run("--version").stdout)
