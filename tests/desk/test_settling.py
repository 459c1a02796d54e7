"""Settling a stale override: one entry changes or goes, and every other byte stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policyloom.model.places import Place
from policyloom.outputs.drift_rows import Doing, Stale
from policyloom.pipeline.settling import Settlement, settled_text
from policyloom.pipeline.yaml_cuts import CannotBeCut

OLD, NEW = "2024-09-01", "2026-03-01"


def stale(doing: Doing, key: str, against: str = OLD) -> Stale:
    place = Place("schools/ashby/conduct.yml")
    return Stale("ashby", "Ashby", "conduct", "", doing, key, place, against, NEW, "", ())


def said(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


@dataclass(frozen=True)
class Piece:
    """A part of a file; `owner` is the entry that it belongs to, "" for none."""

    text: str
    owner: str = ""


WORDS = st.sampled_from(
    ["Plain words.", "A “quoted” word, and more", "It's ours", "Ours: always", "With # a sign"]
)
COMMENT = st.sampled_from(["", "  # ours", "   # {braces}, [brackets] - and: a colon"])
LOOSE = st.sampled_from(["", "\n", "  # a note on what follows\n", "\n\n  # - clause: gone\n"])
DATE = st.sampled_from([OLD, f'"{OLD}"', f"'{OLD}'"])


@st.composite
def scalar(draw: st.DrawFn, pad: str) -> str:
    """Words in one of the ways of writing them, with the newline that ends them."""
    words = draw(WORDS)
    match draw(st.sampled_from(["quoted", "folded", "literal", "lines"])):
        case "quoted":
            return f' "{words}"{draw(COMMENT)}\n'
        case "folded":
            return f" >-\n{pad}  {words}\n{pad}  # no comment\n\n{pad}  and more\n"
        case "literal":
            return f" |-\n{pad}  {words}\n"
        case _:
            return f"\n{pad}  plain words\n{pad}  on two lines{draw(COMMENT)}\n"


@st.composite
def in_lines(draw: st.DrawFn, doing: Doing, key: str) -> str:
    """An entry of a list, with a line or more for each key."""
    dash = draw(st.sampled_from(["  - ", "  -   ", "- "]))
    pad = " " * len(dash)
    parts = [f"clause: {key}{draw(COMMENT)}\n", f"against: {draw(DATE)}{draw(COMMENT)}\n"]
    parts.append(f"because:{draw(scalar(pad))}")
    if doing is Doing.REPLACE:
        parts.append(f"text:{draw(scalar(pad))}")
    note = draw(st.sampled_from(["", f"{pad}# within\n"]))
    ordered = draw(st.permutations(parts))
    return dash + (note + pad).join([ordered[0], *[pad.join(ordered[1:])]])


def in_braces(doing: Doing, key: str, date: str) -> str:
    text = ', text: "It, {so}"' if doing is Doing.REPLACE else ""
    return f"{{clause: {key}{text}, because: Ours., against: {date}}}"


@st.composite
def blocks(draw: st.DrawFn) -> list[Piece]:
    """A file whose lists have a line or more for each entry."""
    pieces = [Piece(draw(st.sampled_from(["", "# a school's file\n\n", "\ufeffnumber: HR01\n"])))]
    for doing in draw(st.permutations([Doing.REPLACE, Doing.OMIT])):
        keys = [f"{doing}-{n}" for n in range(draw(st.integers(1, 3)))]
        # With its last entry a list goes too.
        pieces.append(Piece(f"{doing}:{draw(COMMENT)}\n", "" if len(keys) > 1 else keys[0]))
        for n, key in enumerate(keys):
            braces = f"  - {in_braces(doing, key, draw(DATE))}{draw(COMMENT)}\n"
            text = draw(st.one_of(st.just(braces), in_lines(doing, key)))
            pieces.append(Piece(_aligned(text), key))
            if n + 1 < len(keys):
                pieces.append(Piece(draw(LOOSE)))
        pieces.append(Piece(draw(st.sampled_from(["", "\n", "# between\n"]))))
    pieces.append(Piece("title: Ours  # at last\n"))
    return pieces


def _aligned(text: str) -> str:
    """An entry with its dash in the third column, as all of a list have it."""
    return text if text.startswith("  ") else "".join(f"  {x}" for x in text.splitlines(True))


@given(blocks(), st.sampled_from(["\n", "\r\n"]), st.data())
@settings(max_examples=300, deadline=None)
def test_every_byte_outside_the_entry_stays(
    pieces: list[Piece], ends: str, data: st.DataObject
) -> None:
    """Adopting takes out the entry's own lines, or its list's with the last; keeping changes the
    ten characters of its date; and the file says the same but for that entry."""
    text = "".join(piece.text for piece in pieces).replace("\n", ends)
    before = said(text)
    doing = data.draw(st.sampled_from([Doing.REPLACE, Doing.OMIT]))
    index = data.draw(st.integers(0, len(before[doing]) - 1))
    key = before[doing][index]["clause"]

    adopted = settled_text(text, stale(doing, key), Settlement.ADOPT)
    rest = "".join(piece.text for piece in pieces if piece.owner != key).replace("\n", ends)
    assert adopted == rest

    kept = settled_text(text, stale(doing, key), Settlement.KEEP)
    changed = [i for i, (a, b) in enumerate(zip(text, kept, strict=True)) if a != b]
    start = min(changed) - OLD.index("4")
    assert text[start : start + 10] == OLD and kept[start : start + 10] == NEW
    assert kept[:start] + kept[start + 10 :] == text[:start] + text[start + 10 :]
    before[doing][index]["against"] = NEW
    assert said(kept) == before


@pytest.mark.parametrize("gone", [0, 1, 2])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("omit: [{0}, {1}, {2}]  # all\n", {
            0: "omit: [{1}, {2}]  # all\n", 1: "omit: [{0}, {2}]  # all\n",
            2: "omit: [{0}, {1}]  # all\n",
        }),
        ("omit: [\n  {0},  # a\n  {1},\n  # about c\n  {2}  # c\n]\n", {
            0: "omit: [\n  {1},\n  # about c\n  {2}  # c\n]\n",
            1: "omit: [\n  {0},  # a\n  # about c\n  {2}  # c\n]\n",
            2: "omit: [\n  {0},  # a\n  {1},\n  # about c\n]\n",
        }),
        ("omit: [{0},\n       {1}, {2}, ]\n", {
            0: "omit: [\n       {1}, {2}, ]\n", 1: "omit: [{0},\n       {2}, ]\n",
            2: "omit: [{0},\n       {1}, ]\n",
        }),
        ("{number: A, omit: [{0},{1},{2}], title: B}\n", {
            0: "{number: A, omit: [{1},{2}], title: B}\n",
            1: "{number: A, omit: [{0},{2}], title: B}\n",
            2: "{number: A, omit: [{0},{1}], title: B}\n",
        }),
    ],
)  # fmt: skip
def test_between_brackets_an_entry_goes_with_its_comma(
    before: str, after: dict[int, str], gone: int
) -> None:
    """Lists in brackets, on one line or several, lose the entry and one comma, and nothing else."""

    def filled(text: str) -> str:
        for n in range(3):
            text = text.replace(f"{{{n}}}", in_braces(Doing.OMIT, f"k{n}", OLD))
        return text

    made = settled_text(filled(before), stale(Doing.OMIT, f"k{gone}"), Settlement.ADOPT)
    assert made == filled(after[gone])


ORDER = "order: {sections: [a, b], because: So., against: 2024-09-01}  # agreed\n"
LINES = 'order:\n  sections:\n    - a\n  because: >-\n    So.\n  against: "2024-09-01"\n'


@pytest.mark.parametrize("order", [ORDER, LINES])
def test_an_order_is_settled_as_a_whole(order: str) -> None:
    """An order is one entry: keeping changes its date, adopting takes the key out."""
    text = f"number: A\n\n# first\n{order}# last\ntitle: B\n"
    kept = settled_text(text, stale(Doing.ORDER, "order"), Settlement.KEEP)
    assert kept == text.replace(OLD, NEW)
    adopted = settled_text(text, stale(Doing.ORDER, "order"), Settlement.ADOPT)
    assert adopted == "number: A\n\n# first\n# last\ntitle: B\n"


def test_what_was_a_files_only_key_leaves_an_empty_mapping() -> None:
    """A file of comments alone cannot be read, so that `{}` stands where the last key was."""
    made = settled_text(f"# ours\n{ORDER}", stale(Doing.ORDER, "order"), Settlement.ADOPT)
    assert made == "# ours\n{}\n"


@pytest.mark.parametrize(
    "text",
    [
        "omit: [k0]\n",
        "omit:\n  - {clause: k0, because: x, against: 2023-01-01}\n",
        "omit:\n  - {clause: k0, because: x}\n",
        "omit: {clause: k0}\n",
        "- omit\n",
        "omit: [\n",
        "number: A\n",
    ],
)
def test_what_is_not_understood_is_never_guessed_at(text: str) -> None:
    """A file that does not hold the entry as it was read is refused whole."""
    with pytest.raises(CannotBeCut):
        settled_text(text, stale(Doing.OMIT, "k0"), Settlement.KEEP)
