"""templates/policies/: the files enter, the policies that are whole leave by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from policyloom.findings import nearest
from policyloom.load.clauses import ClauseShelf, placer
from policyloom.load.documents import Document
from policyloom.load.documents import Path as Steps
from policyloom.load.elsewhere import read_rows
from policyloom.load.files import Folder
from policyloom.load.former import former_ids, former_twice
from policyloom.load.kinds import Wrong, read_url
from policyloom.load.report import Report
from policyloom.load.shape import validate
from policyloom.load.texts import Texts
from policyloom.load.treecheck import TreeCheck
from policyloom.load.trees import build_tree
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.facts import FactType
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Policy, PolicyTree, Related, RelatedKind
from policyloom.model.tree import leaves
from policyloom.schemas.policies import (
    PolicyFile,
    RelatedDocument,
    RelatedEntry,
    RelatedLaw,
    RelatedPolicy,
    TreeFile,
)
from policyloom.schemas.types import ID_RULE, is_id, taken

FOLDER = "templates/policies"
ONLY_TREE = "standard"
"""The name of a policy's tree where it has but one."""
_RESERVED = ("school", "approved", "phases", "authorities")
_WHY = "The policy cannot be published."


@dataclass
class PolicyShelf:
    """The policies that can be used, and the ids of all.

    `damaged` are those of whose files only a part could be read.
    """

    policies: dict[str, Policy] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    names: frozenset[str] = frozenset()


def policy_files(folder: Folder, report: Report) -> dict[str, Path]:
    """The files of the policies by id; strange files are findings."""
    found: dict[str, Path] = {}
    folders: list[Path] = []
    for path in folder.entries(folder.root / FOLDER, report):
        place = Place(folder.name(path))
        if path.is_dir() and path.suffix != ".yml":
            folders.append(path)
        elif path.suffix != ".yml":
            fix = "A policy is a file that ends in .yml."
            report.error("stray-file", place, "Nothing reads this file.", _WHY, fix)
        elif not is_id(path.stem) or path.stem in _RESERVED:
            name = place.file.rpartition("/")[2].removesuffix(".yml")
            fix = f"Rename the file: an id has {ID_RULE}, and is none of: {', '.join(_RESERVED)}."
            report.error("bad-id", place, f"'{name}' cannot be a policy's id.", _WHY, fix)
        elif reason := taken(path.stem, folder=True):
            what = f"'{path.stem}' cannot be a policy's id: {reason}."
            report.error("bad-id", place, what, _WHY, "Rename the file.")
        else:
            found[path.stem] = path
    for path in folders:
        if path.name not in found:
            place = Place(folder.name(path))
            what = f"There is no policy '{place.file.rpartition('/')[2]}' for these trees."
            report.error("unknown-policy", place, what, _WHY, nearest(path.name, found))
    return found


def read_policies(
    folder: Folder, files: dict[str, Path], shelf: ClauseShelf, texts: Texts
) -> PolicyShelf:
    """Every policy of the library; an error blocks that policy alone."""
    found = PolicyShelf(names=frozenset(files))
    for id_, path in files.items():
        report = texts.report.within(Scope(policy=id_))
        policy = _Reader(folder, id_, path, shelf, replace(texts, report=report), found).read()
        if policy is not None:
            found.policies[id_] = policy
    former_twice(found.policies.values(), texts.report)
    _unused(folder, shelf, found, texts.report)
    return found


def _unused(folder: Folder, shelf: ClauseShelf, found: PolicyShelf, report: Report) -> None:
    if found.damaged or len(found.policies) < len(found.names):
        return
    trees = [t.tree for policy in found.policies.values() for t in policy.trees.values()]
    used = {leaf.clause for tree in trees for leaf in leaves(tree)}
    for id_, path in shelf.files.items():
        if id_ not in used:
            report.warning(
                "unused-clause",
                Place(folder.name(path)),
                f"No policy uses the clause '{id_}'.",
                "Its text is published nowhere.",
                "Place it in a policy's tree, or remove the file.",
            )


