"""docs/desk.md: every command in it is run, in order, and says what the page says it does.

`pytest tests/desk/test_guide.py --write-golden` writes the answers into the page.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from policyloom.cli import main
from tests.trusts import HERE, TODAY

PAGE = HERE / "docs" / "desk.md"
BLOCK = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n```yaml\n(?P<text>.*?)```|```console\n(?P<typed>.*?)```)",
    re.DOTALL,
)


def answer(command: str) -> str:
    """What a command of the page prints, run in the current folder."""
    words = shlex.split(command)
    if words[0] == "cd":
        os.chdir(words[1])
        return ""
    assert words[0] == "policyloom", command
    result = CliRunner().invoke(main, words[1:])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


def run_block(match: re.Match[str]) -> str:
    """A block of the page as it ought to be."""
    if match["file"]:
        Path(match["file"]).write_text(match["text"], "utf-8")
        return match[0]
    commands = re.findall(r"^\$ (.+)$", match["typed"], re.MULTILINE)
    assert commands, match[0]
    answers = "\n".join(f"$ {command}\n{answer(command)}" for command in commands)
    return f"```console\n{answers}```"


def test_the_page_says_what_the_commands_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Followed from top to bottom in an empty folder, the page is right to the letter."""
    monkeypatch.setenv("POLICYLOOM_TODAY", TODAY)
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text("utf-8")
    ought = BLOCK.sub(run_block, page)
    if request.config.getoption("--write-golden"):
        PAGE.write_text(ought, "utf-8")
    assert ought == PAGE.read_text("utf-8")
