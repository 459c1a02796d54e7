"""The build's memory does not grow for ever, and what is taken from it costs time alone."""

from __future__ import annotations

import os
import time
from pathlib import Path

from policyloom.pipeline.clearing import CACHE, CUT_SHORT, UNUSED
from policyloom.pipeline.last import FILE
from tests.trusts import change_trust, files, publish

NAME = {"schools/ashby/school.yml": {"edit": [["name: Ashby School", "name: Ashby Academy"]]}}
BACK = {"schools/ashby/school.yml": {"edit": [["name: Ashby Academy", "name: Ashby School"]]}}


def age(path: Path, days: float) -> None:
    """Let a file look as if nobody had used it for so many days."""
    then = time.time() - days * 24 * 60 * 60
    os.utime(path, (then, then))


def kept(root: Path, kind: str) -> set[Path]:
    return set((root / CACHE / kind).glob("*.kept"))


def test_what_nobody_uses_goes_and_what_is_used_stays(root: Path) -> None:
    """Ashby's PDFs are needed again and stay; those of Brook, which nobody asked for, go."""
    first = kept(root, "pdf")
    change_trust(root, NAME)
    assert publish(root).published
    second = kept(root, "pdf") - first
    for path in first | second:
        age(path, UNUSED + 1)
    change_trust(root, BACK)
    assert publish(root).published
    left = kept(root, "pdf")
    assert second and not left & second
    assert left and left < first


def test_a_young_memory_stays(root: Path) -> None:
    """Nothing goes before its time, used or not."""
    first = kept(root, "pdf") | kept(root, "read")
    for path in first:
        age(path, UNUSED - 1)
    change_trust(root, NAME)
    assert publish(root).published
    assert first <= kept(root, "pdf") | kept(root, "read")


def test_a_file_that_was_never_finished_goes(root: Path) -> None:
    """What a killed build was writing goes after a day; what may still be written stays."""
    old, young = (root / CACHE / f"pdf/{name}.partial" for name in ("old", "young"))
    for path in (old, young):
        path.write_bytes(b"half")
    age(old, CUT_SHORT + 0.5)
    change_trust(root, NAME)
    assert publish(root).published
    assert young.is_file() and not old.exists()


def test_the_last_build_is_known_however_long_ago(root: Path, published: Path) -> None:
    """A trust that publishes once a year has nothing to do where nothing changed; and where all
    else is gone, the same pages are made."""
    change_trust(root, NAME)
    assert publish(root).published
    for path in (root / CACHE).rglob("*"):
        if path.is_file():
            age(path, 400)
    assert publish(root).rendered == []
    change_trust(root, BACK)
    assert publish(root).published and (root / FILE).is_file()
    assert files(root / "site/public/ashby") == files(published / "site/public/ashby")
