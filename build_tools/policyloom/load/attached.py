"""Attached files as they were approved: folders `attached/` enter, files with their records leave.

The file is the one beside the record that has its name; what is wrong with either is a finding, and
neither is then published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from policyloom.findings import nearest
from policyloom.load.clauses import placer
from policyloom.load.documents import Document
from policyloom.load.elsewhere import read_rows
from policyloom.load.files import Folder
from policyloom.load.forms import fault_of, leftovers
from policyloom.load.kinds import joined
from policyloom.load.report import Report
from policyloom.load.shape import validate
from policyloom.load.texts import Texts
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.attached import Attached, Form
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Policy
from policyloom.model.schools import School
from policyloom.schemas.attached import AttachedFile
from policyloom.schemas.types import ID_RULE, is_id, taken

FOLDER = "attached"
SIZE_LIMIT = 50 * 1024 * 1024
"""The largest file, in bytes; it has to come to a phone."""

_WHY = "The document would not be published."
_FORMS = {f".{form}": form for form in Form}
_WORDS = ("title", "summary", "topic", "owner", "by", "minute", "number", "noun")
_OLD = (".doc", ".dot", ".rtf", ".wps", ".pages", ".txt")
_MACRO = (".docm", ".dotm", ".dotx")


@dataclass(frozen=True, slots=True)
class Library:
    """What attached files are held against: schools and policies that there are, and of which
    policies each school has records.

    `folders` and `names` also have the schools and the policies that are at fault.
    """

    schools: Mapping[str, School]
    folders: tuple[str, ...]
    names: frozenset[str]
    policies: Mapping[str, Policy]
    recorded: Mapping[str, frozenset[str]]


def read_attached(
    folder: Folder, library: Library, texts: Texts
) -> dict[str, tuple[Attached, ...]]:
    """The attached files of every school that is whole and has any, the trust's own first."""
    shared = list(_Reader(folder, "", library.names, texts).read(library))
    found: dict[str, tuple[Attached, ...]] = {}
    for id_ in library.folders:
        report = texts.report.within(Scope(school=id_))
        reader = _Reader(folder, id_, library.names, replace(texts, report=report))
        ours = [replace(a, school=id_) for a, who in shared if not who or id_ in who]
        ours += [attached for attached, _ in reader.read(library)]
        if id_ in library.schools:
            kept = _kept_names(library.schools[id_], library)
            found[id_] = tuple(_distinct(ours, kept, report))
            _check_needed(library.schools[id_], found[id_], report)
    return {id_: attached for id_, attached in found.items() if attached}


def _check_needed(school: School, found: Iterable[Attached], report: Report) -> None:
    """A file that stands in for a policy which the school says does not apply to it."""
    for attached in found:
        if attached.policy in school.not_applicable:
            what = f"This stands in for '{attached.policy}', which {school.name} has no need of."
            why = "Readers would be told that the policy applies, and that it does not."
            fix = f"Take it out of 'not_applicable' in {school.place.file}, or remove the file."
            report.error("attached-not-applicable", attached.place, what, why, fix)


def _kept_names(school: School, library: Library) -> dict[str, str]:
    """The addresses of a school's site that policies have already, and why."""
    kept = {}
    for id_ in school.adopts:
        policy = library.policies.get(id_)
        for was in policy.was if policy else ():
            kept[was] = f"'{id_}' was called so, and its old address leads on"
    recorded = library.recorded.get(school.id, ())
    kept |= dict.fromkeys(recorded, "the school has records of a policy of that id")
    return kept | dict.fromkeys(school.adopts, "the school adopts the policy of that id")


