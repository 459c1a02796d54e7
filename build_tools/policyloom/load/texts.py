"""What stands in a text: facts, optional spans, links and pictures. A text with its place enters;
its faults become findings, and the policies that it links to leave.

Facts are only recognised here, never filled in: a text is looked through with every fact replaced
by as many letters, so that each fault keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policyloom.findings import nearest
from policyloom.load.inline import Picture, Reference, read_inline
from policyloom.load.names import Names
from policyloom.load.plain import Fault, html_in, placeholders, reads_as_written
from policyloom.load.report import Report
from policyloom.model.facts import FactType
from policyloom.model.places import Place

_NAME = re.compile(r"\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\s*")
_SPAN = re.compile(r"\[\?la\s([^\[\]]*)\]")
_SCHEME = re.compile(r"(https?://[^\s/]|mailto:\S|tel:[+0-9{]|policy:\S)")
_PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:svg|png|jpe?g)")
_UNFILLED = "It could not be filled in, and would be published as it stands."


@dataclass(frozen=True, slots=True)
class PolicyLink:
    """A link from a text to a policy."""

    policy: str
    place: Place


@dataclass(frozen=True, slots=True)
class Texts:
    """Checks texts against the names that exist."""

    names: Names
    policies: frozenset[str]
    pictures: frozenset[str]
    report: Report

    def wording(self, text: str, at: Callable[[int], Place]) -> tuple[PolicyLink, ...]:
        """Check a clause's wording: inline Markdown, facts and spans for the authority."""
        faults, bare = self._facts(text)
        span_faults, bare = _spans(bare)
        faults += span_faults
        faults += placeholders(bare)
        readable = not faults
        if readable and (fault := html_in(bare) or read_inline(bare).fault):
            faults.append(fault)
        for fault in faults:
            self._tell(fault, at)
        links = self._references(text, bare, at, sure=not faults) if readable else ()
        return () if faults else links

    def words(self, text: str, at: Callable[[int], Place], facts: bool = True) -> None:
        """Check words that hold facts at most: a school's own, a heading, a label."""
        if not facts and (sign := text.find("{{")) >= 0:
            what = "Facts cannot stand here."
            self._tell(Fault("template-code", sign, what, _UNFILLED, "Write the words."), at)
            return
        faults, bare = self._facts(text)
        span = bare.find("[?")
        if span >= 0:
            what = "An optional span cannot stand here, only in a clause."
            faults.append(Fault("bad-span", span, what, _UNFILLED, "Write plain words and facts."))
        elif left := placeholders(bare):
            faults += left
        elif fault := html_in(bare):
            faults.append(fault)
        elif not reads_as_written(bare):
            what = "Markdown stands in the text."
            why = "Its signs would print as they stand, or change how the page looks."
            found = re.search(r"[*_#`\[\]>\\|+=~]|^\s*[-\d]", bare)
            start = found.start() if found else 0
            faults.append(Fault("markdown", start, what, why, "Write plain words and facts."))
        for fault in faults:
            self._tell(fault, at)

    def _tell(self, fault: Fault, at: Callable[[int], Place]) -> None:
        self.report.error(fault.code, at(fault.offset), fault.what, fault.why, fault.fix)

    def _facts(self, text: str) -> tuple[list[Fault], str]:
        """The faults in a text's `{{ facts }}`, and the text with letters in their stead."""
        faults: list[Fault] = []
        bare: list[str] = []
        here = 0
        for start, end, inside in _braces(text, faults):
            bare += [text[here:start], "F" * (end - start)]
            here = end
            if fault := self._fact(inside, start):
                faults.append(fault)
        return faults, "".join(bare) + text[here:]

    def _fact(self, inside: str, start: int) -> Fault | None:
        match = _NAME.fullmatch(inside)
        if match is None:
            what = f"'{{{{{inside[:40]}}}}}' is no fact's name."
            fix = "Write {{ fact }} or {{ fact.field }} and nothing else between the brackets."
            return Fault("fact-expression", start, what, _UNFILLED, fix)
        name = match.group(1)
        if self.names.known(name):
            return None
        what, fix = f"There is no fact '{name}'.", self.names.suggestion(name)
        return Fault("unknown-fact", start + 2 + match.start(1), what, _UNFILLED, fix)

    def _references(
        self, text: str, bare: str, at: Callable[[int], Place], sure: bool
    ) -> tuple[PolicyLink, ...]:
        """The links to policies. Of a text that is not `sure` to be read as it is written, only
        what stands there to the letter is looked at."""
        links = []
        for found in read_inline(bare).references:
            if not sure and not bare.startswith(found.target, found.offset):
                continue
            if isinstance(found, Picture):
                for fault in self._picture(found):
                    self._tell(fault, at)
                continue
            target = text[found.offset : found.offset + len(found.target)]
            if wrong := self._link(target, found):
                self._tell(wrong, at)
            elif target.startswith("policy:"):
                links.append(PolicyLink(target.removeprefix("policy:"), at(found.offset)))
        return tuple(links)

    def _link(self, target: str, found: Reference) -> Fault | None:
        whole = re.fullmatch(r"\{\{([^{}]*)\}\}", target)
        if whole and self.names.type_of(whole.group(1).strip()) is FactType.URL:
            return None
        if not _SCHEME.match(target):
            return Fault(
                "link-scheme",
                found.offset,
                f"A link cannot go to '{target[:60]}'.",
                "It would not work, or could run a program in the reader's browser.",
                "Begin its address with https:, http:, mailto:, tel: or policy:.",
            )
        policy = target.removeprefix("policy:")
        if policy != target and policy not in self.policies:
            return Fault(
                "unknown-policy",
                found.offset,
                f"There is no policy '{policy[:60]}' to link to.",
                "The link would go nowhere.",
                nearest(policy, self.policies),
            )
        return None

    def _picture(self, found: Picture) -> Iterator[Fault]:
        if not found.alt.strip():
            yield Fault(
                "missing-alt",
                found.offset,
                f"The picture '{found.target[:60]}' has no alternative text.",
                "People who cannot see it would not know what it says.",
                "Say between the brackets what it shows: ![The three stages](stages.svg).",
            )
        if not _PICTURE.fullmatch(found.target) or found.target not in self.pictures:
            yield Fault(
                "missing-image",
                found.offset,
                f"There is no picture '{found.target[:60]}'.",
                "The page would have a hole in its place.",
                nearest(found.target, self.pictures)
                or "Put an .svg, .png or .jpg file of that name into templates/assets.",
            )


