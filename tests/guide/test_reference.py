"""docs/reference/: generated from the program, complete, and up to date.

`pytest tests/guide/test_reference.py --write-golden` writes the pages anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from policyloom.model.checks import Check
from tests.desk.deciding import run
from tests.guide.codes import codes
from tests.guide.keys import all_defs, keys_page, mappings, meaning
from tests.guide.reference import FOLDER, commands_page, findings_page, meanings

PAGES = {"commands": commands_page, "findings": findings_page, "keys": keys_page}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_program_has(name: str, request: pytest.FixtureRequest) -> None:
    """Nobody has edited it by hand, and nothing has changed since it was made."""
    make: Callable[[], str] = PAGES[name]
    page, ought = FOLDER / f"{name}.md", make()
    if request.config.getoption("--write-golden"):
        page.write_text(ought, "utf-8")
    assert ought == page.read_text("utf-8")


def test_every_key_has_a_meaning() -> None:
    """An editor shows a sentence for each key of each mapping: the schemas themselves have it."""
    told = {
        f"{name}.{key}": meaning(part, schema.get("$defs", all_defs()))
        for name, schema in mappings()
        for key, part in schema["properties"].items()
    }
    assert len(told) > 200
    assert {key: said for key, said in told.items() if not said.endswith(".")} == {}


def test_every_finding_has_a_meaning() -> None:
    """The codes in the source and those that are explained are the same."""
    explained = [code for group in meanings().values() for code in group]
    assert sorted(explained) == sorted(set(codes()) - set(map(str, Check)))


def test_every_code_has_an_anchor_of_its_name() -> None:
    """The address that `check --guide` is given leads to each code, those of checks too."""
    headings = re.findall(r"^### (\S+)$", findings_page(), re.MULTILINE)
    assert sorted(headings) == sorted({*codes(), *map(str, Check)})


def test_every_command_is_there() -> None:
    """Each command that `--help` lists has a part, and so has each of its options."""
    listed = re.findall(r"^  ([a-z]+) ", run("--help").output.partition("Commands:")[2], re.M)
    page = commands_page()
    assert len(listed) > 15
    for name in listed:
        assert f"## policyloom {name}" in page
        for option in re.findall(r"^  (--[a-z-]+)", run(name, "--help").output, re.MULTILINE):
            assert option == "--help" or f"`{option}" in page
