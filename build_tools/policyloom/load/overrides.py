"""A school's file for one policy: file and policy enter, an `Override` of what holds leaves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policyloom.findings import nearest
from policyloom.load.clauses import ClauseShelf, placer
from policyloom.load.documents import Document
from policyloom.load.files import Folder
from policyloom.load.look import read_front
from policyloom.load.operations import Operations
from policyloom.load.overtaken import locked_entries
from policyloom.load.policies import read_related
from policyloom.load.report import Report
from policyloom.load.settings import Settings
from policyloom.load.shape import validate
from policyloom.load.texts import Texts
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.facts import Tier
from policyloom.model.places import Place
from policyloom.model.policies import Policy, PolicyTree
from policyloom.model.schools import Front, Override
from policyloom.schemas.schools import OverrideFile


@dataclass(frozen=True)
class OverrideReader:
    """Reads one override file."""

    folder: Folder
    school: str
    policy: str
    path: Path
    front: Front
    clauses: ClauseShelf
    texts: Texts

    @property
    def report(self) -> Report:
        return self.texts.report

    def read(self, policy: Policy | None) -> Override | None:
        """The override, without the operations that do not fit; None if nothing is left of it."""
        file = self.folder.name(self.path)
        text = self.folder.text(self.path, self.report)
        document = read_yaml(text, file, self.report) if text is not None else None
        model = validate(OverrideFile, document, self.report) if document else None
        if document is None or model is None:
            return None
        self._check_words(document, model)
        tree = self._tree(document, model, policy)
        operations = Operations(document, self.school, self.clauses, tree, policy, self.texts)
        related = None
        if model.related is not None:
            related = read_related(document, model.related, self.texts)
        front = None
        if model.front is not None:
            front = read_front(document, model.front, self.front, self.texts.names, self.report)
        settings = Settings(document, self.texts.names, Tier.POLICY, self.report)
        replaced = operations.replace(model.replace)
        return Override(
            school=self.school,
            policy=self.policy,
            place=Place(file),
            tree=tree.id if tree and model.tree else "",
            title=model.title or "",
            number=model.number or "",
            numbering=model.numbering,
            contents=model.contents,
            facts=settings.read(("set",)).facts,
            replace=replaced,
            omit=operations.omit(model.omit, {entry.key for entry in replaced}),
            add=operations.add(model.add),
            order=operations.order(model.order),
            choose=operations.choose(model.choose),
            related=related,
            front=front,
            review=model.review or "",
            locked=tuple(locked_entries(operations, model)),
        )

    def _check_words(self, document: Document, model: OverrideFile) -> None:
        for key, text in (("title", model.title), ("number", model.number)):
            if text is not None:
                mark = document.mark((key,))
                self.texts.words(text, placer(mark.place, mark.exact), facts=False)

    def _tree(
        self, document: Document, model: OverrideFile, policy: Policy | None
    ) -> PolicyTree | None:
        """The tree that the school uses; None if that cannot be told."""
        if policy is None:
            return None
        if model.tree is None:
            return policy.trees[policy.default_tree]
        if model.tree not in policy.trees:
            self.report.error(
                "unknown-tree",
                document.place(("tree",)),
                f"The policy has no tree '{model.tree}'.",
                "The school would get an arrangement that it did not choose.",
                nearest(model.tree, policy.trees),
            )
            return None
        return policy.trees[model.tree]
