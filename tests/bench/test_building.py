"""What a measured build is said to have written, and that what is lacking gives no figures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.bench.building import Built, Written, on_disk, ratios, seen, sure_of_files, written
from tests.bench.measure import Cost


def test_what_was_there_before_was_not_written(tmp_path: Path) -> None:
    """A file that is new, or put in another's place, was written; one that is carried over under a
    second name was not, and a PDF counts among both files and PDFs."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old / "a", new / "a"):
        folder.mkdir(parents=True)
    (old / "a/kept.html").write_text("kept")
    (old / "a/page.html").write_text("before")
    before = seen(old)
    os.link(old / "a/kept.html", new / "a/kept.html")
    (new / "a/page.html").write_text("after it")
    (new / "a/page.pdf").write_text("pdf")
    assert written(new, before) == Written(files=2, bytes=11, pdf_files=1, pdf_bytes=3)
    assert written(new) == Written(files=3, bytes=15, pdf_files=1, pdf_bytes=3)
    assert written(tmp_path / "none") == Written(0, 0, 0, 0)


def test_written_again_in_its_place_is_written(tmp_path: Path) -> None:
    """A file that is written over keeps its inode, and is counted all the same."""
    page = tmp_path / "page.html"
    page.write_text("before")
    os.utime(page, ns=(0, 0))
    before = seen(tmp_path)
    page.write_text("after")
    assert written(tmp_path, before).files == 1


def test_a_file_with_two_names_takes_the_disk_once(tmp_path: Path) -> None:
    """Two folders that share a file take no more of the disk than one of them."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "one/file").write_bytes(b"x" * 100_000)
    alone = on_disk(tmp_path / "one")
    os.link(tmp_path / "one/file", tmp_path / "two/file")
    assert on_disk(tmp_path / "one", tmp_path / "two") == alone >= 100_000


def test_ratios_are_ours_of_theirs() -> None:
    """Each ratio is policyloom's figure divided by the other's."""
    ours = Built(Cost(1, 3, 100), Written(10, 500, 0, 0))
    theirs = Built(Cost(4, 4, 200), Written(5, 1000, 0, 0))
    assert ratios(ours, theirs) == {
        "ratio": 0.25,
        "cpu_ratio": 0.75,
        "peak_ratio": 0.5,
        "files_ratio": 2,
        "bytes_ratio": 0.5,
    }


@pytest.mark.parametrize("text", [None, ""])
def test_what_is_missing_or_empty_gives_no_figures(tmp_path: Path, text: str | None) -> None:
    """A file that is not there, or has nothing in it, stops the benchmark with its name."""
    (tmp_path / "there").write_text("words")
    sure_of_files(tmp_path, ["there"])
    if text is not None:
        (tmp_path / "lacking").write_text(text)
    with pytest.raises(AssertionError, match="lacking"):
        sure_of_files(tmp_path, ["there", "lacking"])
