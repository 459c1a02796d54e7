"""A change makes again exactly what is made of it; all else is taken over as it stands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyloom.outputs import pdf
from policyloom.pipeline import keys
from tests.pipeline.changes import decision
from tests.pipeline.redone import Redone, publish_watched
from tests.pipeline.test_incremental import from_nothing, made
from tests.trusts import change_trust, publish, tiny_trust

FILE = Path(__file__).parent.parent / "cases" / "pipeline" / "redone.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
AUDIENCES = ("public", "staff", "governors")
OWN = frozenset(
    f"{s}/{p}" for s in ("ashby", "brook") for p in ("contacts", "copy", "accessibility")
)
EVERY = frozenset(f"{s}/{p}" for s in ("ashby", "brook") for p in ("complaints", "conduct"))

PAST = re.compile(r"versions/|changes/[\d-]+\.\.[\d-]+/")
"""What is below a policy's folder and has nothing to do with what the files now say."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trust with decisions, so that there are past editions and redlines too."""
    root = tiny_trust(tmp_path_factory.mktemp("published") / "tiny")
    decision(root, 1)
    decision(root, 3)
    with pytest.MonkeyPatch.context() as patch:
        assert publish_watched(root, patch).compared == EVERY
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["change"])
def test_redone_exactly(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]
) -> None:
    """What the case names is made, and nothing else: other files are the very same as before. The
    site is that of a build from nothing."""
    root = Path(shutil.copytree(published, tmp_path / "tiny", symlinks=True))
    change_trust(root, case.get("files", {}))
    old = inodes(root)
    if package := case.get("package"):
        for module, name in ((keys, "version"), (pdf, "installed")):
            monkeypatch.setattr(module, name, lambda n: "0.0" if n == package else version(n))
    done = publish_watched(root, monkeypatch)
    assert vars(done) == vars(wanted(root, case["makes"]))
    new = inodes(root)
    taken = {name for name in new if new[name] == old.get(name)}
    assert {name for name in new if stands(name, done)} <= taken
    assert not taken & set(anew(done))
    fresh = from_nothing(root, tmp_path / "fresh")
    assert publish(fresh, redline_pdfs=True).published
    assert made(root) == made(fresh)


def wanted(root: Path, makes: Mapping[str, list[str]]) -> Redone:
    """What a case says that is made, with the audiences that it need not name."""

    def every(kind: str, name: str) -> Iterator[str]:
        if name in ("all", "own"):
            yield from (
                found for each in (EVERY if name == "all" else OWN) for found in every(kind, each)
            )
        elif kind in ("sites", "pages", "past", "follow") and name.split("/")[0] not in AUDIENCES:
            yield from (f"{a}/{name}" for a in AUDIENCES if (root / "site" / a / name).is_dir())
        else:
            yield name

    return Redone(
        **{k: {n for name in names for n in every(k, name)} for k, names in makes.items()}
    )


def inodes(root: Path) -> dict[str, int]:
    """Which file on the disk each name of the site and of the Markdown is."""
    found = [p for top in ("site", "build/markdown") for p in (root / top).rglob("*")]
    return {p.relative_to(root).as_posix(): p.stat().st_ino for p in found if p.is_file()}


def stands(name: str, done: Redone) -> bool:
    """Whether a file is to be the old one. Of a portal it is only known of policies' pages."""
    if name.startswith("build/markdown/"):
        return name.removeprefix("build/markdown/").removesuffix(".md") not in done.markdown
    audience, *rest = name.split("/")[1:]
    site, folder = (f"{audience}/{'/'.join(rest[:depth])}" for depth in (1, 2))
    if len(rest) > 2 and (rest[0] == "policies" or "/".join(rest[:2]) in EVERY):
        return folder not in (done.past if PAST.match("/".join(rest[2:])) else done.pages)
    return rest[:1] in (["ashby"], ["brook"]) and site not in done.sites


def anew(done: Redone) -> Iterator[str]:
    """Files that cannot be the old ones."""
    yield from (f"site/{folder}/index.html" for folder in done.pages)
    yield from (f"site/{folder}/versions/index.html" for folder in done.past)
    yield from (f"build/markdown/{each}.md" for each in done.markdown)
