"""Row headers in a PDF's structure tree: a tagged PDF enters, the same with its row headers leaves.

Typst 0.15 marks the cells of a header row alone; its function for row headers is behind a switch
that the Python wheel does not have. PDF/UA-1 (7.5) asks that a cell which heads its row is a TH
with its scope, so these are marked here, with a table's own tags and nothing else touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any


def mark_row_headers(data: bytes, row_headed: Sequence[bool]) -> bytes:
    """The PDF with the first cell of each body row marked as that row's header.

    `row_headed` says for each table, in reading order, whether its rows have headers. The same
    bytes give the same bytes. Raises ValueError where the PDF holds another number of tables.
    """
    if not any(row_headed):
        return data
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        tables = list(_elements(pdf.Root.StructTreeRoot.K, "/Table"))
        if len(tables) != len(row_headed):
            raise ValueError(f"{len(tables)} tables in the PDF, {len(row_headed)} in the page")
        names: list[tuple[bytes, Any]] = []
        for number, (table, wanted) in enumerate(zip(tables, row_headed, strict=True)):
            if wanted:
                names += _mark(pdf, table, number)
        _register(pdf, names)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _mark(pdf: Any, table: Any, number: int) -> list[tuple[bytes, Any]]:
    import pikepdf

    named: list[tuple[bytes, Any]] = []
    for index, row in enumerate(_elements(table.K, "/TR")):
        cells = list(_children(row.K))
        if not cells or str(cells[0].S) != "/TD":
            continue
        name = f"R{number:03}y{index:04}".encode()
        cells[0].S = pikepdf.Name.TH
        cells[0].ID = pikepdf.String(name)
        _table_attribute(cells[0]).Scope = pikepdf.Name.Row
        named.append((name, cells[0]))
        for cell in cells[1:]:
            attribute = _table_attribute(cell)
            if "/Headers" not in attribute:
                attribute.Headers = pikepdf.Array()
            attribute.Headers.append(pikepdf.String(name))
    return named


def _register(pdf: Any, names: Sequence[tuple[bytes, Any]]) -> None:
    """Adds the new cells to the tree of IDs, where a reader looks up what /Headers names."""
    import pikepdf

    root = pdf.Root.StructTreeRoot
    if "/IDTree" not in root:
        root.IDTree = pdf.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array()))
    known = pikepdf.NameTree(root.IDTree)
    for name, cell in names:
        known[name.decode()] = cell


def _table_attribute(cell: Any) -> Any:
    """The cell's attributes as a table cell, made where it has none."""
    import pikepdf

    present = cell.get("/A")
    if present is None:
        cell.A = pikepdf.Array()
    elif not isinstance(present, pikepdf.Array):
        cell.A = pikepdf.Array([present])
    for attribute in cell.A:
        if attribute.get("/O") == pikepdf.Name.Table:
            return attribute
    cell.A.append(pikepdf.Dictionary(O=pikepdf.Name.Table))
    return cell.A[-1]


def _elements(node: Any, role: str) -> Iterator[Any]:
    """The structure elements of one role below a node, in reading order, outermost alone."""
    for child in _children(node):
        if str(child.S) == role:
            yield child
        elif "/K" in child:
            yield from _elements(child.K, role)


def _children(node: Any) -> Iterator[Any]:
    import pikepdf

    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
