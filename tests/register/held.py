"""The tiny trust with a statutory register. In: a folder; out: the trust's root."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.desk.deciding import decide
from tests.trusts import HERE, tiny_trust

CASES = HERE / "tests" / "cases" / "register"


def held(folder: Path) -> Path:
    """The trust of tests/cases/register: what Ashby has decided is in force, Brook has nothing."""
    met = yaml.safe_load((CASES / "met.yml").read_text("utf-8"))
    changes: dict[str, Any] = {
        name: {"append": text} for name, text in met.items() if isinstance(text, str)
    }
    for policy in ("complaints", "conduct"):
        rows = ", ".join(met[policy])
        changes[f"templates/policies/{policy}.yml"] = {"append": f"register: [{rows}]\n"}
    changes["templates/statutory.yml"] = (CASES / "statutory.yml").read_text("utf-8")
    root = tiny_trust(folder, changes)
    for policy in ("complaints", "conduct"):
        decide(root, "ashby", policy, "2026-01-10")
    return root
