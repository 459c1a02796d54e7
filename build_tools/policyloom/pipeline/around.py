"""What stands around an edition's text and is made from facts: names, contacts, footer."""

from __future__ import annotations

from functools import lru_cache

from policyloom.model.estate import Estate
from policyloom.model.facts import FactType, Value
from policyloom.model.pages import Contact, Detail, Masthead
from policyloom.pipeline.weave import Woven


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


@lru_cache(maxsize=1_000)
def _known(masthead: Masthead) -> Masthead:
    """The same masthead, if there is one already: a school's pages are kept with one for all."""
    return masthead


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
    found = Masthead(
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
    return _known(found)


def _href(scheme: str, shown: str) -> str:
    if scheme == "url":
        return shown if shown.startswith("http") else f"https://{shown}"
    return scheme + shown.replace(" ", "") if scheme else ""


def footer_of(masthead: Masthead) -> str:
    founded = f"Founded {masthead.founded}" if masthead.founded else ""
    website = masthead.website.removeprefix("https://").removesuffix("/")
    return " · ".join(part for part in (founded, website) if part)
