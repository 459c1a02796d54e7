"""The files of a synthetic trust: a name and what is to stand in it enter, a file is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class TrustFiles:
    """Writes below a trust's root; names are relative to it."""

    root: Path

    def yaml(self, name: str, data: Mapping[str, Any]) -> None:
        """Write a file of settings."""
        self.text(name, as_yaml(data))

    def text(self, name: str, text: str) -> None:
        """Write a file of text."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def as_yaml(data: Mapping[str, Any]) -> str:
    """Data as a person would write it: in its own order, in its own letters."""
    return yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True, width=100)
