"""Schools' wordings from short notes. In: a text as a case has it; out: what a school publishes."""

from __future__ import annotations

import re

from policyloom.model.editions import Origin
from policyloom.model.woven import token
from policyloom.outputs.portal_wordings import Gathering
from policyloom.outputs.wordings import Values, Worded, WordedPolicy

TERMS = (
    *("head teacher", "principal", "pupil", "pupils", "student", "students"),
    *("policy", "guidance", "member of staff", "staff", "colleagues"),
)
_FACT = re.compile(r"\{([\w.]+)=([^}]*)\}")


Said = tuple[Worded, Values]


def worded(note: str, **about: str) -> Said:
    """An occurrence of the clause `ask`; `{name=value}` in the note is a particular."""
    facts: list[tuple[str, str]] = []

    def put(match: re.Match[str]) -> str:
        facts.append((match[1], match[2]))
        return token(len(facts) - 1)

    text = _FACT.sub(put, note)
    values = {"key": "ask", "title": "Asking", "heading": "1 About", **about}
    origin = Origin(values.pop("origin", "kept"))
    names = tuple(name for name, _ in facts)
    return Worded(text=text, facts=names, origin=origin, **values), tuple(v for _, v in facts)


def edition(*said: Said, policy: str = "conduct") -> tuple[WordedPolicy, Values]:
    """What a school says in one policy, and the values of its particulars."""
    wordings = tuple(words for words, _ in said)
    found = WordedPolicy(policy, policy.capitalize(), "What it is about.", wordings)
    return found, tuple(value for _, values in said for value in values)


def gathering() -> Gathering:
    """A gathering that calls every particular by its own name."""
    return Gathering(lambda name: name, TERMS)
