"""docs/authoring.md: each file that it shows is one that the schemas take."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from policyloom.schemas import FILES
from tests.trusts import HERE

PAGE = (HERE / "docs" / "authoring.md").read_text("utf-8")
SHOWN = {
    "A clause": "clause",
    "A policy": "policy",
    "The trust": "trust",
    "A school": "school",
    "An attached file": "attached",
    "An override": "override",
}
"""The kind of file that the first block under a heading shows."""


def block(heading: str) -> str:
    """The first block under a heading; of a clause, its head."""
    part = PAGE.partition(f"\n## {heading}: ")[2]
    found = re.search(r"^```(?:yaml|markdown)\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
    assert found, heading
    text = found[1]
    return text.split("---")[1] if text.startswith("---") else text


def filled(text: str) -> Any:
    """What a block says; where it leaves something out with an ellipsis, nothing stands."""
    text = re.sub(r"\{…\}", "{}", re.sub(r"\[….*?\]", "[]", text))
    text = re.sub(r"\[\{check: ….*?\}\]", "[]", text)
    return yaml.load(text, yaml.BaseLoader)  # scalars as they stand, as the loader has them


@pytest.mark.parametrize("heading", SHOWN)
def test_the_file_shown_is_one_that_can_be_written(heading: str) -> None:
    """Every key of it is known, and no needed key is missing."""
    FILES[SHOWN[heading]].model_validate(without_empty(filled(block(heading))))


def without_empty(value: Any) -> Any:
    """BaseLoader reads an empty value as ""; the loader has it as none."""
    if isinstance(value, dict):
        return {key: None if part == "" else without_empty(part) for key, part in value.items()}
    return [without_empty(part) for part in value] if isinstance(value, list) else value
