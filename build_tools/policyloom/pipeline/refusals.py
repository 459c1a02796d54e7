"""What a decision may not do. In: an edition, its records, and what is asked; out: findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from policyloom.compare import TITLE
from policyloom.findings import Findings, nearest
from policyloom.model.changes import Change, ChangeKind
from policyloom.model.clauses import RevisionKind
from policyloom.model.places import Scope
from policyloom.model.records import Decision, Draft
from policyloom.outputs.site_changes import comparison_of
from policyloom.outputs.site_life import PROPOSED
from policyloom.pipeline.comparing import compared
from policyloom.pipeline.weave import Weave, Woven

AS_APPROVED = (Decision.EXTENDED, Decision.WITHDRAWN, Decision.SUPERSEDED)
"""Decisions that leave the words as they were approved, whatever the files now say."""

NEEDS_SUMMARY = (Decision.CHANGED, Decision.CORRECTED, Decision.WITHDRAWN, Decision.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Approval:
    """What is asked: dates are ISO 8601; an empty one takes its usual value.

    `superseded_by` is the policy that takes this one's place, for that decision alone.
    """

    policy: str
    on: str
    by: str
    minute: str = ""
    effective: str = ""
    review: str = ""
    summary: str = ""
    decision: str = ""
    superseded_by: str = ""


def changed(before: Draft, now: Draft) -> bool:
    """Whether anything differs that a redline shows: what a board would have to decide."""
    return _shown(before) != _shown(now)


def _shown(draft: Draft) -> Draft:
    """A draft without what is recorded of its clauses besides their words."""
    return replace(draft, occurrences=(), conditions={}, policy="", school="")


def decision_of(woven: Woven, approval: Approval) -> Decision:
    """The decision asked for; where nobody says: the first, a change, or a review without one."""
    if approval.decision:
        return Decision(approval.decision)
    if not woven.story.records:
        return Decision.FIRST
    newest = woven.story.records[-1].draft
    return Decision.CHANGED if changed(newest, woven.draft) else Decision.UNCHANGED


def latest_review(woven: Woven, on: str) -> str:
    """The last day for the next review: the decision's date and the policy's cycle."""
    return (date.fromisoformat(on) + relativedelta(months=woven.cycle)).isoformat()


def refuse(weave: Weave, woven: Woven, approval: Approval, findings: Findings) -> None:
    """Findings for what this decision may not do at this school."""
    refusal = _Refusal(weave, woven, approval, findings)
    if refusal.left():
        return
    refusal.gone()
    refusal.body()
    refusal.dates()
    refusal.words()
    refusal.successor()


def _alters(change: Change) -> bool:
    """Whether a change does more than to say the same more clearly, as another deadline does."""
    more = (ChangeKind.CONDITION, ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MOVED)
    return change.kind in more or (change.around and change.title != TITLE)


class _Refusal:
    def __init__(self, weave: Weave, woven: Woven, approval: Approval, findings: Findings) -> None:
        self.weave, self.woven, self.approval, self.findings = weave, woven, approval, findings
        self.place = woven.edition.place
        self.scope = Scope(woven.edition.school, woven.edition.policy)
        self.decision = decision_of(woven, approval)

    def error(self, code: str, what: str, why: str, fix: str) -> None:
        self.findings.error(code, self.place, what, why, fix, self.scope)

    def left(self) -> bool:
        """For a school that has left the trust nothing more is decided."""
        school = self.weave.estate.schools.get(self.woven.edition.school)
        if school is None or not school.has_left(self.weave.today):
            return False
        self.findings.error(
            "school-left",
            school.place,
            f"{school.name} left the trust on {school.left}",
            "Its board decides for another trust or for itself; what it had is kept as it was.",
            "For a decision that was taken before, look at the files as they were then: "
            "add --today with a day before it left.",
            self.scope,
        )
        return True

    def gone(self) -> None:
        """Of a policy that is gone from the library or the school only the end is decided."""
        if self.woven.kept is not None and self.decision not in AS_APPROVED:
            policy = self.woven.edition.policy
            self.error(
                "policy-gone",
                f"There is no text of '{policy}' any more that could be approved",
                "The record would say again what was decided before.",
                "Put the policy back, or record its end with --decision withdrawn.",
            )

    def body(self) -> None:
        """The scheme of delegation names who may decide."""
        scheme = self.weave.estate.trust.scheme.get(self.woven.edition.policy)
        if scheme is None or self.approval.by.casefold() in {b.casefold() for b in scheme.bodies}:
            return
        policy = self.woven.edition.policy
        self.findings.error(
            "body-not-allowed",
            scheme.place,
            f"The scheme of delegation does not let '{self.approval.by}' approve {policy}",
            "An approval by a body that may not give it does not count.",
            "Name one of: " + ", ".join(scheme.bodies) + "; or change the scheme.",
            self.scope,
        )

    def dates(self) -> None:
        """Decisions follow one another, and reviews stay within the cycle.

        A review date that is already past stops nothing: boards do decide late.
        """
        approval = self.approval
        newest = max((r.ruling.decided for r in self.woven.story.records), default="")
        if approval.on < newest:
            self.error(
                "date-before-last",
                f"The date {approval.on} is before the last decision, {newest}",
                "Records follow one another: a decision cannot be put in before one that is "
                "recorded already.",
                "Give the date of the meeting, or enter older approvals first.",
            )
        if approval.effective and approval.effective < approval.on:
            self.error(
                "effective-before-decision",
                f"It would be in force from {approval.effective}, before {approval.on}",
                "What nobody had decided cannot have been in force.",
                "Give a day on or after the decision.",
            )
        latest = latest_review(self.woven, approval.on)
        if approval.review > latest:
            self.error(
                "review-beyond-cycle",
                f"The review date {approval.review} is beyond the cycle, which ends on {latest}",
                "The trust has promised to review this policy at least as often as its cycle says.",
                f"Give a date up to {latest}, or change `cycle:` in the policy's file.",
            )

    def words(self) -> None:
        """A decision says what it changes, and does not say otherwise."""
        records = self.woven.story.records
        differs = bool(records) and changed(records[-1].draft, self.woven.draft)
        if self.decision is Decision.UNCHANGED and (differs or not records):
            self.error(
                "not-unchanged",
                "This is not what was approved before, so it cannot be reviewed unchanged"
                if records
                else "Nothing was approved before, so nothing can be reviewed unchanged",
                "The record would say that the board saw no change when it did not see one.",
                "Look at the redline, then leave out --decision and give a --summary.",
            )
        if self.decision is Decision.CORRECTED and differs and not self._corrections_only():
            self.error(
                "not-a-correction",
                "More than corrections has changed since the last decision",
                "A change of meaning needs the board's decision as a change.",
                "Leave out --decision and give a --summary.",
            )
        if self.decision in NEEDS_SUMMARY and not self.approval.summary:
            self.error(
                "summary-needed",
                f"There is no summary of what was decided about {self.woven.edition.title}",
                "Those who read the history should learn in a sentence what was decided.",
                'Add --summary "…".',
            )
        if self.decision in AS_APPROVED and not records:
            self.error(
                "nothing-approved",
                f"Nothing has been approved that could be {self.decision}",
                "Such a decision is about words that a board has approved before.",
                "Approve the policy first.",
            )

    def _corrections_only(self) -> bool:
        """Whether no clause has a newer meaning, nor another origin, than was approved."""
        before = {o.key: o for o in self.woven.story.records[-1].draft.occurrences}
        now = {o.key: o for o in self.woven.draft.occurrences}
        since = self.woven.story.records[-1].ruling.decided
        alike = before.keys() == now.keys() and all(
            (before[key].origin, before[key].revised) == (o.origin, o.revised)
            and not self._meaning_since(o.clause, since)
            for key, o in now.items()
        )
        return alike and not any(map(_alters, self._changes()))

    def _changes(self) -> tuple[Change, ...]:
        """What the redline from the newest record to what is asked for shows."""
        edition, newest = self.woven.edition, self.woven.story.records[-1].edition
        found, _ = compared(self.weave, edition.school, edition.policy, newest, PROPOSED)
        return comparison_of(found).changes

    def _meaning_since(self, clause: str, since: str) -> bool:
        found = self.weave.estate.clauses.get(clause)
        return found is not None and any(
            r.kind is RevisionKind.MEANING and r.date > since for r in found.revisions
        )

    def successor(self) -> None:
        """A policy that is superseded names the one that takes its place."""
        named, policies = self.approval.superseded_by, self.weave.estate.policies
        wanted = self.decision is Decision.SUPERSEDED
        others = [policy for policy in policies if policy != self.woven.edition.policy]
        if wanted and named not in others:
            self.error(
                "unknown-successor",
                f"'{named}' is not another policy of the library"
                if named
                else "The policy that takes this one's place is not named",
                "Readers of the old address are led to the new policy.",
                "Add --superseded-by POLICY. " + nearest(named, others),
            )
