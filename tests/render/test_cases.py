"""Every case file under tests/cases/render is woven, and the edition is what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions import case_files, compare

FILES = case_files("render")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path) -> None:
    """The edition of the case's school and policy is the one that the case describes."""
    compare(file, tmp_path)


def test_there_are_cases() -> None:
    """The case files are found."""
    assert len(FILES) >= 10
