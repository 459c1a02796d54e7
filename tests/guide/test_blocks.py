"""What the guide shows but cannot run here, such as a cron line, is at least something that works.

Blocks that are run are tests/desk/test_guide.py's; those of docs/authoring.md have test_authoring.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click
import pytest
import yaml
from pydantic import BaseModel, ValidationError

from policyloom.cli import main
from policyloom.schemas import FILES
from tests.guide.test_authoring import filled, without_empty
from tests.trusts import HERE

DOCS = HERE / "docs"
FENCE = re.compile(r"^ *```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^ *```", re.DOTALL | re.MULTILINE)
TYPED = re.compile(r"(?:^|\s|/)policyloom (?P<words>[a-z][^&|>\n]*)")
ELSEWHERE = ("reference/", "authoring.md")


def blocks(*kinds: str) -> Iterator[tuple[str, str]]:
    """The blocks of these kinds, by page and line."""
    for path in sorted(DOCS.rglob("*.md")):
        name, text = path.relative_to(DOCS).as_posix(), path.read_text("utf-8")
        if name.startswith(ELSEWHERE):
            continue
        for found in FENCE.finditer(text):
            if found["kind"] in kinds:
                yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}", found["text"]


def commands() -> list[tuple[str, str]]:
    """Each line of a block that is not run on which policyloom is called."""
    return [
        (place, found["words"].split("#")[0].strip())
        for place, text in blocks("", "sh", "text", "bash")
        for found in TYPED.finditer(text.replace("\\\n", " "))
    ]


@pytest.mark.parametrize(("place", "words"), commands())
def test_a_command_is_one_that_can_be_typed(place: str, words: str) -> None:
    """The command is there, with these options and as many arguments."""
    group: click.Command = main
    rest = shlex.split(words)
    while isinstance(group, click.Group):
        name = rest.pop(0)
        assert name in group.commands, f"{place}: {name}"
        group = group.commands[name]
    group.make_context(words, rest)


def takes(model: type[BaseModel], data: object) -> bool:
    """Whether a piece of a file of this kind may be so: all that it lacks is the rest."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return all(e["type"] == "missing" and len(e["loc"]) == 1 for e in error.errors())
    return True


def pieces() -> list[tuple[str, object]]:
    """What blocks of YAML say; one that is run, or says nothing, is left out."""
    found = []
    for place, text in blocks("yaml"):
        if "\n---\n" not in text and (shown := filled(text)) is not None:
            found.append((place, without_empty(shown)))
    return found


@pytest.mark.parametrize(("place", "shown"), pieces())
def test_a_piece_of_a_file_is_one_that_a_file_may_hold(place: str, shown: object) -> None:
    """Every key shown is known to some kind of file, and may have the value shown."""
    assert any(takes(model, shown) for model in FILES.values()), f"{place}: {yaml.dump(shown)}"
