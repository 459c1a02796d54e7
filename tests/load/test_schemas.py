"""JSON Schemas: editors get every key that an author may write, and no other."""

from __future__ import annotations

import pytest

from policyloom.schemas import FILES, json_schema


@pytest.mark.parametrize("kind", FILES)
def test_schema_names_the_keys(kind: str) -> None:
    """A schema lists the keys as authors write them and refuses all others."""
    schema = json_schema(kind)
    assert set(schema["properties"]) == set(FILES[kind].written_keys())
    assert schema["additionalProperties"] is False
    assert schema["description"]


def test_keys_that_are_python_words_are_written_plainly() -> None:
    """`as` and `list` are the keys, whatever the models call them."""
    defs = json_schema("tree")["$defs"]
    assert "as" in defs["LeafEntry"]["properties"]
    assert "list" in defs["ListEntry"]["properties"]


def test_unknown_kind() -> None:
    """There is no schema for a kind of file that there is not."""
    with pytest.raises(KeyError):
        json_schema("novel")
