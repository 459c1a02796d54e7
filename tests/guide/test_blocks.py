"""Every example in the guide is run: each block in a fence is one that a test takes and runs.

A runner takes what it can run, and stops where it is given more than it runs, so that a block that
is taken is a block that is run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import markdown
import pytest

from tests.guide import following, pieces, test_beside, test_shown
from tests.guide.fences import Fence, fences, of_text, pages
from tests.trusts import HERE

RUNNERS: Mapping[str, Callable[[Fence], bool]] = {
    "tests/desk/test_guide.py": following.takes,
    "tests/guide/test_pieces.py": pieces.takes,
    "tests/guide/test_shown.py": test_shown.takes,
    "tests/guide/test_beside.py": test_beside.takes,
    "tests/guide/hosting.py": lambda block: block.page == "hosting.md",
    "tests/guide/test_reference.py": lambda block: block.page.startswith("reference/"),
    "tests/register/test_docs.py": lambda b: (b.page, b.kind) == ("register.md", "yaml"),
    "tests/browser/test_own_website.py": lambda b: (b.page, b.kind) == ("publishing.md", "html"),
    "tests/workflows/test_page.py": lambda block: (
        block.page == "workflows.md" and block.text.startswith("$ policyloom remind ")
    ),
}
"""Who runs a block, and which ones."""
EXTENSIONS = ["tables", "sane_lists", "pymdownx.highlight", "pymdownx.superfences"]


def runners(block: Fence) -> list[str]:
    """The tests that run a block."""
    return [name for name, takes in RUNNERS.items() if takes(block)]


def test_every_block_is_run_by_a_test() -> None:
    """Each block of each page has one runner. One that has none is an example that may be wrong:
    make it one that can be followed (tests/guide/following.py), or give it a runner here."""
    told = [
        f"docs/{block}: {len(found)} tests run this `{block.kind}` block {found}"
        for block in fences()
        if len(found := runners(block)) != 1
    ]
    assert not told, "\n".join(told)
    assert len(fences()) > 140


def test_every_runner_has_blocks() -> None:
    """Each runner is there and has something to run."""
    assert all((HERE / name).is_file() for name in RUNNERS)
    assert {name for block in fences() for name in runners(block)} == {*RUNNERS}


@pytest.mark.parametrize("page", ["desk.md", "tasks/new.md", "hosts.md"])
def test_a_block_of_a_new_kind_is_missed(page: str) -> None:
    """An example that nobody thought of has no runner, whatever page it stands on."""
    new = "Words.\n\n1. A list\n\n    ~~~powershell\n    policyloom build\n    ~~~\n"
    (block,) = of_text(page, new)
    assert (str(block), block.kind, runners(block)) == (f"{page}:5", "powershell", [])


@pytest.mark.parametrize("page", pages())
def test_every_block_is_seen(page: str) -> None:
    """The page as it is published shows as many blocks as were found: none is indented only, or
    fenced in a way that is not seen here. What is followed is seen by who follows it."""
    text = pages()[page].read_text("utf-8")
    found = list(of_text(page, text))
    assert markdown.markdown(text, extensions=EXTENSIONS).count("<pre") == len(found)
    followed = sum(following.takes(block) for block in found)
    assert not followed or following.blocks(text) == followed
