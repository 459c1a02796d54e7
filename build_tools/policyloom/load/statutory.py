"""The statutory register: templates/statutory.yml enters, the register leaves, with a finding for
each name in it that means nothing.

A trust may have none; nothing is then said of what is required.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from policyloom.findings import closest, nearest
from policyloom.load.clauses import placer
from policyloom.load.documents import Document, Path, YamlMap, value_at
from policyloom.load.files import Folder
from policyloom.load.shape import validate
from policyloom.load.sources import declared, read_sources
from policyloom.load.texts import Texts
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.places import Place
from policyloom.model.statutory import (
    Answer,
    Approved,
    Bounds,
    Law,
    Needed,
    Published,
    Reviewed,
    Row,
    Statutory,
)
from policyloom.schemas.statutory import RowEntry, Saying, StatutoryFile

FILE = "templates/statutory.yml"
_WHY = "Schools would be told of duties that are not theirs, or not of those that are."
_LISTS = ("needed", "reviewed", "approved", "published")


def read_statutory(folder: Folder, phases: Collection[str], texts: Texts) -> Statutory | None:
    """The trust's statutory register; None where it has none, or one that cannot be made out."""
    if not has_statutory(folder):
        return None
    text = folder.text(folder.root / FILE, texts.report)
    document = read_yaml(text, FILE, texts.report) if text is not None else None
    model = validate(StatutoryFile, document, texts.report) if document else None
    if document is None or model is None:
        return None
    return _Reader(document, model, phases, texts).read()


def has_statutory(folder: Folder) -> bool:
    """Whether the trust has the file at all."""
    return folder.has(folder.root / FILE)


