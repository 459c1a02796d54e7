"""Starting files: a valid school, policy or clause, or a whole trust. Never over another file."""

from __future__ import annotations

import shutil
from pathlib import Path

from policyloom.pipeline.beginnings import TIER, NewClause, NewPolicy, NewSchool
from policyloom.pipeline.schema_files import FOLDER, write_schemas
from policyloom.schemas.types import is_id, taken

PACKAGE = Path(__file__).resolve().parent.parent
REGISTER = "templates/statutory.yml"
LOOKS = ("mkdocs.yml", "site_overrides", "templates/layouts", "templates/pages", "docs/workflows")
KEPT = ("school", "approved", "attached", "phases", "authorities")
"""Names that the layout of a trust's folder keeps for itself."""


class AlreadyThere(Exception):
    """A starting file would take another file's place."""

    def __init__(self, path: Path) -> None:
        there = "is there already, with files in it" if path.is_dir() else "is there already"
        super().__init__(f"{path} {there}. Choose another name, or edit what is there.")
        self.path = path


def new_school(root: Path, asked: NewSchool) -> list[str]:
    """Write a school's starting files. Raises AlreadyThere, ValueError for a wrong id."""
    checked(asked.id, folder=True)
    files = asked.files()
    for tier, name in (("phases", asked.phase), ("authorities", asked.authority)):
        path = f"schools/{tier}/{checked(name)}.yml" if name else ""
        if path and not (root / path).exists():
            files[path] = TIER
    return _write(root, files)


def new_policy(root: Path, asked: NewPolicy, today: str) -> list[str]:
    """Write a policy and its first clause. Raises AlreadyThere, ValueError for a wrong id."""
    checked(asked.id, folder=True)
    return _write(root, asked.files(today))


def new_clause(root: Path, asked: NewClause, today: str) -> list[str]:
    """Write a clause. Raises AlreadyThere, ValueError for a wrong id or topic."""
    checked(asked.topic)
    there = list((root / "templates/clauses").glob(f"*/{checked(asked.id)}.md"))
    if there:
        raise AlreadyThere(there[0])
    return _write(root, asked.files(today))


def new_register(root: Path) -> list[str]:
    """Write the statutory register of England, for the trust to check and keep. Raises
    AlreadyThere."""
    return _write(root, {REGISTER: (look_folder() / REGISTER).read_text("utf-8")})


def start(folder: Path) -> list[str]:
    """Write a whole trust that builds at once. Raises AlreadyThere where the folder has files."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise AlreadyThere(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(PACKAGE / "starter", folder, dirs_exist_ok=True)
    looks = look_folder()
    for name in LOOKS:
        if (looks / name).is_dir():
            shutil.copytree(looks / name, folder / name, dirs_exist_ok=True)
        else:
            shutil.copy2(looks / name, folder / name)
    (folder / "templates/assets").mkdir(exist_ok=True)
    shutil.copy2(looks / "templates/facts.yml", folder / "templates/facts.yml")
    write_schemas(folder / FOLDER)
    return sorted(str(folder / path.name) for path in folder.iterdir())


def look_folder() -> Path:
    """Where the layouts and styles lie: in an installed package, or in its checkout."""
    packed = PACKAGE / "look"
    return packed if packed.is_dir() else PACKAGE.parent.parent


def checked(name: str, folder: bool = False) -> str:
    """An id that may be used. `folder`: the site names a folder by it. Raises ValueError."""
    if not is_id(name):
        raise ValueError(f"'{name}' cannot be an id. Use small letters, digits and hyphens.")
    reason = taken(name, folder) or (folder and name in KEPT and "the layout uses that name")
    if reason:
        raise ValueError(f"'{name}' cannot be an id: {reason}.")
    return name


def _write(root: Path, files: dict[str, str]) -> list[str]:
    for name in files:
        if (root / name).exists():
            raise AlreadyThere(root / name)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return list(files)
