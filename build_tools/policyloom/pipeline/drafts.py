"""An edition ready to be frozen. In: a Woven; out: a Draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policyloom.document import Marks, write_blocks
from policyloom.model.editions import Origin
from policyloom.model.facts import Nature, Tier
from policyloom.model.nodes import Inlines, facts, made_of, spans
from policyloom.model.records import Draft, Recorded
from policyloom.model.tree import eaches
from policyloom.render import RELATED
from policyloom.render.texts import split_name

if TYPE_CHECKING:
    from policyloom.pipeline.weave import Woven


def draft_of(woven: Woven) -> Draft:
    """A woven edition as a record would say it."""
    return replace(outline_of(woven), body=write_blocks(woven.blocks, Marks.PAIRS))


def outline_of(woven: Woven) -> Draft:
    """A draft without its body, which takes longest to write, and which a page does not need."""
    edition = woven.edition
    return Draft(
        school=edition.school,
        policy=edition.policy,
        title=edition.title,
        noun=woven.noun,
        number=edition.number,
        numbering=edition.numbering,
        contents=edition.contents,
        audience=edition.audience,
        cycle=woven.cycle,
        related=woven.related,
        related_in_text=any(each.fact == RELATED for each in eaches(edition.tree)),
        occurrences=tuple(
            Recorded(o.key, o.clause, o.title, o.revised, o.origin, o.because, o.choice, o.roles)
            for o in edition.occurrences.values()
            if o.origin is not Origin.NOT_APPLICABLE
        ),
        conditions=_conditions(woven),
        body="",
    )


def _conditions(woven: Woven) -> dict[str, str]:
    """By fact, the tier that set each condition that the text states."""
    specs, winners = woven.weaver.specs, woven.edition.facts
    stated: set[str] = set()
    for span in spans(woven.blocks):
        stated |= made_of(span.content, _stated)
    named = {split_name(name, specs)[0] for name in stated}
    tiers = {fact: winners[fact].tier if fact in winners else Tier.CLAUSE for fact in named}
    return {fact: tier.name.lower() for fact, tier in sorted(tiers.items())}


def _stated(content: Inlines) -> frozenset[str]:
    """The names by which a text states conditions."""
    return frozenset(
        fact.name
        for fact in facts(content)
        if fact.nature is Nature.CONDITION and fact.name != RELATED
    )
