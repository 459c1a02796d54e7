"""Commands and options that the guide names in a line of text: each can be typed, and works.

They are typed in a small trust that is published, under git, and has a stale override.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from policyloom.cli import main
from policyloom.pipeline.starting import start
from tests.desk.deciding import run
from tests.guide.fences import BESIDE, pages
from tests.guide.shell import Terminal, needs
from tests.trusts import HERE, TODAY, publish

FENCED = re.compile(r"^ *(```|~~~).*?^ *\1 *$", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`]+)`")
FOREIGN = {
    "--allowed-group": "oauth2-proxy",
    "--redirect-url": "oauth2-proxy",
    "--reverse-proxy": "oauth2-proxy",
    "--words": "tests.bench",
    "--write-golden": "pytest",
}
"""Options of other programs, which are not looked for here."""
PLACEHOLDER = re.compile(r"[A-Z]+|…")


def spans() -> Iterator[tuple[str, str]]:
    """What stands between backticks in a line of a page, by page. The reference's are run by
    tests/cli/test_commands.py."""
    for page, path in pages().items():
        if not page.startswith("reference/"):
            for span in SPAN.findall(FENCED.sub("", path.read_text("utf-8"))):
                yield page, " ".join(span.split())


COMMANDS = dict.fromkeys(
    (page, span) for page, span in spans() if re.match(r"(\.venv/bin/)?policyloom ", span)
)
OPTIONS = dict.fromkeys(span for _, span in spans() if re.match(r"--[a-z]", span))


def resolved(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words name, and what is left of them."""
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        assert words[0] in command.commands, words
        command, words = command.commands[words[0]], words[1:]
    return command, words


def every_command(group: click.Group = main) -> Iterator[click.Command]:
    """Each command that does something."""
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from every_command(command)
        else:
            yield command


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trust in which they are typed."""
    needs("git")
    root = tmp_path_factory.mktemp("scene") / "trust"
    start(root)
    here = ("--root", str(root), "--today", TODAY)
    by = ("--by", "governing body")
    revised = ("--kind", "meaning", "--why", "Visitors show who they are", "--on", TODAY)
    for asked in (
        ("approve", "riverside", "visitors", "--on", "2026-09-15", *by, *here),
        ("revise", "visitor-sign-in", *revised, "--root", str(root)),
    ):
        assert run(*asked).exit_code == 0, asked
    publish(root)
    for name in ("policies.json", "minutes/2025/policies.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / "site/public/policies.json", root / name)
    Terminal(root.parent / "home").says(
        "git init --quiet --initial-branch=main . && git add . && git commit --quiet -m Start"
        " && git update-ref refs/remotes/origin/main main",
        root,
    )
    return root


@pytest.mark.parametrize(("page", "span"), COMMANDS)
def test_a_command_in_a_line_of_text_works(
    page: str, span: str, scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there; and where more than its name is said, it does what it is asked."""
    monkeypatch.setenv("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
    monkeypatch.setenv("POLICYLOOM_TODAY", TODAY)
    words = shlex.split(os.path.expandvars(span))[1:]
    command, more = resolved(words)
    if isinstance(command, click.Group) or not more:
        return
    if page in BESIDE:
        assert words[0] in ("render", "build") and (words[0] == "render" or more == ["--help"])
        monkeypatch.chdir(HERE)
    else:
        monkeypatch.chdir(shutil.copytree(scene, tmp_path / "trust"))
    result = run(*words)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("span", OPTIONS)
def test_an_option_in_a_line_of_text_is_there(span: str) -> None:
    """Some command has all that is named together, and takes the values that are named with it."""
    words = shlex.split(span)
    if words[0] not in FOREIGN:
        assert any(_taken(command, words) for command in every_command()), span


def _taken(command: click.Command, words: list[str]) -> bool:
    known = {name: param for param in command.params for name in param.opts}
    context = click.Context(command)
    option: click.Parameter | None = None
    for word in words:
        if word.startswith("--"):
            option = known.get(word)
            if option is None:
                return False
        elif not PLACEHOLDER.fullmatch(word) and option is not None:
            if isinstance(option.type, click.Path):
                continue  # whether it is there is the reader's own
            try:
                option.type_cast_value(context, [word] if option.multiple else word)
            except click.BadParameter:
                return False
    return True
