"""A published `policies.json`, read back. Its text enters; what it lists leaves.

It may come from anywhere, so nothing in it is trusted: whatever is not as `register` writes it is
said, and nothing is guessed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, TypeAdapter, ValidationError

from policyloom.model.pages import Status

NEEDED = ("school_name", "owner", "decides")
"""Keys that lists of an older policyloom do not have."""


class NotARegister(Exception):
    """A text is not a list of policies. `what` says what it is instead, `fix` what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(f"{what} {fix}")
        self.what, self.fix = what, fix


def _day(value: str) -> str:
    return date.fromisoformat(value).isoformat() if value else ""


def _words(value: str) -> str:
    """Words on one line, without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in value)


Words = Annotated[str, AfterValidator(_words)]
Day = Annotated[str, AfterValidator(_day)]


@dataclass(frozen=True, slots=True)
class Listed:
    """One policy of one school as the list has it. Days are ISO 8601 or ""; `url` is relative to
    the list; `scheduled` is the day on which a decision that is taken already takes effect."""

    kind: Words
    school: Words
    school_name: Words
    policy: Words
    title: Words
    status: Status
    review: Day
    url: Words
    owner: Words
    decides: tuple[Words, ...]
    proposed: bool = False
    scheduled: Day = ""


@cache
def _adapter() -> TypeAdapter[tuple[Listed, ...]]:
    return TypeAdapter(tuple[Listed, ...])


def read_register(text: str) -> tuple[Listed, ...]:
    """The policies that a list has, in its order. Raises NotARegister; an empty list is none."""
    entries = _entries(text)
    older = [key for key in NEEDED if not all(key in entry for entry in entries)]
    if older:
        what = "It was published by an older policyloom, which did not say who looks after what."
        raise NotARegister(what, "Publish the site again with this version.")
    try:
        return _adapter().validate_python(entries)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        what = f"It is not a list that policyloom made: policies.{where}: {first['msg']}."
        raise NotARegister(what, "Publish the site again.") from error


def _entries(text: str) -> list[dict[str, Any]]:
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotARegister(*_instead(text)) from error
    found = data.get("policies") if isinstance(data, dict) else None
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        what = "It is JSON, and has no list of policies in it."
        raise NotARegister(what, "Name the policies.json at the top of a published folder.")
    if not found:
        what = "It lists no policy, so nobody could be reminded of any."
        raise NotARegister(what, "See to it that the folder is published with its policies.")
    return found


def _instead(text: str) -> tuple[str, str]:
    """What a text is that is not JSON, and what to do."""
    if text.lstrip().startswith("<"):
        what = "It is a web page, not a list: perhaps the page that asks people to sign in."
        return what, "Name the address of policies.json itself, where no sign-in is asked for."
    return "It is not JSON.", "Name the policies.json at the top of a published folder."
