"""`policyloom register`: officers read it, programs too."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.desk.deciding import run
from tests.register.held import held
from tests.register.test_gaps import GAPS
from tests.trusts import TODAY, change_trust


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return held(tmp_path_factory.mktemp("command") / "tiny")


def said(root: Path, *asked: str) -> str:
    result = run("register", "--root", str(root), "--today", TODAY, *asked)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_form_tells_the_same(root: Path) -> None:
    """Table, CSV and JSON have every row of every school with the same gaps."""
    data: dict[str, Any] = json.loads(said(root, "--format", "json"))
    told = {
        school["school"]: {
            row["row"]: [gap["words"] for gap in row["gaps"]]
            for row in school["rows"]
            if row["gaps"]
        }
        for school in data["schools"]
    }
    assert told == GAPS
    lines = list(csv.DictReader(io.StringIO(said(root, "--format", "csv"))))
    found = {(e["School"], e["Row"], e["Gap"]) for e in lines if e["Gap"]}
    assert found == {
        (s, r, g) for s, rows in GAPS.items() for r, gaps in rows.items() for g in gaps
    }
    table = said(root)
    for school, rows in GAPS.items():
        for row, gaps in rows.items():
            (line,) = (x for x in table.splitlines() if x.split()[:2] == [school, row])
            assert line.endswith("; ".join(gaps))


def test_sources_are_kept_for_each_value(root: Path) -> None:
    """JSON names the sources of whether a row is required and of whether it is published, apart."""
    data = json.loads(said(root, "ashby", "--format", "json"))
    rows = {row["row"]: row for row in data["schools"][0]["rows"]}
    assert rows["web-advised"]["required"]["sources"] == ["act"]
    assert rows["web-advised"]["website"]["sources"] == ["guide"]
    assert rows["no-source"]["required"] == {"answer": "required", "if": "", "sources": []}
    assert data["sources"]["act"]["url"] == "https://www.example.org/act"


def test_only_gaps(root: Path) -> None:
    """--gaps leaves out every row of which nothing is wanting."""
    table = said(root, "ashby", "--gaps").splitlines()
    assert [line.split()[1] for line in table[2:]] == list(GAPS["ashby"])


def test_what_is_wanting_is_counted(root: Path) -> None:
    """The last line, for people, counts the gaps, the surest first."""
    result = run("register", "ashby", "--root", str(root), "--today", TODAY)
    assert "36 rows: 4 required and missing; 2 must be on the website and is not" in result.stderr


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """A reason that begins like a formula is shown by a spreadsheet, not run."""
    root = held(tmp_path / "tiny")
    own = "  there: {kept: =cmd}\n"
    change_trust(root, {"schools/ashby/school.yml": {"append": own}})
    cells = [c for line in csv.reader(io.StringIO(said(root, "--format", "csv"))) for c in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("asbhy",), "Did you mean 'ashby'?"),
        (("--format", "xlsx"), "'xlsx' is not one of"),
    ],
)
def test_wrong_use_is_told(root: Path, asked: tuple[str, ...], says: str) -> None:
    """A school or a form that there is not is wrong use."""
    result = run("register", "--root", str(root), "--today", TODAY, *asked)
    assert result.exit_code == 2
    assert says in result.output


def test_a_trust_without_a_register(tiny: Path) -> None:
    """The answer says where one is written, and how to begin one."""
    result = run("register", "--root", str(tiny), "--today", TODAY)
    assert result.exit_code == 2
    assert "templates/statutory.yml" in result.output
    assert "policyloom new register" in result.output


def test_a_new_trust_begins_with_the_register_of_england(tmp_path: Path) -> None:
    """What `new register` writes is read without a finding, knows the school as soon as its type
    is said, and is never written over."""
    root = tmp_path / "our-trust"
    assert run("init", str(root)).exit_code == 0
    begun = run("new", "register", "--root", str(root))
    assert begun.exit_code == 0 and "Wrote templates/statutory.yml" in begun.output
    change_trust(root, {"schools/riverside/school.yml": {"append": "type: academy\n"}})
    found = run("check", "--root", str(root), "--today", TODAY)
    assert (found.exit_code, found.stderr) == (0, "")
    assert "Required and missing" in said(root, "riverside", "--gaps")
    again = run("new", "register", "--root", str(root))
    assert again.exit_code == 2 and "is there already" in again.output
