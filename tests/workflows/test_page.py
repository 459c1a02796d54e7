"""docs/workflows.md: what it shows is what the command says of the example trust.

`pytest tests/workflows/test_page.py --write-golden` writes the answer into the page.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.desk.deciding import run
from tests.trusts import HERE, TODAY
from tests.workflows.running import WORKFLOWS

PAGE = HERE / "docs" / "workflows.md"
BLOCK = re.compile(r"```text\n\$ policyloom (.+)\n(?:.*\n)*?```")


def test_the_page_shows_what_the_command_says(
    example: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Typed at the top of the example trust, published, on the tests' own day."""
    monkeypatch.chdir(example)
    monkeypatch.setenv("POLICYLOOM_TODAY", TODAY)

    def answered(found: re.Match[str]) -> str:
        result = run(*shlex.split(found[1]))
        assert result.exit_code == 0, result.output
        return f"```text\n$ policyloom {found[1]}\n{result.output}```"

    page = PAGE.read_text("utf-8")
    ought, times = BLOCK.subn(answered, page)
    assert times == 1
    if request.config.getoption("--write-golden"):
        PAGE.write_text(ought, "utf-8")
    assert ought == PAGE.read_text("utf-8")


def test_the_page_names_every_workflow() -> None:
    """Each file that `policyloom init` brings is explained."""
    named = set(re.findall(r"\]\(workflows/([\w.-]+)\)", PAGE.read_text("utf-8")))
    assert named == {path.name for path in WORKFLOWS.iterdir()}