def _distinct(found: list[Attached], kept: dict[str, str], report: Report) -> Iterator[Attached]:
    """Without those whose address is taken, or that stand in for what another stands in for."""
    stood: dict[str, Attached] = {}
    for attached in found:
        reason = kept.get(attached.id)
        if reason:
            report.error(
                "attached-clash",
                attached.place,
                f"'{attached.id}' cannot be attached: {reason}.",
                "Two documents would have one address.",
                f"Rename the two files, as in '{attached.id}-{attached.approved[:4]}', and say "
                f"'policy: {attached.id}' if they stand in for that policy.",
            )
            continue
        kept[attached.id] = f"{attached.place.file} has that id"
        other = stood.setdefault(attached.policy, attached) if attached.policy else attached
        if other is not attached:
            report.error(
                "attached-twice",
                attached.place,
                f"This and {other.place.file} both stand in for '{attached.policy}'.",
                "Nobody could tell which of them is in force.",
                "Take 'policy:' out of one of them, or remove the one that was replaced.",
            )
            continue
        yield attached


@dataclass(frozen=True)
class _Reader:
    """Reads one folder of attached files; `school` is "" for those that the trust shares."""

    folder: Folder
    school: str
    policies: frozenset[str]
    texts: Texts

    @property
    def report(self) -> Report:
        return self.texts.report

    @property
    def path(self) -> Path:
        return self.folder.root / "schools" / self.school / FOLDER

    def read(self, library: Library) -> Iterator[tuple[Attached, frozenset[str]]]:
        """Each file with its record, and the schools that it is for; none named means all."""
        records, files = self._sorted()
        for id_, (path, _) in files.items():
            if id_ not in records:
                self._error(
                    "attached-no-record",
                    path,
                    "Nothing says what this file is and who approved it.",
                    f"Write {id_}.yml beside it, with {joined(AttachedFile.needed_keys())}.",
                )
        for id_, path in records.items():
            made = self._attached(id_, path, files.get(id_), library)
            if made is not None:
                yield made

    def _sorted(self) -> tuple[dict[str, Path], dict[str, tuple[Path, Form]]]:
        """The records and the files of the folder, by id; all else in it is a finding."""
        records: dict[str, Path] = {}
        files: dict[str, tuple[Path, Form]] = {}
        for path in self.folder.entries(self.path, self.report):
            ending = path.suffix.lower()
            if ending == ".yml" and self._may_be_id(path):
                records[path.stem] = path
            elif ending in _FORMS and self._may_be_id(path):
                other, _ = files.setdefault(path.stem, (path, _FORMS[ending]))
                if other is not path:
                    what = f"This and '{other.name}' belong to one record."
                    fix = "Leave the one that was approved, or give each a record of its own."
                    self._error("attached-twice", path, what, fix)
            elif ending not in (".yml", *_FORMS):
                self._other(path, ending)
        return records, files

    def _may_be_id(self, path: Path) -> bool:
        reason = "" if is_id(path.stem) else f"an id has {ID_RULE}"
        reason = reason or taken(path.stem, folder=True)
        if reason:
            stem = self.folder.name(path).rpartition("/")[2].rpartition(".")[0]
            what = f"'{stem}' cannot be the id of a document: {reason}."
            self._error("bad-id", path, what, "Rename the file and its record alike.")
        return not reason

    def _other(self, path: Path, ending: str) -> None:
        fix = "Put it where it belongs, or remove it."
        if ending in _MACRO:
            what = "Templates and documents with macros hold programs that run when opened."
            self._error("attached-macros", path, what, "Save it as .docx or PDF.")
        elif ending in _OLD:
            what = "A file of this kind cannot be opened by everybody."
            self._error("attached-form", path, what, "Save it as PDF, .docx or .odt.")
        else:
            self._error("stray-file", path, "Nothing reads this among attached files.", fix)

    def _error(self, code: str, path: Path, what: str, fix: str) -> None:
        self.report.error(code, Place(self.folder.name(path)), what, _WHY, fix)

    def _attached(
        self, id_: str, path: Path, file: tuple[Path, Form] | None, library: Library
    ) -> tuple[Attached, frozenset[str]] | None:
        before = self.report.errors
        name = self.folder.name(path)
        text = self.folder.text(path, self.report)
        document = read_yaml(text, name, self.report) if text is not None else None
        model = validate(AttachedFile, document, self.report) if document else None
        if file is None:
            what = f"There is no {id_}.pdf, {id_}.docx or {id_}.odt beside this."
            self._error("missing-file", path, what, "Put the file there.")
        data = self._data(*file) if file else None
        if document is None or model is None or file is None or data is None:
            return None
        self._check(document, model, library)
        if self.report.errors != before:
            return None
        made = self._made(id_, Place(name), model, file, data)
        rows = read_rows(document, model.register_)
        return replace(made, register=rows), frozenset(model.schools or ())

    def _data(self, path: Path, form: Form) -> bytes | None:
        """The file's bytes, if readers may be given them."""
        data = self.folder.data(path, self.report, SIZE_LIMIT)
        if data is None:
            return None
        if path.resolve().parent != self.path.resolve():
            fix = "Put a copy of the file here instead of the link."
            what = "This is a link to a file of another folder, which others may read or not."
            self._error("leaves-folder", path, what, fix)
            return None
        place = Place(self.folder.name(path))
        if fault := fault_of(data, form):
            self.report.error(fault.code, place, fault.what, fault.why, fault.fix)
            return None
        if told := leftovers(data, form):
            self.report.warning(told.code, place, told.what, told.why, told.fix)
        return data

    def _check(self, document: Document, model: AttachedFile, library: Library) -> None:
        """What the record says must be plain words, in the order of time, about what there is."""
        for key in _WORDS:
            if text := getattr(model, key):
                mark = document.mark((key,))
                self.texts.words(text, placer(mark.place, mark.exact), facts=False)
        self._order(document, "effective", model.effective, model.approved, "take effect")
        self._order(document, "review", model.review, model.effective or model.approved, "be due")
        if model.policy and model.policy not in self.policies:
            what = f"There is no policy '{model.policy}' that it could stand in for."
            fix = nearest(model.policy, self.policies)
            self.report.error("unknown-policy", document.place(("policy",)), what, _WHY, fix)
        self._schools(document, model, library)

    def _order(self, document: Document, key: str, day: str | None, after: str, verb: str) -> None:
        if day and day < after:
            what = f"{key}: it cannot {verb} on {day}, before {after}."
            why = "Readers would be told of days that cannot be."
            fix = "Correct the day that is wrong."
            self.report.error("bad-date", document.place((key,)), what, why, fix)

    def _schools(self, document: Document, model: AttachedFile, library: Library) -> None:
        if self.school and model.schools is not None:
            what = "'schools' can stand only in schools/attached/: this is one school's own."
            place = document.key_place(("schools",))
            self.report.error("unknown-key", place, what, "It would be ignored.", "Remove it.")
            return
        for i, school in enumerate(model.schools or ()):
            if school not in library.folders:
                what = f"There is no school '{school}'."
                fix = nearest(school, library.folders)
                place = document.place(("schools", i))
                self.report.error("unknown-school", place, what, _WHY, fix)

    def _made(
        self, id_: str, place: Place, model: AttachedFile, file: tuple[Path, Form], data: bytes
    ) -> Attached:
        path, form = file
        return Attached(
            school=self.school,
            id=id_,
            title=model.title,
            summary=model.summary,
            topic=model.topic,
            audience=model.audience,
            owner=model.owner,
            approved=model.approved,
            by=model.by,
            effective=model.effective or model.approved,
            review=model.review,
            form=form,
            file=path.relative_to(self.folder.root).as_posix(),
            size=len(data),
            sha256=sha256(data).hexdigest(),
            place=place,
            policy=model.policy or (id_ if id_ in self.policies else ""),
            number=model.number or "",
            noun=model.noun,
            minute=model.minute or "",
        )
