"""From which revision the occurrences that a school publishes were taken. In: a Weave and a Shelf;
out: by policy and key, the revision's day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policyloom.model.facts import FactSpec, FactType
from policyloom.model.letters import small
from policyloom.model.pages import Page
from policyloom.model.records import Recorded
from policyloom.outputs.portal_wordings import Gathering
from policyloom.outputs.wordings import Revisions, Values, WordedPolicy, is_worded, worded
from policyloom.pipeline.sites import Shelf
from policyloom.pipeline.weave import Weave, Woven

_KINDS = {
    FactType.PERSON: "name",
    FactType.EMAIL: "email address",
    FactType.PHONE: "telephone number",
    FactType.URL: "web address",
    FactType.ADDRESS: "postal address",
}
_PARTS = {
    "name": "name",
    "post": "post",
    "email": "email address",
    "phone": "telephone number",
}
"""What a field of a person is."""


def revisions(weave: Weave, shelf: Shelf) -> Revisions:
    """The revisions of each policy's own page, as its record or its draft has them."""
    found = ((page, weave.editions[page.school, page.policy]) for page in shelf.pages)
    return {
        page.policy: {each.key: each.revised for each in _occurrences(page, woven)}
        for page, woven in found
    }


def shelf_wordings(weave: Weave, shelf: Shelf) -> Iterator[tuple[WordedPolicy, Values]]:
    """How each clause reads at a school, for one audience, by policy."""
    known = revisions(weave, shelf)
    return (worded(page, known) for page in shelf.pages if is_worded(page))


def term_words(facts: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """Every word that a term of the trust may stand as, in any of its forms."""
    terms = (spec for spec in facts.values() if spec.type is FactType.TERM)
    values = (value for spec in terms for value in spec.options.values())
    return tuple(sorted({form for value in values for form in value.fields.values() if form}))


def _occurrences(page: Page, woven: Woven) -> tuple[Recorded, ...]:
    shown = (r for r in reversed(woven.story.records) if r.edition == page.edition)
    record = next(shown, None)
    return (record.draft if record else woven.outline).occurrences


def gathering(facts: Mapping[str, FactSpec]) -> Gathering:
    """Gathers schools' wordings for a trust that has declared these facts."""
    return Gathering(about_facts(facts), term_words(facts))


def about_facts(facts: Mapping[str, FactSpec]) -> Callable[[str], str]:
    """What stands for a particular, by its name, where schools have different ones: "name",
    "email address", or the words of its declaration ("the school's full name")."""

    def about(name: str) -> str:
        spec = facts.get(name)
        if spec is None:
            return _PARTS.get(name.rpartition(".")[2], "detail")
        return _KINDS.get(spec.type) or _sentence_start(spec.about)

    return about


def _sentence_start(words: str) -> str:
    """Words of a declaration as they stand within a sentence; an abbreviation stays."""
    return words if words[1:2].isupper() else small(words)
