"""What each site says of its accessibility. In: a Weave and an edition; out: Statements."""

from __future__ import annotations

from policyloom.model.pages import Contact
from policyloom.model.schools import Accessibility
from policyloom.outputs.site_statement import Statement
from policyloom.pipeline.around import Around
from policyloom.pipeline.weave import Weave, Woven
from policyloom.resolve.facts import winning_facts


def school_statement(weave: Weave, woven: Woven) -> Statement:
    """The statement of a school's site; `woven` is any of its editions."""
    around = Around(woven)
    office = Contact("School office", "", around.text("school.email"), around.text("school.phone"))
    said = weave.estate.trust.accessibility
    person = around.contact(said.contact) if said and said.contact else None
    return _statement(weave.estate.schools[woven.edition.school].name, office, person, said)


def trust_statement(weave: Weave) -> Statement:
    """The statement of the trust's front page."""
    estate = weave.estate
    facts = winning_facts(estate, None, None, weave.today)
    text = {name: entry.value.text for name, entry in facts.items()}
    office = Contact("Trust office", "", text.get("trust.email", ""), text.get("trust.phone", ""))
    said, person = estate.trust.accessibility, None
    if said and said.contact in facts:
        get = facts[said.contact].value.fields.get
        person = Contact(
            get("post") or "", get("name") or "", get("email") or "", get("phone") or ""
        )
    return _statement(estate.trust.name, office, person, said)


def _statement(
    who: str, office: Contact, person: Contact | None, said: Accessibility | None
) -> Statement:
    if said is None:
        return Statement(who, office)
    if said.email:
        person = Contact("", "", said.email)
    reached = person if person and (person.email or person.phone) else office
    return Statement(
        who=who,
        contact=reached,
        reviewed=said.reviewed,
        method=said.method,
        reply=said.reply,
        problems=said.problems,
        body=said.body,
        url=said.url,
    )
