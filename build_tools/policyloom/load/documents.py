"""What a YAML file holds, with its places: mappings, lists, scalars as written. A path enters, the
value or its place leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, Union

from policyloom.model.places import Place

Raw: TypeAlias = Union[str, "YamlMap", "YamlList", None]
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value's text begins; `exact` if each of its characters stands there as it reads."""

    place: Place
    exact: bool = False


class YamlMap(dict[str, "Raw"]):
    """A mapping that knows where it, its keys and its values stand.

    `damaged` says of a document's root that faulty parts were taken out of it.
    """

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.damaged = False
        self.key_places: dict[str, Place] = {}
        self.marks: dict[str, Mark] = {}


class YamlList(list["Raw"]):
    """A list that knows where it and its entries stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.marks: list[Mark] = []


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file that has been read: its root is a mapping."""

    file: str
    root: YamlMap

    def mark(self, path: Path) -> Mark:
        """Where the value at a path begins; the nearest enclosing value where there is none."""
        node: Raw = self.root
        mark = Mark(self.root.place)
        for step in path:
            match node, step:
                case YamlMap(), str() if step in node:
                    mark, node = node.marks[step], node[step]
                case YamlList(), int() if step < len(node):
                    mark, node = node.marks[step], node[step]
                case _:
                    break
        return mark

    def place(self, path: Path) -> Place:
        """The place of the value at a path."""
        return self.mark(path).place

    def key_place(self, path: Path) -> Place:
        """The place of the key that a path ends in; of its value where it ends in a number."""
        parent = value_at(self.root, path[:-1])
        if path and isinstance(parent, YamlMap) and path[-1] in parent.key_places:
            return parent.key_places[str(path[-1])]
        return self.place(path)


def value_at(root: Raw, path: Path) -> Raw:
    """The value at a path, or None."""
    node = root
    for step in path:
        match node, step:
            case YamlMap(), str():
                node = node.get(step)
            case YamlList(), int() if step < len(node):
                node = node[step]
            case _:
                return None
    return node
