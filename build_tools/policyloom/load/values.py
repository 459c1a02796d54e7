"""Values of facts: what an author wrote under a fact's key enters, a checked `Value` leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyloom.findings import nearest
from policyloom.load.documents import Mark, Path, Raw
from policyloom.load.kinds import (
    Wrong,
    joined,
    read_date,
    read_duration,
    read_email,
    read_money,
    read_number,
    read_phone,
    read_url,
)
from policyloom.load.plain import not_plain
from policyloom.load.report import Report
from policyloom.model.facts import FactSpec, FactType, Value, type_fields
from policyloom.model.places import Place

_WHY = "It would be published wrongly, or not at all, wherever the fact is used."
_LONGEST = 1000


def read_value(
    spec: FactSpec,
    raw: Raw,
    place: Place,
    report: Report,
    mark_of: Callable[[Path], Mark] | None = None,
) -> Value | None:
    """The value of a fact, or None when a finding says what is wrong with it.

    `raw` is what the YAML reader gave: a text as written, a list, a mapping or None. `mark_of`
    tells where a part of it stands, by its path within the value.
    """
    try:
        return _READERS[spec.type](spec, raw)
    except Wrong as wrong:
        at = place
        if mark_of is not None:
            mark = mark_of(wrong.path)
            at = mark.place
            if mark.exact and wrong.offset:
                at = Place(at.file, at.line, at.column + wrong.offset)
        report.error(wrong.code, at, f"{spec.id}: {wrong.what}", wrong.why or _WHY, wrong.fix)
        return None


def plain_text(raw: Raw, path: Path = ()) -> str:
    """A text that is one line of plain words; Wrong if it is not."""
    if raw is None:
        raise Wrong("empty-value", "There is no value here.", "Write one, or remove the key.", path)
    if not isinstance(raw, str):
        found = "A list" if isinstance(raw, list) else "A mapping"
        raise Wrong("fact-type", f"{found} stands where a text belongs.", "Write one text.", path)
    text = raw.strip()
    if not text:
        raise Wrong("empty-value", "There is no value here.", "Write one, or remove the key.", path)
    if "\n" in text:
        raise Wrong("fact-type", "The value has more than one line.", "Write one line.", path)
    if len(text) > _LONGEST:
        raise Wrong("fact-type", "The value is too long for a fact.", "Shorten it.", path)
    if fault := not_plain(text):
        raise Wrong(fault.code, fault.what, fault.fix, path, fault.why, fault.offset)
    return text


def _text(_: FactSpec, raw: Raw) -> Value:
    text = plain_text(raw)
    return Value(text, raw=text)


def _of(read: Callable[[str], str]) -> Callable[[FactSpec, Raw], Value]:
    """A reader of a one-line value from a function that gives the words for it."""

    def reader(_: FactSpec, raw: Raw) -> Value:
        text = _one_line(raw)
        return Value(read(text), raw=text)

    return reader


def _one_line(raw: Raw, path: Path = ()) -> str:
    if isinstance(raw, str) and raw.strip() and "\n" not in raw.strip():
        return raw.strip()
    return plain_text(raw, path)


_PERSON: Mapping[str, Callable[[str], str]] = {"email": read_email, "phone": read_phone}


def _person(_: FactSpec, raw: Raw) -> Value:
    known = type_fields[FactType.PERSON]
    if not isinstance(raw, dict):
        fix = "Write {name: …, post: …, email: …, phone: …}, as many of them as are known."
        raise Wrong("fact-type", "A person is wanted here.", fix)
    fields: dict[str, str] = {}
    for key, part in raw.items():
        if key not in known:
            what = f"'{key}' is nothing that a person has."
            raise Wrong("unknown-key", what, nearest(key, known), (key,))
        if key in _PERSON:
            fields[key] = _PERSON[key](_one_line(part, (key,)))
        else:
            fields[key] = plain_text(part, (key,))
    if "name" not in fields and "post" not in fields:
        raise Wrong("fact-type", "A person has neither name nor post.", "Write 'name: …'.")
    text = fields.get("name") or fields["post"]
    return Value(text, fields=fields, raw=text)


def _lines(raw: Raw) -> tuple[str, ...]:
    """The entries of a list, each plain text."""
    if not isinstance(raw, list) or not raw:
        raise Wrong("fact-type", "A list is wanted here.", "Write [first, second].")
    return tuple(plain_text(entry, (i,)) for i, entry in enumerate(raw))


def _address(_: FactSpec, raw: Raw) -> Value:
    if isinstance(raw, str):
        lines = tuple(plain_text(line) for line in raw.splitlines() if line.strip(" \t,"))
        lines = lines or (plain_text(raw.strip(", \t\n")),)
    else:
        lines = _lines(raw)
    text = ", ".join(line.rstrip(",") for line in lines)
    return Value(text, items=lines, raw="\n".join(lines))


def _list(_: FactSpec, raw: Raw) -> Value:
    items = _lines(raw)
    return Value(joined(items), items=items, raw="\n".join(items))


def _option(spec: FactSpec, raw: Raw) -> Value:
    name = plain_text(raw)
    if name in spec.options:
        return spec.options[name]
    raise Wrong(
        "unknown-option",
        f"'{name}' is not one of its options.",
        nearest(name, spec.options) or "It can be: " + ", ".join(spec.options) + ".",
    )


_READERS: Mapping[FactType, Callable[[FactSpec, Raw], Value]] = {
    FactType.TEXT: _text,
    FactType.DATE: _of(read_date),
    FactType.PHONE: _of(read_phone),
    FactType.EMAIL: _of(read_email),
    FactType.URL: _of(read_url),
    FactType.PERSON: _person,
    FactType.ADDRESS: _address,
    FactType.CHOICE: _option,
    FactType.LIST: _list,
    FactType.MONEY: _of(read_money),
    FactType.NUMBER: _of(read_number),
    FactType.DURATION: _of(read_duration),
    FactType.TERM: _option,
}
