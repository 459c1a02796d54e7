"""Each text is read as Markdown once, whoever asks: pages, PDFs, redlines, searches, audiences."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import markdown
import pytest

from tests.pipeline.apart import start
from tests.pipeline.changes import decision, words
from tests.trusts import change_trust, publish, tiny_trust

WHOLE = re.compile("[\U000f0000-\U000ffffd]")
"""Signs of the marks around clauses, which only a whole text has."""

HARM = {"templates/clauses/conduct/rule-harm.md": {"edit": [["\nharm ", "\nhurt "]]}}


def publish_and_tell(root: str, told: str) -> None:
    """In a process that has read nothing yet: publish with all there can be, and tell of each text
    that was read as Markdown. What MkDocs reads are the words of front pages, and none of ours."""
    read: list[str] = []
    convert = markdown.Markdown.convert

    def noted(parser: Any, text: str) -> str:
        if not sys._getframe(1).f_globals["__name__"].startswith("mkdocs"):
            read.append(text)
        return convert(parser, text)

    setattr(markdown.Markdown, "convert", noted)  # noqa: B010
    publish(Path(root), redline_pdfs=True)
    Path(told).write_text(json.dumps(read), "utf-8")


def read_in(root: Path, folder: Path) -> list[str]:
    """The texts that a build reads, in a process of its own."""
    told = folder / "told.json"
    process = start(publish_and_tell, str(root), str(told))
    process.join()
    assert process.exitcode == 0
    found: list[str] = json.loads(told.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trust with decisions on both of its policies and words that were changed since."""
    root = tiny_trust(tmp_path_factory.mktemp("once") / "tiny")
    decision(root, 1)
    decision(root, 3)
    words(root, 4)
    return root


def test_no_text_is_read_twice(root: Path, tmp_path: Path) -> None:
    """From nothing, with every audience, PDF, redline and search, each text is read once; and each
    of these does hold the words of one and the same clause."""
    read = read_in(root, tmp_path)
    assert len(read) > 10 and Counter(read).most_common(1)[0][1] == 1
    assert [text for text in read if text.startswith("harm \ue000 or")] == ["harm \ue000 or \ue001"]
    site = root / "site"
    for audience in ("staff", "governors"):
        school = site / audience / "ashby"
        for name in ("conduct/index.html", "search/search_index.json", "wordings.json"):
            assert "harm" in (school / name).read_text("utf-8"), name
        assert list(school.glob("conduct/*.pdf"))
    redlines = sorted(site.glob("governors/ashby/conduct/changes/*"))
    assert redlines and all(list(folder.glob("*.pdf")) for folder in redlines)
    assert all("harm" in (folder / "index.html").read_text("utf-8") for folder in redlines)


def test_a_change_has_only_itself_read(root: Path, tmp_path: Path) -> None:
    """After a build, the next one reads no clause again but the one that was changed, though every
    page that has it is made again. What was approved is read as it was written, whole."""
    changed = Path(shutil.copytree(root, tmp_path / "tiny", symlinks=True))
    read_in(changed, tmp_path)
    change_trust(changed, HARM)
    read = read_in(changed, tmp_path)
    clauses = [text for text in read if not WHOLE.search(text)]
    assert clauses and all(text.startswith("hurt ") for text in clauses)
    assert Counter(read).most_common(1)[0][1] == 1
