"""What another version of a program has made is not used, wherever it was kept."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jinja2
import markdown
import pytest

from policyloom.outputs import pagefind_index, pdf
from policyloom.pipeline import keys
from policyloom.plugin import compiled
from tests.pipeline.apart import build_apart, served, start
from tests.trusts import HERE, files, publish, tiny_trust

WITHOUT_PART = {
    "click": "it reads commands",
    "filelock": "it lets one build wait for another",
    "readability": "it counts for `check`, of which nothing is kept",
    "xlsxwriter": "it writes the status workbook, which is made anew each time",
}
"""Packages that have no part in what is kept between builds, and why."""


def _other(make: Callable[..., Any], changed: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda *args, **named: changed(make(*args, **named))


PARTS: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "typst": (pdf.PdfMaker, "_typeset", lambda made: made.replace(b"Typst 0", b"Typst 9")),
    "pikepdf": (pdf, "mark_row_headers", lambda made: made + b"\n% another\n"),
    "jinja2": (
        jinja2.Environment,
        "_generate",
        lambda made: made.replace("yield '", "yield 'X", 1),
    ),
    "markdown": (markdown.Markdown, "convert", lambda made: made.replace("</p>", " another</p>")),
    "pagefind": (
        pagefind_index._Service,
        "files",
        lambda made: ((n, data + b" " * n.endswith(".js")) for n, data in made),
    ),
}
"""What packages make for a build, and how another version of them makes it."""

OWN = (PARTS["pikepdf"], PARTS["jinja2"])
"""What is policyloom's own of that: the marks in PDFs, and its part of the templates' language."""


def build_with_another(root: str, package: str) -> None:
    """In another process: build with another version of a package, or of policyloom itself."""
    for owner, name, other in OWN if package == "policyloom" else (PARTS[package],):
        setattr(owner, name, _other(getattr(owner, name), other))
    if package == "policyloom":
        keys.__file__ = str(Path(root) / "templates/facts.yml")  # no other file is of the package
        pdf.__file__ = keys.__file__
        for module, name, own in ((pdf, "_MAKERS", ("facts.yml",)), (compiled, "once", tomllib)):
            setattr(module, name, own)
    names = ((keys, "version"), (pdf, "installed"), (compiled, "version"))
    for module, name in names:
        setattr(module, name, lambda asked: "0.0" if asked == package else version(asked))
    publish(Path(root))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tiny_trust(tmp_path_factory.mktemp("published") / "tiny")
    assert publish(root).published
    return root


@pytest.mark.parametrize("package", [*PARTS, "policyloom"])
def test_what_another_version_made_is_made_again(
    published: Path, tmp_path: Path, package: str
) -> None:
    """The site and all that is kept below build/ are of another version, which makes things
    differently; the next build gives the bytes of one from nothing."""
    root = tiny_trust(tmp_path / "tiny")
    process = start(build_with_another, str(root), package)
    process.join()
    assert process.exitcode == 0
    assert served(root) != served(published)
    assert build_apart(root).code == 0
    assert served(root) == served(published)
    assert files(root / "build/markdown") == files(published / "build/markdown")


def test_every_package_with_a_part_is_known() -> None:
    """What the program stands on is part of every key, but for what has no part in a build."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    names = {line.split(">")[0].split("[")[0] for line in project["dependencies"]}
    assert names - set(keys.ENGINES) == set(WITHOUT_PART)
    assert set(keys.ENGINES) <= names
    with patch.object(keys, "version", lambda name: "0.0"):
        another = keys.programs_key()
    assert another != keys.programs_key()
