"""What is noted of one school's texts is known again, and kept for as long as it is of use."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from policyloom.model.remembered import forget, remembered
from policyloom.pipeline.memory import Notes
from policyloom.pipeline.school_notes import recall_for

EVERY = ("one", "two", "three")
made: list[str] = []


@remembered
def read(text: str) -> str:
    made.append(text)
    return text.upper()


def build(root: Path, texts: Iterable[str], mine: str = "") -> list[str]:
    """The texts that are parsed by a process that reads these, of a school that has three."""
    forget()
    made.clear()
    notes = Notes(root, "ashby", "programs", lambda key: not mine or key[0].endswith(mine))
    wanted = tuple(texts)
    recall_for(notes, len(wanted), len(EVERY))
    with notes.taken():
        assert [read(text) for text in wanted] == [text.upper() for text in wanted]
    notes.keep()
    return list(made)


@pytest.mark.parametrize("again", [EVERY[:1], EVERY[1:], EVERY])
def test_what_was_read_is_not_read_again(tmp_path: Path, again: tuple[str, ...]) -> None:
    """Each text is parsed in one build, and known to all later ones: also where one in between has
    read a part of them only."""
    assert build(tmp_path, EVERY) == [*EVERY]
    assert build(tmp_path, again) == []
    assert build(tmp_path, EVERY) == []


def test_what_nobody_reads_any_more_is_let_go(tmp_path: Path) -> None:
    """A build that reads the whole keeps what it has read, and nothing besides."""
    build(tmp_path, EVERY)
    other = ("one", "two", "four")
    assert build(tmp_path, other) == ["four"]
    assert build(tmp_path, EVERY) == ["three"]


def test_what_belongs_elsewhere_is_not_kept(tmp_path: Path) -> None:
    """Notes hold what is theirs, of all that was read."""
    build(tmp_path, EVERY, mine="no such name")
    assert build(tmp_path, EVERY) == [*EVERY]
