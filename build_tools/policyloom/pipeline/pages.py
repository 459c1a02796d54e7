"""Pages: a draft or a decision, with what stands before and after it, for one audience."""

from __future__ import annotations

from policyloom.document import fill_particulars, for_audience, names_left_out, read_blocks
from policyloom.document.write import escape
from policyloom.findings import Findings
from policyloom.model.dates import say_cycle, say_date
from policyloom.model.estate import Estate
from policyloom.model.letters import capital
from policyloom.model.nodes import Blocks, facts, keyed, spans
from policyloom.model.pages import ENDED, Detail, Masthead, Page, RelatedLine, Status
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Audience, RelatedKind
from policyloom.model.records import Decision, Draft, Record
from policyloom.model.schools import Front
from policyloom.model.woven import plain_text
from policyloom.pipeline.around import Around, footer_of, masthead_of
from policyloom.pipeline.differing import differences
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.nameable import nameable
from policyloom.pipeline.versions import (
    Version,
    contacts_updated,
    past_particular,
    places_in,
    posts_in,
)
from policyloom.pipeline.weave import Woven, entry_text
from policyloom.render import RELATED
from policyloom.render.texts import listed

CYCLES = (4, 12, 24, 36)
"""The review cycles, in months, that a cover prints to choose among."""

DRAFT = "draft"
PROPOSED = "proposed"
ENDS = (Decision.WITHDRAWN, Decision.SUPERSEDED)
PAST = (Status.SUPERSEDED, *ENDED)


def current_page(estate: Estate, woven: Woven, audience: Audience) -> Page:
    """The page of what is in force, or of the draft where nothing is."""
    if woven.record is None:
        return draft_page(estate, woven, audience)
    updated = contacts_updated(woven, woven.record)
    return version_page(
        estate, woven, Version(woven.record, Status.IN_FORCE, "", updated), audience
    )


def draft_page(estate: Estate, woven: Woven, audience: Audience) -> Page:
    """The page of what the files now say: a draft, or a proposal where something is in force."""
    blocks = for_audience(woven.blocks, audience)
    return _page(estate, woven, woven.outline, None, keyed(blocks, key_of(blocks)), audience)


def version_page(estate: Estate, woven: Woven, version: Version, audience: Audience) -> Page:
    """The page of one decision: today's particulars while it holds, those of its time after."""
    filled = _text(estate, woven, version, audience)
    return _page(estate, woven, version.record.draft, version, filled, audience)


def _text(estate: Estate, woven: Woven, version: Version, audience: Audience) -> Blocks:
    """The text of an edition. Of a past one: who held a post then where a date tells it, else the
    post."""
    record, past = version.record, version.status in PAST
    fills: dict[str, str] = {}

    def fill(name: str) -> str:
        if name not in fills:
            fills[name] = (
                past_particular(estate, woven, version, name) if past else particular(woven, name)
            )
        return fills[name]

    filled = fill_particulars(read_blocks(record.draft.body, record.draft.numbering), fill)
    posts = posts_in(woven, {name: fill(name) for name in places_in(record)}) if past else ()
    key = key_of(record.digest, sorted(fills.items()), posts, audience)
    return keyed(for_audience(names_left_out(filled, posts), audience), key)


def particular(woven: Woven, name: str) -> str:
    """Today's text of a particular that a record names; a missing one is a finding."""
    fact = woven.weaver.text(f"{{{{ {name} }}}}", woven.edition.place).facts[0]
    return fact.text


def refuse_reader(woven: Woven, audience: Audience, findings: Findings) -> None:
    """A finding where an audience may not read this edition: a draft is for governors alone."""
    needed = woven.record.draft.audience if woven.record else Audience.GOVERNORS
    if audience.may_read(needed):
        return
    what = "This policy" if woven.record else "A draft"
    findings.error(
        "not-for-audience",
        woven.edition.place,
        f"{what} is for the audience '{needed}', and '{audience}' may not read it.",
        "What is decided for some readers must not reach others.",
        f"Ask for it with --audience {needed}.",
        Scope(woven.edition.school, woven.edition.policy),
    )


def _page(
    estate: Estate,
    woven: Woven,
    draft: Draft,
    version: Version | None,
    blocks: Blocks,
    audience: Audience,
) -> Page:
    front = woven.edition.front
    around = Around(woven)
    policy = estate.policies[woven.edition.policy]
    record = version.record if version else None
    ruling = record.ruling if record else None
    ended = ruling is not None and ruling.decision in ENDS
    masthead = masthead_of(estate, woven)
    return Page(
        school=draft.school,
        policy=draft.policy,
        edition=record.edition if record else _unapproved(woven),
        status=version.status if version else Status(_unapproved(woven)),
        title=draft.title,
        noun=draft.noun,
        number=draft.number,
        summary=policy.summary,
        audience=draft.audience,
        numbering=draft.numbering,
        contents=draft.contents,
        approved=ruling.decided if ruling else "",
        approved_by=ruling.by if ruling else "",
        effective=ruling.effective if ruling else "",
        review=_review(woven, version),
        banner=_banner(woven, version),
        masthead=masthead,
        details=_details(estate, woven, draft, version),
        adoption=_adoption(masthead, record, front) if front.adoption and not ended else "",
        signatures=tuple(around.contact(post) for post in front.signatures),
        cycles=_cycles(draft.cycle) if front.cycles else (),
        related=_related(estate, draft, blocks, audience),
        body=blocks,
        signoff=tuple(around.contact(post) for post in front.signoff),
        provider=around.provider() if front.provider else (),
        provider_name=around.provider_name() if front.provider else "",
        end_mark=f"End of {draft.noun}" if front.end_mark else "",
        footer=footer_of(masthead),
        differences=differences(estate, policy.id, draft.occurrences, blocks, audience),
        titles={o.key: o.title for o in draft.occurrences},
    )


