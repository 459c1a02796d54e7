"""templates/facts.yml: the file enters, the declared facts leave by id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from policyloom.load.documents import Document, Path, Raw, YamlList, YamlMap, value_at
from policyloom.load.files import Folder
from policyloom.load.kinds import Wrong
from policyloom.load.names import RELATED, Names
from policyloom.load.report import Report
from policyloom.load.shape import validate
from policyloom.load.values import plain_text
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.facts import FactSpec, FactType, Tier, Value, type_fields
from policyloom.schemas.clauses import FactDeclaration, FactsFile, TermOption

FILE = "templates/facts.yml"
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_WHY = "Texts that use the fact could not be filled in."
_SILENT_H = ("hour", "honest", "honour", "heir")
_SOUNDS_LIKE_A_CONSONANT = re.compile(r"uni(?!n|m)|us(?:e|u)|eu|one\b|once|ufo")


def read_facts(folder: Folder, report: Report) -> Names | None:
    """The declared facts; None where the file cannot be read at all."""
    text = folder.text(folder.root / FILE, report)
    document = read_yaml(text, FILE, report) if text is not None else None
    if document is None:
        return None
    written = value_at(document.root, ("facts",))
    names = frozenset(written) if isinstance(written, YamlMap) else frozenset()
    model = validate(FactsFile, document, report)
    if model is None:
        return None
    reader = _Declarations(document, report)
    found = {
        name: spec for name, entry in model.facts.items() if (spec := reader.spec(name, entry))
    }
    reader.check_groups(found)
    return Names(found, names - frozenset(found))


@dataclass(frozen=True)
class _Declarations:
    document: Document
    report: Report

    def spec(self, name: str, entry: FactDeclaration) -> FactSpec | None:
        path: Path = ("facts", name)
        place = self.document.key_place(path)
        if not _NAME.fullmatch(name) or name == RELATED:
            self.report.error(
                "bad-id",
                place,
                f"'{name}' cannot be the name of a fact.",
                _WHY,
                "Write small letters, digits and _, with full stops between the parts.",
            )
            return None
        options = self.options(entry.type, (*path, "options"))
        if options is None:
            return None
        tiers = frozenset(Tier[tier.name] for tier in entry.tiers)
        return FactSpec(name, entry.type, entry.nature, tiers, entry.about, place, options)

    def options(self, kind: FactType, path: Path) -> Mapping[str, Value] | None:
        """The options of a term or choice; {} for other types; None where they are wrong."""
        raw = value_at(self.document.root, path)
        wants = kind in (FactType.TERM, FactType.CHOICE)
        if not wants and raw is None:
            return {}
        if not wants:
            self.error(path, f"A fact of type {kind} has no options.", "Remove 'options'.")
            return None
        if not isinstance(raw, (YamlMap, YamlList)) or not raw:
            self.error(path, f"A fact of type {kind} has no options here.", "Write 'options'.")
            return None
        try:
            return self.terms(raw, path) if kind is FactType.TERM else _choices(raw)
        except Wrong as wrong:
            at = self.document.place((*path, *wrong.path))
            self.report.error(wrong.code, at, wrong.what, _WHY, wrong.fix)
            return None

    def terms(self, raw: YamlMap | YamlList, path: Path) -> Mapping[str, Value] | None:
        found: dict[str, Value] = {}
        if isinstance(raw, YamlList):
            self.error(path, "A term's options are a list.", "Write 'word: {one: …, many: …}'.")
            return None
        for name, entry in raw.items():
            option = entry if isinstance(entry, YamlMap) else YamlMap(self.document.place(path))
            inner = Document(self.document.file, option)
            model = validate(TermOption, inner, self.report)
            if model is None:
                return None
            given = {key: plain_text(word, (name, key)) for key, word in option.items()}
            found[name] = term_value(name, given)
        return found

    def error(self, path: Path, what: str, fix: str) -> None:
        self.report.error("fact-options", self.document.key_place(path), what, _WHY, fix)

    def check_groups(self, facts: Mapping[str, FactSpec]) -> None:
        """No fact may be a group of others or the field of another: `a.b` could mean two things."""
        for name, spec in facts.items():
            parts = name.split(".")
            for end in range(1, len(parts)):
                base = ".".join(parts[:end])
                if base in facts and self.ambiguous(facts[base], ".".join(parts[end:])):
                    self.report.error(
                        "ambiguous-fact",
                        spec.place,
                        f"'{name}' could be a part of the fact '{base}' or a fact of its own.",
                        "Nobody could tell which value a text means.",
                        "Rename one of the two.",
                    )

    @staticmethod
    def ambiguous(base: FactSpec, rest: str) -> bool:
        return base.type is FactType.PERSON or rest in type_fields.get(base.type, ())


def _choices(raw: Raw) -> Mapping[str, Value]:
    if isinstance(raw, YamlMap):
        pairs = {name: plain_text(text, (name,)) for name, text in raw.items()}
    else:
        assert isinstance(raw, YamlList)
        words = [plain_text(text, (i,)) for i, text in enumerate(raw)]
        pairs = dict(zip(words, words, strict=True))
    return {name: Value(text, raw=name) for name, text in pairs.items()}


def term_value(name: str, given: Mapping[str, str]) -> Value:
    """A term with the parts of its grammar that are not given made by the common rules."""
    one, many = given["one"], given["many"]
    made = {
        "one": one,
        "many": many,
        "a": f"{article(one)} {one}",
        "possessive": f"{one}'s",
        "many_possessive": f"{many}'" if many.endswith("s") else f"{many}'s",
    }
    return Value(one, fields={**made, **given}, raw=name)


def article(word: str) -> str:
    """ "a" or "an", by the first sound as English spelling usually gives it."""
    first = word.split(maxsplit=1)[0]
    if first.isupper() and 1 < len(first) <= 3:
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    low = first.lower()
    if low.startswith(_SILENT_H):
        return "an"
    if _SOUNDS_LIKE_A_CONSONANT.match(low):
        return "a"
    return "an" if low[0] in "aeiou" else "a"
