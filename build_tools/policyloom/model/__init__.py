"""Frozen types that pass between rooms. Standard library only; nothing here reads or writes."""
