"""dead-link: a link inside the site that leads nowhere. In: a Desk; out: what is caught.

That a linked policy exists and is adopted is looked at when texts are read. Here it is whether its
readers find a page behind the link: one in force, that they may read; and the addresses of the
trust's own site, with their anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policyloom.model.checks import Check
from policyloom.model.editions import Occurrence, Origin
from policyloom.model.nodes import AsideBlock, Blocks, SectionBlock, TableBlock
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Audience, Policy
from policyloom.model.tree import Annex, Leaf, leaves
from policyloom.outputs.html_nodes import anchor, anchors
from policyloom.pipeline.attaching import attached_now
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.checks.passages import Passage
from policyloom.pipeline.weave import Woven
from policyloom.schemas.types import taken

_LINK = re.compile(r"\]\(policy:([a-z0-9-]+)\)")
_ADDRESS = re.compile(r"https?://[^\s)\]}>\"',]+")
_GONE = (Origin.OMITTED, Origin.NOT_APPLICABLE)


def in_library(desk: Desk) -> Iterator[Caught]:
    """Links to policies for narrower readers, and addresses of the trust's own site."""
    for policy in desk.weave.estate.policies.values():
        yield from _narrower(desk, policy)
    bases = [base for base in desk.weave.estate.trust.sites.values() if base]
    for passage in desk.library:
        if not passage.is_fact:
            yield from _addresses(desk, passage, bases)


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """Links of a school's editions in force to policies of which it has none in force."""
    found = {w.edition.policy for w in desk.editions(school) if w.record is not None}
    found |= {a.policy or a.id for a in attached_now(desk.weave, school)}
    adopted = {w.edition.policy for w in desk.editions(school)}
    for woven in desk.editions(school):
        if woven.record is None or woven.edition.audience is Audience.GOVERNORS:
            continue  # governors read drafts as well
        for occurrence in woven.edition.occurrences.values():
            if occurrence.origin in _GONE or occurrence.school_words:
                continue
            for target, offset in _links(occurrence.text):
                if target in adopted - found:
                    yield _draft(desk, woven, occurrence, offset, target)


@lru_cache(maxsize=50_000)
def _links(text: str) -> tuple[tuple[str, int], ...]:
    """The policies that a wording links to, each with its offset."""
    return tuple((m[1], m.start(1) - len("policy:")) for m in _LINK.finditer(text))


def _narrower(desk: Desk, policy: Policy) -> Iterator[Caught]:
    """Links from a policy's clauses to a policy that its own readers may not read."""
    clauses, known = desk.weave.estate.clauses, desk.weave.estate.policies
    told: set[Place] = set()
    for leaf, readers in _read_by(policy):
        clause = clauses.get(leaf.clause)
        for wording in clause.wordings if clause else ():
            for target, offset in _links(wording.text):
                place, to = wording.at(offset), known.get(target)
                if to and not readers.may_read(to.audience) and place not in told:
                    told.add(place)
                    yield _for_others(policy, leaf.clause, place, to, readers)


def _read_by(policy: Policy) -> Iterator[tuple[Leaf, Audience]]:
    """Each leaf of a policy with its readers: an annex may be for fewer."""
    for tree in policy.trees.values():
        for node in tree.tree:
            narrower = isinstance(node, Annex) and node.audience
            readers = Audience(narrower) if narrower else policy.audience
            yield from ((leaf, readers) for leaf in leaves((node,)))


def _for_others(policy: Policy, key: str, place: Place, to: Policy, readers: Audience) -> Caught:
    called = "the public" if readers is Audience.PUBLIC else str(readers)
    return Caught(
        Check.DEAD_LINK,
        place,
        f"In '{policy.id}', which {called} may read, this links to '{to.id}', which is for "
        f"{to.audience} alone",
        "Most of its readers are sent to a page that is not there for them.",
        "Word the clause without the link, or let both policies have the same readers.",
        Scope("", policy.id),
        key,
    )


def _draft(desk: Desk, woven: Woven, occurrence: Occurrence, offset: int, target: str) -> Caught:
    edition = woven.edition
    return Caught(
        Check.DEAD_LINK,
        _place(desk, occurrence, offset),
        f"In '{edition.policy}' at {edition.school} this links to '{target}', of which no edition "
        "is in force at the school",
        "Readers are told to look at a policy that is not there for them.",
        f"Have '{target}' approved there, or word the clause without the link.",
        Scope(edition.school, edition.policy),
        occurrence.key,
    )


def _place(desk: Desk, occurrence: Occurrence, offset: int) -> Place:
    clause = desk.weave.estate.clauses[occurrence.clause]
    wording = clause.wording(occurrence.wording, occurrence.choice)
    return wording.at(offset) if wording else occurrence.place


def _addresses(desk: Desk, passage: Passage, bases: list[str]) -> Iterator[Caught]:
    for found in _ADDRESS.finditer(passage.text):
        for base in bases:
            reason = _lost(desk, found[0][len(base) :]) if found[0].startswith(base) else ""
            if reason:
                yield Caught(
                    Check.DEAD_LINK,
                    passage.at(found.start()),
                    f"This address of the trust's own site leads nowhere: {reason}",
                    "Readers would be told that there is no such page.",
                    "Correct it, or link to the policy as [words](policy:id), which follows the "
                    "school.",
                    passage.scope,
                    passage.key,
                )


def _lost(desk: Desk, rest: str) -> str:
    """What is not there of an address below a site's own, or ""."""
    path, _, fragment = rest.partition("#")
    steps = [step for step in path.split("?")[0].rstrip(".;").split("/") if step]
    if not steps or "." in steps[-1] or taken(steps[0], folder=True):
        return ""  # the front page, a file, a folder of the portal's own
    school = desk.weave.estate.schools.get(steps[0])
    if school is None:
        return f"there is no school '{steps[0]}'"
    if len(steps) == 1 or taken(steps[1], folder=True):
        return ""
    attached = {a.id for a in desk.weave.estate.attached.get(school.id, ())}
    if steps[1] not in {*school.adopts, *attached}:
        return f"{school.name} has no policy '{steps[1]}'"
    woven = desk.weave.editions.get((school.id, steps[1]))
    if not fragment or woven is None or len(steps) > 2:
        return ""
    known = anchors(woven.blocks) | frozenset(_headings(woven.blocks))
    return "" if fragment in known else f"the page has no place '#{fragment}'"


def _headings(blocks: Blocks) -> Iterator[str]:
    """The ids of sections, tables, asides and annexes, as pages write them."""
    for block in blocks:
        match block:
            case SectionBlock():
                yield f"{block.kind}-{anchor(block.id)}"
                yield from _headings(block.blocks)
            case AsideBlock():
                yield f"aside-{anchor(block.id)}"
                yield from _headings(block.blocks)
            case TableBlock():
                yield f"table-{anchor(block.id)}"
            case _:
                pass
