"""The house's own rules: which way imports run, and how large a file may grow."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "build_tools" / "policyloom"

FLOORS = {
    "collector": 0,
    "model": 0,
    "findings": 1,
    "schemas": 2,
    "load": 3,
    "resolve": 3,
    "render": 3,
    "document": 3,
    "records": 3,
    "compare": 3,
    "outputs": 4,
    "pipeline": 5,
    "plugin": 6,
    "cli": 7,
    "__main__": 8,
}
"""Each room may import from lower floors and from itself, never from its own floor's others."""

FOREIGN = {
    "mkdocs": {"plugin"},
    "material": {"plugin"},
    "typst": {"outputs"},
    "pydantic": {"schemas", "load", "outputs"},
    "click": {"cli"},
    "coloraide": {"load"},
    "lxml": {"document", "load", "outputs"},
    "markdown": {"document", "load"},
    "rapidfuzz": {"compare"},
    "readability": {"pipeline"},
    "zxingcpp": {"outputs"},
    "icalendar": {"outputs"},
    "xlsxwriter": {"outputs"},
    "pagefind": {"outputs"},
    "distributed": {"pipeline"},
}
"""The rooms that may know a foreign library."""


def files() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if "starter" not in p.parts)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", files(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    """A room imports only from the rooms below it, so that data never goes back."""
    here = room(path)
    if here == "__init__":
        return
    for name in imported(path):
        if not name.startswith("policyloom."):
            continue
        there = name.split(".")[1]
        assert there == here or FLOORS[there] < FLOORS[here], f"{here} imports {there}"


@pytest.mark.parametrize("path", files(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_foreign_libraries_stay_in_their_rooms(path: Path) -> None:
    """A foreign library is known to its own rooms alone, so that it can be replaced there."""
    for name in imported(path):
        allowed = FOREIGN.get(name.split(".")[0])
        assert allowed is None or room(path) in allowed, f"{room(path)} imports {name}"


def test_the_model_needs_nothing_but_python() -> None:
    """The types between rooms use the standard library only."""
    standard = {"__future__", "collections", "dataclasses", "datetime", "enum", "functools"}
    standard |= {"contextlib", "hashlib", "io", "pathlib", "pickle", "re", "typing"}
    for path in (PACKAGE / "model").glob("*.py"):
        others = {n for n in imported(path) if not n.startswith("policyloom.model")}
        assert {n.split(".")[0] for n in others} <= standard, path.name


@pytest.mark.parametrize("path", files(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_files_keep_one_purpose(path: Path) -> None:
    """No file grows past 300 lines, and each says in a docstring what it is for."""
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    assert ast.get_docstring(ast.parse(text))
