"""A build of what was built already takes nothing up again, and nothing less than that."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.pipeline import build as building
from policyloom.pipeline import jobs
from policyloom.pipeline.last import FILE, read_last
from policyloom.pipeline.loom import Loom
from tests.trusts import change_trust, publish, tiny_trust

UNUSED = {
    "templates/clauses/conduct/spare.md": "---\ntitle: Spare\nadapt: locked\nrevisions:\n"
    "  - {date: 2024-09-01, kind: meaning, why: First issued}\n---\nNobody says this.\n"
}
"""A clause that nothing uses: a warning, which stops nothing."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny trust with a warning, published once."""
    root = tiny_trust(tmp_path_factory.mktemp("published") / "tiny", UNUSED)
    assert publish(root, pdfs=False).published
    return root


@pytest.fixture
def root(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "tiny", symlinks=True))


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The roots whose files were parsed."""
    found: list[Path] = []
    load = load_estate

    def noted(root: Path, findings: Findings, apart: bool) -> Any:
        found.append(root)
        return load(root, findings, apart)

    monkeypatch.setattr(building, "load_estate", noted)
    return found


def test_nothing_is_parsed_and_all_is_told_again(root: Path, loads: list[Path]) -> None:
    """The second build reads no file's meaning, and reports the warnings and days of the first."""
    before, after = Findings(), Findings()
    (root / FILE).unlink()
    first = publish(root, before, pdfs=False)
    assert loads == [root]
    second = publish(root, after, pdfs=False)
    assert loads == [root]
    assert [str(f) for f in after] == [str(f) for f in before] != []
    assert second.unchanged == first.unchanged != []
    assert (second.published, second.next_change) == (False, first.next_change)


@pytest.mark.parametrize("asked", [{"pdfs": True}, {"history": False}, {"schools": ("ashby",)}])
def test_another_question_is_looked_into(
    root: Path, loads: list[Path], asked: dict[str, Any]
) -> None:
    """Asked for something else, a build looks at everything."""
    publish(root, **{"pdfs": False, **asked})
    assert loads == [root]


@pytest.mark.parametrize(
    "name",
    [
        "schools/ashby/school.yml",
        "templates/layouts/policy.md.j2",
        "templates/clauses/conduct/spare.md",
        "site_overrides/main.html",
        "site_overrides/assets/stylesheets/policyloom.css",
        "mkdocs.yml",
    ],
)
def test_a_touch_on_any_file_is_seen(root: Path, loads: list[Path], name: str) -> None:
    """One more line in a file of any kind, and everything is looked at."""
    path = root / name
    path.write_bytes(path.read_bytes() + b"\n")
    publish(root, pdfs=False)
    assert loads == [root]


def test_a_new_and_a_lost_file_are_seen(root: Path, loads: list[Path]) -> None:
    """Files are known by name too: one that comes or goes is a change."""
    change_trust(root, {"schools/ashby/notes.txt": "For nobody.\n"})
    publish(root, pdfs=False)
    (root / "templates/clauses/conduct/spare.md").unlink()
    publish(root, pdfs=False)
    assert loads == [root, root]


@pytest.mark.parametrize(
    "lost", ["site/public/index.html", "site/governors/ashby/conduct", "build/markdown/ashby"]
)
def test_what_was_made_has_to_be_there(root: Path, loads: list[Path], lost: str) -> None:
    """A page or a folder that is gone comes back, though no file that it is made of changed."""
    path = root / lost
    assert path.exists()
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    publish(root, pdfs=False)
    assert loads == [root] and path.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": 1}', b"\xff"])
def test_a_damaged_memory_is_no_memory(root: Path, loads: list[Path], damage: bytes) -> None:
    """Whatever stands where the last build should be, the build does its work."""
    (root / FILE).write_bytes(damage)
    found = Findings()
    publish(root, found, pdfs=False)
    assert loads == [root] and not found.errors()
    assert read_last(root).key


def test_an_error_is_not_remembered(root: Path) -> None:
    """A build with an error is looked into each time, for what it found may be put right."""
    change_trust(root, {"schools/brook/complaints.yml": "choose: {rule-nowhere: never}\n"})
    for keep_going in (False, True):
        publish(root, pdfs=False, keep_going=keep_going)
        assert not read_last(root).key


@pytest.fixture
def woven_schools(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The schools that were looked at, in this process."""
    found: list[str] = []

    def noted(trust: Any, school: str, *given: Any) -> Loom:
        found.append(school)
        return Loom(trust, school, *given)

    monkeypatch.setattr(jobs, "Loom", noted)
    return found


PHONE = {"schools/ashby/school.yml": {"edit": [["01632 960123", "01632 960199"]]}}


def test_only_the_school_that_changed_is_woven(root: Path, woven_schools: list[str]) -> None:
    """Another school's findings and pages stand as they were; a change for all is for all."""
    change_trust(root, PHONE)
    assert publish(root, pdfs=False).published
    assert woven_schools == ["ashby"]
    change_trust(root, {"schools/phases/primary.yml": "set:\n  staff: colleagues\n"})
    publish(root, pdfs=False)
    assert woven_schools == ["ashby", "ashby", "brook"]


def test_who_is_not_asked_for_is_looked_at_once(root: Path, woven_schools: list[str]) -> None:
    """Built for one school, the others are looked at, and again only when they have changed."""
    shutil.rmtree(root / "site")
    shutil.rmtree(root / "build")
    publish(root, pdfs=False, schools=("ashby",))
    assert woven_schools == ["ashby", "brook"]
    change_trust(root, PHONE)
    publish(root, pdfs=False, schools=("ashby",))
    assert woven_schools == ["ashby", "brook", "ashby"]
    assert publish(root, pdfs=False).rendered == ["public/brook", "staff/brook", "governors/brook"]
