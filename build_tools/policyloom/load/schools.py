"""The schools' folders: their files enter, the schools that are whole leave by id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from policyloom.findings import Findings, nearest
from policyloom.load.checking import read_accepted
from policyloom.load.clauses import ClauseShelf
from policyloom.load.documents import Document
from policyloom.load.documents import Path as Steps
from policyloom.load.elsewhere import read_elsewhere
from policyloom.load.files import Folder
from policyloom.load.look import read_front, read_look
from policyloom.load.not_applicable import NotApplicable
from policyloom.load.overrides import OverrideReader
from policyloom.load.policies import PolicyShelf
from policyloom.load.report import Report
from policyloom.load.settings import Settings
from policyloom.load.shape import validate
from policyloom.load.texts import Texts
from policyloom.load.trust import Tiers
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.facts import Tier
from policyloom.model.places import Place, Scope
from policyloom.model.schools import Front, Look, Override, School
from policyloom.schemas.schools import SchoolFile
from policyloom.schemas.types import ID_RULE, is_id, taken

_NOT_SCHOOLS = ("phases", "authorities", "approved", "attached")
_PICTURES = (".svg", ".png")
_WHY = "The school's policies cannot be published."


@dataclass(frozen=True, slots=True)
class Around:
    """What a school leans on: the trust's settings, the library, phases and authorities."""

    front: Front
    look: Look | None
    clauses: ClauseShelf
    policies: PolicyShelf
    phases: Tiers
    authorities: Tiers


def school_folders(folder: Folder, report: Report) -> list[Path]:
    """The folders of the schools; anything else beside them is a finding."""
    found = []
    unheard = Report(Findings())  # the school's own reader tells what is wrong in its folder
    for path in folder.entries(folder.root / "schools", report):
        place = Place(folder.name(path))
        name = place.file.rpartition("/")[2]
        if name in _NOT_SCHOOLS or name == "trust.yml" or path.suffix in _PICTURES:
            continue
        if not path.is_dir():
            fix = "Put it into the folder of its school, or remove it."
            report.error("stray-file", place, "Nothing reads this file.", _WHY, fix)
        elif not is_id(name):
            fix = f"Rename the folder: an id has {ID_RULE}."
            report.error("bad-id", place, f"'{name}' cannot be a school's id.", _WHY, fix)
        elif reason := taken(name, folder=True):
            what = f"'{name}' cannot be a school's id: {reason}."
            report.error("bad-id", place, what, _WHY, "Rename the folder.")
        elif [entry.name for entry in folder.entries(path, unheard)] != ["approved"]:
            found.append(path)  # a school that has left keeps nothing but its records
    return found


def folder_names(folder: Folder) -> tuple[str, ...]:
    """The ids of the schools that have a folder, whether or not it is whole."""
    return tuple(path.name for path in school_folders(folder, Report(Findings())))


def read_schools(folder: Folder, around: Around, texts: Texts) -> dict[str, School]:
    """Every school; an error blocks that school alone."""
    found = {}
    for path in school_folders(folder, texts.report):
        report = texts.report.within(Scope(school=path.name))
        school = _Reader(folder, path, around, replace(texts, report=report)).read()
        if school is not None:
            found[school.id] = school
    return found