@dataclass(frozen=True)
class _Reader:
    folder: Folder
    id: str
    path: Path
    shelf: ClauseShelf
    texts: Texts
    found: PolicyShelf

    @property
    def report(self) -> Report:
        return self.texts.report

    def read(self) -> Policy | None:
        document = self._document(self.path)
        model = validate(PolicyFile, document, self.report) if document else None
        if document is None or model is None:
            return None
        self._note_damage(document)
        self._check_words(document, model)
        trees = self._trees(document, model)
        check = TreeCheck(self.shelf, self.texts.names, model.audience, self.report)
        for tree in trees.values():
            check.check(tree.tree)
            if any(leaf.clause not in self.shelf.files for leaf in leaves(tree.tree)):
                self.found.damaged.add(self.id)
        default = (model.trees or [ONLY_TREE])[0]
        if default not in trees:
            return None
        return Policy(
            id=self.id,
            title=model.title,
            summary=model.summary,
            owner=model.owner,
            level=model.level,
            topic=model.topic,
            statutory=model.statutory,
            cycle=model.cycle,
            approving_body=model.approving_body,
            audience=model.audience,
            related=read_related(document, model.related, self.texts),
            trees=trees,
            default_tree=default,
            place=Place(document.file),
            numbering=model.numbering,
            contents=model.contents,
            was=former_ids(document, model.was, self.id, self.found.names, self.report),
            ask=self._ask(document, model),
            register=read_rows(document, model.register_),
        )

    def _ask(self, document: Document, model: PolicyFile) -> str:
        """The person to ask about the policy; "" where none is named, or none of that name is."""
        known = [s.id for s in self.texts.names.facts.values() if s.type is FactType.PERSON]
        if not model.ask or model.ask in (*known, *self.texts.names.broken):
            return model.ask or ""
        what = f"There is no person '{model.ask}' among the facts."
        why = "Readers could not be told whom to ask about the policy."
        fix = nearest(model.ask, known) or "Name a fact of the type 'person' of facts.yml."
        self.report.error("unknown-fact", document.place(("ask",)), what, why, fix)
        return ""

    def _note_damage(self, document: Document) -> None:
        if document.root.damaged:
            self.found.damaged.add(self.id)

    def _document(self, path: Path) -> Document | None:
        text = self.folder.text(path, self.report)
        if text is None:
            return None
        return read_yaml(text, self.folder.name(path), self.report)

    def _check_words(self, document: Document, model: PolicyFile) -> None:
        for key in ("title", "summary", "owner", "topic", "approving_body"):
            mark = document.mark((key,))
            at = placer(mark.place, mark.exact)
            self.texts.words(getattr(model, key), at, facts=key == "approving_body")

    def _trees(self, document: Document, model: PolicyFile) -> dict[str, PolicyTree]:
        if (model.tree is None) == (model.trees is None):
            both = "has both 'tree' and 'trees'" if model.tree else "has no tree"
            what = f"The policy {both}."
            self.found.damaged.add(self.id)
            fix = "Write 'tree:' with its nodes, or 'trees:' with the names of its trees."
            self.report.error("policy-tree", Place(document.file), what, _WHY, fix)
        if model.trees is None:
            self._stray_trees(frozenset())
            nodes = build_tree(document, model.tree or [], self.texts)
            place = document.place(("tree",))
            return {ONLY_TREE: PolicyTree(ONLY_TREE, nodes, place)} if model.tree else {}
        self._stray_trees(frozenset(model.trees))
        found: dict[str, PolicyTree] = {}
        for i, name in enumerate(model.trees):
            if name in found:
                place = document.place(("trees", i))
                self.report.error("policy-tree", place, f"'{name}' is listed twice.", _WHY, "")
            elif tree := self._tree(name, document.place(("trees", i))):
                found[name] = tree
        return found

    def _tree(self, name: str, listed: Place) -> PolicyTree | None:
        path = self.path.with_suffix("") / f"{name}.yml"
        if not self.folder.has(path):
            what = f"The tree '{name}' has no file {self.folder.name(path)}."
            known = [p.stem for p in self.folder.entries(path.parent, self.report)]
            fix = nearest(name, known) or "Write the file."
            self.report.error("unknown-tree", listed, what, _WHY, fix)
            return None
        document = self._document(path)
        model = validate(TreeFile, document, self.report) if document else None
        if document is None or model is None:
            self.found.damaged.add(self.id)
            return None
        self._note_damage(document)
        return PolicyTree(name, build_tree(document, model.tree, self.texts), Place(document.file))

    def _stray_trees(self, listed: frozenset[str]) -> None:
        for path in self.folder.entries(self.path.with_suffix(""), self.report):
            if path.suffix != ".yml" or path.stem not in listed:
                place = Place(self.folder.name(path))
                fix = f"List it under 'trees' in {self.folder.name(self.path)}, or remove it."
                self.report.error("stray-file", place, "No policy lists this tree.", _WHY, fix)


def read_related(
    document: Document, entries: Sequence[RelatedEntry], texts: Texts
) -> tuple[Related, ...]:
    """The related documents under the key `related`; an unknown policy is a finding."""
    found = (_related(document, entry, ("related", i), texts) for i, entry in enumerate(entries))
    return tuple(related for related in found if related)


def _related(document: Document, entry: RelatedEntry, path: Steps, texts: Texts) -> Related | None:
    match entry:
        case RelatedPolicy(policy=id_):
            place = document.place((*path, "policy"))
            if id_ in texts.policies:
                return Related(RelatedKind.POLICY, id_, place)
            fix = nearest(id_, texts.policies) or "Write 'document: …' if it is no policy."
            why = "Readers would be sent to a policy that is not there."
            texts.report.error("unknown-policy", place, f"There is no policy '{id_}'.", why, fix)
            return None
        case RelatedDocument(document=title):
            url = _address(document, entry.url, path, texts)
            mark = document.mark((*path, "document"))
            texts.words(title, placer(mark.place, mark.exact), facts=False)
            number = entry.number or ""
            mark = document.mark((*path, "number"))
            texts.words(number, placer(mark.place, mark.exact), facts=False)
            return Related(RelatedKind.DOCUMENT, title, document.place(path), number, url)
        case RelatedLaw(law=title):
            url = _address(document, entry.url, path, texts)
            mark = document.mark((*path, "law"))
            texts.words(title, placer(mark.place, mark.exact), facts=False)
            return Related(RelatedKind.LAW, title, document.place(path), "", url)
    raise TypeError(entry)


def _address(document: Document, url: str | None, path: Steps, texts: Texts) -> str:
    if url is None:
        return ""
    try:
        return read_url(url)
    except Wrong as wrong:
        why = "The link would not work, or could run a program in the reader's browser."
        place = document.place((*path, "url"))
        texts.report.error(wrong.code, place, wrong.what, why, wrong.fix)
        return ""
