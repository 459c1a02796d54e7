"""`policyloom new` asks what it needs of somebody at a terminal, and nobody else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from policyloom.cli import main
from tests.cli.test_commands import on
from tests.trusts import files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Terminals are other things there")
if sys.platform != "win32":
    from tests.cli.terminal import Terminal


def new(root: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["new", *args, "--root", str(root)])


def read(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text.split("---\n")[1] if path.suffix == ".md" else text)
    return found


def test_a_school_is_asked_for(tiny: Path) -> None:
    """Id, name, phase, authority and policies are asked for; a wrong answer is asked for again."""
    with Terminal("new", "school", "--root", str(tiny)) as terminal:
        terminal.answer("The school's id", "Mill Lane")
        terminal.answer("'Mill Lane' cannot be an id", "")
        terminal.answer("The school's id", "ashby")
        terminal.answer("There is a 'ashby' already", "mill-lane")
        terminal.answer("Name [Mill lane]", "St Mary's: a school")
        terminal.answer("Phase (primary, or a new one) [primary]", "")
        terminal.answer("Local authority (northmoor, none, or a new one) [none]", "northmore")
        terminal.answer("There is no 'northmore' yet. Begin it? [y/N]", "n")
        terminal.answer("Local authority (", "northmoor")
        terminal.answer("Is it a party to the school's policies? [Y/n]", "n")
        terminal.answer("Names with commas between them", "conduct, complaint")
        terminal.answer("Did you mean 'complaints'?", "conduct, complaints")
        assert terminal.ends() == 0, terminal.shown
        assert "Next: policyloom join mill-lane" in terminal.shown
    found = read(tiny / "schools/mill-lane/school.yml")
    assert found["name"] == "St Mary's: a school"
    assert found["authority"] == {"id": "northmoor", "party": False}
    assert (found["phase"], found["adopts"]) == ("primary", ["conduct", "complaints"])


def test_a_policy_is_asked_for(tiny: Path) -> None:
    """What others have said is offered, an empty line takes it, and the file passes every check."""
    with Terminal("new", "policy", "lone-working", "--root", str(tiny)) as terminal:
        terminal.answer("Title [Lone working]", "Working alone")
        terminal.answer("Summary, in a sentence or two", "")
        terminal.answer("Owner (", "")
        terminal.answer("Decided by the (trust, school) [school]", "trust")
        terminal.answer("Topic (", "Health & safety: on site")
        terminal.answer("Does a law require it? [y/N]", "y")
        terminal.answer("Months between reviews [12]", "0")
        terminal.answer("is not in the range", "24")
        terminal.answer("Approved by (", "")
        terminal.answer("Audience (public, staff, governors) [public]", "staff")
        assert terminal.ends() == 0, terminal.shown
    found = read(tiny / "templates/policies/lone-working.yml")
    assert (found["title"], found["topic"]) == ("Working alone", "Health & safety: on site")
    assert (found["level"], found["audience"], found["statutory"]) == ("trust", "staff", True)
    assert found["cycle"] == 24 and found["owner"].startswith("Director of")
    assert on(tiny, "check").exit_code == 0, on(tiny, "check").stderr


def test_a_clause_is_asked_for(tiny: Path) -> None:
    """A topic that is not there yet is begun only if it is meant."""
    with Terminal("new", "clause", "--root", str(tiny)) as terminal:
        terminal.answer("The clause's id", "no-keys")
        terminal.answer("Topic (", "visitor")
        terminal.answer("There is no 'visitor' yet. Begin it? [y/N]", "n")
        terminal.answer("Topic (", "visitors")
        terminal.answer("There is no 'visitors' yet. Begin it? [y/N]", "y")
        terminal.answer("Title [No keys]", "Keys are not lent")
        terminal.answer("What a school may do (locked, adaptable, optional)", "locked")
        assert terminal.ends() == 0, terminal.shown
    found = read(tiny / "templates/clauses/visitors/no-keys.md")
    assert (found["title"], found["adapt"]) == ("Keys are not lent", "locked")
    assert on(tiny, "check").exit_code == 0


def test_whoever_stops_leaves_nothing_behind(tiny: Path) -> None:
    """The end-of-file key ends the questions, and no file has been written."""
    before = files(tiny)
    with Terminal("new", "policy", "--root", str(tiny)) as terminal:
        terminal.answer("'s id", "keys")
        terminal.answer("Title", "\x04")
        assert terminal.ends() == 1
    assert files(tiny) == before


def test_nothing_is_asked_where_it_is_forbidden(tiny: Path) -> None:
    """With --no-input a terminal is like a pipe: the line says it all, or is wrong."""
    with Terminal("new", "school", "mill-lane", "--no-input", "--root", str(tiny)) as terminal:
        assert terminal.ends() == 0, terminal.shown
    assert read(tiny / "schools/mill-lane/school.yml")["name"] == "Mill lane"
    with Terminal("new", "school", "--no-input", "--root", str(tiny)) as terminal:
        assert terminal.ends() == 2
        assert "Missing argument 'ID'" in terminal.shown


@pytest.mark.parametrize("kind", ["school", "policy", "clause"])
def test_nothing_is_asked_of_a_pipe(tiny: Path, kind: str) -> None:
    """Without a terminal the id must be said, and no answer is read."""
    result = CliRunner().invoke(main, ["new", kind, "--root", str(tiny)], input="mill-lane\n")
    assert result.exit_code == 2 and "Missing argument 'ID'" in result.stderr
    assert "mill-lane" not in result.output


def test_all_can_be_said_on_the_line(tiny: Path) -> None:
    """What is asked on a terminal are options elsewhere, and the answers stand in the files."""
    more = ["--name", "Café ‘Ö’: yes", "--phase", "nursery", "--authority", "northmoor"]
    made = new(tiny, "school", "mill-lane", *more, "--not-party", "--adopt", "complaints")
    assert made.exit_code == 0 and "schools/phases/nursery.yml" in made.stdout
    found = read(tiny / "schools/mill-lane/school.yml")
    assert found["name"] == "Café ‘Ö’: yes" and found["adopts"] == ["complaints"]
    assert found["authority"] == {"id": "northmoor", "party": False}
    said = ["--title", "On: off", "--owner", "no", "--level", "trust", "--cycle", "36"]
    body = ["--approving-body", "{{ school.name }}", "--statutory", "--topic", "Staff"]
    assert new(tiny, "policy", "keys", *said, *body, "--audience", "staff").exit_code == 0
    policy = read(tiny / "templates/policies/keys.yml")
    assert (policy["title"], policy["owner"], policy["cycle"]) == ("On: off", "no", 36)
    assert policy["approving_body"] == "{{ school.name }}"
    result = on(tiny, "check")
    assert result.exit_code == 0, result.stderr


def test_a_policy_to_adopt_that_is_not_there(tiny: Path) -> None:
    """Is wrong use; the nearest one is named and nothing is written."""
    before = files(tiny)
    result = new(tiny, "school", "mill-lane", "--adopt", "conducts")
    assert result.exit_code == 2 and "Did you mean 'conduct'?" in result.stderr
    assert files(tiny) == before
