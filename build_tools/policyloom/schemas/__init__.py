"""What authors may write, as pydantic models; JSON Schema for editors comes from them.

These check a file's plain structure only; what needs to know other files is `load`'s. What a key
means stands here alone, as its `description`: editors show it, and the guide's reference lists it.
"""

from __future__ import annotations

from typing import Any

from policyloom.schemas.attached import AttachedFile
from policyloom.schemas.base import Authored
from policyloom.schemas.checks import GuidanceFile
from policyloom.schemas.clauses import ClauseHead, FactsFile
from policyloom.schemas.policies import PolicyFile, TreeFile
from policyloom.schemas.schools import OverrideFile, SchoolFile, TierFile, TrustFile
from policyloom.schemas.statutory import StatutoryFile

FILES: dict[str, type[Authored]] = {
    "clause": ClauseHead,
    "facts": FactsFile,
    "policy": PolicyFile,
    "tree": TreeFile,
    "trust": TrustFile,
    "tier": TierFile,
    "school": SchoolFile,
    "override": OverrideFile,
    "attached": AttachedFile,
    "guidance": GuidanceFile,
    "statutory": StatutoryFile,
}
"""Every kind of authored file, by the name of its schema."""


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of authored file; KeyError for an unknown kind."""
    return FILES[kind].model_json_schema(by_alias=True)
