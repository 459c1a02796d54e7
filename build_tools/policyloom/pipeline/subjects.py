"""What somebody would edit, as they name it: a clause, a fact or a file. In: a Weave and a name;
out: a Subject and what it is in words, or Unknown.
"""

from __future__ import annotations

from pathlib import Path

from policyloom.findings import nearest
from policyloom.model.estate import Estate
from policyloom.pipeline.supposing import FACTS, Subject

LOOK = ("templates/layouts", "templates/pages", "site_overrides", "mkdocs.yml")


class Unknown(Exception):
    """Nothing that can be edited goes by that name; says what there is."""


def subject_of(estate: Estate, name: str, here: Path) -> tuple[Subject, str]:
    """What a name means and is called; `here` is the folder from which files are named.

    A file's name has an ending or a folder in it; ids of clauses and facts never do. Raises
    Unknown.
    """
    if "/" in name or "\\" in name or name.endswith((".md", ".yml")):
        return _file(estate, name, here)
    clause, fact = estate.clauses.get(name), estate.facts.get(name)
    if clause and fact:
        raise Unknown(
            f"'{name}' is a clause and a fact. For the clause, name its file: {clause.place.file}."
        )
    if clause:
        return Subject(clause=name), f"The clause '{name}' ({clause.title})"
    if fact:
        return Subject(fact=name), f"The fact '{name}' ({fact.about})"
    near = nearest(name, [*estate.clauses, *estate.facts])
    raise Unknown(f"There is no clause, fact or file '{name}'. {near}".strip())


def _file(estate: Estate, name: str, here: Path) -> tuple[Subject, str]:
    file = _relative(estate.root, name, here)
    for clause in estate.clauses.values():
        if clause.place.file == file:
            return Subject(clause=clause.id), f"The clause '{clause.id}' ({clause.title})"
    if file == FACTS:
        return Subject(file=file), f"The file {file}, which declares every fact"
    refused = _never(file)
    if refused:
        raise Unknown(refused)
    return Subject(file=file), f"The file {file}"


def _relative(root: Path, name: str, here: Path) -> str:
    """A file as findings name it: below the trust's root."""
    tried = [root / name, here / name]
    path = next((p for p in tried if p.is_file()), None)
    if path is None:
        raise Unknown(f"There is no file '{name}'.")
    if not path.resolve().is_relative_to(root.resolve()):
        raise Unknown(f"'{name}' lies outside the trust's folder.")
    return path.resolve().relative_to(root.resolve()).as_posix()


def _never(file: str) -> str:
    """Why a file is not asked about, or ""."""
    parts = file.split("/")
    if parts[0] == "schools" and "approved" in parts[1:3]:
        return f"{file} is a record: records are never edited."
    if file.startswith("templates/history/"):
        return f"{file} keeps a past wording: it is never edited, and no policy says it."
    if file.startswith(LOOK):
        return f"{file} is of the look of every page: it changes no policy's words."
    if parts[0] not in ("templates", "schools"):
        return f"No policy is made from {file}."
    return ""
