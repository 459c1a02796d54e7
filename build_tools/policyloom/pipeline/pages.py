"""Pages: an edition or a record, with what stands before and after it, for one audience."""

from __future__ import annotations

from functools import cache, lru_cache

from policyloom.document import fill_particulars, for_audience, read_blocks
from policyloom.model.dates import say_cycle, say_date
from policyloom.model.editions import Origin
from policyloom.model.estate import Estate
from policyloom.model.facts import FactType, Value
from policyloom.model.nodes import Blocks
from policyloom.model.pages import (
    Contact,
    Detail,
    Difference,
    Masthead,
    Page,
    RelatedLine,
    Status,
)
from policyloom.model.places import Place
from policyloom.model.policies import Audience, Numbering, RelatedKind
from policyloom.model.records import Draft, Record
from policyloom.model.schools import Front
from policyloom.model.woven import plain_text
from policyloom.pipeline.weave import Woven

CYCLES = (4, 12, 24, 36)
"""The review cycles, in months, that a cover prints to choose among."""

DRAFT = "draft"
DRAFT_BANNER = "Draft. Not yet approved: for governors to consider."
_SAME = (Origin.KEPT, Origin.NOT_APPLICABLE)


def current_page(estate: Estate, woven: Woven, audience: Audience) -> Page:
    """The page of what is in force, or of the draft where nothing is."""
    if woven.record is None:
        return _page(estate, woven, woven.draft, None, woven.blocks, audience)
    blocks = _read(woven.record.draft.body, woven.record.draft.numbering)
    filled = fill_particulars(blocks, cache(lambda name: particular(woven, name)))
    return _page(estate, woven, woven.record.draft, woven.record, filled, audience)


@lru_cache(maxsize=10_000)
def _read(body: str, numbering: Numbering) -> Blocks:
    """A record's body as blocks: read once for all audiences."""
    return read_blocks(body, numbering)


def particular(woven: Woven, name: str) -> str:
    """Today's text of a particular that a record names; a missing one is a finding."""
    fact = woven.weaver.text(f"{{{{ {name} }}}}", woven.edition.place).facts[0]
    return fact.text


def readable(woven: Woven, audience: Audience) -> bool:
    """Whether an audience may read this edition: a draft is for governors alone."""
    needed = woven.record.draft.audience if woven.record else Audience.GOVERNORS
    return audience.may_read(needed)


def _page(
    estate: Estate,
    woven: Woven,
    draft: Draft,
    record: Record | None,
    blocks: Blocks,
    audience: Audience,
) -> Page:
    front = woven.edition.front
    facts = Around(woven)
    policy = estate.policies[draft.policy]
    ruling = record.ruling if record else None
    masthead = masthead_of(estate, woven)
    return Page(
        school=draft.school,
        policy=draft.policy,
        edition=record.edition if record else DRAFT,
        status=Status.IN_FORCE if record else Status.DRAFT,
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
        review=_review(woven, record),
        banner="" if record else DRAFT_BANNER,
        masthead=masthead,
        details=_details(estate, woven, draft, record),
        adoption=_adoption(masthead, record, front) if front.adoption else "",
        signatures=tuple(facts.contact(post) for post in front.signatures),
        cycles=_cycles(draft.cycle) if front.cycles else (),
        related=_related(draft),
        body=for_audience(blocks, audience),
        signoff=tuple(facts.contact(post) for post in front.signoff),
        provider=facts.provider() if front.provider else (),
        provider_name=facts.provider_name() if front.provider else "",
        end_mark=f"End of {draft.noun}" if front.end_mark else "",
        footer=_footer(masthead),
        differences=tuple(
            Difference(o.key, o.title, o.origin, o.because)
            for o in draft.occurrences
            if o.origin not in _SAME
        ),
        titles={o.key: o.title for o in draft.occurrences},
    )


class Around:
    """Today's facts of one edition, for what stands around its text."""

    def __init__(self, woven: Woven) -> None:
        self.woven = woven

    def value(self, fact: str) -> Value | None:
        return self.woven.weaver.value(fact)

    def text(self, fact: str) -> str:
        value = self.value(fact)
        return value.text if value else ""

    def lines(self, fact: str) -> tuple[str, ...]:
        value = self.value(fact)
        return value.items if value else ()

    def contact(self, fact: str) -> Contact:
        """A person in a post; a post that nobody is named for keeps an empty line."""
        value = self.value(fact)
        spec = self.woven.weaver.specs.get(fact)
        if value is None or spec is None or spec.type is not FactType.PERSON:
            return Contact(post=fact if spec is None else _post(fact), name="")
        get = value.fields.get
        return Contact(
            get("post") or _post(fact), get("name") or "", get("email") or "", get("phone") or ""
        )

    def provider(self) -> tuple[Contact, ...]:
        """The provider's desk, adviser and addresses, as far as they are given."""
        people = ("provider.general", "provider.officer")
        found = [self.contact(fact) for fact in people if self.value(fact)]
        for label, fact in (("Website", "provider.website"), ("Social media", "provider.social")):
            if shown := self.text(fact):
                found.append(Contact(label, shown))
        return tuple(found)

    def provider_name(self) -> str:
        """The provider's name with its strapline."""
        parts = (self.text("provider.name"), self.text("provider.strapline"))
        return ": ".join(part for part in parts if part)


