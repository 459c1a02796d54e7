"""What an audience may read of the example. In: a Weave; out: pages, and what else may be said."""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.model.nodes import run_text, runs
from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.outputs.site_life import Life
from policyloom.pipeline.lives import told
from policyloom.pipeline.weave import Weave
from tests.trusts import TODAY

AUDIENCES = list(Audience)
LONG_ENOUGH = 40
"""Characters; a shorter text may well stand somewhere else by chance."""


def known(weave: Weave, school: str, audience: Audience) -> dict[str, tuple[Page, Life]]:
    """By policy, its own page and what became of it, for those that an audience may read.

    Whether it may is told here from the records alone: what is in force, else what ended last,
    else what will begin first, says for whom it is; where nothing was decided, only governors.
    """
    found: dict[str, tuple[Page, Life]] = {}
    for (owner, policy), woven in weave.editions.items():
        if owner != school:
            continue
        story = woven.story
        record = story.in_force(TODAY) or story.newest(TODAY)
        coming = story.scheduled(TODAY)
        record = record or (coming[0] if coming else None)
        needed = record.draft.audience if record else Audience.GOVERNORS
        page = told(weave, woven, audience)
        assert (page is not None) == (AUDIENCES.index(needed) <= AUDIENCES.index(audience))
        if page is not None:
            found[policy] = page
    return found


def readable(weave: Weave, school: str, audience: Audience) -> dict[str, Page]:
    """By policy, the page that stands at its address for this audience."""
    return {policy: page for policy, (page, _) in known(weave, school, audience).items()}


def editions(weave: Weave, school: str, audience: Audience) -> Iterator[Page]:
    """Every edition of a school that an audience may read, past and proposed ones included."""
    for page, life in known(weave, school, audience).values():
        yield page
        yield from (moment.page for moment in life.moments if moment.page is not None)
        if life.proposed is not None:
            yield life.proposed


def sentences(page: Page) -> set[str]:
    """The longer texts of a page, without white space."""
    found = {"".join(run_text(run).split()) for run in runs(page.body)}
    return {text for text in found if len(text) >= LONG_ENOUGH}


def everyone(weave: Weave) -> Iterator[Page]:
    """The page of every policy of every school, as governors have it."""
    for school in weave.estate.schools:
        yield from readable(weave, school, Audience.GOVERNORS).values()
