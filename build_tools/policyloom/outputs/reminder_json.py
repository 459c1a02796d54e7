"""A reminder for other programs. In: a Reminder; out: JSON text."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from policyloom.outputs.reminder_rows import Owed, Owes, Reminder


def reminder_json(reminder: Reminder) -> str:
    """`{"today": …, "counts": {…}, "owed": [{…}]}`, what presses most first.

    Dates are ISO 8601 or ""; `days_left` is null where no review is set.
    """
    found = reminder.counted()
    data = {
        "today": reminder.today,
        "within": reminder.within,
        "source": reminder.source,
        "policies": reminder.policies,
        "schools": reminder.schools,
        "counts": {str(owes): found[owes] for owes in Owes},
        "owed": [_entry(owed) for owed in reminder.owed],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _entry(owed: Owed) -> dict[str, Any]:
    return asdict(owed) | {"owes": str(owed.owes), "decides": list(owed.decides)}
