"""The common base of what authors may write: unknown keys are errors, empty keys are absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator


@dataclass
class Notes:
    """What validation notes about the mappings that it meets, as its context.

    `keys` are the keys that each mapping may have, by the identity of the mapping, so that a wrong
    key can be answered with the right one; `empty` are the keys with no value, by mapping.
    """

    keys: dict[int, tuple[str, ...]] = field(default_factory=dict)
    empty: list[tuple[Mapping[str, Any], str]] = field(default_factory=list)


class Authored(BaseModel):
    """A mapping in an authored file. A key without a value counts as left out, and is noted."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _note_keys(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, Mapping):
            return data
        known = cls.written_keys()
        if isinstance(info.context, Notes):
            info.context.keys[id(data)] = known
            empty = [key for key, value in data.items() if value is None and key in known]
            info.context.empty += [(data, key) for key in empty]
        return {key: value for key, value in data.items() if value is not None or key not in known}

    @classmethod
    def written_keys(cls) -> tuple[str, ...]:
        """The keys as authors write them."""
        return tuple(f.alias or name for name, f in cls.model_fields.items())

    @classmethod
    def needed_keys(cls) -> tuple[str, ...]:
        """Those of them that have to be written."""
        return tuple(f.alias or name for name, f in cls.model_fields.items() if f.is_required())
