"""README.md and CONTRIBUTING.md: their commands work, and what they show is so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.desk.deciding import run
from tests.guide import pieces
from tests.guide.fences import BESIDE, Fence, on, pages
from tests.guide.shell import Terminal, free_port, needs
from tests.trusts import HERE, TODAY

README = pages()["README.md"].read_text("utf-8")
TYPED = re.compile(r"^\$ (.+?)(?: +#.*)?$", re.MULTILINE)


def takes(block: Fence) -> bool:
    """Whether a block is one of those that are run here."""
    return block.page in BESIDE and block.kind in ("console", "markdown", "yaml")


TRIED, CLAUSE, OVERRIDE, OWN = (block for block in on("README.md") if takes(block))
(CHECKED,) = (block for block in on("CONTRIBUTING.md") if takes(block))
MADE = [line for block in (TRIED, CHECKED) for line in TYPED.findall(block.text)]


@pytest.mark.parametrize("line", MADE)
def test_what_is_made_can_be_made(line: str, tmp_path: Path) -> None:
    """make knows the word, and would set up and then do something. (What it does is what this test
    is a part of, and would not end.)"""
    needs("make")
    assert re.fullmatch(r"make \w+", line)
    said = Terminal(tmp_path / "home").says(f"{line} --dry-run", HERE)
    assert ".venv/bin/" in said


def test_the_clause_and_the_override_are_those_of_the_example() -> None:
    """The clause is shown as it stands, of the override what the page is about; and Larkfield's
    edition says what the page says it does."""
    names = re.findall(r"in\s`((?:templates|schools)/[^`]+)`:\n", README)
    clause, override = (HERE / name for name in names)
    assert CLAUSE.text == clause.read_text("utf-8")
    shown, real = pieces.read(OVERRIDE.text), pieces.read(override.read_text("utf-8"))
    assert shown["set"].items() <= real["set"].items()
    assert all(entry in real["replace"] for entry in shown["replace"])
    quoted = " ".join(re.findall(r"^> (.+)$", README, re.MULTILINE))
    asked = ("render", "larkfield", "social-media", "--today", TODAY, "--root", str(HERE))
    assert quoted in run(*asked).output


def test_a_trust_of_ones_own_is_begun_and_looked_at(tmp_path: Path) -> None:
    """The commands, typed in the folder of policyloom, lead to a page of the new trust."""
    terminal, here = Terminal(tmp_path / "home"), tmp_path / "policyloom"
    (here / ".venv").mkdir(parents=True)
    shutil.copytree(terminal.programs, here / ".venv/bin")
    *lines, last = TYPED.findall(OWN.text)
    assert last == "policyloom serve"
    port = free_port()
    script = "\n".join([*lines, f"{last} --port {port}"])
    with terminal.started(script, here, f"http://127.0.0.1:{port}/") as shown:
        assert "Our Trust" in shown
    assert (tmp_path / "our-trust/schools/ashby/school.yml").is_file()
