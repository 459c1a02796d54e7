"""What an edit touches before anything is published. In: Weaves and what is edited; out: an Impact.

Of an edit that is made, two weaves are compared: the files as they are and as they were at a
revision. Of one that is not yet made, each edition is compared with itself as it would be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policyloom.findings import Findings
from policyloom.model.arranged import arranged
from policyloom.model.editions import Occurrence, Origin
from policyloom.model.facts import FactEntry
from policyloom.model.nodes import facts, spans
from policyloom.outputs.drift_rows import Stale
from policyloom.outputs.impact_rows import Impact, Need, Reached, Touched
from policyloom.pipeline.drifting import drift
from policyloom.pipeline.packing_matters import SETTERS
from policyloom.pipeline.supposing import Subject, supposed, supposed_estate
from policyloom.pipeline.touching import Pair, touched
from policyloom.pipeline.weave import Weave, Woven
from policyloom.render.texts import split_name


def impact_since(old: Weave, new: Weave, revision: str, findings: Findings) -> Impact:
    """What differs between the files of a revision and those that are there now.

    `findings` are those of the newer files: an edition that an error holds back says so.
    """
    pairs = sorted(pair for pair in {*old.editions, *new.editions} if pair[0])
    found = [one for pair in pairs if (one := touched(old, new, pair))]
    told = tuple(replace(one, how=tuple(_fate(old, new, one, findings))) for one in found)
    known = {_named(stale) for stale in drift(old)}
    stale = tuple(one for one in drift(new) if _named(one) not in known)
    return Impact(f"The files since {revision}", revision, told, stale)


def _named(stale: Stale) -> tuple[str, ...]:
    return (stale.school, stale.policy, str(stale.doing), stale.key, stale.revised)


def _fate(old: Weave, new: Weave, one: Touched, findings: Findings) -> Iterator[str]:
    """What else there is to know of an edition: that it is new, is gone or is held back."""
    pair = (one.school, one.policy)
    held = bool(findings.blocks(*pair))
    if held:
        yield "An error holds it back: see the errors."
    elif one.need is not Need.NONE and not one.changes and pair in old.editions:
        yield "No words differ, but the trust has noted a revision, which has to be decided on."
    elif pair not in new.editions:
        yield "It is no longer published here."
    if pair not in old.editions:
        yield "It is new here."
        return
    if pair in new.editions:
        yield from _decided(old.editions[pair], new.editions[pair])


def _decided(was: Woven, now: Woven) -> Iterator[str]:
    """The decisions that have been recorded between the two."""
    known = {record.digest for record in was.story.records}
    for record in now.story.records:
        if record.digest not in known:
            yield f"A decision is recorded: {record.ruling.decision}, {record.ruling.decided}."


def impact_of(weave: Weave, subject: Subject, about: str) -> Impact:
    """What an edit would touch that nobody has made yet."""
    estate = supposed_estate(weave.estate, subject)
    editions = {p: supposed(weave.estate, woven, subject) for p, woven in weave.editions.items()}
    after = replace(weave, estate=estate, editions=editions)
    found = (_supposed(weave, after, pair, subject) for pair in sorted(editions) if pair[0])
    return Impact(about, "", (*(one for one in found if one), *_attached(weave, subject)))


def _attached(weave: Weave, subject: Subject) -> Iterator[Touched]:
    """The pages of a file that is published as it is."""
    trust = weave.estate.trust
    for school, held in sorted(weave.estate.attached.items()):
        for one in held:
            if subject.file in (one.file, one.place.file):
                name, path = weave.estate.schools[school].name, f"{school}/{one.id}/"
                base = trust.sites.get(one.audience, "").rstrip("/")
                page = Reached(path, one.audience, f"{base}/{path}" if base else "")
                how = ("An attached file: it is published as it is.",)
                yield Touched(school, name, one.id, one.title, Need.NONE, (page,), how=how)


def _supposed(weave: Weave, after: Weave, pair: Pair, subject: Subject) -> Touched | None:
    """What an edit would touch of one edition, and how that comes."""
    woven = weave.editions[pair]
    how = tuple(_how(weave, woven, subject))
    one = touched(weave, after, pair)
    if one is None and not how:
        return None
    one = one or _untouched(weave, woven)
    how = how or tuple(_around(woven, subject))
    return replace(one, title=woven.edition.title, how=how, changes=())


def _around(woven: Woven, subject: Subject) -> Iterator[str]:
    """The value of a fact that no clause says, and that stands around the text all the same."""
    entry = woven.edition.facts.get(subject.fact)
    if entry is not None:
        yield f"{_said(subject.fact, entry)} Around the text."


def _said(name: str, entry: FactEntry) -> str:
    return f"{name}: “{entry.value.text}”. {SETTERS[entry.tier]} ({entry.place})."


def _untouched(weave: Weave, woven: Woven) -> Touched:
    """An edition that an edit leaves as it is, of which there is still something to know."""
    edition = woven.edition
    name = weave.estate.schools[edition.school].name
    return Touched(edition.school, name, edition.policy, edition.title, Need.NONE)


def _how(weave: Weave, woven: Woven, subject: Subject) -> Iterator[str]:
    if woven.kept is not None:
        return
    for occurrence in woven.edition.occurrences.values():
        if occurrence.clause == subject.clause:
            yield _standing(occurrence)
        elif occurrence.school_words and subject.says(occurrence):
            yield f"{occurrence.key}: the school's own words."
    yield from _orders(weave, woven, subject)
    yield from _values(woven, subject)


def _standing(occurrence: Occurrence) -> str:
    """How a clause stands in an edition, and so what an edit of it does there."""
    key, place = occurrence.key, occurrence.place
    match occurrence.origin:
        case Origin.REPLACED:
            return f"{key}: the school's own words ({place}). A new meaning makes them stale."
        case Origin.OMITTED:
            return f"{key}: the school leaves it out. A new meaning makes that stale."
        case Origin.CHOSEN:
            return f"{key}: follows the trust in the position '{occurrence.choice}'."
        case Origin.NOT_APPLICABLE:
            return f"{key}: does not stand here, for the authority is no party to the policy."
        case _:
            return f"{key}: follows the trust."


def _orders(weave: Weave, woven: Woven, subject: Subject) -> Iterator[str]:
    """The school's own order of sections, where the clause stands in one of them."""
    edition = woven.edition
    school, policy = weave.estate.schools.get(edition.school), weave.estate.policies[edition.policy]
    override = school.overrides.get(edition.policy) if school else None
    if override is None or override.order is None:
        return
    tree = policy.trees[override.tree or policy.default_tree].tree
    if subject.clause in {leaf.clause for leaf in arranged(tree, override.order.sections)}:
        yield "order: the school's own order of these sections. A new meaning makes it stale."


def _values(woven: Woven, subject: Subject) -> Iterator[str]:
    """The facts in the text whose values an edit would change: each value and where it is from."""
    for name, (entry, keys) in sorted(_used(woven).items()):
        if subject.gives(entry):
            clauses = f" In: {', '.join(keys)}." if keys else ""
            yield _said(name, entry) + clauses


def _used(woven: Woven) -> Mapping[str, tuple[FactEntry, list[str]]]:
    """By fact, the entry that the text has and the occurrences that hold it."""
    found: dict[str, tuple[FactEntry, list[str]]] = {}
    for span in spans(woven.blocks):
        near = woven.edition.occurrences[span.key].facts if span.key else {}
        for fact in facts(span.content):
            name = split_name(fact.name, woven.weaver.specs)[0]
            entry = woven.edition.facts.get(name) or near.get(name)
            if entry is not None:
                keys = found.setdefault(name, (entry, []))[1]
                if span.key and span.key not in keys:
                    keys.append(span.key)
    return found
