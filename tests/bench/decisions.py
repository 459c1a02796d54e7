"""What happens to a synthetic trust in its years: its policies are approved, its clauses revised.

Both are recorded as `policyloom approve all` and `policyloom revise` record them, but with the
trust read once for all policies and once for all clauses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.model.clauses import Revision, RevisionKind
from policyloom.pipeline.approve import approve
from policyloom.pipeline.refusals import Approval
from policyloom.pipeline.revising import revise
from policyloom.pipeline.weave import weave
from tests.bench.trust_files import TrustFiles
from tests.bench.words import Words, example_words

BODY = "local governing body"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def approve_all(folder: Path, on: str, summary: str = "") -> None:
    """One decision for each policy, for all the schools.

    Raises ValueError where a policy cannot be approved.
    """
    findings = Findings()
    woven = weave(folder, on, findings)
    _refuse(findings)
    assert woven is not None
    files = TrustFiles(folder)
    for policy in woven.estate.policies:
        approval = Approval(policy, on, BODY, minute="2026/14", summary=summary)
        written = approve(woven, (), approval, findings)
        _refuse(findings)
        for record in written:
            files.text(record.name, record.text)


def reword(folder: Path, clauses: Sequence[str], on: str) -> None:
    """Revise clauses on a day: each statement begins with another sentence from then on.

    Raises ValueError where one cannot be revised.
    """
    findings = Findings()
    estate = load_estate(folder, findings)
    _refuse(findings)
    assert estate is not None
    words = example_words(seed=int(on.replace("-", "")))
    revision = Revision(on, RevisionKind.MEANING, "Practice in the schools has changed")
    for clause in clauses:
        done = revise(estate, clause, revision, findings)
        _refuse(findings)
        assert done is not None
        _edit(folder / done.file, words)


def _edit(clause: Path, words: Words) -> None:
    opening, head, body = clause.read_text("utf-8").split("---\n", 2)
    statement, mark, others = body.partition("\n\n=== ")
    _, *kept = _SENTENCE_END.split(statement)
    statement = " ".join([words.sentence(), *kept])
    clause.write_text(f"{opening}---\n{head}---\n{statement}{mark}{others}", "utf-8")


def _refuse(findings: Findings) -> None:
    if errors := findings.errors():
        raise ValueError("; ".join(str(finding) for finding in errors[:5]))
