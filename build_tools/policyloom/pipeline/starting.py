"""Starting files: a valid school, policy or clause, or a whole trust. Never over another file."""

from __future__ import annotations

import shutil
from pathlib import Path

from policyloom.pipeline.schema_files import FOLDER, write_schemas
from policyloom.schemas.types import is_id, taken

PACKAGE = Path(__file__).resolve().parent.parent
LOOKS = ("mkdocs.yml", "site_overrides", "templates/layouts", "templates/pages")
KEPT = ("school", "approved", "attached", "phases", "authorities")
"""Names that the layout of a trust's folder keeps for itself."""

SCHOOL = """\
# yaml-language-server: $schema=../../docs/schemas/school.json
name: {title}
phase: primary
adopts: []
look: {{primary: "#1f3a5f", accent: "#9a4a1f", logo: logo.svg}}
# set:
#   school.short_name: {title}
#   school.address: [1 Example Street, Exampleton]
#   school.phone: 01632 960000
#   school.email: office@{id}.example.org
#   people.head: {{name: …, post: Head teacher, email: head@{id}.example.org}}
"""

PHASE = """\
# yaml-language-server: $schema=../../docs/schemas/tier.json
set: {}
"""

POLICY = """\
# yaml-language-server: $schema=../../docs/schemas/policy.json
title: {title}
summary: Say in a sentence or two what this policy is about.
owner: Director of policy
level: school
topic: General
statutory: false
cycle: 12
approving_body: governing body
audience: public
related: []
tree:
  - section: purpose
    heading: Purpose
    body:
      - {id}-purpose
"""

CLAUSE = """\
---
title: {title}
adapt: adaptable
revisions:
  - {{date: {today}, kind: meaning, why: First issued}}
roles: [staff]
---
This document says how we do things well and safely. Write the rule here, in a sentence or two.

=== item do
complete a sentence that begins with "staff must:"
"""

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <circle cx="32" cy="32" r="30" fill="#1f3a5f"/>
  <path d="M16 40 32 20l16 20" fill="none" stroke="#fff" stroke-width="6" stroke-linejoin="round"/>
</svg>
"""


class AlreadyThere(Exception):
    """A starting file would take another file's place."""

    def __init__(self, path: Path) -> None:
        there = "is there already, with files in it" if path.is_dir() else "is there already"
        super().__init__(f"{path} {there}. Choose another name, or edit what is there.")
        self.path = path


def new_school(root: Path, name: str) -> list[str]:
    """Write a school's starting files. Raises AlreadyThere, ValueError for a wrong id."""
    folder = f"schools/{_checked(name, folder=True)}"
    files = {
        f"{folder}/school.yml": SCHOOL.format(id=name, title=_title(name)),
        f"{folder}/logo.svg": LOGO,
    }
    if not (root / "schools/phases/primary.yml").exists():
        files["schools/phases/primary.yml"] = PHASE
    return _write(root, files)


def new_policy(root: Path, name: str, today: str) -> list[str]:
    """Write a policy and its first clause. Raises AlreadyThere, ValueError for a wrong id."""
    clause = f"{_checked(name, folder=True)}-purpose"
    return _write(
        root,
        {
            f"templates/policies/{name}.yml": POLICY.format(id=name, title=_title(name)),
            f"templates/clauses/{name}/{clause}.md": CLAUSE.format(
                title=f"The purpose of {_title(name).lower()}", today=today
            ),
        },
    )


def new_clause(root: Path, name: str, topic: str, today: str) -> list[str]:
    """Write a clause. Raises AlreadyThere, ValueError for a wrong id or topic."""
    path = f"templates/clauses/{_checked(topic)}/{_checked(name)}.md"
    there = list((root / "templates/clauses").glob(f"*/{name}.md"))
    if there:
        raise AlreadyThere(there[0])
    return _write(root, {path: CLAUSE.format(title=_title(name), today=today)})


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


def _checked(name: str, folder: bool = False) -> str:
    if not is_id(name):
        raise ValueError(f"'{name}' cannot be an id. Use small letters, digits and hyphens.")
    reason = taken(name, folder) or (folder and name in KEPT and "the layout uses that name")
    if reason:
        raise ValueError(f"'{name}' cannot be an id: {reason}.")
    return name


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _write(root: Path, files: dict[str, str]) -> list[str]:
    for name in files:
        if (root / name).exists():
            raise AlreadyThere(root / name)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return list(files)
