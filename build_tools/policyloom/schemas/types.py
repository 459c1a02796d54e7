"""Kinds of single values that authors write: a written text enters, a typed value leaves.

Every scalar arrives as the text that stands in the file, so that `NO` or `0123` is never guessed
at; these types give it the meaning of the key under which it stands.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_RULE = "small letters, digits and single hyphens, with a letter or digit at both ends"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LOCAL_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 80
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
_SITE_FOLDERS = frozenset(
    "accessibility assets contacts copy images policies publication register reviews roles "
    "search".split()
)


def wrong(code: str, what: str, fix: str) -> PydanticCustomError:
    """A validation error that carries its own code and says what to do."""
    return PydanticCustomError("authored", "{what}", {"code": code, "what": what, "fix": fix})


def is_id(text: str) -> bool:
    """Whether a text may be the id of a clause, policy, school, section or slot."""
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None


def taken(text: str, folder: bool = False) -> str:
    """Why a well-formed id may not be used, or "". `folder`: the site names a folder by it.

    Windows keeps the names of devices for itself, whatever follows their dot ("Naming Files,
    Paths, and Namespaces", Microsoft Learn).
    """
    if text in _DEVICES:
        return "Windows keeps that name for a device"
    if folder and text in _SITE_FOLDERS:
        return "the site has a folder of that name"
    return ""


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, as YYYY-MM-DD (ISO 8601)."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _text(value: Any) -> str:
    if not isinstance(value, str):
        found = "a list" if isinstance(value, list) else "a mapping of keys to values"
        raise wrong("wrong-type", f"A text is wanted here, not {found}.", "Write one text.")
    if not value.strip():
        raise wrong("empty-value", "There is no text here.", "Write a text, or remove the key.")
    return " ".join(value.split())


def _id(value: Any) -> str:
    text = _text(value)
    if not is_id(text):
        raise wrong("bad-id", f"'{text}' cannot be an id.", f"An id has {ID_RULE}.")
    return text


def _local_id(value: Any) -> str:
    text = _text(value)
    if not _LOCAL_ID.fullmatch(text):
        raise wrong(
            "bad-id",
            f"'{text}' cannot be the id of a school's own clause.",
            "Write the school's id, a full stop and a name, as in 'hazelbrook.pool-side'.",
        )
    return text


def _day(value: Any) -> str:
    text = _text(value)
    if not is_date(text):
        raise wrong("bad-date", f"'{text}' is no date.", "Write year, month and day: 2026-03-12.")
    return text


def _yes_no(value: Any) -> bool:
    text = _text(value).lower()
    if text not in ("true", "false", "yes", "no"):
        raise wrong("wrong-type", f"'{text}' is neither true nor false.", "Write true or false.")
    return text in ("true", "yes")


def _months(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise wrong(
            "wrong-type", f"'{text}' is no number of months.", "Write a whole number, as in 12."
        )
    return int(text)


def _colour(value: Any) -> str:
    text = _text(value)
    if not _COLOUR.fullmatch(text):
        raise wrong(
            "bad-colour",
            f"'{text}' is no colour.",
            'Write # and six of 0-9 and a-f in quotation marks, as in "#1f3a5f".',
        )
    return text.lower()


Words = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
"""Some text on one line; runs of white space and line ends become one space."""

Id = Annotated[
    str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$"})
]
"""A permanent name of something."""

LocalId = Annotated[
    str,
    BeforeValidator(_local_id),
    WithJsonSchema({"type": "string", "pattern": f"^{_LOCAL_ID.pattern}$"}),
]
"""The id of a school's own clause: `<school>.<name>`."""

Day = Annotated[str, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A date as YYYY-MM-DD."""

YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"type": "boolean"})]
"""true or false."""

Months = Annotated[int, BeforeValidator(_months), WithJsonSchema({"type": "integer", "minimum": 1})]
"""A whole number of months."""

Colour = Annotated[
    str,
    BeforeValidator(_colour),
    WithJsonSchema({"type": "string", "pattern": f"^{_COLOUR.pattern}$"}),
]
"""A colour as #rrggbb."""

Anything = Annotated[Any, WithJsonSchema({})]
"""A fact's value: `load` reads it by the fact's declared type."""