def _post(fact: str) -> str:
    return fact.rpartition(".")[2].replace("_", " ").capitalize()


def masthead_of(estate: Estate, woven: Woven, full: bool = False) -> Masthead:
    """Who publishes: what the front settings ask for, or (`full`) all that is known."""
    facts = Around(woven)
    school = estate.schools.get(woven.edition.school)
    look = school.look if school else estate.trust.look
    front = woven.edition.front
    lines = (
        ("Telephone", "school.phone", "tel:"),
        ("Fax", "school.fax", ""),
        ("Email", "school.email", "mailto:"),
        ("Website", "school.website", "url"),
    )
    contacts = [
        Detail(label, shown, _href(scheme, shown))
        for label, fact, scheme in lines
        if (shown := facts.text(fact))
    ]
    return Masthead(
        school=facts.text("school.name") if school else estate.trust.name,
        trust=facts.text("school.organisation") or estate.trust.name,
        address=facts.lines("school.address") if full or front.address else (),
        contacts=tuple(contacts) if full or front.address else (),
        motto=facts.text("school.motto") if full or front.motto else "",
        founded=facts.text("school.founded"),
        website=facts.text("school.website"),
        logo=look.logo,
        primary=look.primary,
        accent=look.accent,
    )


def _href(scheme: str, shown: str) -> str:
    if scheme == "url":
        return shown if shown.startswith("http") else f"https://{shown}"
    return scheme + shown.replace(" ", "") if scheme else ""


def _related(draft: Draft) -> tuple[RelatedLine, ...]:
    """The related documents, unless the text itself lists them."""
    if draft.related_in_text:
        return ()
    return tuple(
        RelatedLine(RelatedKind(line.kind), line.title, line.number, line.href)
        for line in draft.related
    )


def _review(woven: Woven, record: Record | None) -> str:
    """The next review: the record's, or an earlier one that the school has set."""
    if record is None:
        return ""
    own = woven.review
    return min(own, record.ruling.review) if own else record.ruling.review


def _details(
    estate: Estate, woven: Woven, draft: Draft, record: Record | None
) -> tuple[Detail, ...]:
    precision = woven.edition.front.date_precision
    policy = estate.policies[draft.policy]
    ruling = record.ruling if record else None
    noun = draft.noun.capitalize()
    rows = [
        (f"{noun} number", draft.number),
        ("Status", "In force" if record else "Draft"),
        ("Approved by", _first_capital(ruling.by) if ruling else ""),
        ("Approved on", say_date(ruling.decided, precision) if ruling else ""),
        ("Minute", ruling.minute if ruling else ""),
        ("In force from", say_date(ruling.effective, precision) if ruling else ""),
        ("Next review", say_date(_review(woven, record), precision)),
        ("Reviewed", say_cycle(draft.cycle).capitalize()),
        ("Decided by", "" if record else _first_capital(_approving(woven, policy.approving_body))),
        ("Owner", policy.owner),
        ("Edition", record.edition if record else DRAFT),
    ]
    return tuple(Detail(label, value) for label, value in rows if value)


def _approving(woven: Woven, text: str) -> str:
    place = Place(f"templates/policies/{woven.edition.policy}.yml")
    return plain_text(woven.weaver.text(text, place))


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _adoption(masthead: Masthead, record: Record | None, front: Front) -> str:
    if record is None:
        return ""
    day = say_date(record.ruling.decided, front.date_precision)
    return f"Adopted by the {record.ruling.by} of {masthead.school} on {day}."


def _cycles(cycle: int) -> tuple[tuple[str, bool], ...]:
    offered = sorted({*CYCLES, cycle})
    return tuple((say_cycle(months).capitalize(), months == cycle) for months in offered)


def _footer(masthead: Masthead) -> str:
    founded = f"Founded {masthead.founded}" if masthead.founded else ""
    website = masthead.website.removeprefix("https://").removesuffix("/")
    return " · ".join(part for part in (founded, website) if part)
