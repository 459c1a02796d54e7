"""One mistake in a clause is one finding, though every school's edition weaves that clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyloom.findings import Findings
from tests.trusts import change_trust, tiny_trust, woven

CLAUSE = "templates/clauses/conduct/rule-harm.md"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("{{ nosuch }}", "unknown-fact"),
        ("{{ school.nmae }}", "unknown-fact"),
        ("{{ ''.__class__ }}", "fact-expression"),
        ("{% if x %}", "template-code"),
        ("{{ unclosed", "unclosed-fact"),
    ],
)
def test_it_is_told_at_its_own_column(tmp_path: Path, words: str, code: str) -> None:
    """Where reading has told of it, weaving does not tell of it again in other words."""
    root = tiny_trust(tmp_path / "tiny")
    change_trust(root, {CLAUSE: {"edit": [["not harm {{ school.name }} [", f"not {words} ["]]}})
    findings = Findings()
    woven(root, findings)
    found = {(f.code, f.place.line, f.place.column) for f in findings.errors()}
    assert {c for c, _, _ in found} == {code}
    assert {line for _, line, _ in found} == {7} and all(column > 1 for *_, column in found)
    assert not [f for f in findings.errors() if "Jinja" in f.what]