def _braces(text: str, faults: list[Fault]) -> list[tuple[int, int, str]]:
    """Each `{{…}}` as (start, end, inside); every other brace is a fault."""
    found, here = [], 0
    while match := re.compile(r"\{[{%#]|[%}]\}|[{}]").search(text, here):
        start, sign = match.start(), match.group()
        here = match.end()
        if sign != "{{":
            faults.append(_stray(sign, start))
            continue
        end, again = text.find("}}", here), text.find("{{", here)
        if end < 0 or 0 <= again < end:
            what, fix = "A {{ is not closed.", "Write }} after the fact's name."
            faults.append(Fault("unclosed-fact", start, what, _UNFILLED, fix))
            continue
        found.append((start, end + 2, text[here:end]))
        here = end + 2
    return found


def _stray(sign: str, start: int) -> Fault:
    if sign in ("{%", "{#", "%}"):
        what = f"'{sign}' is the sign of a template's command."
        fix = "Remove it: to whom a clause applies is not said in its text."
        return Fault("template-code", start, what, _UNFILLED, fix)
    what = f"'{sign}' stands alone."
    return Fault("stray-brace", start, what, _UNFILLED, "Write a fact as {{ fact }}.")


def _spans(bare: str) -> tuple[list[Fault], str]:
    """The faults in a text's `[?la …]`, and the text with each span's words left in place."""
    faults: list[Fault] = []

    def open_up(match: re.Match[str]) -> str:
        inside = match.group(1)
        if not inside.strip():
            faults.append(_span_fault(match.start(), "It has no words."))
        elif not reads_as_written(inside.strip()):
            faults.append(_span_fault(match.start(), "It holds more than words and facts."))
        return "L" * (match.end() - match.start() - len(inside) - 1) + inside + "L"

    opened = _SPAN.sub(open_up, bare)
    for match in re.finditer(r"\[\?", opened):
        rest = opened[match.start() :]
        if not re.match(r"\[\?la\s", rest):
            faults.append(_span_fault(match.start(), "Only [?la …] is known."))
        elif "]" not in rest:
            faults.append(_span_fault(match.start(), "It is not closed."))
        else:
            faults.append(_span_fault(match.start(), "Another bracket stands inside it."))
    return faults, opened


def _span_fault(offset: int, what: str) -> Fault:
    return Fault(
        "bad-span",
        offset,
        f"An optional span is wrong. {what}",
        "It would be published as it stands.",
        "Write [?la and the words that need the authority], without brackets inside.",
    )
