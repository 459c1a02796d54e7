"""The files and pieces of files that the guide shows: each can stand where the page says it does.

They are put into a copy of the example, and `policyloom check` has nothing to say of them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desk.deciding import run
from tests.guide import pieces
from tests.guide.fences import fences
from tests.trusts import TODAY, copy_example

PIECES = [block for block in fences() if pieces.takes(block)]
MEANT = {"unused-clause", "review-overdue"}
"""What is told of all the same: no policy has the clause that is shown, and the pages make of a
review that is overdue an error."""


@pytest.mark.parametrize("group", pieces.PAGES)
def test_what_is_shown_can_stand_in_a_trust(group: tuple[str, ...], tmp_path: Path) -> None:
    """Together the files leave no error anywhere, and nothing else to say of themselves."""
    root = copy_example(tmp_path / "example")
    blocks = [block for block in PIECES if block.page in group]
    told = [(pieces.place(block), key) for block in blocks for key in pieces.keys(block)]
    assert len(told) == len({*told}), "two blocks show the same, and only one of them is tried"
    shown = [pieces.put(block, root) for block in blocks]
    said = run("check", "--root", str(root), "--today", TODAY, "--format", "json")
    for found in json.loads(said.stdout)["findings"]:
        if found["severity"] == "error" or found["file"] in shown:
            assert found["code"] in MEANT, found
