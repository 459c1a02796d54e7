"""The body of a clause's file: its lines enter, its wordings leave, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from policyloom.findings import nearest
from policyloom.load.report import Report
from policyloom.model.clauses import Polarity, Wording
from policyloom.model.places import Place

_DELIMITER = re.compile(
    r"=== +(?P<name>[a-z][a-z0-9-]*)(?: +(?P<polarity>do|dont))?(?: +when +(?P<choice>\S+))? *"
)
_BLOCK = re.compile(r"(?:#{1,6}\s|[-*+]\s|>|\||```|~~~|={2,}\s*$|-{2,}\s*$|:\s| {4})")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_WHY = "A policy's tree could not use the wording."
_NO_END = ("does not end with a full stop", "End it with one, or with a question mark.")
_END = re.compile(r"[.?!][*_)\]’”\"']*(?:\s*!\[[^\]]*\]\([^)]*\))*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file; `number` counts from 1."""

    number: int
    text: str


def read_wordings(
    lines: Iterable[Line], file: str, choices: Iterable[str], report: Report
) -> tuple[Wording, ...]:
    """The wordings of a clause's body; what is wrong with their form becomes a finding."""
    known = tuple(choices)
    found: list[Wording] = []
    head = Wording("statement", "", Place(file))
    block: list[Line] = []
    said = False
    for line in lines:
        if not line.text.startswith("==="):
            block.append(line)
            continue
        _close(head, block, said, found, report)
        head, block, said = _delimiter(line, file, known, report), [], True
    _close(head, block, said, found, report)
    _check_twice(found, report)
    return tuple(found)


def _delimiter(line: Line, file: str, choices: tuple[str, ...], report: Report) -> Wording:
    """The wording that a delimiter opens, still without its text; nameless if it is malformed."""
    place = Place(file, line.number)
    match = _DELIMITER.fullmatch(line.text)
    if match is None:
        report.error(
            "bad-delimiter",
            place,
            f"'{line.text[:60]}' is no delimiter.",
            _WHY,
            "Write === NAME [do|dont] [when CHOICE], as in '=== item dont'.",
        )
        return Wording("", "", place)
    name, choice = match["name"], match["choice"] or ""
    polarity = Polarity(match["polarity"]) if match["polarity"] else None
    if choice and choice not in choices:
        report.error(
            "unknown-choice",
            Place(file, line.number, match.start("choice") + 1),
            f"The clause has no choice '{choice}'.",
            "The wording would never be used.",
            nearest(choice, choices) or "List it under 'choices'.",
        )
        return Wording("", "", place)
    _check_polarity(name, polarity, place, report)
    return Wording(name, "", place, polarity, choice)


def _check_polarity(name: str, polarity: Polarity | None, place: Place, report: Report) -> None:
    if name == "item" and polarity is None:
        report.error(
            "item-polarity",
            place,
            "An item does not say whether it completes a 'do' or a 'dont'.",
            "Under the wrong lead-in it would say the opposite of what is meant.",
            "Write '=== item do' or '=== item dont'.",
        )
    if name in ("statement", "pledge") and polarity is not None:
        report.error(
            "bad-delimiter",
            place,
            f"A {name} is a whole sentence and does not say do or dont.",
            _WHY,
            f"Write '=== {name}'.",
        )


def _close(
    head: Wording, block: list[Line], said: bool, found: list[Wording], report: Report
) -> None:
    """End the wording whose lines are at hand."""
    paragraphs = _paragraphs(block)
    if not head.name or not (paragraphs or said):
        return
    if not paragraphs:
        fix = "Write its text under the delimiter, or remove the delimiter."
        report.error("empty-wording", head.place, f"'{head.name}' has no text.", _WHY, fix)
        return
    if len(paragraphs) > 1:
        report.error(
            "several-paragraphs",
            Place(head.place.file, paragraphs[1][0].number),
            f"A second paragraph begins here; '{head.name}' is one paragraph.",
            "Whoever places the clause expects one paragraph.",
            "Join the two, or make a clause of the second.",
        )
    lines = paragraphs[0]
    if _check_blocks(lines, head.place.file, report):
        wording = _joined(head, lines)
        found.append(wording)
        check_sentence(wording, report)


def _paragraphs(block: list[Line]) -> list[list[Line]]:
    found: list[list[Line]] = []
    open_ = False
    for line in block:
        if not line.text.strip():
            open_ = False
        elif open_:
            found[-1].append(line)
        else:
            found.append([line])
            open_ = True
    return found


def _check_blocks(lines: list[Line], file: str, report: Report) -> bool:
    for i, line in enumerate(lines):
        if _BLOCK.match(line.text) or (i == 0 and _NUMBERED.match(line.text)):
            report.error(
                "markdown",
                Place(file, line.number),
                f"'{line.text[:30].rstrip()}' is a heading, list, table, quotation or code.",
                "Shape is the policy's business: pieces with shapes of their own do not join up.",
                "Write one paragraph; lists, tables and headings stand in the policy's tree.",
            )
            return False
        if line.text.endswith("  ") and i < len(lines) - 1:
            report.error(
                "markdown",
                Place(file, line.number, len(line.text.rstrip()) + 1),
                "Two spaces at the end of a line are a line break.",
                "Lines are joined, so it would be lost.",
                "Remove the spaces.",
            )
    return True


def _joined(head: Wording, lines: list[Line]) -> Wording:
    """The wording with its lines joined by a space; no line but the first may be indented."""
    first = lines[0].text
    start = len(first) - len(first.lstrip())
    text, breaks = first.strip(), []
    for line in lines[1:]:
        text += " "
        indent = len(line.text) - len(line.text.lstrip())
        breaks.append(len(text) - indent)
        text += line.text.strip()
    place = Place(head.place.file, lines[0].number, start + 1)
    return replace(head, text=text, place=place, breaks=tuple(breaks))


def _check_twice(found: list[Wording], report: Report) -> None:
    first: dict[tuple[str, str], Wording] = {}
    for wording in found:
        other = first.setdefault((wording.name, wording.choice), wording)
        if other is not wording:
            suffix = f" when {wording.choice}" if wording.choice else ""
            report.error(
                "wording-twice",
                wording.place,
                f"'{wording.name}{suffix}' stands here and at {other.place}.",
                "Only one of the two could be used.",
                "Remove one, or give it another name.",
            )


def check_sentence(wording: Wording, report: Report) -> None:
    """Warn where a wording has not the form of sentence that its name promises."""
    if found := _sentence_fault(wording):
        fault, fix = found
        report.warning(
            "wording-form",
            wording.place,
            f"The {wording.name} {fault}.",
            "Beside the others it would read as a slip.",
            fix,
        )


def _sentence_fault(wording: Wording) -> tuple[str, str] | None:
    """What is wrong with the form of a wording, and what to do."""
    text, ends = wording.text, _END.search(wording.text) is not None
    match wording.name:
        case "statement" if not ends and not text.endswith(":"):
            return _NO_END
        case "pledge" if not ends:
            return _NO_END
        case "pledge" if not re.search(r"\b(?:I|my|me|we|our)\b", text, re.IGNORECASE):
            return "is not in the first person", "Write it as a promise: 'I will …' or 'We will …'."
        case "item" if text.endswith("."):
            fault = "ends with a full stop, although it completes a lead-in"
            return fault, "Take the full stop away."
        case "lead-in" if not text.endswith(":"):
            return "does not end with a colon", "End it with a colon."
        case _:
            return None
