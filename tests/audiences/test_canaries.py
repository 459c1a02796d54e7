"""Nothing of a higher audience reaches a lower folder, in any guise (tests/cases/audiences)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.audiences.planted import (
    AUDIENCES,
    Canary,
    Seen,
    planted_canaries,
    planted_trust,
    published,
)
from tests.audiences.seeking import canaries

pytestmark = pytest.mark.slow
CANARIES = planted_canaries()


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seen]:
    """The root of the trust with all the canaries, and what its published folders hold of them."""
    root = planted_trust(tmp_path_factory.mktemp("canaries") / "trust")
    return root, published(root)


@pytest.mark.parametrize("canary", CANARIES, ids=lambda c: f"{c.case}-{c.word}")
def test_a_canary_is_where_it_may_be_and_nowhere_else(
    planted: tuple[Path, Seen], canary: Canary
) -> None:
    """Each is found in every folder whose audience may read it, and in no byte of any other."""
    _, seen = planted
    for audience in AUDIENCES:
        where = seen[audience].get(canary.word, [])
        if audience in canary.allowed():
            assert where, f"{canary.put} is not in {audience}/, so nothing would be proved"
        else:
            assert where == [], f"{canary.put} stands in {audience}/"


def test_every_canary_is_planted(planted: tuple[Path, Seen]) -> None:
    """Each word of the cases stands in an authored file, once for one thing."""
    root, _ = planted
    assert [word for word, times in Counter(c.word for c in CANARIES).items() if times > 1] == []
    authored = _authored(root)
    assert [c.word for c in CANARIES if c.word not in authored] == []


def test_no_canary_is_forgotten(planted: tuple[Path, Seen]) -> None:
    """Whatever canary is published is one whose audience a case names."""
    _, seen = planted
    known = {canary.word for canary in CANARIES}
    assert {word for found in seen.values() for word in found} - known == set()


@pytest.mark.parametrize(
    "ending",
    [
        *(".html", ".pdf", ".json", ".atom", ".ics", ".svg", ".png", ".docx"),
        *(".pf_index", ".pf_fragment", "sitemap.xml.gz"),
    ],
)
def test_every_kind_of_file_is_seen_through(planted: tuple[Path, Seen], ending: str) -> None:
    """Canaries are found inside each kind of file that a folder holds, packed or not."""
    _, seen = planted
    assert [name for names in seen["governors"].values() for name in names if name.endswith(ending)]


def _authored(root: Path) -> set[str]:
    """The canaries in every authored file."""
    files = [
        p for name in ("templates", "schools") for p in (root / name).rglob("*") if p.is_file()
    ]
    return {word for p in files for word in canaries(p.as_posix(), p.read_bytes())}
