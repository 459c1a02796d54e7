"""Cases of one edition: changes to the tiny trust enter; what they make of an edition is compared.

A case file of tests/cases/resolve or tests/cases/render names `files` (changes, as in
tests/cases/load/README.md), `school`, `policy` and `today`, and whichever it is about of:

texts      by occurrence key, the words that stand on the page
origins    by occurrence key, how it came to read so
facts      by fact, its value and the tier that set it
order      the keys of all that stands, in reading order
headings   the headings of sections, in order
absent     keys that do not stand
findings   all findings of this edition: code, and words of what, why, fix and place
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from policyloom.findings import Finding, Findings
from policyloom.model.nodes import AsideBlock, Blocks, SectionBlock, plain, spans
from policyloom.pipeline.weave import Woven
from tests.trusts import TODAY, tiny_trust, woven

CASES = Path(__file__).parent / "cases"


def case_files(folder: str) -> list[Path]:
    return sorted((CASES / folder).glob("*.yml"))


def compare(file: Path, folder: Path) -> None:
    """Weave the edition of a case file and compare all that the case says of it."""
    case: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    assert set(case) <= {"about", "files", "school", "policy", "today", *LOOKS}, file.name
    assert set(case) & set(LOOKS), f"{file.name} compares nothing"
    findings = Findings()
    trust = tiny_trust(folder / "tiny", case.get("files"))
    weave = woven(trust, findings, str(case.get("today", TODAY)))
    pair = case.get("school", "ashby"), case.get("policy", "conduct")
    found = [f for f in findings if f.severity != "note" and f.scope.covers(*pair)]
    if "findings" not in case:
        assert found == [], "\n".join(map(str, found))
    for name, look in LOOKS.items():
        if name in case:
            look(weave.editions[pair], found, case[name])


def _texts(woven: Woven, _: list[Finding], wanted: dict[str, str]) -> None:
    said = {span.key: plain(span.content) for span in spans(woven.blocks) if span.key}
    assert {key: said.get(key) for key in wanted} == wanted


def _origins(woven: Woven, _: list[Finding], wanted: dict[str, str]) -> None:
    found = woven.edition.occurrences
    assert {key: str(found[key].origin) for key in wanted} == wanted


def _facts(woven: Woven, _: list[Finding], wanted: dict[str, list[str]]) -> None:
    found = woven.edition.facts
    told = {name: [found[name].value.text, found[name].tier.name.lower()] for name in wanted}
    assert told == wanted


def _order(woven: Woven, _: list[Finding], wanted: list[str]) -> None:
    assert [span.key for span in spans(woven.blocks) if span.key] == wanted


def _headings(woven: Woven, _: list[Finding], wanted: list[str]) -> None:
    assert list(_below(woven.blocks)) == wanted


def _below(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, SectionBlock | AsideBlock):
            label = block.label if isinstance(block, SectionBlock) else ""
            yield f"{label} {plain(block.heading)}".strip()
            yield from _below(block.blocks)


def _absent(woven: Woven, _: list[Finding], wanted: list[str]) -> None:
    assert {span.key for span in spans(woven.blocks)} & set(wanted) == set()


def _findings(_: Woven, found: list[Finding], wanted: list[dict[str, str]]) -> None:
    assert sorted(f.code for f in found) == sorted(w["code"] for w in wanted), found
    for want in wanted:
        told = [
            f
            for f in found
            if f.code == want["code"]
            and want.get("what", "") in f.what
            and want.get("fix", "") in f.fix
            and want.get("at", "") in str(f.place)
            and f.why
        ]
        assert told, f"{want} is not among {found}"


LOOKS: dict[str, Callable[[Woven, list[Finding], Any], None]] = {
    "texts": _texts,
    "origins": _origins,
    "facts": _facts,
    "order": _order,
    "headings": _headings,
    "absent": _absent,
    "findings": _findings,
}
