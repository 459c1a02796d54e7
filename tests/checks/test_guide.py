"""docs/checks.md explains every check, and says nothing that is not so."""

from __future__ import annotations

import re

import pytest
import yaml

from policyloom.model.checks import Check
from policyloom.pipeline.checks import REGISTRY, page_of
from policyloom.schemas import FILES
from tests.trusts import HERE

LEAST = {"name": "A trust", "audiences": {"public": None}, "look": {}}
"""What trust.yml has to say besides."""

PAGE = (HERE / "docs" / "checks.md").read_text("utf-8")


def section(check: Check) -> str:
    """What the page says under a check's heading."""
    found = re.search(rf"^### {check}\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, check
    return found[1]


def test_the_table_is_the_registry() -> None:
    """Codes in their order, with titles and severities as they are unless the trust says else."""
    rows = re.findall(r"^\| \[`([a-z-]+)`\]\(#([a-z-]+)\) \| (.+) \| ([a-z]+) \|$", PAGE, re.M)
    assert rows == [(str(c), str(c), e.title, str(e.severity)) for c, e in REGISTRY.items()]


@pytest.mark.parametrize("check", Check)
def test_each_check_is_explained(check: Check) -> None:
    """What it looks for and how to mend it; why, except where that is said in the first part."""
    said = section(check)
    assert "**Mend it.**" in said
    assert check is Check.ACCEPTANCE_EXPIRED or "**Why.**" in said
    assert page_of(check) == f"checks.md#{check}"


def test_its_examples_can_be_written() -> None:
    """Each example in YAML is one that the loader takes."""
    examples = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(examples) == 5
    for text in examples:
        written = yaml.load(text, yaml.BaseLoader)  # scalars as they stand, as the loader has them
        if "guidance" in written:
            FILES["guidance"].model_validate(written)
        else:
            FILES["trust"].model_validate({**LEAST, **written})
