"""Which reviews are due. What schools publish and a day enter; what is due leaves.

It is kept apart from what the schools publish, because it changes without them.
"""

from __future__ import annotations

from collections.abc import Iterable

from policyloom.model.pages import Status
from policyloom.outputs.site import PortalSchool
from policyloom.outputs.site_due import Due, due_on


def entries_due(schools: Iterable[PortalSchool], today: str) -> dict[str, Due]:
    """By the address of each entry, whether its review is due or overdue on a day (ISO 8601)."""
    entries = (entry for school in schools for entry in school.entries)
    standing = (entry for entry in entries if entry.status is Status.IN_FORCE)
    found = ((entry.url, due_on(entry.review, today)) for entry in standing)
    return {url: due for url, due in found if due is not Due.LATER}