def _unapproved(woven: Woven) -> str:
    return PROPOSED if woven.record else DRAFT


def _banner(woven: Woven, version: Version | None) -> str:
    if version is None:
        name = _unapproved(woven).capitalize()
        return f"{name}. Not yet approved: for governors to consider."
    match version.status:
        case Status.SUPERSEDED:
            return f"No longer in force: replaced on {say_date(version.until)}."
        case Status.WITHDRAWN:
            return f"Withdrawn on {say_date(version.record.ruling.effective)}."
        case Status.LEFT:
            day = say_date(version.left)
            if version.record.ruling.effective >= version.left:
                return f"This school left the trust on {day}, before this edition was in force."
            return (
                f"This school left the trust on {day}. "
                "This is what it had in force then; it is kept as it was."
            )
        case Status.SCHEDULED:
            return f"Approved, and in force from {say_date(version.record.ruling.effective)}."
        case _:
            return ""


def _related(
    estate: Estate, draft: Draft, blocks: Blocks, audience: Audience
) -> tuple[RelatedLine, ...]:
    """The related documents that these readers may know of, unless the text itself lists them."""
    if lists_related(draft, blocks):
        return ()
    return tuple(
        RelatedLine(RelatedKind(line.kind), line.title, line.number, line.href)
        for line in nameable(estate, draft.related, audience)
    )


def lists_related(draft: Draft, blocks: Blocks = ()) -> bool:
    """Whether a text names all its related documents itself, as items or in a sentence.

    A draft that is not written out is known by its `blocks`. Of a record only the words are
    known: one title alone could stand there for another reason, so it counts for nothing.
    """
    if draft.related_in_text or not draft.related:
        return draft.related_in_text
    if not draft.body:
        return any(f.name == RELATED for s in spans(blocks) for f in facts(s.content))
    titles = tuple(entry_text(line) for line in draft.related)
    return len(titles) > 1 and escape(listed(titles)) in draft.body


def next_review(woven: Woven, record: Record | None) -> str:
    """The next review: the record's, or an earlier one that the school has set."""
    if record is None:
        return ""
    own = woven.review
    return min(own, record.ruling.review) if own else record.ruling.review


def _review(woven: Woven, version: Version | None) -> str:
    """The review that an edition's page names: none where it has ended, and where it was replaced
    the one that was decided."""
    if version is None or version.left or version.record.ruling.decision in ENDS:
        return ""
    past = version.status in PAST
    return version.record.ruling.review if past else next_review(woven, version.record)


def _details(
    estate: Estate, woven: Woven, draft: Draft, version: Version | None
) -> tuple[Detail, ...]:
    """The table under the title. It says nothing that depends on today, for PDFs print it."""
    precision = woven.edition.front.date_precision
    policy = estate.policies[woven.edition.policy]
    record = version.record if version else None
    # A cover that prints the cycles to choose among says it already.
    ended = record is not None and record.ruling.decision in ENDS
    cycle = "" if ended or woven.edition.front.cycles else say_cycle(draft.cycle).capitalize()
    rows = [
        (f"{draft.noun.capitalize()} number", draft.number),
        ("Status", "" if record else _unapproved(woven).capitalize()),
        *(_ruling(version, precision) if version else ()),
        ("Next review", say_date(_review(woven, version), precision)),
        ("Reviewed", cycle),
        ("Decided by", "" if record else capital(approver(woven, policy.approving_body))),
        ("Owner", policy.owner),
        ("Edition", record.edition if record else _unapproved(woven).capitalize()),
    ]
    return tuple(Detail(label, value) for label, value in rows if value)


def _ruling(version: Version, precision: str) -> tuple[tuple[str, str], ...]:
    """Who decided what and when; a decision that ends a policy approves nothing."""
    ruling = version.record.ruling
    ended = ruling.decision in ENDS
    done = "Withdrawn" if ended else "Approved"
    return (
        (f"{done} by", capital(ruling.by)),
        (f"{done} on", say_date(ruling.decided, precision)),
        ("Minute", ruling.minute),
        ("Not in force from" if ended else "In force from", say_date(ruling.effective, precision)),
        ("Contacts updated", say_date(version.updated)),
    )


def approver(woven: Woven, text: str) -> str:
    """Who approves, as this school calls that body; a missing fact is a finding."""
    place = Place(f"templates/policies/{woven.edition.policy}.yml")
    return plain_text(woven.weaver.text(text, place))


def _adoption(masthead: Masthead, record: Record | None, front: Front) -> str:
    if record is None:
        return ""
    day = say_date(record.ruling.decided, front.date_precision)
    when = f"on {day}" if front.date_precision == "day" else f"in {day}"
    # A decision for several schools at once is not taken by a body of this school.
    whose = f"of {masthead.school}" if not record.ruling.shared else f"for {masthead.school}"
    return f"Adopted by the {record.ruling.by} {whose} {when}."


def _cycles(cycle: int) -> tuple[tuple[str, bool], ...]:
    offered = sorted({*CYCLES, cycle})
    return tuple((say_cycle(months).capitalize(), months == cycle) for months in offered)
