"""JSON Schemas of the authored files, for editors to complete and check with.

In: a folder; out: a file for each kind, drawn from the types that the loader checks with.
"""

from __future__ import annotations

import json
from pathlib import Path

from policyloom.schemas import FILES, json_schema

FOLDER = "docs/schemas"
"""Where a trust keeps them; the first line of each of its YAML files names one of them."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(kind: str) -> str:
    """One kind's schema as it is written; KeyError for an unknown kind."""
    schema = {"$schema": DRAFT, **json_schema(kind)}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every kind's schema into a folder, over older ones; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / f"{kind}.json" for kind in FILES]
    for path in written:
        path.write_text(schema_text(path.stem), "utf-8", newline="\n")
    return written
