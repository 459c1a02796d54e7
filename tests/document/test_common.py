"""What a process remembers does not grow with the number of schools that it works for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from policyloom.model import remembered as module
from policyloom.model.remembered import forget, keep_common, remembered, remembering


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def made() -> list[str]:
    return []


def work(made: list[str], *texts: str) -> None:
    """One piece of work, which reads these texts."""

    @remembered
    def read(text: str) -> str:
        made.append(text)
        return text.upper()

    with remembering() as used:
        for text in texts:
            read(text)
    keep_common(used.keys(), set())


def test_what_two_have_used_stays(made: list[str]) -> None:
    """A text of many schools is read once; one school's own goes with the school."""
    work(made, "all", "first")
    work(made, "all", "second")
    assert made == ["all", "first", "second"]
    work(made, "third")
    work(made, "all", "first")
    assert made == ["all", "first", "second", "third", "first"]


def test_what_comes_back_is_found_to_be_common(made: list[str]) -> None:
    """A text that another school turns out to have as well is read twice, and stays then."""
    work(made, "some")
    work(made, "other")
    work(made, "some")
    work(made, "other", "more")
    work(made, "some", "other")
    assert made == ["some", "other", "some", "other", "more"]


def test_memory_does_not_grow(made: list[str]) -> None:
    """After a hundred schools with texts of their own no more is known than after two."""
    known = []
    for number in range(100):
        work(made, "all", f"own {number}", f"more {number}")
        known.append(len(module._known))
    assert max(known) == known[1]


def test_what_is_kept_besides_stays(made: list[str]) -> None:
    """What the trust's own memory holds is never let go of."""

    @remembered
    def read(text: str) -> str:
        made.append(text)
        return text

    with remembering() as trust:
        read("trust")
    for number in range(3):
        with remembering() as used:
            read(f"own {number}")
        keep_common(used.keys(), trust.keys())
    read("trust")
    assert made == ["trust", "own 0", "own 1", "own 2"]
