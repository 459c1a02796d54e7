"""The forms of status: a table to read, and files that no spreadsheet runs or guesses at."""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import lxml.etree
import pytest

from policyloom.outputs.status_csv import status_csv
from policyloom.outputs.status_json import status_json
from policyloom.outputs.status_rows import COLUMNS, SHORT, Depth, State, StatusRow
from policyloom.outputs.status_table import status_table
from policyloom.outputs.status_xlsx import status_xlsx
from tests.desk.deciding import run
from tests.trusts import TODAY

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
DUE = StatusRow(
    school="ashby",
    school_name="Ashby School",
    policy="conduct",
    title="Code of conduct",
    state=State.IN_FORCE,
    also=(State.OVERDUE, State.PROPOSED),
    edition="2025-09-01",
    approved="2025-09-01",
    review="2026-09-01",
    days_left=-80,
    owner="Director of people and of everything else that has no other home",
    drift=2,
    depth=Depth(replaced=1, chosen=3),
    decides=("governing body", "trust board"),
)
GONE = StatusRow("brook", "Brook School", "conduct", "Code of conduct", State.NOT_ADOPTED)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=HYPERLINK(0)"]
PLAIN = [text for text in FORMULAS if text.isprintable()]


def hostile(text: str) -> StatusRow:
    return StatusRow("ashby", text, "conduct", text, State.DRAFT, owner=text, decides=(text,))


def sheet(data: bytes) -> list[dict[str, Any]]:
    """The cells of a workbook: reference, kind (s for a text, n for a number) and value."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = lxml.etree.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(map(str, si.itertext())) for si in shared.findall("m:si", NS)]
        root = lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = []
    for cell in root.iterfind(".//m:c", NS):
        kind, value = cell.get("t", "n"), cell.findtext("m:v", "", NS)
        shown = texts[int(value)] if kind == "s" else value
        formula = cell.find("m:f", NS) is not None
        found.append({"at": cell.get("r"), "kind": kind, "value": shown, "formula": formula})
    return found


# ------------------------------------------------------------------ table


def test_the_table_is_aligned() -> None:
    """Every column begins at the same character in each line, and no line ends in spaces."""
    lines = status_table([DUE, GONE]).splitlines()
    heading, rule = lines[0], lines[1]
    starts = [i for i, c in enumerate(rule) if c == "-" and (i == 0 or rule[i - 1] == " ")]
    assert all(heading[s:].startswith(c.heading) for s, c in zip(starts, SHORT, strict=True))
    for line in lines:
        assert line == line.rstrip()
        assert all(line[s - 1] == " " for s in starts[1:] if s <= len(line))


def test_a_piped_row_is_one_line() -> None:
    """Without a width nothing is wrapped or cut, so that a row can be searched for."""
    lines = status_table([DUE, GONE]).splitlines()
    assert len(lines) == 4
    assert DUE.owner in lines[2]
    assert "in force, overdue, proposed" in lines[2]
    assert "1 replaced, 3 chosen" in lines[2]


@pytest.mark.parametrize("width", [150, 170, 200])
def test_the_table_fits_a_terminal(width: int) -> None:
    """Words are wrapped to the terminal's width; dates and ids stay whole, and no word is lost."""
    text = status_table([DUE, GONE], width)
    assert max(map(len, text.splitlines())) <= width
    for whole in ("ashby", "conduct", "2025-09-01", "2026-09-01", "-80"):
        assert whole in text
    words = text.split()
    assert all(word in words for word in DUE.owner.split())


def test_a_table_without_rows_has_its_headings() -> None:
    """Where nothing fits, the columns are named and nothing else is printed."""
    assert status_table([]).splitlines()[0].split("  ")[0] == "School"
    assert len(status_table([]).splitlines()) == 2


# ------------------------------------------------------------------ csv


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_holds_no_formula(text: str) -> None:
    """A text that a spreadsheet would run gets an apostrophe, and is otherwise whole."""
    found = list(csv.reader(io.StringIO(status_csv([hostile(text)]), newline="")))[1]
    for cell in found:
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")), cell
    assert f"'{text}" in found


def test_csv_is_read_back_as_it_was() -> None:
    """Commas, quotation marks and line ends in a text stay in their cell; numbers are plain."""
    odd = 'Head, "acting"'
    found = list(csv.DictReader(io.StringIO(status_csv([DUE, hostile(odd)]))))
    assert found[0]["Days left"] == "-80"
    assert found[0]["Decides next"] == "governing body or trust board"
    assert found[1]["Owner"] == odd
    assert list(found[0]) == [column.heading for column in COLUMNS]


# ------------------------------------------------------------------ json


def test_json_keeps_lists_and_numbers() -> None:
    """Other programs get states and bodies as lists, days as a number, and null where none is."""
    data = json.loads(status_json([DUE, GONE], TODAY))
    first, second = data["policies"]
    assert data["today"] == TODAY
    assert first["also"] == ["overdue", "proposed"]
    assert first["decides"] == ["governing body", "trust board"]
    assert (first["days_left"], first["chosen"]) == (-80, 3)
    assert (second["days_left"], second["drift"], second["review"]) == (None, None, "")
    assert set(first) == set(second) == {column.key for column in COLUMNS}


# ------------------------------------------------------------------ xlsx


def test_a_workbook_is_the_same_each_time() -> None:
    """The same rows of the same day give the same bytes, whatever the clock says."""
    first = status_xlsx([DUE, GONE], TODAY)
    time.sleep(1.1)
    assert status_xlsx([DUE, GONE], TODAY) == first
    assert status_xlsx([DUE], TODAY) != first


@pytest.mark.parametrize("text", [*PLAIN, "https://www.example.org/", "0123", "{=1}"])
def test_a_workbook_holds_texts_as_texts(text: str) -> None:
    """Nothing that a school writes becomes a formula, a link or a number."""
    data = status_xlsx([hostile(text)], TODAY)
    cells = sheet(data)
    assert not any(cell["formula"] for cell in cells)
    assert [c["kind"] for c in cells if c["value"].strip() == text.strip()] == ["s"] * 4
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b"hyperlink" not in book.read("xl/worksheets/sheet1.xml").lower()


def test_a_workbook_has_dates_and_numbers_to_reckon_with() -> None:
    """Dates are days of the calendar (44,000 or so since 1900) and counts are numbers."""
    cells = {cell["at"]: cell for cell in sheet(status_xlsx([DUE], TODAY))}
    letters = {column.key: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i] for i, column in enumerate(COLUMNS)}
    assert cells[f"{letters['review']}2"] == {
        "at": f"{letters['review']}2",
        "kind": "n",
        "value": "46266",  # 1 September 2026 in Excel's count of days
        "formula": False,
    }
    assert cells[f"{letters['days_left']}2"]["value"] == "-80"
    assert cells[f"{letters['school']}1"]["value"] == "School"


def test_the_ending_of_a_file_tells_its_form(tiny: Path, tmp_path: Path) -> None:
    """--out alone chooses the form, and --format wins where both are given."""
    asked = ("status", "--root", str(tiny), "--today", TODAY)
    for name, begins in (("a.xlsx", b"PK"), ("a.csv", b"School,"), ("a.json", b"{"), ("a", b"Sch")):
        assert run(*asked, "--out", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert run(*asked, "--out", str(tmp_path / "b.csv"), "--format", "json").exit_code == 0
    assert (tmp_path / "b.csv").read_bytes().startswith(b"{")
