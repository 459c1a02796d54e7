"""The files of the search over all schools."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from policyloom.findings import Findings
from policyloom.outputs import pagefind_index
from policyloom.outputs.pagefind_index import IndexRecord, SearchError, write_index
from policyloom.outputs.portal_search import write_search
from policyloom.outputs.portal_wordings import TrustWordings
from tests.site import samples
from tests.trusts import files, publish, tiny_trust

from .gathered import edition, gathering, worded


def trust_wordings() -> TrustWordings:
    """Two schools that word one clause alike, and one that has its own words."""
    found = gathering()
    found.add(0, *edition(worded("Ask the head teacher first.")))
    found.add(1, *edition(worded("Ask the principal first.")))
    found.add(2, *edition(worded("Ask nobody.", origin="replaced", because="Calm")))
    return found.result()


def texts(folder: Path) -> dict[str, dict[str, Any]]:
    """What the index returns, by its id."""
    found = {}
    for path in (folder / "search/pagefind/fragment").iterdir():
        data = gzip.decompress(path.read_bytes())
        found[path.stem] = json.loads(data[data.index(b"{") :])
    return found


def test_a_wording_is_one_record_with_all_its_schools(tmp_path: Path) -> None:
    """What two schools word alike is indexed once, and where.json names both."""
    write_search(samples.portal_site(), trust_wordings(), tmp_path)
    where = json.loads((tmp_path / "search/where.json").read_text("utf-8"))
    same = [(id_, t) for id_, t in texts(tmp_path).items() if "head teacher" in t["content"]]
    ((id_, record),) = same
    assert "principal" in record["content"], "found by the other school's word as well"
    ((policy, schools),) = where["records"][id_]
    assert where["policies"][policy] == "conduct"
    bits = int(where["sets"][schools], 16)
    names = [name for number, name in enumerate(where["schools"]) if bits >> number & 1]
    assert names == [each.id for each in samples.portal_site().schools[:2]]


def test_the_same_wordings_give_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in the files depends on when or in which order of memory they were made."""
    for name in ("one", "two", "three"):
        write_search(samples.portal_site(), trust_wordings(), tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(tmp_path / "three")


def test_only_what_our_page_asks_for_is_published(tmp_path: Path) -> None:
    """Ready-made looks, which are larger than the index, are left out."""
    write_search(samples.portal_site(), trust_wordings(), tmp_path)
    names = {name.partition("/")[0] for name in files(tmp_path / "search/pagefind")}
    meta = next(name for name in names if name.endswith(".pf_meta"))
    assert names == {
        "pagefind.js",
        "pagefind-entry.json",
        "wasm.en.pagefind",
        "fragment",
        "index",
        meta,
    }


@pytest.mark.parametrize("program", ["/nowhere/pagefind", "/bin/true", "/bin/echo"])
def test_a_program_that_is_not_pagefind_is_an_error_in_words(
    tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the program does, it ends with an error of our own and leaves nothing behind."""
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program)
    with pytest.raises(SearchError):
        write_index([IndexRecord("Title", "Words", "1")], tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_without_pagefind_the_portal_is_published_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it cannot be had there is a warning; the portal's pages offer no such search."""
    monkeypatch.setattr(pagefind_index, "_executable", lambda: "/nowhere/pagefind")
    findings = Findings()
    root = tiny_trust(tmp_path / "trust")
    assert publish(root, findings).published
    assert [f.code for f in findings if f.code == "no-search"]
    home = (root / "site/governors/index.html").read_text("utf-8")
    assert 'action="search/"' not in home and "data-loom-search" in home
    assert not (root / "site/governors/search/index.html").exists()


def test_a_portal_is_published_with_its_search(tmp_path: Path) -> None:
    """Governors find the drafts; who may read none has no search, nor the words of a draft."""
    root, findings = tiny_trust(tmp_path / "trust"), Findings()
    assert publish(root, findings).published
    assert not [f for f in findings if f.code == "no-search"]
    assert (root / "site/governors/search/index.html").is_file()
    drafts = {record["content"] for record in texts(root / "site/governors").values()}
    assert drafts
    assert not (root / "site/staff/search/pagefind").exists()
    assert not (root / "site/staff/search/where.json").exists()
