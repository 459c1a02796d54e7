"""An impact as JSON for other programs. In: an Impact and the day; out: text."""

from __future__ import annotations

import json
from typing import Any

from policyloom.model.changes import Change
from policyloom.outputs.drift_rows import Stale
from policyloom.outputs.impact_rows import Impact, Reached, Touched
from policyloom.outputs.impact_words import said

FORMAT = 1
"""Raised when a field is taken away or comes to mean something else."""


def impact_json(impact: Impact, today: str) -> str:
    """`{"format": 1, "about": …, "policies": [{…}], "stale": [{…}]}`, ending in one newline."""
    data = {
        "format": FORMAT,
        "today": today,
        "about": impact.about,
        "since": impact.since,
        "policies": [_touched(one) for one in impact.touched],
        "stale": [_stale(one) for one in impact.stale],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _touched(one: Touched) -> dict[str, Any]:
    return {
        "school": one.school,
        "school_name": one.school_name,
        "policy": one.policy,
        "title": one.title,
        "need": one.need.name.lower(),
        "decides": list(one.bodies),
        "how": list(one.how),
        "changes": [_change(change) for change in one.changes],
        "pages": [_reached(page) for page in one.pages],
        "pdfs": [_reached(pdf) for pdf in one.pdfs],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "number": change.number,
        "kind": str(change.kind),
        "cause": str(change.cause),
        "title": change.title,
        "where": change.where,
        "clauses": list(change.keys),
        "fact": change.fact,
        "old": change.old,
        "new": change.new,
        "changed": said(change),
        "reason": change.reason,
    }


def _reached(reached: Reached) -> dict[str, str]:
    return {"path": reached.path, "url": reached.url, "audience": str(reached.audience)}


def _stale(stale: Stale) -> dict[str, str]:
    return {
        "school": stale.school,
        "policy": stale.policy,
        "does": str(stale.doing),
        "key": stale.key,
        "place": str(stale.place),
    }
