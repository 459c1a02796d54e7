"""What differs between two weaves of one school's policy: pages, PDFs, changes and who decides.

In: two Weaves and the pair of school and policy. Out: a Touched, or None where nothing differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from policyloom.findings import Findings
from policyloom.model.changes import Change
from policyloom.model.clauses import Revision
from policyloom.model.policies import Audience
from policyloom.outputs.impact_rows import Need, Reached, Touched
from policyloom.outputs.site_changes import comparison_of
from policyloom.outputs.site_life import Life, pages_of
from policyloom.pipeline.lives import proposes, told
from policyloom.pipeline.pages import particular
from policyloom.pipeline.readings import contrast, reading
from policyloom.pipeline.sites import pdf_name
from policyloom.pipeline.status import decides_next
from policyloom.pipeline.weave import Weave, Woven

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one audience's folder holds of a policy, by address: something that differs where the
    page does. `pdfs` are addresses of PDFs, by the same rule."""

    pages: Mapping[str, Any]
    pdfs: Mapping[str, Any]


def touched(old: Weave, new: Weave, pair: Pair) -> Touched | None:
    """What becomes of one school's policy between two weaves; None where nothing does."""
    before, after = old.editions.get(pair), new.editions.get(pair)
    if before is not None and after is not None and _same(old, new, pair):
        return None
    pages, pdfs = _reached(old, new, pair)
    changed = before is None or after is None or before.draft != after.draft
    if not (pages or pdfs or changed):
        return None
    there = after or before
    assert there is not None, "a pair is of one of the two weaves"
    need = _need(after) if changed else Need.NONE
    return Touched(
        school=pair[0],
        school_name=(new if after else old).estate.schools[pair[0]].name,
        policy=pair[1],
        title=there.edition.title,
        need=need,
        pages=pages,
        pdfs=pdfs,
        bodies=_bodies(new, after) if after and need is not Need.NONE else (),
        changes=_changes(old, new, pair),
    )


def _same(old: Weave, new: Weave, pair: Pair) -> bool:
    """Whether all that a policy's pages are made from is the same: what is quickly told."""
    school, policy = pair
    return (
        _alike(old.editions[pair], new.editions[pair])
        # A school's text is compared with the trust's own.
        and _alike(old.editions.get(("", policy)), new.editions.get(("", policy)))
        and old.estate.policies.get(policy) == new.estate.policies.get(policy)
        and old.estate.schools.get(school) == new.estate.schools.get(school)
        and old.estate.trust == new.estate.trust
    )


def _alike(was: Woven | None, now: Woven | None) -> bool:
    parts = ("edition", "blocks", "related", "cycle", "review", "history", "former", "noun")
    return all(getattr(was, part, None) == getattr(now, part, None) for part in parts)


def _need(after: Woven | None) -> Need:
    if after is None or after.kept is not None:
        return Need.NONE
    if not after.story.records:
        return Need.FIRST
    return Need.DECISION if proposes(after) else Need.NONE


def _bodies(weave: Weave, woven: Woven) -> tuple[str, ...]:
    """Who decides by the scheme; a gap in a body's name is told of elsewhere."""
    quiet = replace(woven, weaver=replace(woven.weaver, findings=Findings()))
    return decides_next(weave, quiet, weave.estate.policies[woven.edition.policy])


def _reached(old: Weave, new: Weave, pair: Pair) -> tuple[tuple[Reached, ...], tuple[Reached, ...]]:
    """The pages and the PDFs that differ, each under the lowest audience for which it does."""
    pages: dict[str, Reached] = {}
    pdfs: dict[str, Reached] = {}
    for audience in Audience:
        if audience not in {*old.estate.trust.sites, *new.estate.trust.sites}:
            continue
        base = new.estate.trust.sites.get(audience, "").rstrip("/")
        was, now = _shown(old, pair, audience), _shown(new, pair, audience)
        for found, before, after in ((pages, was.pages, now.pages), (pdfs, was.pdfs, now.pdfs)):
            for path in _differing(before, after):
                url = f"{base}/{path}" if base else ""
                found.setdefault(path, Reached(path, audience, url))
    return tuple(pages.values()), tuple(pdfs.values())


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for path in dict.fromkeys((*after, *before)):
        if before.get(path) != after.get(path):
            yield path


def _shown(weave: Weave, pair: Pair, audience: Audience) -> Shown:
    woven = weave.editions.get(pair)
    found = told(weave, woven, audience) if woven else None
    if woven is None or found is None:
        return Shown({}, {})
    page, life = found
    below = f"{pair[0]}/"
    own = f"{below}{page.policy}/"
    editions = {f"{below}{folder}/": (each, name) for folder, each, name in pages_of(page, life)}
    pages: dict[str, Any] = {own: (page, _about(life))}
    pages |= {folder: each for folder, (each, _) in editions.items()}
    pages |= {f"{below}{c.folder}/": replace(c, revisions={}) for c in life.contrasts}
    pdfs: dict[str, Any] = {own + pdf_name(page): page}
    pdfs |= {folder + name: each for folder, (each, name) in editions.items() if name}
    return Shown(pages, pdfs)


def _about(life: Life) -> object:
    """What a policy's own page says of the others."""
    moments = [(m.edition, m.status, m.summary, m.changes) for m in life.moments]
    return moments, life.periods, life.proposed is not None


def _changes(old: Weave, new: Weave, pair: Pair) -> tuple[Change, ...]:
    """What a redline between the two would list."""
    was, now = old.editions.get(pair), new.editions.get(pair)
    if was is None or now is None or was.kept or now.kept:
        return ()
    before = reading(was, was.draft, "before", "the files as they were", _fill(was))
    after = reading(now, now.draft, "after", "the files as they are", _fill(now))
    asked = contrast(new.estate, pair, before, after, Audience.GOVERNORS)
    asked = replace(asked, revisions=dict(_revisions(old, new, now)))
    return comparison_of(asked).changes


def _fill(woven: Woven) -> Any:
    quiet = replace(woven, weaver=replace(woven.weaver, findings=Findings()))
    return lambda name: particular(quiet, name)


def _revisions(old: Weave, new: Weave, woven: Woven) -> Iterator[tuple[str, tuple[Revision, ...]]]:
    """By occurrence, the revisions of its clause that the older files do not have."""
    for occurrence in woven.edition.occurrences.values():
        now = new.estate.clauses.get(occurrence.clause)
        was = old.estate.clauses.get(occurrence.clause)
        known = was.revisions if was else ()
        if now and (fresh := tuple(r for r in now.revisions if r not in known)):
            yield occurrence.key, fresh
