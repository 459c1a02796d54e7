"""Resolving: from the estate to editions, as data. Pure: no disk, no templates, no clock."""

from policyloom.resolve.editions import resolve_edition
from policyloom.resolve.facts import winning_facts

__all__ = ["resolve_edition", "winning_facts"]
