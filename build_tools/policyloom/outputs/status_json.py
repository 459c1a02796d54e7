"""Status rows as JSON for other programs. In: rows and the day; out: text.

An absent number is null, an absent date or text "".
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from policyloom.outputs.status_rows import COLUMNS, Shown, StatusRow


def status_json(rows: Iterable[StatusRow], today: str) -> str:
    """`{"today": …, "policies": [{…}]}` with the keys of COLUMNS; lists stay lists."""
    policies = [_entry(row) for row in rows]
    return json.dumps({"today": today, "policies": policies}, ensure_ascii=False, indent=1) + "\n"


def _entry(row: StatusRow) -> dict[str, Shown | list[str]]:
    entry: dict[str, Shown | list[str]] = {c.key: c.value(row) for c in COLUMNS}
    entry["also"] = [str(state) for state in row.also]
    entry["decides"] = list(row.decides)
    return entry
