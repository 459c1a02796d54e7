"""outdated-guidance: guidance cited in an edition that another has replaced, or after it was
withdrawn. In: a Desk; out: what is caught.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from policyloom.model.checks import Check, Guidance
from policyloom.model.dates import MONTHS, say_date
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.checks.passages import Passage

_MONTH = rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?"
_FROM = r"(?:(?:from|of|dated|published in|published on|updated in|edition|version) )?"


def in_library(desk: Desk) -> Iterator[Caught]:
    """What the trust's wording, basis and related documents cite."""
    return _cited(desk, desk.library)


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """What a school's own words and related documents cite."""
    return _cited(desk, desk.passages(school))


def _cited(desk: Desk, passages: Iterable[Passage]) -> Iterator[Caught]:
    every = desk.weave.estate.guidance
    for passage in passages:
        for guidance in every:
            names = _names(guidance)
            if any(name in passage.text.casefold() for name in names):
                yield from _outdated(guidance, passage, desk.today)


@lru_cache(maxsize=1000)
def _names(guidance: Guidance) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (guidance.title, *guidance.also))


def _outdated(guidance: Guidance, passage: Passage, today: str) -> Iterator[Caught]:
    if guidance.withdrawn and guidance.withdrawn <= today:
        yield _withdrawn(guidance, passage)
        return
    current = guidance.current(today)
    if current is None:
        return
    for found in _pattern(guidance).finditer(passage.text):
        name = found["after"] or found["before"]
        named = {edition.name.casefold(): edition for edition in guidance.editions}
        edition = named[name.casefold()]
        if edition.since < current.since:
            yield Caught(
                Check.OUTDATED_GUIDANCE,
                passage.at(found.start()),
                f"'{guidance.title}' is cited in its edition of {edition.name}; "
                f"that of {current.name} has counted since {say_date(current.since)}",
                "The policy would rest on guidance that no longer counts.",
                f"Read what has changed{_at(guidance)}, then cite the present edition, or the "
                "title alone, which never goes out of date.",
                passage.scope,
                passage.key,
            )


def _withdrawn(guidance: Guidance, passage: Passage) -> Caught:
    at = min(i for name in _names(guidance) if (i := passage.text.casefold().find(name)) >= 0)
    return Caught(
        Check.OUTDATED_GUIDANCE,
        passage.at(at),
        f"'{guidance.title}' was withdrawn on {say_date(guidance.withdrawn)}",
        "The policy would rest on guidance that no longer counts.",
        f"Cite '{guidance.instead}' instead" if guidance.instead else "Remove it",
        passage.scope,
        passage.key,
    )


@lru_cache(maxsize=1000)
def _pattern(guidance: Guidance) -> re.Pattern[str]:
    """A title with an edition right after it, or "the 2024 edition of" right before it."""
    names = "|".join(re.escape(name) for name in (guidance.title, *guidance.also))
    ordered = sorted((e.name for e in guidance.editions), key=len, reverse=True)
    editions = "|".join(re.escape(name) for name in ordered)
    return re.compile(
        rf"\b(?:{names})\b[*_”’')\]]*[ ,:;–(-]{{0,3}}{_FROM}{_MONTH}(?P<after>{editions})\b"
        rf"|\b(?P<before>{editions}) (?:edition|version) of [*_“‘']*(?:{names})\b",
        re.IGNORECASE,
    )


def _at(guidance: Guidance) -> str:
    return f" at {guidance.url}" if guidance.url else ""
