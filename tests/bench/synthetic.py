"""A synthetic trust of any size, for measuring: a size and a seed enter, a folder leaves.

Its words are the example's, recombined; its facts.yml, layouts, pages and styles are the
example's own. One school in five overrides something.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.bench.decisions import approve_all, reword
from tests.bench.library import Library, policies_of
from tests.bench.schools import COLOURS, LOGO, POSTS, Schools, phone
from tests.bench.size import DECIDED, EXAMPLE, REVISED, REWORDED, Size, rewordable
from tests.bench.trust_files import TrustFiles
from tests.bench.words import example_facts, example_words

LOOKS = ("mkdocs.yml", "site_overrides", "templates/layouts", "templates/pages", "templates/assets")
ADDRESS = "https://policies.plainweave.example.org/"


def write_trust(folder: Path, size: Size, decisions: int = 1, audience: str = "") -> None:
    """Write a trust into an empty folder; the same arguments give the same files.

    Each policy has so many decisions, 0 to 2; between two, some of its clauses are revised. What
    nobody has decided has no history, and only governors may read it: unless another is named,
    they are the `audience` then, and the public otherwise.

    Raises ValueError where a policy of that size cannot be written.
    """
    if decisions > 1 and not rewordable("", size):
        raise ValueError("a policy is too short to have anything revised between two decisions")
    files, words, facts = TrustFiles(folder), example_words(size.seed), example_facts()
    _copy_looks(folder)
    _write_trust(files, facts, audience or ("public" if decisions else "governors"))
    Library(files, size, words).write()
    posts = {post: facts["people"][post]["post"] for post in POSTS}
    Schools(files, size, words, posts).write()
    if decisions > 1:
        approve_all(folder, DECIDED[0])
        clauses = [name for policy in policies_of(size) for name in rewordable(policy, size)]
        reword(folder, clauses, REWORDED)
        approve_all(folder, DECIDED[1], "Some of the rules have other words.")
    elif decisions:
        approve_all(folder, DECIDED[1])


def _copy_looks(folder: Path) -> None:
    for name in LOOKS:
        source, target = EXAMPLE / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    shutil.copy2(EXAMPLE / "templates/facts.yml", folder / "templates/facts.yml")


def _write_trust(files: TrustFiles, facts: dict[str, Any], audience: str) -> None:
    trust = {
        "name": "Plain Weave Learning Trust",
        "audiences": {audience: ADDRESS},
        "look": {"primary": COLOURS[0][0], "accent": COLOURS[0][1], "logo": "logo.svg"},
        "set": facts,
        "accessibility": {"contact": "people.head", "reviewed": REVISED},
    }
    files.yaml("schools/trust.yml", trust)
    files.text("schools/logo.svg", LOGO.format(radius=30, colour=COLOURS[0][0]))
    files.yaml("schools/phases/primary.yml", {"set": {"pupils": "pupils"}})
    council = {"authority.name": "Northmoor Council", "authority.safeguarding_phone": phone(5)}
    files.yaml("schools/authorities/northmoor.yml", {"set": council})
