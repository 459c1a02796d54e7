"""templates/clauses/: the files enter, the clauses leave by id, with the policies they link to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policyloom.load.documents import Document
from policyloom.load.files import Folder
from policyloom.load.report import Report
from policyloom.load.settings import Settings
from policyloom.load.shape import validate
from policyloom.load.texts import PolicyLink, Texts
from policyloom.load.wordings import Line, read_wordings
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.clauses import Clause, Revision, RevisionKind, Wording
from policyloom.model.facts import Tier
from policyloom.model.places import Place
from policyloom.schemas.clauses import ClauseHead
from policyloom.schemas.types import ID_RULE, is_id, taken

_WHY = "The clause cannot be used."


@dataclass
class ClauseShelf:
    """The clauses that can be used, the files of all, the links of each wording, and where each
    clause names each of its roles.

    `damaged` are those of which only a part could be read.
    """

    clauses: dict[str, Clause] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    links: dict[tuple[str, str, str], tuple[PolicyLink, ...]] = field(default_factory=dict)
    roles: dict[tuple[str, str], Place] = field(default_factory=dict)


def read_clauses(folder: Folder, texts: Texts) -> ClauseShelf:
    """Every clause of the library."""
    shelf = ClauseShelf()
    for path in _files(folder, texts.report):
        first = shelf.files.setdefault(path.stem, path)
        if first is not path:
            _shared_id(folder, path, first, texts.report)
            continue
        clause = _Reader(folder, texts, path, shelf).read()
        if clause is not None:
            shelf.clauses[clause.id] = clause
    return shelf


def read_superseded(folder: Folder, texts: Texts, path: Path) -> Clause | None:
    """A wording that a clause had before. Its facts need not exist any more, so its texts and the
    values that it gives are not looked into."""
    return _Reader(folder, texts, path, ClauseShelf(), past=True).read()


def _files(folder: Folder, report: Report) -> Iterator[Path]:
    for topic in folder.entries(folder.root / "templates/clauses", report):
        if not topic.is_dir():
            _stray(folder, topic, "Put it into the folder of its topic.", report)
            continue
        if not is_id(topic.name):
            _bad_id(folder, topic, "topic", report)
            continue
        for path in folder.entries(topic, report):
            if path.suffix != ".md":
                _stray(folder, path, "A clause is a file that ends in .md.", report)
            elif not is_id(path.stem) or taken(path.stem):
                _bad_id(folder, path, "clause", report)
            else:
                yield path


def _stray(folder: Folder, path: Path, fix: str, report: Report) -> None:
    report.error(
        "stray-file",
        Place(folder.name(path)),
        "Nothing reads this file where it lies.",
        "What it says would be missing from every policy.",
        fix,
    )


def _bad_id(folder: Folder, path: Path, noun: str, report: Report) -> None:
    place = Place(folder.name(path))
    stem = place.file.rpartition("/")[2].removesuffix(".md")
    why = taken(stem)
    what = f"'{stem}' cannot be a {noun}'s id{': ' if why else ''}{why}."
    report.error("bad-id", place, what, _WHY, f"Rename it: an id has {ID_RULE}.")


def _shared_id(folder: Folder, path: Path, first: Path, report: Report) -> None:
    report.error(
        "shared-id",
        Place(folder.name(path)),
        f"'{path.stem}' is already the id of {folder.name(first)}.",
        "A policy that names it could mean either.",
        "Rename the newer of the two files.",
    )


@dataclass(frozen=True)
class _Reader:
    folder: Folder
    texts: Texts
    path: Path
    shelf: ClauseShelf
    past: bool = False

    @property
    def file(self) -> str:
        return self.folder.name(self.path)

    @property
    def report(self) -> Report:
        return self.texts.report

    def read(self) -> Clause | None:
        text = self.folder.text(self.path, self.report)
        parts = self._split(text) if text is not None else None
        if parts is None:
            return None
        front, body = parts
        document = read_yaml(front, self.file, self.report, first_line=2)
        head = validate(ClauseHead, document, self.report) if document else None
        known = tuple(head.choices) if head else _choices(document)
        before = self.report.errors
        wordings = read_wordings(body, self.file, known, self.report)
        if self.report.errors > before:
            self.shelf.damaged.add(self.path.stem)
        self._check_texts(wordings)
        if document is None or head is None:
            return None
        if document.root.damaged:
            self.shelf.damaged.add(self.path.stem)
        self._check_head(document, head, wordings)
        return self._clause(document, head, wordings) if wordings else None

    def _split(self, text: str) -> tuple[str, list[Line]] | None:
        lines = text.split("\n")
        ends = [i for i, line in enumerate(lines) if line.rstrip() == "---"]
        if len(ends) < 2 or ends[0] != 0:
            self.report.error(
                "no-front-matter",
                Place(self.file),
                "The clause has no head." if text.strip() else "There is nothing in this file.",
                "Without title and revisions it cannot be approved or traced.",
                "Begin the file with a line '---', the keys, and another line '---'.",
            )
            return None
        body = [Line(i + 1, line) for i, line in enumerate(lines)][ends[1] + 1 :]
        return "\n".join(lines[1 : ends[1]]), body

    def _check_texts(self, wordings: tuple[Wording, ...]) -> None:
        if self.past:
            return
        for wording in wordings:
            links = self.texts.wording(wording.text, wording.at)
            if links:
                self.shelf.links[self.path.stem, wording.name, wording.choice] = links

    def _check_head(
        self, document: Document, head: ClauseHead, wordings: tuple[Wording, ...]
    ) -> None:
        def error(code: str, key: str, what: str, fix: str) -> None:
            self.report.error(code, document.key_place((key,)), what, _WHY, fix)

        if not wordings:
            self.report.error(
                "empty-clause", Place(self.file), "The clause has no text.", _WHY, "Write it."
            )
        dates = [entry.date for entry in head.revisions]
        if dates != sorted(dates):
            error(
                "revisions",
                "revisions",
                "The revisions are not in order.",
                "Write the oldest first.",
            )
        if not any(entry.kind is RevisionKind.MEANING for entry in head.revisions):
            fix = "Give the day on which it was first issued the kind 'meaning'."
            error("revisions", "revisions", "No revision is of the kind 'meaning'.", fix)
        if head.choices and head.default is None:
            fix = f"Write 'default: {next(iter(head.choices))}' or another of them."
            error("unknown-choice", "choices", "The trust's own choice is not given.", fix)
        elif head.default is not None and head.default not in head.choices:
            fix = "Write one of: " + (", ".join(head.choices) or "the clause's choices") + "."
            error("unknown-choice", "default", f"There is no choice '{head.default}'.", fix)
        self._check_words(document, head)
        self._check_choices(document, head, wordings)

    def _check_words(self, document: Document, head: ClauseHead) -> None:
        single: list[tuple[tuple[str | int, ...], str]] = [(("title",), head.title)]
        single += [(("choices", name), text) for name, text in head.choices.items()]
        single += [(("revisions", i, "why"), r.why) for i, r in enumerate(head.revisions)]
        single += [(("basis", i), text) for i, text in enumerate(head.basis)]
        for path, text in single:
            mark = document.mark(path)
            self.texts.words(text, placer(mark.place, mark.exact), facts=False)

    def _check_choices(
        self, document: Document, head: ClauseHead, wordings: tuple[Wording, ...]
    ) -> None:
        for name in dict.fromkeys(w.name for w in wordings):
            served = {w.choice for w in wordings if w.name == name}
            for choice in head.choices:
                if not served & {choice, ""}:
                    self.report.error(
                        "choice-without-wording",
                        document.key_place(("choices", choice)),
                        f"The {name} has no wording for the choice '{choice}'.",
                        "A school that chooses it would have no text there.",
                        f"Write '=== {name} when {choice}' and its text.",
                    )

    def _clause(
        self, document: Document, head: ClauseHead, wordings: tuple[Wording, ...]
    ) -> Clause:
        settings = Settings(document, self.texts.names, Tier.CLAUSE, self.report)
        for i, role in enumerate(head.roles):
            self.shelf.roles.setdefault((self.path.stem, role), document.place(("roles", i)))
        return Clause(
            id=self.path.stem,
            topic=self.path.parent.name,
            title=head.title,
            adapt=head.adapt,
            revisions=tuple(Revision(r.date, r.kind, r.why) for r in head.revisions),
            wordings=wordings,
            place=Place(self.file),
            basis=tuple(head.basis),
            roles=tuple(head.roles),
            choices=dict(head.choices),
            default_choice=head.default or "",
            defaults={} if self.past else settings.read(("facts",)).single(),
        )


def _choices(document: Document | None) -> tuple[str, ...]:
    """The choices of a clause whose head is faulty, as far as they can be made out."""
    raw = document.root.get("choices") if document else None
    return tuple(raw) if isinstance(raw, Mapping) else ()


@dataclass(frozen=True, slots=True)
class _Placer:
    place: Place
    exact: bool

    def __call__(self, offset: int) -> Place:
        if not self.exact:
            return self.place
        return Place(self.place.file, self.place.line, self.place.column + offset)


def placer(place: Place, exact: bool) -> _Placer:
    """From an offset in a YAML value to its place; to the value's beginning if that is all."""
    return _Placer(place, exact)
