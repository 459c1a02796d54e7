"""What the guide shows of what policyloom writes, and of itself, is what there is."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import policyloom
import tests.bench.__main__ as bench
from tests.bench.size import Size
from tests.guide.fences import Fence, on
from tests.trusts import HERE

MEASURES = ("measure_all", "sweep")
"""What measures, which takes minutes."""
LEFT_OUT = "…"


def takes(block: Fence) -> bool:
    """Whether a block is one of those that are compared here."""
    return (block.page, block.kind) in {
        ("records.md", "markdown"),
        ("publishing.md", "json"),
        ("benchmarks.md", ""),
        ("design.md", "text"),
        ("CONTRIBUTING.md", ""),
    }


def like(shown: str, real: str) -> bool:
    """Whether a text is what is shown of it."""
    pattern = ".*".join(map(re.escape, shown.split(LEFT_OUT)))
    return re.fullmatch(pattern, real, re.DOTALL) is not None


def test_the_record_is_one_of_the_examples() -> None:
    """Shortened, as the page says: each line stands in the record that it is of, in this order."""
    (block,) = on("records.md", "markdown")
    head = dict(re.findall(r"^(school|policy|edition): '?([\w-]+)'?$", block.text, re.MULTILINE))
    path = "schools/{school}/approved/{policy}/{edition}.md".format(**head)
    lines = iter((HERE / path).read_text("utf-8").splitlines())
    for shown in block.text.splitlines():
        assert any(like(shown, line) for line in lines), f"{block}: {shown}"


def test_the_list_for_other_programs_is_as_shown(example: Path) -> None:
    """The list shown has every key of the one that the example publishes, and its values."""
    (block,) = on("publishing.md", "json")
    shown = json.loads(block.text)
    real = json.loads((example / "site/public/policies.json").read_text("utf-8"))
    (entry,) = shown["policies"]
    which = entry["school"], entry["policy"]
    real["policies"] = [e for e in real["policies"] if (e["school"], e["policy"]) == which]
    assert like(json.dumps(shown, ensure_ascii=False), json.dumps(real, ensure_ascii=False))


def test_the_benchmark_is_run_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command measures what it names, and leaves the figures in the folder that it names. (What
    each case does is tried by the tests in tests/bench, at its smallest.)"""
    measured: list[tuple[object, ...]] = []

    def measure(work: Path, *asked: object) -> list[dict[str, Any]]:
        measured.append(asked[:-1])
        return [{"name": f"measurement {len(measured)}"}]

    for name in MEASURES:
        monkeypatch.setattr(bench, name, measure)
    for number, block in enumerate(on("benchmarks.md", ""), 1):
        assert "--out /some/folder" in block.text
        folder = tmp_path / str(number)
        words = shlex.split(block.text.replace("/some/folder", str(folder)))
        assert words[:3] == ["python", "-m", "tests.bench"]
        bench.main(words[3:])
        (figures,) = folder.glob("*.json")
        assert f"measurement {number}" in figures.read_text("utf-8")
    quick, many = measured
    assert quick == (Size(10, 10),)
    assert many == (Size(), [5, 50, 500])


@pytest.mark.parametrize("page", ["design.md", "CONTRIBUTING.md"])
def test_the_rooms_drawn_are_those_of_the_code(page: str) -> None:
    """The way of the data leads through rooms that are there."""
    (block,) = on(page, "text" if page == "design.md" else "")
    rooms = re.findall(r"--(\w+)-->", block.text)
    assert rooms == ["load", "resolve", "render", "compare"]
    there = Path(policyloom.__file__).parent
    assert all((there / room / "__init__.py").is_file() for room in rooms)
