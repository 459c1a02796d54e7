"""Plain text: whether a value or a school's words would be read as Markdown, HTML or a template,
or hold a placeholder that somebody forgot. Text enters; a fault, or nothing, leaves.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import markdown

from policyloom.model.remembered import remembered

_PLAIN = re.compile(r"[^\W\d_][\w ,.'’‘“”\"()/:;?!£%–—-]*")
_TAG = re.compile(r"<[A-Za-z/!?]")
_PLACEHOLDER = re.compile(
    r"\[\s*(?:insert|name|enter|add|your|date|school|delete|tbc|tbd)\b[^\]]*\]?(?!\()"
    r"|<\s*(?:insert|name|enter|school|trust|head|date|your|person|post)\b[^<>]{0,40}>"
    r"|\bT\.?B\.?[CD]\b\.?|\bX{3,}\b|_{4,}|\?{3,}|…{2,}|\.{5,}"
    r"|\blorem ipsum\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, at an offset in it."""

    code: str
    offset: int
    what: str
    why: str
    fix: str


def placeholders(text: str) -> list[Fault]:
    """Every place that somebody meant to fill in later and that is left in a text."""
    return [
        Fault(
            "placeholder",
            match.start(),
            f"A placeholder is left in the text: '{match.group()[:40]}'.",
            "It would be published as it stands.",
            "Write what belongs there.",
        )
        for match in _PLACEHOLDER.finditer(text)
    ]


def _placeholder(text: str) -> Fault | None:
    return next(iter(placeholders(text)), None)


def html_in(text: str) -> Fault | None:
    """The first HTML tag or character reference in a text."""
    match = _TAG.search(text) or re.search(r"&(?:#?\w{2,});", text)
    if match is None:
        return None
    return Fault(
        "html",
        match.start(),
        "HTML stands in the text.",
        "It would run in readers' browsers or print as it stands.",
        "Write plain words; write a letter or sign as itself.",
    )


def not_plain(text: str) -> Fault | None:
    """The first fault of a text that is not plain: a template, a placeholder, HTML, Markdown."""
    for find in (_template, _placeholder, html_in, _markup):
        if fault := find(text):
            return fault
    return None


def _template(text: str) -> Fault | None:
    match = re.search(r"\{\{|\}\}|\{%|%\}|\{#", text)
    if match is None:
        return None
    return Fault(
        "template-code",
        match.start(),
        f"'{match.group()}' is the sign of a template.",
        "A value is written as it is and never worked out.",
        "Write the words themselves.",
    )


def _markup(text: str) -> Fault | None:
    if reads_as_written(text):
        return None
    return Fault(
        "markdown",
        _first_sign(text),
        "Markdown stands in the text.",
        "Its signs would print as they stand, or change how the page looks.",
        "Write plain words without signs such as *, _, #, [ ] or a backtick.",
    )


def _first_sign(text: str) -> int:
    match = re.search(r"[*_#`\[\]>\\|+=~-]|^\d+\.", text)
    return match.start() if match else 0


@remembered
def reads_as_written(text: str) -> bool:
    """Whether Markdown would make one paragraph of exactly these characters of a text.

    A single `*` or `_` that Markdown leaves alone does no harm and is allowed.
    """
    if _PLAIN.fullmatch(text) and "  " not in text:
        return True
    made = markdown.markdown(text.strip())
    if not (made.startswith("<p>") and made.endswith("</p>")):
        return not text.strip()
    inner = made[3:-4]
    return "<" not in inner and html.unescape(inner) == text.strip()
