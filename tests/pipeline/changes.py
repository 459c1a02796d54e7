"""What people do to a trust between two builds. In: a tiny trust's folder and a number that makes
each change another; out: the folder, changed.

Also what goes wrong with what a build keeps for the next: `DAMAGES`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from policyloom.findings import Findings
from policyloom.pipeline.approve import approve
from policyloom.pipeline.refusals import Approval
from tests.load.trusts import BASE
from tests.trusts import woven

Change = Callable[[Path, int], None]
_BROOK = "schools/brook"
_KIND = "templates/clauses/conduct/rule-kind.md"


def _sub(root: Path, name: str, old: str, new: str) -> None:
    """Write `new` in place of the first match; nothing where the file or the match is not there."""
    path = root / name
    if path.is_file():
        path.write_text(re.sub(old, new, path.read_text("utf-8"), count=1), "utf-8")


def words(root: Path, number: int) -> None:
    _sub(root, _KIND, r"and to everyone at", f"and in week {number} to everyone at")


def item(root: Path, number: int) -> None:
    _sub(root, "templates/clauses/conduct/rule-harm.md", "\nharm ", f"\nharm {number} times ")


def heading(root: Path, number: int) -> None:
    _sub(root, "templates/policies/conduct.yml", "heading: Help.*", f"heading: Help {number}")


def title(root: Path, number: int) -> None:
    _sub(root, "templates/policies/conduct.yml", "title: .*", f"title: Code of conduct {number}")


def order(root: Path, number: int) -> None:
    rest = "[rules, help]" if number % 2 else "[help, rules]"
    _sub(root, "schools/ashby/conduct.yml", r"sections: \[\w+, \w+\]", f"sections: {rest}")


def shelves(root: Path, number: int) -> None:
    both = "[complaints, conduct]" if number % 2 else "[conduct, complaints]"
    if not (root / "templates/policies/concerns.yml").exists():
        _sub(root, "schools/ashby/school.yml", r"adopts: \[.*\]", f"adopts: {both}")


def given_up(root: Path, number: int) -> None:
    _sub(root, f"{_BROOK}/school.yml", r"adopts: \[conduct, (\w+)\]", r"adopts: [\1]")


def taken_up(root: Path, number: int) -> None:
    _sub(root, f"{_BROOK}/school.yml", r"adopts: \[(\w+)\]", r"adopts: [conduct, \1]")


def contact(root: Path, number: int) -> None:
    _sub(root, "schools/ashby/school.yml", r"01632 960\d{3}", f"01632 960{number:03}")


def authority(root: Path, number: int) -> None:
    _sub(root, "schools/authorities/northmoor.yml", "Northmoor.*}", f"Northmoor {number}}}")


def own_words(root: Path, number: int) -> None:
    text = (
        f"replace:\n  - {{clause: rule-kind, text: Be kind {number}., because: It is shorter., "
        'against: "2025-09-01"}\n'
    )
    if (root / _BROOK).is_dir():
        (root / _BROOK / "conduct.yml").write_text(text, "utf-8")


def own_words_gone(root: Path, number: int) -> None:
    (root / _BROOK / "conduct.yml").unlink(missing_ok=True)


def school_gone(root: Path, number: int) -> None:
    shutil.rmtree(root / _BROOK, ignore_errors=True)


def school_back(root: Path, number: int) -> None:
    renamed = (root / "templates/policies/concerns.yml").exists()
    if not (root / _BROOK).exists() and not renamed:
        shutil.copytree(BASE / _BROOK, root / _BROOK)


def renamed(root: Path, number: int) -> None:
    """The complaints policy gets another id, wherever it is named."""
    policies = root / "templates/policies"
    if not (policies / "complaints.yml").exists():
        return
    for path in sorted([*root.glob("templates/**/*"), *root.glob("schools/**/*")]):
        if path.suffix in (".yml", ".md") and "approved" not in path.parts:
            text = path.read_text("utf-8")
            path.write_text(text.replace("complaints", "concerns"), "utf-8")
    for path in (policies / "complaints.yml", policies / "complaints", *root.glob("schools/*/*")):
        if path.stem == "complaints" and path.exists():
            path.rename(path.with_name(path.name.replace("complaints", "concerns")))
    with (policies / "concerns.yml").open("a", encoding="utf-8") as file:
        file.write("was: [complaints]\n")


def decision(root: Path, number: int) -> None:
    """What the files say is approved for all schools, where nothing stands against it."""
    policy = "conduct" if number % 3 else "complaints"
    weave = woven(root)
    if ("", policy) not in weave.editions:
        return
    day = f"2026-{1 + number % 10:02}-{1 + number % 28:02}"
    approval = Approval(policy, day, "governing body", summary="New words.")
    for record in approve(weave, (), approval, Findings()):
        path = root / record.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record.text, "utf-8")


def style(root: Path, number: int) -> None:
    path = root / "site_overrides/assets/stylesheets/policyloom.css"
    path.write_text(f"{path.read_text('utf-8')}\n/* {number} */\n", "utf-8")


def template(root: Path, number: int) -> None:
    path = root / "site_overrides/partials/footer.html"
    path.write_text(f"{path.read_text('utf-8')}<!-- {number} -->\n", "utf-8")


def layout(root: Path, number: int) -> None:
    path = root / "templates/layouts/policy.md.j2"
    path.write_text(f"{path.read_text('utf-8')}\nLeaf {number}\n", "utf-8")


def print_layout(root: Path, number: int) -> None:
    _sub(root, "templates/layouts/policy.typ", r'page: "\w+ "', f'page: "Leaf{number} "')


def unused(root: Path, number: int) -> None:
    """A clause that nothing uses: a warning, which stops nothing."""
    text = (
        "---\ntitle: Spare\nadapt: locked\nrevisions:\n"
        f"  - {{date: 2024-09-01, kind: meaning, why: First}}\n---\nNobody says {number}.\n"
    )
    (root / "templates/clauses/conduct/spare.md").write_text(text, "utf-8")


def mistake(root: Path, number: int) -> None:
    """An error of one school, which stops the build."""
    if (root / _BROOK).is_dir():
        (root / _BROOK / "oddity.yml").write_text(f"title: Oddity {number}\n", "utf-8")


def corrected(root: Path, number: int) -> None:
    (root / _BROOK / "oddity.yml").unlink(missing_ok=True)


def cut_short(root: Path, number: int) -> None:
    """One file of the build's memory ends in the middle."""
    if path := _some(root / "build", number):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def one_bit(root: Path, number: int) -> None:
    """One bit of a file of the build's memory is another."""
    if path := _some(root / "build", number):
        data = bytearray(path.read_bytes() or b" ")
        data[number * 7919 % len(data)] ^= 1 << number % 8
        path.write_bytes(bytes(data))


def page_edited(root: Path, number: int) -> None:
    """Somebody writes into a published page, or loses it."""
    if path := _some(root / "site", number):
        if number % 2:
            path.write_bytes(path.read_bytes() + b"<!-- by hand -->")
        else:
            path.unlink()


def memory_lost(root: Path, number: int) -> None:
    shutil.rmtree(root / "build", ignore_errors=True)


def _some(folder: Path, number: int) -> Path | None:
    found = sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    return found[number * 31 % len(found)] if found else None


EDITS: dict[str, Change] = {
    change.__name__: change
    for change in (
        *(words, item, heading, title, order, shelves, given_up, taken_up, contact, authority),
        *(own_words, own_words_gone, school_gone, school_back, renamed, decision),
        *(style, template, layout, print_layout, unused, mistake, corrected),
    )
}
DAMAGES: dict[str, Change] = {
    change.__name__: change for change in (cut_short, one_bit, page_edited, memory_lost)
}
