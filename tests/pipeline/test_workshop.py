"""What pages are made with is looked at once, and what is wrong is told at its own place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from policyloom.cli import main
from policyloom.findings import Findings
from policyloom.outputs.site_pages import PLACEHOLDERS
from policyloom.outputs.trial import LayoutFault, print_layout_faults
from policyloom.pipeline import preview_sites, workshop
from policyloom.pipeline.workshop import workshop_findings
from policyloom.plugin.plan import school_plan
from policyloom.plugin.portal import portal_plan
from tests.trusts import TODAY, change_trust, tiny_trust

CASES = sorted((Path(__file__).parent.parent / "cases" / "workshop").glob("*.yml"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path) -> None:
    """A fault of what serves every page is one finding of the library, with its place."""
    case: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    root = tiny_trust(tmp_path / "tiny")
    change_trust(root, case["files"])
    findings = Findings()
    workshop_findings(root, findings)
    found = findings.in_order()
    wanted = case["findings"]
    told = [f"{f.place} {f.severity} {f.code}" for f in found]
    assert told == [want["at"] for want in wanted], "\n".join(map(str, found))
    for finding, want in zip(found, wanted, strict=True):
        assert want.get("what", "") in finding.what and want.get("fix", "") in finding.fix
        assert str(finding.scope) == "library"


def test_what_is_sound_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The print layouts are tried again when they, the fonts or the settings are others, and else
    not; what was wrong is tried each time."""
    root = tiny_trust(tmp_path / "tiny")
    tried: list[Path] = []

    def noted(root: Path) -> Iterator[LayoutFault]:
        tried.append(root)
        return print_layout_faults(root)

    monkeypatch.setattr(workshop, "print_layout_faults", noted)

    def look() -> list[str]:
        tried.clear()
        findings = Findings()
        workshop_findings(root, findings, keep=True)
        return [found.code for found in findings]

    assert (look(), len(tried)) == ([], 1)
    assert (look(), len(tried)) == ([], 0)
    change_trust(root, {"templates/layouts/policy.typ": {"append": "// Another line.\n"}})
    assert (look(), len(tried)) == ([], 1)
    change_trust(root, {"templates/layouts/policy.typ": {"append": "#nobody\n"}})
    assert (look(), len(tried)) == (["bad-layout"], 1)
    assert (look(), len(tried)) == (["bad-layout"], 1)


def test_check_tells_of_it_once(tmp_path: Path) -> None:
    """`check` tells of each such fault, and of missing fonts not once for every character."""
    root = tiny_trust(tmp_path / "tiny")
    change_trust(
        root,
        {
            "site_overrides/assets/fonts": {"remove": True},
            "mkdocs.yml": {"edit": [["  - policyloom", "  - polisyloom"]]},
        },
    )
    told = CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY])
    assert told.exit_code == 1
    assert told.stderr.count(": error: ") == 2, told.stderr
    assert "[missing-fonts]" in told.stderr and "[engine-settings]" in told.stderr


def test_the_placeholders_are_those_that_pages_have(tmp_path: Path) -> None:
    """Every front page with words has the facts that its words may hold, and no others."""
    portal, schools = preview_sites(tiny_trust(tmp_path / "tiny"), TODAY)
    plans = (portal_plan(portal), *map(school_plan, schools))
    pages = [page for plan in plans for page in plan.pages.values() if page.words]
    assert {page.words: tuple(sorted(page.facts)) for page in pages} == PLACEHOLDERS
