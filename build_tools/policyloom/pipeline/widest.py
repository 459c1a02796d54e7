"""Every edition of a school as its widest reader has it. In: a Weave; out: pages.

Whatever audiences a trust publishes for, the Markdown that it keeps for itself leaves nothing out:
drafts and what only governors may read are among it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.pipeline.lives import told
from policyloom.pipeline.sites import Shelf
from policyloom.pipeline.weave import Weave


def widest_pages(weave: Weave, school: str, shelves: Iterable[Shelf] = ()) -> Iterator[Page]:
    """One page for each of a school's policies, as governors may read it.

    `shelves` are those of the school that are made already: the governors' is taken from them.
    """
    for shelf in shelves:
        if shelf.audience is Audience.GOVERNORS and shelf.school == school:
            yield from shelf.pages
            return
    for (owner, _), woven in weave.editions.items():
        found = told(weave, woven, Audience.GOVERNORS, history=False) if owner == school else None
        if found is not None:
            yield found[0]
