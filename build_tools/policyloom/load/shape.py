"""From a read file to a validated model: a document and a schema enter, the model leaves.

Every fault is a finding with its place. What is at fault is then taken out of the document and the
rest is tried again, so that the other faults of a file, and of the files that lean on it, are found
in the same run.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from policyloom.findings import nearest
from policyloom.load.documents import Document, Path, Raw, YamlList, YamlMap, value_at
from policyloom.load.report import Report
from policyloom.schemas.base import Authored, Notes
from policyloom.schemas.tree import NODE_KEYS

Model = TypeVar("Model", bound=Authored)

_WHY = "Until it is put right, nothing that depends on it can be published."
_ROUNDS = 20
_MOST_TOLD = 100
_CAUSED_BY_TAKING_OUT = ("missing", "too_short")
_KINDS = {
    "model_type": "lines of the form 'key: value'",
    "dict_type": "lines of the form 'key: value'",
    "list_type": "a list: lines that begin with '- '",
    "string_type": "a text",
}
_REASONS_NEEDED = {
    "because": "A difference from the trust's text without its reason cannot be approved.",
    "against": "Without the date nobody can tell whether it was written for the present wording.",
}
_UNION_KINDS = {
    "_node_kind": ("node", NODE_KEYS),
    "_related_kind": ("related document", ("policy", "document", "law")),
}


def validate(model: type[Model], document: Document, report: Report) -> Model | None:
    """The model that a document holds, without its faulty parts; None if nothing is left of it."""
    for round_ in range(_ROUNDS):
        notes = Notes()
        try:
            made = model.model_validate(document.root, context=notes)
            _tell_empty(notes, report)
            return made
        except ValidationError as problem:
            errors = problem.errors(include_url=False, include_input=False)[:_MOST_TOLD]
        except RecursionError:
            report.error(
                "too-deep", document.root.place, "This nests too deeply.", _WHY, "Flatten it."
            )
            return None
        _tell_empty(notes, report)
        faulty = []
        for error in errors:
            path, is_key = _path(document.root, error)
            if round_ == 0 or error["type"] not in _CAUSED_BY_TAKING_OUT:
                _tell(error, path, is_key, document, notes, report)
            faulty.append(path[:-1] if error["type"] == "missing" else path)
        if () in faulty:
            return None
        for path in sorted(set(faulty), key=_backwards, reverse=True):
            _take_out(document.root, path)
    return None


def _tell_empty(notes: Notes, report: Report) -> None:
    for mapping, key in notes.empty:
        if isinstance(mapping, YamlMap):
            report.error(
                "empty-value",
                mapping.key_places[key],
                f"'{key}' has no value.",
                "Nobody could tell whether something was meant to stand here.",
                "Write one, or remove the key; a value that begins with # needs quotation marks.",
            )


def _backwards(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Orders paths so that, in reverse, later entries of a list go before earlier ones."""
    return tuple((isinstance(s, int), s if isinstance(s, int) else 0, str(s)) for s in path)


def _path(root: YamlMap, error: ErrorDetails) -> tuple[Path, bool]:
    """Where an error is, as steps in the document, and whether it is about the key itself."""
    path: list[str | int] = []
    node: Raw = root
    is_key = error["type"] == "extra_forbidden"
    for step in error["loc"]:
        if step == "[key]":
            is_key = True
            continue
        match node, step:
            case YamlMap(), str() if step in node:
                node = node[step]
            case YamlList(), int() if step < len(node):
                node = node[step]
            case _:
                continue
        path.append(step)
    if error["type"] == "missing":
        path.append(error["loc"][-1])
    return tuple(path), is_key


def _tell(
    error: ErrorDetails,
    path: Path,
    is_key: bool,
    document: Document,
    notes: Notes,
    report: Report,
) -> None:
    parent = value_at(document.root, path[:-1])
    if any(mapping is parent and key == path[-1] for mapping, key in notes.empty):
        return
    found = value_at(document.root, path)
    code, what, why, fix = _words(error, path, str(path[-1]) if is_key and path else found)
    place = document.key_place(path) if is_key else document.place(path)
    if error["type"] == "extra_forbidden":
        known = notes.keys.get(id(parent), ())
        fix = nearest(str(path[-1]), known) or "It can be: " + ", ".join(sorted(known)) + "."
    report.error(code, place, what, why, fix)


def _words(error: ErrorDetails, path: Path, found: Raw) -> tuple[str, str, str, str]:
    """The code, fault, reason and remedy of a validation error."""
    kind, context = error["type"], error.get("ctx", {})
    name = next((step for step in reversed(path) if isinstance(step, str)), "this file")
    if kind == "authored":
        return context["code"], f"{name}: {context['what']}", _WHY, context["fix"]
    if kind == "missing":
        why = _REASONS_NEEDED.get(str(name), _WHY)
        return "missing-key", f"'{name}' is missing.", why, f"Write a line '{name}: …'."
    if kind == "extra_forbidden":
        return "unknown-key", f"'{name}' is no key that can stand here.", "It would be ignored.", ""
    if kind == "enum":
        known = [part.strip(" '") for part in context["expected"].replace(" or ", ",").split(",")]
        prefix = "" if name == found else f"{name}: "
        what = f"{prefix}'{_shown(found)}' is not one of the values that can stand here."
        return "unknown-value", what, _WHY, nearest(str(found), known) or _listing(known)
    if kind.startswith("union_tag"):
        return _union_words(context, found)
    if kind == "too_short":
        return "empty-value", f"'{name}' has nothing in it.", _WHY, "Write what belongs in it."
    if kind in _KINDS:
        wanted = _KINDS[kind]
        what = f"'{name}' should hold {wanted}; what stands here is {_kind(found)}."
        return "wrong-type", what, _WHY, "Write it in that form."
    fix = "Compare it with 'Keys' in the guide, or let `policyloom schema` show it in your editor."
    return "wrong-type", f"{name}: {error['msg']}.", _WHY, fix


def _union_words(context: dict[str, Any], found: Raw) -> tuple[str, str, str, str]:
    noun, known = _UNION_KINDS[context["discriminator"].removesuffix("()")]
    if isinstance(found, YamlMap):
        first = next(iter(found), "")
        what = f"This is no {noun}: none of its keys says which kind it is."
        fix = nearest(first, known) or _listing(list(known))
        return "unknown-node", what, _WHY, fix
    what = f"This is {_kind(found)}, where a {noun} belongs."
    fix = (
        "Write a clause's id."
        if noun == "node"
        else "Write 'policy: …', 'document: …' or 'law: …'."
    )
    return "unknown-node", what, _WHY, fix


def _listing(known: list[str]) -> str:
    return "It can be: " + ", ".join(known) + "."


def _shown(found: Raw) -> str:
    return found[:60] if isinstance(found, str) else _kind(found)


def _kind(found: Raw) -> str:
    match found:
        case YamlMap():
            return "a mapping of keys to values"
        case YamlList():
            return "a list"
        case None:
            return "nothing"
        case _:
            return f"the text '{found[:60]}'"


def _take_out(root: YamlMap, path: Path) -> None:
    root.damaged = True
    parent, step = value_at(root, path[:-1]), path[-1]
    if isinstance(parent, YamlMap) and isinstance(step, str):
        parent.pop(step, None)
    elif isinstance(parent, YamlList) and isinstance(step, int) and step < len(parent):
        del parent[step]
        del parent.marks[step]
