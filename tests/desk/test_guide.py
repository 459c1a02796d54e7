"""The guide in docs/: every command in it is run, in order, and says what the page says it does.

`pytest tests/desk/test_guide.py --write-golden` writes the answers into the pages.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from policyloom.pipeline.starting import start
from tests.guide.fences import DOCS, fences
from tests.guide.following import follow, starter, takes
from tests.trusts import TODAY, copy_example

PAGES = [DOCS / name for name in dict.fromkeys(f.page for f in fences() if takes(f))]


@pytest.fixture(scope="session")
def new_trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trust as `policyloom init` writes it."""
    folder = tmp_path_factory.mktemp("guide") / "new"
    start(folder)
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_the_page_says_what_the_commands_say(
    page: Path,
    new_trust: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Followed from top to bottom, the page is right to the letter."""
    monkeypatch.setenv("POLICYLOOM_TODAY", TODAY)
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    ought = follow(text, {"starter": starter(new_trust), "example": copy_example})
    if request.config.getoption("--write-golden"):
        page.write_text(ought, "utf-8")
    assert ought == page.read_text("utf-8")
