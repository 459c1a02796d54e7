"""The kinds of page that the example publishes. In: tests/cases/pages/kinds.yml and a published
site; out: the pages to look at for each kind, and the kinds that a page is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.trusts import HERE

CASES = HERE / "tests/cases/pages/kinds.yml"
AUDIENCES = ("public", "staff", "governors")


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """Every kind by its name."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(CASES.read_text("utf-8"))
    return found


def looked_at() -> list[str]:
    """The pages that are looked at, as "governors/hazelbrook/index.html"."""
    return [page for kind in kinds().values() for page in kind["look"]]


def kinds_of(page: str) -> list[str]:
    """The kinds that a page is of by its place in its audience's folder: one, if all is well."""
    return [name for name, kind in kinds().items() if _pattern(kind["at"]).fullmatch(page)]


def published_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Every page as its audience and its place in the audience's folder."""
    for audience in AUDIENCES:
        for path in sorted((site / audience).rglob("*.html")):
            yield audience, path.relative_to(site / audience).as_posix()


@cache
def _pattern(at: str) -> re.Pattern[str]:
    for name, names in _names().items():
        at = at.replace(name, names)
    return re.compile(at.replace(".html", r"\.html"))


@cache
def _names() -> dict[str, str]:
    """What each word of a pattern stands for: the example's own schools and policies."""
    schools = (path.parent.name for path in HERE.glob("schools/*/school.yml"))
    policies = {path.stem for path in HERE.glob("templates/policies/*")}
    policies |= {path.stem for path in HERE.glob("schools/**/attached/*.yml")}
    return {
        "SCHOOL": f"({'|'.join(sorted(schools))})",
        "POLICY": f"({'|'.join(sorted(policies))})",
        "ROLE": "[a-z-]+",
        "DATE": r"\d{4}-\d\d-\d\d",
    }
