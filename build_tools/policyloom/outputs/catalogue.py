"""`school.json`: what one school publishes for one audience. A PortalSchool enters; text leaves.

Portal, register and feeds are drawn from these files alone: a school that keeps its last release
is listed as it was last published, and sites made on several machines can be joined.
"""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter, ValidationError

from policyloom.outputs.site import PortalSchool

NAME = "school.json"


@cache
def _adapter() -> TypeAdapter[PortalSchool]:
    return TypeAdapter(PortalSchool)


def write(school: PortalSchool) -> str:
    """The file's text: the same school gives the same bytes."""
    return _adapter().dump_json(school, indent=1).decode() + "\n"


def read(text: str) -> PortalSchool | None:
    """The school that a file describes, or None where it is not such a file."""
    try:
        return _adapter().validate_json(text)
    except ValidationError:
        return None
