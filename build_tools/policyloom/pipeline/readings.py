"""Editions made ready to be compared. In: a Woven and its versions; out: Readings and Contrasts.

Names in both texts are filled alike, so that a contact counts as changed only where a date says
when it did. What the trust says is filled with the school's own names: a school's name in the
place of "the school" is no difference that anybody decided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from policyloom.compare import RELATED, TITLE, revisions_between
from policyloom.model.clauses import Revision, RevisionKind
from policyloom.model.dates import say_cycle, say_date
from policyloom.model.estate import Estate
from policyloom.model.facts import Tier
from policyloom.model.pages import ENDED, Status
from policyloom.model.policies import Audience, Numbering
from policyloom.model.records import Draft, Recorded
from policyloom.outputs.site_life import PROPOSED, TRUST, Contrast, Reading
from policyloom.pipeline.arrangements import arranged
from policyloom.pipeline.nameable import nameable
from policyloom.pipeline.pages import lists_related, particular
from policyloom.pipeline.versions import Version, facts_on, past_particular, posts_in
from policyloom.pipeline.weave import Woven
from policyloom.render import RELATED as LIST
from policyloom.render.texts import split_name

_PLACE = re.compile(r"\{\{ ([a-z0-9_.]+) \}\}")
_PAST = (Status.SUPERSEDED, *ENDED)
Fill = Callable[[str], str]

NUMBER, NUMBERING, CONTENTS = "Number", "Numbering", "Table of contents"
_NUMBERED = {
    Numbering.NONE: "sections without numbers",
    Numbering.DECIMAL: "numbered sections",
    Numbering.ROMAN: "numbered sections and paragraphs",
}


def version_name(woven: Woven, version: Version) -> str:
    """What an edition is called in an address; one from under a former id carries that id."""
    draft = version.record.draft
    former = draft.policy != woven.edition.policy
    return f"{draft.policy}.{version.record.edition}" if former else version.record.edition


def version_words(version: Version) -> str:
    """What people call an edition."""
    return f"the edition of {say_date(version.record.ruling.decided)}"


def version_folder(version: Version) -> str:
    """Where an edition's own page is, below its school's folder."""
    return f"{version.record.draft.policy}/versions/{version.record.edition}"


def fill_of(estate: Estate, woven: Woven, version: Version | None) -> Fill:
    """How the named places of an edition (None: of what the files say) are filled on its page."""
    if version is None or version.status not in _PAST:
        return lambda name: particular(woven, name)
    return lambda name: past_particular(estate, woven, version, name)


def before(estate: Estate, woven: Woven, version: Version, after: Fill) -> Fill:
    """How the older of two texts is filled: as the newer, unless a date tells who it was then."""
    then = facts_on(estate, woven, version.until or version.record.ruling.effective)
    specs = woven.weaver.specs

    def fill(name: str) -> str:
        entry = then.get(split_name(name, specs)[0])
        if version.status in _PAST and entry is not None and entry.since:
            return past_particular(estate, woven, version, name)
        return after(name)

    return fill


def reading(
    woven: Woven,
    draft: Draft,
    name: str,
    words: str,
    fill: Fill,
    folder: str = "",
    like: Draft | None = None,
    source: str = "",
) -> Reading:
    """A draft or a record's as one side of a comparison; `like` gives the style of its numbers,
    and `source` is a key of the draft."""
    names = dict.fromkeys(_PLACE.findall(draft.body))
    specs = woven.weaver.specs
    fills = {place: fill(place) for place in names}
    facts = {split_name(place, specs)[0] for place in names} | draft.conditions.keys()
    return Reading(
        name=name,
        words=words,
        title=draft.title,
        body=draft.body,
        numbering=draft.numbering,
        shown=(like or draft).numbering,
        fills=fills,
        posts=posts_in(woven, fills),
        recorded=draft.occurrences,
        authority=tuple(
            fact for fact, tier in draft.conditions.items() if tier == Tier.AUTHORITY.name.lower()
        ),
        about={fact: specs[fact].about for fact in sorted(facts) if fact in specs}
        | {LIST: RELATED},
        folder=folder,
        noun=draft.noun,
        details=tuple(_details(draft, like or draft)),
        # Where the text lists them itself, its own redline shows what differs.
        related=() if lists_related(draft) else draft.related,
        source=source,
    )


def _details(draft: Draft, like: Draft) -> Iterator[tuple[str, str]]:
    """What is said of a document besides its text; `like` gives the style of its numbers."""
    if draft.number:
        yield NUMBER, draft.number
    yield NUMBERING, _NUMBERED[like.numbering]
    yield CONTENTS, "printed" if draft.contents else "not printed"
    yield "Read by", "everyone" if draft.audience is Audience.PUBLIC else str(draft.audience)
    yield "Reviewed", say_cycle(draft.cycle)


def _own(estate: Estate, name: str, policy: str) -> Iterator[str]:
    """What of this a school sets and the trust does not, as far as the files tell today."""
    school = estate.schools.get(name)
    if school is None:
        return
    if school.numbering is not None:
        yield NUMBERING
    override = school.overrides.get(policy)
    if override is None:
        return
    told = (
        (TITLE, override.title),
        (NUMBER, override.number),
        (NUMBERING, override.numbering),
        (CONTENTS, override.contents is not None),
        (RELATED, override.related is not None),
    )
    yield from (label for label, value in told if value)


def version_reading(woven: Woven, version: Version, fill: Fill) -> Reading:
    """An edition that was decided, as one side of a comparison."""
    name, words = version_name(woven, version), version_words(version)
    record, folder = version.record, version_folder(version)
    return reading(woven, record.draft, name, words, fill, folder, source=record.digest)


def proposed_reading(woven: Woven, fill: Fill) -> Reading:
    """What the files now say, as one side of a comparison."""
    folder = f"{woven.edition.policy}/{PROPOSED}"
    key = woven.draft_key
    return reading(woven, woven.draft, PROPOSED, "what is proposed", fill, folder, source=key)


def trust_reading(trust: Woven, woven: Woven, like: Draft, fill: Fill) -> Reading:
    """The trust's own text, with a school's names in it and numbered as the school does.

    What the school has no need of, and does not give, stands as the trust gives it, or in the
    words that say what it is: a gap there is nobody's mistake.
    """

    def lent(name: str) -> str:
        if _gives(woven, name):
            return fill(name)
        if _gives(trust, name):
            return particular(trust, name)
        spec = woven.weaver.specs.get(split_name(name, woven.weaver.specs)[0])
        return spec.about if spec else f"‹{name}›"

    key = trust.draft_key
    return reading(trust, trust.draft, TRUST, "the trust’s own text", lent, like=like, source=key)


def _gives(woven: Woven, name: str) -> bool:
    """Whether an edition has a value for a named place."""
    fact, field = split_name(name, woven.weaver.specs)
    entry = woven.edition.facts.get(fact)
    return entry is not None and bool(entry.value.fields.get(field) if field else entry.value.text)


def contrast(
    estate: Estate,
    owner: tuple[str, str],
    old: Reading,
    new: Reading,
    audience: Audience,
    dates: tuple[str, str] = ("", ""),
) -> Contrast:
    """Two readings to be compared at an address of their own.

    `owner` is the school and the policy; `dates` are those of the two decisions, between which
    corrections count; "" is no limit.
    """
    school, policy = owner
    owners = (school, old.name)  # the older text may be another school's
    own = {label for name in owners for label in _own(estate, name, policy)}
    old_owner = {TRUST: ""}.get(old.name, old.name if old.name in estate.schools else school)
    old, new = arranged(estate, old_owner, policy, old), arranged(estate, school, policy, new)
    if audience is not Audience.GOVERNORS:
        old, new = _without_reasons(old), _without_reasons(new)
        old = replace(old, related=nameable(estate, old.related, audience))
        new = replace(new, related=nameable(estate, new.related, audience))
    return Contrast(
        folder=f"{policy}/changes/{old.name}..{new.name}",
        old=old,
        new=new,
        audience=audience,
        revisions=dict(_revisions(estate, old, new, dates)),
        pdf_name=f"{school}-{policy}-{old.name}..{new.name}.pdf",
        own=tuple(sorted(own)),
    )


def _without_reasons(found: Reading) -> Reading:
    """A comparison tells reasons to governors alone, for it holds those of parts that others may
    not read. An edition's own page tells them to all its readers (`differing`)."""
    recorded = tuple(replace(r, because="") for r in found.recorded)
    source = found.source and f"{found.source} without reasons"
    return replace(found, recorded=recorded, source=source)


def _revisions(
    estate: Estate, old: Reading, new: Reading, dates: tuple[str, str]
) -> Iterable[tuple[str, tuple[Revision, ...]]]:
    """By occurrence, how the trust revised its clause between the two texts."""
    if TRUST in (old.name, new.name):
        return
    earlier: Mapping[str, Recorded] = {r.key: r for r in old.recorded}
    for recorded in new.recorded:
        clause, before_ = estate.clauses.get(recorded.clause), earlier.get(recorded.key)
        if clause is None or before_ is None:
            continue
        meant = revisions_between(clause.revisions, before_.revised, recorded.revised)
        corrected = revisions_between(clause.revisions, *dates)
        found = [r for r in meant if r.kind is RevisionKind.MEANING]
        found += [r for r in corrected if r.kind is RevisionKind.CORRECTION]
        if found:
            yield recorded.key, tuple(sorted(found, key=lambda r: r.date))