@dataclass(frozen=True)
class _Reader:
    document: Document
    model: StatutoryFile
    phases: Collection[str]
    texts: Texts

    def read(self) -> Statutory:
        model = self.model
        self._plain_words()
        return Statutory(
            checked=model.checked,
            about=model.about or "",
            types=dict(model.types),
            bodies={id_: tuple(n.casefold() for n in names) for id_, names in model.bodies.items()},
            sources=read_sources(self.document, model.sources, self.texts.report),
            rows={id_: self._row(id_, entry) for id_, entry in model.rows.items()},
            place=Place(FILE),
        )

    def _row(self, id_: str, entry: RowEntry) -> Row:
        at: Path = ("rows", id_)
        law = entry.law
        if law:
            self._sources(law.sources, (*at, "law", "sources"))
        for name in _LISTS:
            self._reached(getattr(entry, name), id_, name)
        return Row(
            id=id_,
            title=entry.title,
            kind=entry.kind,
            law=Law(tuple(law.names), tuple(law.sources)) if law else Law((), ()),
            needed=tuple(self._needed(id_, entry)),
            reviewed=tuple(
                Reviewed(self._bounds(e, self._at(id_, "reviewed", i)), e.months, e.force)
                for i, e in enumerate(entry.reviewed)
            ),
            approved=tuple(self._approved(id_, entry)),
            published=tuple(
                Published(
                    self._bounds(e, self._at(id_, "published", i)),
                    e.answer,
                    e.if_ or "",
                    e.due or "",
                )
                for i, e in enumerate(entry.published)
            ),
            place=self.document.key_place(at),
            contact=self._contact(id_, entry),
            note=entry.note or "",
        )

    def _at(self, id_: str, name: str, i: int) -> Path:
        """Where a saying stands: in a list, or alone."""
        alone = isinstance(value_at(self.document.root, ("rows", id_, name)), YamlMap)
        return ("rows", id_, name) if alone else ("rows", id_, name, i)

    def _contact(self, id_: str, entry: RowEntry) -> str:
        names = self.texts.names
        if not entry.contact or entry.contact in (*names.facts, *names.broken):
            return entry.contact or ""
        place, fix = (
            self.document.place(("rows", id_, "contact")),
            nearest(entry.contact, names.facts),
        )
        what = f"There is no fact '{entry.contact}'."
        self._error("unknown-fact", place, what, _WHY, fix or "Declare it in templates/facts.yml.")
        return ""

    def _needed(self, id_: str, entry: RowEntry) -> Iterator[Needed]:
        for i, said in enumerate(entry.needed):
            path = self._at(id_, "needed", i)
            if said.answer is Answer.DEPENDS and not said.if_:
                self._error(
                    "register-if",
                    self.document.place((*path, "answer")),
                    f"'{id_}' depends on something, and nothing says on what.",
                    "No school could tell whether it has to have it.",
                    "Write 'if: …' beside it, as in 'if: the school uses biometric data'.",
                )
            yield Needed(self._bounds(said, path), said.answer, said.if_ or "")

    def _approved(self, id_: str, entry: RowEntry) -> Iterator[Approved]:
        for i, said in enumerate(entry.approved):
            path = self._at(id_, "approved", i)
            self._known("unknown-body", said.bodies, self.model.bodies, (*path, "bodies"))
            bodies = tuple(body for body in said.bodies if body in self.model.bodies)
            yield Approved(self._bounds(said, path), bodies, said.force, said.words or "")

    def _bounds(self, said: Saying, path: Path) -> Bounds:
        self._known("unknown-type", said.types, self.model.types, (*path, "types"))
        sources = self._sources(said.sources, (*path, "sources"))
        self._phases(said.phases, (*path, "phases"))
        return Bounds(tuple(said.types), tuple(said.phases), sources)

    def _sources(self, names: Sequence[str], path: Path) -> tuple[str, ...]:
        return declared(self.document, path, names, self.model.sources, self.texts.report)

    def _known(self, code: str, names: Sequence[str], known: Collection[str], path: Path) -> None:
        noun = code.removeprefix("unknown-")
        for i, name in enumerate(names):
            if name not in known:
                place = self.document.place((*path, i))
                fix = nearest(name, known) or f"Declare it at the head of {FILE}."
                what = f"The register declares no {noun} '{name}'."
                self._error(code, place, what, _WHY, fix)

    def _phases(self, names: Sequence[str], path: Path) -> None:
        """A register may know more phases than the trust has; a slip of the pen is told of."""
        for i, name in enumerate(names):
            if name not in self.phases and (meant := closest(name, self.phases)):
                self.texts.report.warning(
                    "unknown-phase",
                    self.document.place((*path, i)),
                    f"There is no phase '{name}'.",
                    "This would hold for no school of the trust.",
                    f"Did you mean '{meant}'?",
                )

    def _reached(self, said: Sequence[Saying], id_: str, name: str) -> None:
        """A finding for each saying whose every school is covered by those before it."""
        whole: set[str] = set()
        for i, each in enumerate(said):
            types = set(each.types or self.model.types)
            if whole >= types:
                self._error(
                    "register-twice",
                    self.document.place(self._at(id_, name, i)),
                    "What stands before this in the list covers all of its schools.",
                    "The first saying that covers a school holds, so this one never would.",
                    "Remove one of them, or name the types or phases that it is for.",
                )
            if not each.phases:
                whole |= types

    def _plain_words(self) -> None:
        """Every text is plain words: it stands on pages as it is, at every school."""
        for path, words in _said(self.model):
            mark = self.document.mark(path)
            self.texts.words(words, placer(mark.place, mark.exact), facts=False)

    def _error(self, code: str, place: Place, what: str, why: str, fix: str) -> None:
        self.texts.report.error(code, place, what, why, fix)


def _said(model: StatutoryFile) -> Iterator[tuple[Path, str]]:
    """Every text of the file with its path."""
    if model.about:
        yield ("about",), model.about
    yield from ((("types", id_), words) for id_, words in model.types.items())
    for id_, names in model.bodies.items():
        yield from ((("bodies", id_, i), name) for i, name in enumerate(names))
    for id_, source in model.sources.items():
        yield ("sources", id_, "title"), source.title
        if source.about:
            yield ("sources", id_, "about"), source.about
    for id_, row in model.rows.items():
        yield from ((("rows", id_, *path), words) for path, words in _said_of(row))


def _said_of(row: RowEntry) -> Iterator[tuple[Path, str]]:
    yield ("title",), row.title
    if row.note:
        yield ("note",), row.note
    for i, name in enumerate(row.law.names if row.law else ()):
        yield ("law", "names", i), name
    for i, needed in enumerate(row.needed):
        if needed.if_:
            yield ("needed", i, "if"), needed.if_
    for i, approved in enumerate(row.approved):
        if approved.words:
            yield ("approved", i, "words"), approved.words
    for i, published in enumerate(row.published):
        for key, words in (("if", published.if_), ("due", published.due)):
            if words:
                yield ("published", i, key), words
