"""What a build keeps for the next is of help or of none: no page is ever wrong because of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.pipeline.staging import STATE
from tests.pipeline.apart import build_apart, served
from tests.pipeline.test_incremental import from_nothing
from tests.trusts import change_trust, files, publish, tiny_trust

KEPT = {
    "last": "build/cache/last",
    "pdfs": "build/cache/pdf/*",
    "templates": "build/cache/jinja/*",
    "texts": "build/cache/read/*",
    "markdown": "build/markdown/*/*.md",
    "made": "build/cache/markdown/*",
    "accounts": "build/cache/accounts/*",
    "state": f"site/{STATE}",
}
"""Every kind of file by which a build knows what the one before it did."""

WORDS = {"templates/clauses/conduct/rule-kind.md": {"edit": [["to each other", "to one another"]]}}
OTHERS = {"templates/clauses/conduct/rule-kind.md": {"edit": [["each other", "all others"]]}}

ELSEWHERE = {"templates/clauses/conduct/rule-harm.md": {"edit": [["\nharm ", "\nhurt "]]}}
"""One of the two policies has this clause."""
NUMBER = {"schools/ashby/school.yml": {"edit": [["01632 960123", "01632 960199"]]}}
"""It stands on each page of a school, and in no PDF."""

Damage = Callable[[list[Path], list[Path]], None]


def cut_short(found: list[Path], others: list[Path]) -> None:
    for path in found:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(found: list[Path], others: list[Path]) -> None:
    for path in found:
        path.write_bytes(b"")


def one_bit(found: list[Path], others: list[Path]) -> None:
    for path in found:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))


def exchanged(found: list[Path], others: list[Path]) -> None:
    """Each has what the one before it had."""
    data = [path.read_bytes() for path in found]
    for path, other in zip(found, data[-1:] + data[:-1], strict=True):
        path.write_bytes(other)


def anothers(found: list[Path], others: list[Path]) -> None:
    """Each has what another trust's has."""
    for path, other in zip(found, others, strict=False):
        path.write_bytes(other.read_bytes())


def another_form(found: list[Path], others: list[Path]) -> None:
    """Another version wrote them, whole and sound, in a form of its own."""
    for path in found:
        form = b'{"form": 2, "key": {}}'
        write_checked(path, form)
        if path.name == STATE:
            path.write_bytes(form)


def nothing(root: Path) -> None:
    """What was published stands."""


def site_gone(root: Path) -> None:
    """All pages have to be put together again, of what is kept."""
    shutil.rmtree(root / "site")


def words(root: Path) -> None:
    """A clause is another."""
    change_trust(root, WORDS)


DAMAGES: tuple[Damage, ...] = (cut_short, emptied, one_bit, exchanged, anothers, another_form)
THEN = dict.fromkeys(("pdfs", "templates", "texts"), (site_gone,))
NOT: dict[Damage, tuple[str, ...]] = {
    exchanged: ("last", "state"),  # there is one alone
    another_form: ("pdfs", "markdown"),  # they have no form
}
CASES = [
    (kind, damage, then)
    for kind in KEPT
    for damage in DAMAGES
    for then in THEN.get(kind, (nothing, words))
    if kind not in NOT.get(damage, ())
]


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another trust: the same schools, other words."""
    root = tiny_trust(tmp_path_factory.mktemp("other") / "tiny", OTHERS)
    assert publish(root).published
    return root


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trust with the changed clause, built from nothing."""
    root = tiny_trust(tmp_path_factory.mktemp("changed") / "tiny", WORDS)
    assert publish(root).published
    return root


def made(root: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """All that readers are served, and the Markdown."""
    return served(root), files(root / "build/markdown")


def kept(root: Path, kind: str) -> list[Path]:
    return sorted(path for path in root.glob(KEPT[kind]) if path.is_file())


@pytest.mark.parametrize(("kind", "damage", "then"), CASES)
def test_damage_is_never_seen(
    published: Path,
    changed: Path,
    other: Path,
    tmp_path: Path,
    kind: str,
    damage: Damage,
    then: Callable[[Path], None],
) -> None:
    """Whatever happened to the files that are kept, the next build gives the bytes of one from
    nothing."""
    root = Path(shutil.copytree(published, tmp_path / "tiny", symlinks=True))
    found = kept(root, kind)
    assert found
    damage(found, kept(other, kind))
    then(root)
    assert build_apart(root).code == 0
    assert made(root) == made(changed if then is words else published)


def test_every_kind_is_looked_at(published: Path) -> None:
    """Nothing else is kept below build/, so that nothing else could be damaged."""
    known = set(chain.from_iterable(kept(published, kind) for kind in KEPT))
    assert {path for path in (published / "build").rglob("*") if path.is_file()} <= known


def test_two_may_keep_the_same_at_once(tmp_path: Path) -> None:
    """Whoever reads while two write, even under one process number, gets what one of them kept:
    containers that share a folder often have the same."""
    path, kept = tmp_path / "cache/one.kept", [b"warp" * 1000, b"weft" * 1000]
    write_checked(path, kept[0])

    def keep(data: bytes) -> set[bytes | None]:
        found: set[bytes | None] = set()
        for _ in range(100):
            write_checked(path, data)
            found.add(read_checked(path))
        return found

    with ThreadPoolExecutor(2) as pool:
        assert set().union(*pool.map(keep, kept)) <= set(kept)


def test_a_kept_pdf_is_looked_into_where_its_page_is_made(tmp_path: Path) -> None:
    """While its page stands published nobody needs a kept PDF; as soon as the page is made again,
    one that was damaged meanwhile is made again too."""
    root = tiny_trust(tmp_path / "tiny")
    publish(root)
    found = kept(root, "pdfs")
    one_bit(found, [])
    hurt, left = {path: path.read_bytes() for path in found}, [len(found)]
    for number, changes in enumerate((ELSEWHERE, NUMBER)):
        change_trust(root, changes)
        assert publish(root).published
        fresh = from_nothing(root, tmp_path / f"fresh-{number}")
        assert publish(fresh).published
        assert made(root) == made(fresh)
        left.append(sum(path.read_bytes() == hurt[path] for path in found))
    assert left[0] == left[1] > left[2]
