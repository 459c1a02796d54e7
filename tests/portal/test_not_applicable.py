"""A policy that a school has no need of: who is told, and what."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.lived import lived_trust
from tests.trusts import change_trust, publish, tiny_trust

REASON = "Nobody but the chess club uses the building."
WITHOUT = {
    "schools/brook/school.yml": {
        "edit": [
            [
                "adopts: [conduct, complaints]",
                f"adopts: [complaints]\nnot_applicable: {{conduct: {REASON}}}",
            ]
        ]
    }
}


def telling(root: Path) -> set[str]:
    """The audiences in whose folder some file has the reason."""
    files = (path for path in (root / "site").rglob("*") if path.is_file())
    found = (path for path in files if REASON.encode() in path.read_bytes())
    return {path.relative_to(root / "site").parts[0] for path in found}


def test_the_reason_is_told_to_whoever_may_read_the_policy_elsewhere(tmp_path: Path) -> None:
    """Ashby's staff may read its code of conduct, so staff are told why Brook has none, in the
    table and on the policy's page, each by a link; the public, who may not read it, is not."""
    root = lived_trust(tmp_path / "trust")
    change_trust(root, WITHOUT)
    assert publish(root, pdfs=False).published
    assert telling(root) == {"staff", "governors"}
    staff = root / "site/staff/policies"
    row = re.search(r"<tr[^>]*><th[^>]*><a[^>]*>Brook.*?</tr>", (staff / "index.html").read_text())
    assert row is not None
    link = re.search(r'<a class="none" href="([^"]+)">(.*?)</a>', row[0])
    assert link is not None
    assert link[1] == "conduct/#not-applicable"
    assert re.sub("<[^>]+>", "", link[2]) == "Code of conduct at Brook School: Not applicable"
    page = (staff / "conduct/index.html").read_text("utf-8")
    assert 'id="not-applicable"' in page and REASON in page


def test_what_is_only_a_draft_is_not_told_of(tmp_path: Path) -> None:
    """Nobody has decided the code yet: that there is to be one is for governors alone."""
    root = tiny_trust(tmp_path / "trust", WITHOUT)
    assert publish(root, pdfs=False).published
    assert telling(root) == {"governors"}
