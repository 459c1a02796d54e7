"""Policies that do not apply to a school: `not_applicable` in school.yml enters, with a finding for
each entry that cannot be meant; the policies leave, each with the school's reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from policyloom.findings import nearest
from policyloom.load.clauses import placer
from policyloom.load.documents import Document
from policyloom.load.texts import Texts
from policyloom.schemas.schools import SchoolFile

KEY = "not_applicable"


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Reads the entries of one school, which adopts these policies of all that are `known`."""

    document: Document
    texts: Texts
    adopts: Collection[str]
    known: Collection[str]

    def read(self, model: SchoolFile) -> dict[str, str]:
        """By policy, why it does not apply; without the entries that are at fault."""
        found = {}
        for policy, because in model.not_applicable.items():
            mark = self.document.mark((KEY, policy))
            self.texts.words(because, placer(mark.place, mark.exact), facts=False)
            if self._may_be_meant(policy):
                found[policy] = because
        return found

    def _may_be_meant(self, policy: str) -> bool:
        place, report = self.document.key_place((KEY, policy)), self.texts.report
        if policy not in self.known:
            what = f"There is no policy '{policy}'."
            why = "The policy that is meant would still count as missing at the school."
            fix = nearest(policy, self.known) or "Remove the entry."
            report.error("unknown-policy", place, what, why, fix)
        elif policy in self.adopts:
            what = f"'{policy}' is adopted, and said not to apply."
            why = "Only one of the two can be meant, and readers would be told both."
            report.error("adopted-not-applicable", place, what, why, "Remove one of them.")
        else:
            return True
        return False
