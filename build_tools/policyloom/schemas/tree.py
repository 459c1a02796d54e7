"""What authors may write in a policy's tree."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from policyloom.model.policies import Audience
from policyloom.model.tree import Join, Style
from policyloom.schemas.base import Authored
from policyloom.schemas.types import Anything, Id, Words, YesNo


def as_list(value: Any) -> Any:
    """One leaf may stand wherever a list of leaves may."""
    return value if isinstance(value, list) else [value]


class LeafEntry(Authored):
    """A leaf with more to say than its clause."""

    clause: Id
    as_: Id | None = Field(None, alias="as")
    set: dict[str, Anything] = {}
    wording: Id | None = None


def _leaf_kind(value: Any) -> str:
    return "@leaf" if isinstance(value, dict) else "@id"


OneLeaf = Annotated[
    Annotated[Id, Tag("@id")] | Annotated[LeafEntry, Tag("@leaf")], Discriminator(_leaf_kind)
]
LeafList = Annotated[list[OneLeaf], Field(min_length=1)]
Leaves = Annotated[list[OneLeaf], BeforeValidator(as_list, LeafList | OneLeaf), Field(min_length=1)]
"""Leaves where one may stand alone; the JSON Schema says so too."""


class ParaEntry(Authored):
    """Several leaves in one paragraph."""

    para: Leaves
    join: Join = Join.SPACE


class SectionEntry(Authored):
    """A part of the policy."""

    section: Id
    heading: Words | None = None
    wording: Id | None = None
    body: list[NodeEntry] = Field(min_length=1)


class EachEntry(Authored):
    """One item for each entry of a list fact."""

    each: Words


class ItemEntry(Authored):
    """A list item with more to it than one leaf."""

    item: Leaves
    join: Join = Join.SPACE
    body: list[NodeEntry] = []


def _item_kind(value: Any) -> str:
    if isinstance(value, list):
        return "@leaves"
    if isinstance(value, dict):
        return next((f"@{key}" for key in ("item", "each") if key in value), "@leaf")
    return "@id"


AnyItem = Annotated[
    Annotated[Id, Tag("@id")]
    | Annotated[LeafEntry, Tag("@leaf")]
    | Annotated[LeafList, Tag("@leaves")]
    | Annotated[ItemEntry, Tag("@item")]
    | Annotated[EachEntry, Tag("@each")],
    Discriminator(_item_kind),
]


class ListEntry(Authored):
    """A list, with the lead-in that it completes."""

    list_: Style = Field(alias="list")
    lead: Leaves | None = None
    wording: Id | None = None
    items: list[AnyItem] = Field(min_length=1)


class TextEntry(Authored):
    """A cell that holds a short label."""

    text: Words


class CellEntry(Authored):
    """A cell whose leaves are joined in a way of their own."""

    cell: Leaves
    join: Join = Join.SPACE


def _cell_kind(value: Any) -> str:
    if isinstance(value, list):
        return "@leaves"
    if isinstance(value, dict):
        return next((f"@{key}" for key in ("cell", "text") if key in value), "@leaf")
    return "@id"


AnyCell = Annotated[
    Annotated[Id, Tag("@id")]
    | Annotated[LeafEntry, Tag("@leaf")]
    | Annotated[LeafList, Tag("@leaves")]
    | Annotated[CellEntry, Tag("@cell")]
    | Annotated[TextEntry, Tag("@text")],
    Discriminator(_cell_kind),
]


class RowEntry(Authored):
    """One row of a table."""

    row: list[AnyCell] = Field(min_length=1)


class TableEntry(Authored):
    """A table with one header row."""

    table: Id
    caption: Words
    header: list[AnyCell] = Field(min_length=1)
    rows: list[RowEntry] = Field(min_length=1)
    row_header: YesNo = False
    wording: Id | None = None


class AsideEntry(Authored):
    """A boxed note."""

    aside: Id
    heading: Words
    wording: Id | None = None
    body: list[NodeEntry] = Field(min_length=1)


class AnnexEntry(Authored):
    """A part after the sign-off."""

    annex: Id
    heading: Words
    audience: Audience | None = None
    wording: Id | None = None
    body: list[NodeEntry] = Field(min_length=1)


class SlotEntry(Authored):
    """A place for the schools' own clauses."""

    slot: Id


NODE_KEYS = ("section", "para", "list", "table", "aside", "annex", "slot")


def _node_kind(value: Any) -> str:
    if isinstance(value, dict):
        known = (*NODE_KEYS, "clause")
        return next((f"@{key}" for key in known if key in value), "@unknown")
    return "@id" if isinstance(value, str) else "@unknown"


NodeEntry = Annotated[
    Annotated[Id, Tag("@id")]
    | Annotated[LeafEntry, Tag("@clause")]
    | Annotated[SectionEntry, Tag("@section")]
    | Annotated[ParaEntry, Tag("@para")]
    | Annotated[ListEntry, Tag("@list")]
    | Annotated[TableEntry, Tag("@table")]
    | Annotated[AsideEntry, Tag("@aside")]
    | Annotated[AnnexEntry, Tag("@annex")]
    | Annotated[SlotEntry, Tag("@slot")],
    Discriminator(_node_kind),
]

for _entry in (SectionEntry, ItemEntry, ListEntry, AsideEntry, AnnexEntry):
    _entry.model_rebuild()
