"""Who is named where: past editions name posts, and a person who has left is gone everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyloom.document import NO_NAME
from policyloom.findings import Findings
from policyloom.model.facts import FactType
from policyloom.model.nodes import run_text, runs
from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.outputs.html import article
from policyloom.outputs.site_changes import comparison_of
from policyloom.pipeline.lives import told
from policyloom.pipeline.pages import version_page
from policyloom.pipeline.versions import versions
from policyloom.pipeline.weave import Weave
from tests.trusts import copy_example, woven

DAY = "2026-11-21"
TWICE = re.compile(r"\b(the [a-z][a-z' -]{5,}?),? \1\b", re.IGNORECASE)
GONE = "Anjali Rao"
"""Hazelbrook's safeguarding lead until the end of 2025, by a dated entry."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_example(tmp_path_factory.mktemp("example") / "trust")


@pytest.fixture(scope="module")
def weave(root: Path) -> Weave:
    return woven(root, today=DAY)


def past(weave: Weave) -> Iterator[Page]:
    """Every edition of the example that is no longer in force."""
    for (school, _), own in weave.editions.items():
        for version in versions(weave.estate, own, DAY) if school else ():
            if version.status.value in ("superseded", "withdrawn"):
                yield version_page(weave.estate, own, version, Audience.GOVERNORS)


def said(page: Page) -> Iterator[str]:
    return map(run_text, runs(page.body))


def test_no_post_is_said_twice(weave: Weave) -> None:
    """No past edition reads "the headteacher, the headteacher"; where the post stands beside the
    place of a name, a note says that the name is no longer shown."""
    lines = [(page.school, page.policy, line) for page in past(weave) for line in said(page)]
    assert len(lines) > 1000
    assert [line for line in lines if TWICE.search(line[2])] == []
    noted = [line for _, _, line in lines if NO_NAME in line]
    assert noted
    for line in noted:  # the post is there to be read
        assert re.search(
            r"\b(lead|officer|manager|co-ordinator|chair|head|clerk|executive)\b", line
        ), line


def test_only_a_dated_name_stands_in_a_past_edition(weave: Weave) -> None:
    """Whoever holds a post today without a date is not named in what was decided before."""
    for page in past(weave):
        school = weave.estate.schools[page.school]
        text = "\n".join(said(page))
        for fact, entries in school.facts.items():
            if weave.estate.facts[fact].type is not FactType.PERSON:
                continue
            if not any(entry.since for entry in entries):
                names = {entry.value.fields.get("name", "") for entry in entries}
                dated = _dated_names(weave, page.school)
                assert not [n for n in names - dated if n and n in text], (page.policy, fact)


def _dated_names(weave: Weave, school: str) -> set[str]:
    """Names that a dated entry gives for some post: the same person may hold another."""
    tiers = [weave.estate.schools[school].facts, weave.estate.trust.facts]
    tiers += [o.facts for o in weave.estate.schools[school].overrides.values()]
    every = (entry for facts in tiers for entries in facts.values() for entry in entries)
    return {entry.value.fields.get("name", "") for entry in every if entry.since}


def everything(weave: Weave, school: str) -> str:
    """All that a school's pages and redlines hold for those who may read most."""
    parts: list[str] = []
    for (owner, _), own in weave.editions.items():
        found = told(weave, own, Audience.GOVERNORS) if owner == school else None
        if found is None:
            continue
        page, life = found
        pages = [page, *(m.page for m in life.moments if m.page)]
        pages += [life.proposed] if life.proposed else []
        parts += [article(each, {}).html for each in pages]
        parts += [str(comparison_of(contrast)) for contrast in life.contrasts]
    return "\n".join(parts)


def test_a_person_who_has_left_is_gone(root: Path, weave: Weave) -> None:
    """Taking a person out of the school's file takes the name out of every page, past ones and
    redlines included; no record held it, and every seal still holds."""
    assert GONE in everything(weave, "hazelbrook")
    for path in (root / "schools").rglob("approved/*/*.md"):
        assert GONE not in path.read_text("utf-8"), path
    file = root / "schools/hazelbrook/school.yml"
    text = file.read_text("utf-8")
    entry = re.compile(rf"^ *- from: .*\n +name: {GONE}\n(?: +\w.*\n)*?(?= *- )", re.MULTILINE)
    assert len(entry.findall(text)) == 1
    file.write_text(entry.sub("", text), "utf-8")
    findings = Findings()
    after = woven(root, findings, DAY)
    assert not [f for f in findings if f.code.startswith("record-")]
    assert not findings.errors(), findings.errors()
    assert GONE not in everything(after, "hazelbrook")
