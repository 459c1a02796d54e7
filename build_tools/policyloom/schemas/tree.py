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

    clause: Id = Field(description="The clause's id.")
    as_: Id | None = Field(
        None,
        alias="as",
        description="A name for this occurrence; needed where the clause stands twice.",
    )
    set: dict[str, Anything] = Field({}, description="Values of facts for this occurrence alone.")
    wording: Id | None = Field(None, description="Which of the clause's wordings stands here.")


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

    para: Leaves = Field(description="The clauses of one paragraph.")
    join: Join = Field(Join.SPACE, description="What stands between them.")


class SectionEntry(Authored):
    """A part of the policy."""

    section: Id = Field(description="The section's id.")
    heading: Words | None = Field(None, description="Its heading; may hold facts.")
    wording: Id | None = Field(None, description="The wording that the clauses below take.")
    body: list[NodeEntry] = Field(min_length=1, description="What stands in it.")


class EachEntry(Authored):
    """One item for each entry of a list fact."""

    each: Words = Field(
        description="A list fact, or `related`; one item is made for each of its entries."
    )


class ItemEntry(Authored):
    """A list item with more to it than one leaf."""

    item: Leaves = Field(description="The clauses of one item.")
    join: Join = Field(Join.SPACE, description="What stands between them.")
    body: list[NodeEntry] = Field(
        [], description="What stands below the item, such as a list of its own."
    )


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

    list_: Style = Field(alias="list", description="How the items are marked.")
    lead: Leaves | None = Field(None, description="The clause that opens the list.")
    wording: Id | None = Field(None, description="The wording that the clauses below take.")
    items: list[AnyItem] = Field(min_length=1, description="The items.")


class TextEntry(Authored):
    """A cell that holds a short label."""

    text: Words = Field(description="A short label.")


class CellEntry(Authored):
    """A cell whose leaves are joined in a way of their own."""

    cell: Leaves = Field(description="The clauses of one cell.")
    join: Join = Field(Join.SPACE, description="What stands between them.")


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

    row: list[AnyCell] = Field(min_length=1, description="The cells of one row.")


class TableEntry(Authored):
    """A table with one header row."""

    table: Id = Field(description="The table's id.")
    caption: Words = Field(description="What it shows; read aloud before it.")
    header: list[AnyCell] = Field(min_length=1, description="The cells of the header row.")
    rows: list[RowEntry] = Field(min_length=1, description="The other rows.")
    row_header: YesNo = Field(False, description="Whether the first cell of a row heads it.")
    wording: Id | None = Field(None, description="The wording that the clauses below take.")


class AsideEntry(Authored):
    """A boxed note."""

    aside: Id = Field(description="The id of a boxed note.")
    heading: Words = Field(description="Its heading.")
    wording: Id | None = Field(None, description="The wording that the clauses below take.")
    body: list[NodeEntry] = Field(min_length=1, description="What stands in it.")


class AnnexEntry(Authored):
    """A part after the sign-off."""

    annex: Id = Field(description="The annex's id.")
    heading: Words = Field(description="Its heading.")
    audience: Audience | None = Field(
        None, description="Who may read it, if fewer than may read the policy."
    )
    wording: Id | None = Field(None, description="The wording that the clauses below take.")
    body: list[NodeEntry] = Field(min_length=1, description="What stands in it.")


class SlotEntry(Authored):
    """A place for the schools' own clauses."""

    slot: Id = Field(description="The id of a place for schools' own clauses.")


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
