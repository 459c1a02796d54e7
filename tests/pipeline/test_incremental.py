"""A build after any changes gives what a build from nothing gives: byte for byte, findings too."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from policyloom.findings import Findings
from tests.pipeline.apart import served
from tests.pipeline.changes import DAMAGES, EDITS
from tests.trusts import LOOK, files, publish

AUTHORED = ("templates", "schools", "site_overrides", "mkdocs.yml")
STEPS = st.lists(
    st.tuples(st.sampled_from([*EDITS, *EDITS, *DAMAGES]), st.integers(0, 99)),
    min_size=2,
    max_size=5,
)


def made(root: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """All that readers are served, and the Markdown that is kept."""
    return served(root), files(root / "build/markdown")


def from_nothing(root: Path, folder: Path) -> Path:
    """The authored files alone, in another folder."""
    folder.mkdir()
    for name in AUTHORED:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, symlinks=True)
        else:
            shutil.copy2(root / name, folder)
    return folder


def told(findings: Findings, root: Path) -> list[str]:
    """What was found, wherever the trust lies."""
    return sorted(str(finding).replace(str(root), "") for finding in findings)


def take(root: Path, steps: list[tuple[str, int]]) -> Findings:
    """Make each change and build after it: what the last build found. One that cannot publish
    leaves the site as it was."""
    found = Findings()
    for name, number in steps:
        before = made(root)[0]
        {**EDITS, **DAMAGES}[name](root, number)
        found = Findings()
        report = publish(root, found)
        if name in EDITS and not report.published:
            assert made(root)[0] == before
    return found


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # an example takes seconds: too long to shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
@example(steps=[("decision", 1), ("words", 2), ("contact", 3), ("decision", 4)])
@example(steps=[("decision", 3), ("decision", 4), ("renamed", 0), ("words", 5)])
@example(steps=[("mistake", 1), ("words", 1), ("corrected", 1)])
@example(steps=[("school_gone", 1), ("contact", 1), ("school_back", 1), ("order", 1)])
@example(steps=[("template", 1), ("style", 2), ("layout", 3), ("title", 4)])
@example(steps=[("decision", 1), ("one_bit", 40), ("cut_short", 3), ("page_edited", 5)])
@example(steps=[("print_layout", 1), ("words", 1), ("print_layout", 2)])
@example(steps=[("unused", 1), ("memory_lost", 1), ("given_up", 1), ("taken_up", 1)])
def test_after_any_changes_a_build_gives_what_one_from_nothing_gives(
    published: Path, steps: list[tuple[str, int]]
) -> None:
    """Texts, titles, orders, deletions, renames, decisions, themes and damage to what is kept: the
    pages, PDFs, search, feeds and Markdown are the same, and so is every finding."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(published, Path(folder) / "tiny", symlinks=True))
        found = take(root, steps)
        fresh, anew = from_nothing(root, Path(folder) / "fresh"), Findings()
        could = publish(fresh, anew).published
        assert told(found, root) == told(anew, fresh)
        if could:
            assert made(root) == made(fresh)


@pytest.mark.parametrize("name", sorted(EDITS))
def test_each_change_changes_something(published: Path, tmp_path: Path, name: str) -> None:
    """No change of the property above does nothing: it would prove nothing."""
    root = Path(shutil.copytree(published, tmp_path / "tiny", symlinks=True))
    first = {"taken_up": "given_up", "own_words_gone": "own_words", "corrected": "mistake"}
    first["school_back"] = "school_gone"
    if name in first:
        EDITS[first[name]](root, 1)
    before = {top: files(root / top) for top in AUTHORED if (root / top).is_dir()}
    EDITS[name](root, 1)
    assert {top: files(root / top) for top in before} != before


def test_the_look_is_all_there() -> None:
    """What is copied for a build from nothing has all that a trust's look is made of."""
    assert all(any(part.startswith(name) for name in AUTHORED) for part in LOOK)
