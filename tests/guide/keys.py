"""docs/reference/keys.md from the schemas: every file, every mapping in it, every key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policyloom.schemas import FILES, json_schema
from policyloom.schemas.statutory import RowEntry
from tests.guide.reference import table

Schema = Mapping[str, Any]

TITLES = {
    "clause": "A clause's head",
    "facts": "Facts",
    "policy": "A policy",
    "tree": "A tree",
    "trust": "The trust",
    "tier": "A phase or an authority",
    "school": "A school",
    "override": "An override",
    "attached": "An attached file",
    "guidance": "Guidance",
    "statutory": "The statutory register",
}
PARTS = {
    "RevisionEntry": "A revision",
    "FactDeclaration": "A fact declared",
    "RelatedPolicy": "A related policy",
    "RelatedDocument": "A related document",
    "RelatedLaw": "A related law",
    "LeafEntry": "A leaf",
    "SectionEntry": "A section",
    "ParaEntry": "A paragraph",
    "ListEntry": "A list",
    "ItemEntry": "An item",
    "EachEntry": "An item for each entry",
    "TableEntry": "A table",
    "TreeRowEntry": "A row of a table",
    "CellEntry": "A cell",
    "TextEntry": "A label",
    "AsideEntry": "An aside",
    "AnnexEntry": "An annex",
    "SlotEntry": "A slot",
    "LookEntry": "Colours and logo",
    "FrontEntry": "What stands before and after the text",
    "RoleEntry": "A role",
    "AccessibilityEntry": "The accessibility statement",
    "EnforcementEntry": "Where to complain",
    "AcceptEntry": "What may stand",
    "ElsewhereEntry": "What meets a row",
    "AuthorityEntry": "The school's authority",
    "ReplaceEntry": "A replacement",
    "OmitEntry": "An omission",
    "AddEntry": "A local clause",
    "OrderEntry": "An order of sections",
    "GuidanceEntry": "One guidance",
    "GuidanceEditionEntry": "An edition of guidance",
    "SourceEntry": "A source",
    "RowEntry": "A row of the register",
    "LawEntry": "The law",
    "NeededEntry": "Whether it is needed",
    "ReviewedEntry": "How often it is reviewed",
    "ApprovedEntry": "Who approves it",
    "PublishedEntry": "Whether it is published",
}
WORDS = {"string": "text", "boolean": "`true` or `false`", "integer": "a whole number"}
FORMATS = {"date": "a date, as in 2026-03-12"}


def keys_page() -> str:
    """Every kind of file with its keys, and once each mapping that stands in one of them."""
    parts = [
        "# Keys",
        "Every key of every file that you write. [Files](../authoring.md) says how they work "
        "together, with examples. Your editor knows these keys too: see "
        "[let your editor help](../desk.md#let-your-editor-help).",
    ]
    told: set[str] = set()
    for kind in FILES:
        schema = json_schema(kind)
        parts += [f"## {TITLES[kind]}", _about(schema), _keys(schema)]
        for name, part in _mappings(kind, schema):
            if name not in told:
                told.add(name)
                parts += [f"### {PARTS[name]}", _about(part), _keys(part)]
    return "\n\n".join(parts) + "\n"


def mappings() -> Iterator[tuple[str, Schema]]:
    """Every mapping that may be written, by the schemas' names."""
    for kind, model in FILES.items():
        schema = json_schema(kind)
        yield model.__name__, schema
        yield from _mappings(kind, schema)


def _mappings(kind: str, schema: Schema) -> Iterator[tuple[str, Schema]]:
    for name, part in schema.get("$defs", {}).items():
        if "properties" in part:
            yield _named(kind, name), part


def _named(kind: str, name: str) -> str:
    """A row of a tree's table has the name of a row of the register."""
    return "TreeRowEntry" if name == RowEntry.__name__ and kind != "statutory" else name


def _about(schema: Schema) -> str:
    return " ".join(str(schema["description"]).split())


def _keys(schema: Schema) -> str:
    needed = schema.get("required", ())
    defs = schema.get("$defs") or all_defs()
    rows = [
        (f"`{key}`", meaning(part, defs), _form(part, defs), "yes" if key in needed else "")
        for key, part in schema["properties"].items()
    ]
    return table(("key", "meaning", "what is written", "needed"), rows)


def meaning(part: Schema, defs: Schema) -> str:
    """What an editor shows of a key: its own sentence, or that of the mapping that it names."""
    said = part.get("description") or defs[part["$ref"].rpartition("/")[2]]["description"]
    return str(said)


def all_defs() -> Schema:
    """Every mapping and list of words that a schema names."""
    return {
        name: part for kind in FILES for name, part in json_schema(kind).get("$defs", {}).items()
    }


def _form(schema: Schema, defs: Schema) -> str:
    """What may be written, in words."""
    match schema:
        case {"$ref": str(ref)}:
            return _referred(ref.rpartition("/")[2], defs)
        case {"anyOf": [*ways]} | {"oneOf": [*ways]}:
            return _one_of([way for way in ways if way != {"type": "null"}], defs)
        case {"type": "array", "items": items}:
            return f"a list of {_form(items, defs)}"
        case {"type": "object"}:
            return _by_name(schema, defs)
        case {"format": str(name)}:
            return FORMATS[name]
        case {"pattern": str(pattern)}:
            return _pattern(pattern)
        case {"minimum": low, "maximum": high}:
            return f"a whole number, {low} to {high}"
    return WORDS.get(str(schema.get("type")), "a value, or values by name")


def _pattern(pattern: str) -> str:
    if "#" in pattern:
        return 'a colour, as in `"#1f3a5f"`'
    return "a school's id, a full stop and a name" if r"\." in pattern else "an id"


def _one_of(ways: list[Schema], defs: Schema) -> str:
    first = [w["$ref"].rpartition("/")[2] for w in ways if "$ref" in w]
    if set(first) & {"SectionEntry"}:
        return "a [node](../authoring.md#the-tree)"
    return ", or ".join(dict.fromkeys(_form(way, defs) for way in ways))


def _referred(name: str, defs: Schema) -> str:
    part = defs[name]
    if "enum" in part:
        return ", ".join(f"`{value}`" for value in part["enum"])
    title = PARTS["TreeRowEntry" if name == "RowEntry" and "row" in part["properties"] else name]
    anchor = title.lower().replace("'", "").replace(" ", "-")
    return f"[{title[0].lower()}{title[1:]}](#{anchor})"


def _by_name(schema: Schema, defs: Schema) -> str:
    inside = schema.get("additionalProperties") or next(
        iter(schema.get("patternProperties", {}).values()), None
    )
    if not isinstance(inside, dict):
        return "values by name"
    return f"by name, {_form(inside, defs)}"
