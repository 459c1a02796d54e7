"""How a school's clauses are worded, for the portal to gather. In: a Shelf; out: wordings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policyloom.model.facts import FactSpec, FactType
from policyloom.model.letters import small
from policyloom.outputs.portal_wordings import Gathering
from policyloom.outputs.wordings import Values, WordedPolicy, is_worded, worded
from policyloom.pipeline.sites import Shelf

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


def shelf_wordings(shelf: Shelf) -> Iterator[tuple[WordedPolicy, Values]]:
    """How each clause reads at a school, for one audience, by policy."""
    known = shelf.revisions()
    return (worded(page, known) for page in shelf.pages if is_worded(page))


def term_words(facts: Mapping[str, FactSpec]) -> tuple[str, ...]:
    """Every word that a term of the trust may stand as, in any of its forms."""
    terms = (spec for spec in facts.values() if spec.type is FactType.TERM)
    values = (value for spec in terms for value in spec.options.values())
    return tuple(sorted({form for value in values for form in value.fields.values() if form}))


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
