"""A redline as JSON for other programs: two editions compared enter, a JSON text leaves.

Every node is an object whose `type` names it as `policyloom.model.changes` and `nodes` do; the
other keys are its fields. The same comparison gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from policyloom.outputs.redline import Redline

FORMAT = 1
"""Raised when a field is taken away or comes to mean something else."""


def redline_json(redline: Redline) -> str:
    """The editions, the changes and the redline with its marks, ending in one newline."""
    page, comparison = redline.page, redline.comparison
    data = {
        "format": FORMAT,
        "school": page.school,
        "policy": page.policy,
        "from": {"edition": redline.old, "name": redline.old_name},
        "to": {"edition": redline.new, "name": redline.new_name},
        "changes": [_plain(change) for change in comparison.changes],
        "title": _node(comparison.title),
        "details": _node(comparison.details),
        "redline": _node(comparison.redline),
        "related": _node(comparison.related),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> dict[str, Any]:
    return {field.name: _node(getattr(value, field.name)) for field in fields(value)}


def _node(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_node(part) for part in value]
    if is_dataclass(value):
        return {"type": type(value).__name__} | _plain(value)
    return value
