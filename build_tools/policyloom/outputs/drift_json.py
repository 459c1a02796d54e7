"""Stale overrides as JSON for other programs. In: Stales and the day; out: text.

A text that is not kept is null. Facts are filled in with the school's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from policyloom.outputs.drift_rows import Moved, Stale
from policyloom.outputs.drift_text import changed, own_text
from policyloom.outputs.text_nodes import words

FORMAT = 1
"""Raised when a field is taken away or comes to mean something else."""


def drift_json(found: Iterable[Stale], today: str) -> str:
    """`{"format": 1, "today": …, "overrides": [{…}]}`, ending in one newline."""
    data = {"format": FORMAT, "today": today, "overrides": [_stale(stale) for stale in found]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _stale(stale: Stale) -> dict[str, Any]:
    return {
        "school": stale.school,
        "school_name": stale.school_name,
        "policy": stale.policy,
        "title": stale.title,
        "does": str(stale.doing),
        "key": stale.key,
        "file": stale.place.file,
        "line": stale.place.line,
        "column": stale.place.column,
        "against": stale.against,
        "revised": stale.revised,
        "locked": stale.locked,
        "because": stale.because,
        "school_says": own_text(stale),
        "sections": list(stale.sections),
        "clauses": [_clause(clause) for clause in stale.clauses],
    }


def _clause(clause: Moved) -> dict[str, Any]:
    kept = clause.then is not None
    return {
        "key": clause.key,
        "title": clause.title,
        "revised": clause.revised,
        "revisions": [{"date": r.date, "why": r.why} for r in clause.revisions],
        "then": words(clause.then) if clause.then is not None else None,
        "now": words(clause.now),
        "changed": changed(clause) if kept else None,
    }
