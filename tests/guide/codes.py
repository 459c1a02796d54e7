"""The codes of findings, as they stand in the package's source: code to worst severity.

A code is the first argument of a call that makes a finding, or the first of the texts from which
the loader makes one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import policyloom
from policyloom.findings import Severity

PACKAGE = Path(policyloom.__file__).parent
MAKERS = {
    "error": Severity.ERROR,
    "_error": Severity.ERROR,
    "_known": Severity.ERROR,
    "refuse": Severity.ERROR,
    "_Refused": Severity.ERROR,
    "wrong": Severity.ERROR,
    "Wrong": Severity.ERROR,
    "Fault": Severity.ERROR,
    "NoCrew": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.NOTE,
}
"""What is called to make a finding, and how much that stops."""
MILD = {"attached-leftovers": Severity.WARNING}
"""Codes whose caller says how much they stop."""
CODE = re.compile(r"[a-z]+(-[a-z]+)*")


@cache
def codes() -> dict[str, Severity]:
    """Each code that a finding may bear, but those of the checks, with its worst severity."""
    rank = list(Severity)
    found: dict[str, Severity] = {}
    for code, severity in _all():
        found[code] = min(found.get(code, severity), severity, key=rank.index)
    return {**found, **MILD}


def _all() -> Iterator[tuple[str, Severity]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield from _called(node)
            if path.parent.name == "load":
                yield from _told(node)


def _called(node: ast.AST) -> Iterator[tuple[str, Severity]]:
    match node:
        case ast.Call(func=ast.Attribute(attr=name), args=[first, *_]) if name in MAKERS:
            yield from ((code, MAKERS[name]) for code in _texts(first))
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in MAKERS:
            yield from ((code, MAKERS[name]) for code in _texts(first))


def _told(node: ast.AST) -> Iterator[tuple[str, Severity]]:
    """A code at the head of a tuple whose other parts are the finding's sentences."""
    match node:
        case ast.Tuple(elts=[ast.Constant(value=str(code)), what, _, *_]) if CODE.fullmatch(code):
            said = what.value if isinstance(what, ast.Constant) else ""
            if "-" in code or str(said).endswith("."):
                yield code, Severity.ERROR


def _texts(node: ast.expr) -> Iterator[str]:
    """The codes that an argument may be: a text, or one of two."""
    match node:
        case ast.Constant(value=str(text)) if CODE.fullmatch(text):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from (*_texts(body), *_texts(other))
