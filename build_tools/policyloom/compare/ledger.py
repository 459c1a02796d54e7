"""The list of changes as it grows: differences enter in reading order, numbered changes leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from policyloom.compare.sides import Because, Causes
from policyloom.compare.units import Unit
from policyloom.model.changes import Change, ChangeKind
from policyloom.model.facts import Nature
from policyloom.model.letters import small
from policyloom.model.nodes import (
    AsideBlock,
    Fact,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    TableBlock,
    plain,
    run_text,
)

UNNUMBERED = "no number"

_PRESENCE = {True: ChangeKind.ADDED, False: ChangeKind.REMOVED}
_KINDS = {Nature.CONDITION: ChangeKind.CONDITION, Nature.PARTICULAR: ChangeKind.PARTICULAR}


@dataclass(slots=True)
class Ledger:
    """Gives each change its number. `about` says, by fact id, what a fact is."""

    causes: Causes
    about: Mapping[str, str]
    changes: list[Change] = field(default_factory=list)
    _facts: dict[tuple[str, ...], int] = field(default_factory=dict)

    def wording(self, unit: Unit | None, key: str, old: str, new: str, note: str = "") -> int:
        """A text that reads otherwise. Without a key it is a heading or a label."""
        kind, because = ChangeKind.WORDING, self._unsaid(unit)
        if key:
            kind, because = self.causes.rewording(key)
        title = self.causes.title(key) if key else (new or old)
        return self._add(kind, because, key, title, where(unit), old, new, note)

    def fact(self, unit: Unit | None, key: str, old: Fact, new: Fact) -> int:
        """A fact with another value: one change however often the text says it."""
        # A telephone number in a link's address has no spaces, and is the same number.
        name = (new.name, *(small(value.text).replace(" ", "") for value in (old, new)))
        number = self._facts.get(name)
        if number is None:
            because = self.causes.fact(new.name)
            title = self._about(new.name) or self.causes.title(key)
            kind = _KINDS[new.nature]
            number = self._add(kind, because, key, title, where(unit), old.text, new.text)
            self._facts[name] = number
            self._put(number, fact=new.name)
        held = self.changes[number - 1].keys
        if key and key not in held:
            self._put(number, keys=(*held, key))
        return number

    def whole(self, kind: ChangeKind, unit: Unit) -> int:
        """Something that stands in one edition alone."""
        keys = keys_of(unit)
        because = self.causes.presence(keys[0]) if keys else self._unsaid(unit)
        text = text_of(unit)
        old, new = (text, "") if kind is ChangeKind.REMOVED else ("", text)
        number = self._add(kind, because, _one(keys), self._named(unit), where(unit), old, new)
        self._put(number, keys=tuple(keys))
        return number

    def heading(self, kind: ChangeKind, unit: Unit, text: str) -> int:
        """A heading that stands in one edition alone, while what it headed has its own changes."""
        because = self.causes.arrangement()
        old, new = (text, "") if kind is ChangeKind.REMOVED else ("", text)
        return self._add(kind, because, "", text, where(unit), old, new, "The heading")

    def alike(self, unit: Unit) -> bool:
        """Whether everything in the unit has one cause and reason, so that it is one change."""
        return len({self.causes.presence(key) for key in keys_of(unit)}) < 2

    def moved(self, old: Unit, new: Unit) -> int:
        """Something that stands elsewhere; its words may differ too, which is another change."""
        top = new.parent is None and isinstance(new.node, SectionBlock)
        keys = keys_of(new)
        number = self._add(
            ChangeKind.MOVED,
            self.causes.arrangement(top),
            _one(keys),
            self._named(new),
            where(new),
            text_of(old),
            text_of(new),
            _journey(old, new),
        )
        self._put(number, keys=tuple(keys))
        return number

    def around(self, label: str, old: str, new: str, title: str = "") -> int:
        """Something around the text: a detail that has another value, or a line of a list."""
        kind = ChangeKind.WORDING if old and new else _PRESENCE[bool(new)]
        note = "" if title else f"Now {new or 'none'}; it was {old or 'none'}"
        because = self.causes.around(label)
        number = self._add(kind, because, "", title or label, "", old, new, note)
        self._put(number, around=True)
        return number

    def column(self, kind: ChangeKind, table: Unit, head: str, cells: Sequence[Unit]) -> int:
        """A column that one edition's table has."""
        keys = [key for cell in cells for key in keys_of(cell)]
        because = self.causes.presence(keys[0] if keys else "")
        text = " | ".join(map(text_of, cells))
        old, new = (text, "") if kind is ChangeKind.REMOVED else ("", text)
        number = self._add(kind, because, "", head, where(table), old, new, "A column")
        self._put(number, keys=tuple(dict.fromkeys(keys)))
        return number

    def shape(self, unit: Unit, note: str, old: str, new: str) -> int:
        """A difference that words do not show: a level, a style, a reader."""
        because = self.causes.arrangement()
        title = self._named(unit)
        return self._add(ChangeKind.WORDING, because, "", title, where(unit), old, new, note)

    def renumbered(self, unit: Unit, old: str, new: str) -> int:
        """A number that follows from other changes."""
        because = self.causes.arrangement(top=True)
        title = self._named(unit)
        was, now = old or UNNUMBERED, new or UNNUMBERED
        return self._add(ChangeKind.RENUMBERED, because, "", title, where(unit), was, now)

    def also_renumbered(self, number: int, old: str, new: str) -> None:
        """One more number in a renumbering that goes on."""
        change = self.changes[number - 1]
        self._put(number, old=_range(change.old, old), new=_range(change.new, new))

    def _add(
        self,
        kind: ChangeKind,
        because: Because,
        key: str,
        title: str,
        place: str,
        old: str,
        new: str,
        note: str = "",
    ) -> int:
        number = len(self.changes) + 1
        cause, reason = because
        keys = (key,) if key else ()
        self.changes.append(
            Change(number, kind, cause, key, title, place, old, new, note, reason, keys=keys)
        )
        return number

    def _put(self, number: int, **fields: str | bool | tuple[str, ...]) -> None:
        self.changes[number - 1] = replace(self.changes[number - 1], **fields)  # type: ignore[arg-type]

    def _unsaid(self, unit: Unit | None) -> Because:
        """Why something differs that no clause says: an entry of a list, a heading, a label."""
        of = unit.parent if unit and isinstance(unit.node, Span) else unit
        listed = of is not None and isinstance(of.node, ListItem)
        return self.causes.entry() if listed else self.causes.arrangement()

    def _about(self, name: str) -> str:
        while name and name not in self.about:
            name = name.rpartition(".")[0]
        return self.about.get(name, "")

    def _named(self, unit: Unit) -> str:
        node = unit.node
        if isinstance(node, SectionBlock | AsideBlock) and node.heading:
            return plain(node.heading)
        if isinstance(node, TableBlock) and node.caption:
            return node.caption
        keys = list(dict.fromkeys(keys_of(unit)))
        if not keys:
            return _short(text_of(unit))
        more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
        return self.causes.title(keys[0]) + more


