"""outdated-guidance: guidance cited in an edition that another has replaced, or after it was
withdrawn. In: a Desk; out: what is caught.

Three-valued, as the statutory register is: what the list of guidance gives no source for is told as
something that is not known for sure, and stops nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from policyloom.model.checks import Check, Guidance, GuidanceEdition
from policyloom.model.dates import MONTHS, say_date
from policyloom.model.places import Place
from policyloom.model.statutory import Source
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
    begun = guidance.begun(today)
    if not begun:
        return
    for found in _pattern(guidance).finditer(passage.text):
        name = (found["after"] or found["before"]).casefold()
        cited = next(e for e in guidance.editions if e.name.casefold() == name)
        if cited.since < begun[-1].since:
            at = passage.at(found.start())
            yield _replaced(guidance, cited, begun, at, passage)


def _replaced(
    guidance: Guidance,
    cited: GuidanceEdition,
    begun: Sequence[GuidanceEdition],
    at: Place,
    passage: Passage,
) -> Caught:
    """An older edition is cited. That it is older is known where both editions have a source."""
    sourced = [e for e in begun if e.sources and e.since > cited.since]
    sure = bool(sourced and cited.sources)
    later = sourced[-1] if sure else begun[-1]
    said = "has counted" if sure else "is said to have counted"
    return Caught(
        Check.OUTDATED_GUIDANCE,
        at,
        f"'{guidance.title}' is cited in its edition of {cited.name}; "
        f"that of {later.name} {said} since {say_date(later.since)}",
        _why(guidance, later.sources if sure else ()),
        f"Read what has changed{_at(guidance)}, then cite the present edition, or the "
        "title alone, which never goes out of date.",
        passage.scope,
        passage.key,
        not sure,
    )


def _withdrawn(guidance: Guidance, passage: Passage) -> Caught:
    at = min(i for name in _names(guidance) if (i := passage.text.casefold().find(name)) >= 0)
    sure = bool(guidance.sources)
    said = "was withdrawn" if sure else "is said to have been withdrawn"
    return Caught(
        Check.OUTDATED_GUIDANCE,
        passage.at(at),
        f"'{guidance.title}' {said} on {say_date(guidance.withdrawn)}",
        _why(guidance, guidance.sources),
        f"Cite '{guidance.instead}' instead" if guidance.instead else "Remove it",
        passage.scope,
        passage.key,
        not sure,
    )


def _why(guidance: Guidance, sources: Sequence[Source]) -> str:
    if not sources:
        return f"Nobody can be sure of that: a source for it is wanting in {guidance.place.file}."
    titles = "; ".join(source.title for source in sources)
    return f"The policy would rest on guidance that no longer counts. Source: {titles}."


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