@dataclass(frozen=True)
class _Reader:
    folder: Folder
    path: Path
    around: Around
    texts: Texts

    @property
    def id(self) -> str:
        return self.path.name

    @property
    def report(self) -> Report:
        return self.texts.report

    def read(self) -> School | None:
        path = self.path / "school.yml"
        text = document = None
        if self.folder.has(path):
            text = self.folder.text(path, self.report)
        else:
            self._no_school(path)
        if text is not None:
            document = read_yaml(text, self.folder.name(path), self.report)
        model = validate(SchoolFile, document, self.report) if document else None
        overrides = self._override_files()
        if document is None or model is None:
            self._read_overrides(overrides, self.around.front, frozenset(overrides))
            return None
        return self._school(document, model, overrides)

    def _no_school(self, path: Path) -> None:
        """Tell of a folder without a school.yml: a school misspelt, or one not yet begun."""
        whole = self.path.parent.glob("*/school.yml")
        close = nearest(self.id, (school.parent.name for school in whole))
        meant = close.startswith("Did you mean")
        self.report.error(
            "missing-file",
            Place(self.folder.name(path)),
            f"There is no school '{self.id}': its folder has no school.yml.",
            "What else lies in the folder belongs to no school.",
            f"{close} Move the files there." if meant else "Write its school.yml here.",
        )

    def _school(
        self, document: Document, model: SchoolFile, files: dict[str, Path]
    ) -> School | None:
        settings = Settings(document, self.texts.names, Tier.SCHOOL, self.report)
        settings.name("school.name", ("name",)).read(("set",))
        front = read_front(document, model.front, self.around.front, self.texts.names, self.report)
        adopts = self._adopts(document, model)
        reader = NotApplicable(document, self.texts, adopts, self.around.policies.names)
        not_applicable = reader.read(model)
        look = read_look(self.folder, document, model.look, self.around.look, self.report)
        overridable = frozenset(files if document.root.damaged else adopts)
        overrides = self._read_overrides(files, front, overridable)
        if not self._knows(document, model):
            return None
        return School(
            id=self.id,
            name=model.name,
            phase=model.phase,
            authority=model.authority.id if model.authority else "",
            party=model.authority.party if model.authority else False,
            adopts=tuple(adopts),
            facts=settings.facts,
            look=look,
            overrides=overrides,
            front=front,
            place=Place(document.file),
            numbering=model.numbering,
            left=model.left or "",
            not_applicable=not_applicable,
            accepted=read_accepted(document, model.accept, self.texts, self.id),
            type=model.type or "",
            type_place=document.place(("type",)),
            register=read_elsewhere(document, model.register_, self.texts),
        )

    def _knows(self, document: Document, model: SchoolFile) -> bool:
        """Whether the school's phase and authority exist; a finding for each that does not."""
        named: list[tuple[str, Steps, str, Tiers]] = [
            ("phase", ("phase",), model.phase, self.around.phases)
        ]
        if model.authority:
            below = ("authority", "id")
            named.append(("authority", below, model.authority.id, self.around.authorities))
        for noun, path, name, tiers in named:
            if name not in tiers.names:
                self.report.error(
                    f"unknown-{noun}",
                    document.place(path),
                    f"There is no {noun} '{name}'.",
                    _WHY,
                    nearest(name, tiers.names) or f"Write its file in schools/{_plural(noun)}/.",
                )
        return all(name in tiers.facts for _, _, name, tiers in named)

    def _adopts(self, document: Document, model: SchoolFile) -> list[str]:
        found: list[str] = []
        known = self.around.policies.names
        for i, policy in enumerate(model.adopts):
            place = document.place(("adopts", i))
            if policy in found:
                fix = "Remove one of them."
                why = "A list with repeats is easily misread."
                what = f"'{policy}' is adopted twice."
                self.report.error("adopted-twice", place, what, why, fix)
            elif policy not in known:
                what = f"There is no policy '{policy}'."
                why = "The school would lack a policy that it believes it has."
                self.report.error("unknown-policy", place, what, why, nearest(policy, known))
            else:
                found.append(policy)
        return found

    def _override_files(self) -> dict[str, Path]:
        """The school's override files by policy; anything strange in its folder is a finding."""
        found = {}
        for path in self.folder.entries(self.path, self.report):
            name = self.folder.name(path).rpartition("/")[2]
            if name in ("school.yml", "approved", "attached") or path.suffix in _PICTURES:
                continue
            place = Place(self.folder.name(path))
            if path.suffix != ".yml":
                fix = "Remove it, or put it where it belongs."
                why = "What it says would reach no policy."
                self.report.error("stray-file", place, "Nothing reads this.", why, fix)
            elif path.stem not in self.around.policies.names:
                what = f"There is no policy '{name.removesuffix('.yml')}' to override."
                why = "The school's changes would have no effect."
                fix = nearest(path.stem, self.around.policies.names)
                self.report.error("unknown-policy", place, what, why, fix)
            else:
                found[path.stem] = path
        return found

    def _read_overrides(
        self, files: dict[str, Path], front: Front, adopts: frozenset[str]
    ) -> dict[str, Override]:
        found = {}
        for policy, path in files.items():
            report = self.report.within(Scope(self.id, policy))
            texts = replace(self.texts, report=report)
            reader = OverrideReader(
                self.folder, self.id, policy, path, front, self.around.clauses, texts
            )
            if policy not in adopts:
                report.error(
                    "not-adopted",
                    Place(self.folder.name(path)),
                    f"The school overrides '{policy}' but does not adopt it.",
                    "The changes have no effect, for the policy is not published for the school.",
                    f"List it under 'adopts' in schools/{self.id}/school.yml, or remove the file.",
                )
            whole = policy not in self.around.policies.damaged
            known = self.around.policies.policies.get(policy) if whole else None
            override = reader.read(known)
            if override is not None and known is not None:
                found[policy] = override
        return found


def _plural(noun: str) -> str:
    return {"phase": "phases", "authority": "authorities"}[noun]