def where(unit: Unit | None) -> str:
    """The nearest section around a unit, as "3.1 Reporting"."""
    above = unit.parent if unit else None
    while above is not None:
        node = above.node
        if isinstance(node, SectionBlock) and node.heading:
            return f"{node.label} {plain(node.heading)}".strip()
        above = above.parent
    return ""


def keys_of(unit: Unit) -> list[str]:
    """The keys of the occurrences in a unit, in reading order."""
    found = (u.node.key for u in (unit, *unit.below()) if isinstance(u.node, Span))
    return [key for key in found if key]


def text_of(unit: Unit) -> str:
    """A unit's words on one line."""
    match unit.node:
        case Span(_, content):
            return plain(content)
        case Paragraph(run, label):
            return f"{label} {run_text(run)}".strip()
        case ListItem(run):
            return " ".join([run_text(run), *map(text_of, unit.children)])
        case ListBlock():
            return " ".join(map(text_of, unit.children))
        case TableBlock(caption=caption, header=header):
            return " ".join([caption, _cells(header), *map(text_of, unit.children)]).strip()
        case SectionBlock(label=label, heading=heading):
            return " ".join([label, plain(heading), *map(text_of, unit.children)]).strip()
        case AsideBlock(heading=heading):
            return " ".join([plain(heading), *map(text_of, unit.children)]).strip()
        case row:
            return _cells(row)


def _journey(old: Unit, new: Unit) -> str:
    """Where something was and where it is, in words."""
    was, now = where(old), where(new)
    if isinstance(old.node, SectionBlock) and not (was or now):
        label = old.node.label
        return f"Moved; it was {label}" if label else "Moved to another place in the document"
    if was == now:
        return f"Moved within {now}" if now else "Moved"
    return f"Moved from {was or 'the beginning'} to {now or 'the beginning'}"


def _range(first: str, last: str) -> str:
    return f"{first.split(' to ')[0]} to {last}" if last else UNNUMBERED


def _cells(row: tuple[Run, ...]) -> str:
    return " | ".join(map(run_text, row))


def _one(keys: list[str]) -> str:
    return keys[0] if keys else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " …"
