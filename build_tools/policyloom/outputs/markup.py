"""HTML elements, built so that text can never become markup: text enters, escaped HTML leaves."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

_SPECIAL = re.compile(r"""[&<>"'\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]""")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_OUTWARD = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
VOID = frozenset({"img", "br", "hr", "input"})


def text(value: str) -> Markup:
    """Text as HTML: escaped, without the control characters that HTML forbids."""
    return value if isinstance(value, Markup) else Markup(_escaped(value))


def printable(value: str) -> str:
    """Text without the control characters that HTML and XML forbid."""
    return _UNPRINTABLE.sub("", value)


def outward(href: str) -> str:
    """The address if a page may link to it (web, e-mail, telephone), else ""."""
    return href if _OUTWARD.match(href) else ""


def tag(name: str, *children: str, **attributes: str | bool) -> Markup:
    """An element. A child that is not Markup is escaped.

    Underscores in attribute names stand for hyphens (`data_aid`), one at the end is dropped
    (`class_`); `True` writes the bare attribute, `False` and "" leave it out.
    """
    opening = name
    for key, value in attributes.items():
        if value is not False and value != "":
            opening += _attribute(key, value)
    if name in VOID:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}>{_joined(children)}</{name}>")


def join(children: tuple[str, ...] | list[str]) -> Markup:
    """Children one after the other, each escaped unless it is Markup."""
    return Markup(_joined(children))


def _joined(children: tuple[str, ...] | list[str]) -> str:
    return "".join([c if type(c) is Markup else _escaped(c) for c in children])


def _escaped(value: str) -> str:
    # Most text needs nothing done to it, and a page has thousands of pieces of text.
    if _SPECIAL.search(value) is None or isinstance(value, Markup):
        return value
    return str(escape(_UNPRINTABLE.sub("", value)))


def _attribute(name: str, value: str | bool) -> str:
    plain = _attribute_name(name)
    return f" {plain}" if value is True else f' {plain}="{text(str(value))}"'


@lru_cache(maxsize=1_000)
def _attribute_name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
