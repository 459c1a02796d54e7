"""What a pack puts before a meeting, and who is asked to decide."""

from __future__ import annotations

from pathlib import Path

from policyloom.outputs import pack_words as words
from policyloom.outputs.pack import Pack
from policyloom.outputs.pack_changes import changes_told
from policyloom.pipeline.packing import Meeting, decided_later, matters_of, next_due, pack_of
from policyloom.pipeline.weave import Weave
from tests.pack.conftest import decide, edit, packed, revise, standings
from tests.trusts import woven


def test_what_nobody_has_approved_is_a_draft(tiny: Path) -> None:
    """A policy without a record is put before the meeting as a draft."""
    assert standings(tiny, "2026-03-12") == {"conduct": ["DRAFT"], "complaints": ["DRAFT"]}


def test_nothing_is_put_where_nothing_is_due(decided: Path) -> None:
    """A policy in force, unchanged and not soon due stays off the list, and the next is known."""
    assert standings(decided, "2026-11-01") == {}
    assert next_due(woven(decided), "ashby") == ("2027-01-15", "Code of conduct")


def test_due_within_sixty_days(decided: Path) -> None:
    """A review is listed from 60 days before its day, and is overdue only once that is past."""
    assert standings(decided, "2026-11-15") == {}
    assert standings(decided, "2026-11-16") == {"conduct": ["DUE"]}
    assert standings(decided, "2027-01-15") == {"conduct": ["DUE"]}
    assert standings(decided, "2027-01-16") == {"conduct": ["OVERDUE"]}


def test_the_next_meeting_takes_the_place_of_sixty_days(decided: Path) -> None:
    """Where the next meeting's day is given, reviews due by then are listed and no others."""
    assert standings(decided, "2026-06-01", following="2027-01-15") == {"conduct": ["DUE"]}
    assert standings(decided, "2027-01-01", following="2027-01-14") == {}


def test_an_earlier_review_of_the_school_counts(decided: Path) -> None:
    """A review date in the school's file makes a policy due before its record does."""
    edit(decided, "number:", "review: 2026-04-01\nnumber:")
    assert standings(decided, "2026-03-12") == {"conduct": ["DUE"]}


def test_a_change_is_proposed(decided: Path) -> None:
    """Files that say something else than what was decided are a proposal."""
    revise(decided)
    assert standings(decided, "2026-06-10") == {"complaints": ["PROPOSED"]}


def test_what_stands_around_the_text_is_proposed_too(decided: Path) -> None:
    """Another number is a proposal, told as a change, though no word of the text differs."""
    edit(decided, "HR02", "HR07")
    (matter,) = packed(decided, "2026-03-12").matters
    assert matter.redline is not None
    (change,) = matter.redline.comparison.around
    assert (change.title, change.note) == ("Number", "Now HR07; it was HR02")
    (told,) = changes_told(matter)
    assert [t.what for t in told.told] == ["Now HR07; it was HR02."]
    assert "the changes to" in words.resolution(matter, packed(decided, "2026-03-12"))


def test_what_is_decided_and_yet_to_take_effect_is_no_proposal(decided: Path) -> None:
    """A change approved for a later day is not asked for again before that day."""
    revise(decided)
    decide(decided, "complaints", "2026-06-10", effective="2026-09-01", summary="Fairness")
    assert standings(decided, "2026-06-20") == {}


def test_withdrawn_only_by_name(decided: Path) -> None:
    """A withdrawn policy is not put before a meeting unless it is asked for."""
    decide(decided, "conduct", "2026-05-01", decision="withdrawn", summary="Merged")
    assert standings(decided, "2027-03-01") == {}
    assert standings(decided, "2027-03-01", "conduct") == {"conduct": ["WITHDRAWN"]}


def test_by_name_alone(decided: Path) -> None:
    """A policy asked for by name is there though nothing is due, and nothing else is."""
    revise(decided)
    assert standings(decided, "2026-06-10", "conduct") == {"conduct": ["ASKED"]}


def test_a_later_decision_is_found(decided: Path) -> None:
    """A meeting before a decision on record is found out, for the policies it is about."""
    decide(decided, "conduct", "2026-05-01")
    weave = woven(decided)
    assert decided_later(weave, Meeting("ashby", "2026-04-30")) == "2026-05-01"
    assert decided_later(weave, Meeting("ashby", "2026-04-30", "", ("complaints",))) == ""
    assert decided_later(weave, Meeting("ashby", "2026-05-01")) == ""


def test_the_review_that_would_follow(decided: Path) -> None:
    """It is the policy's cycle after the meeting: twelve months here, twenty-four there."""
    pack = packed(decided, "2026-03-12", "conduct", "complaints")
    assert [m.review for m in pack.matters] == ["2027-03-12", "2028-03-12"]


def test_the_calendar_has_all_that_is_in_force(decided: Path) -> None:
    """Reviews within twelve months are there, those of other policies too, and what follows."""
    pack = packed(decided, "2027-01-20")
    assert [(f.date, f.title, f.then) for f in pack.calendar] == [
        ("2027-01-15", "Code of conduct", False),
        ("2028-01-15", "Complaints policy", False),
        ("2028-01-20", "Code of conduct", True),
    ]
    late, other, then = (words.falls(f, pack)[2] for f in pack.calendar)
    assert late == "Review, overdue: number 1 in this pack"
    assert (other, then) == ("Review", "Next review, if decided as drafted here")


def asked(weave: Weave, school: str, *policies: str) -> Pack:
    meeting = Meeting(school, "2027-06-01", "", policies)
    return pack_of(weave, meeting, matters_of(weave, meeting))


def test_another_body_decides(weave: Weave) -> None:
    """Where the scheme leaves a policy to the trust board, this meeting may recommend."""
    pack = asked(weave, "hazelbrook", "whistleblowing")
    (matter,) = pack.matters
    assert not matter.here
    assert words.boxes(matter) == words.ADVICE
    assert words.resolution(matter, pack).startswith("Resolved: to recommend to the trust board")
    assert "advise another body on one policy" in words.asked(pack)


def test_bodies_by_this_schools_names(weave: Weave) -> None:
    """The scheme lists a board under every school's name for it; a pack names it by its own."""
    (here,) = asked(weave, "fenwick-park", "complaints").matters
    (there,) = asked(weave, "hazelbrook", "complaints").matters
    assert here.bodies == ("academy council", "trust board")
    assert there.bodies == ("local governing body", "trust board")
    assert here.here and there.here


def test_who_chairs_at_the_meeting(weave: Weave) -> None:
    """Chair and clerk come from the school's facts; who holds a post is asked of the facts."""
    pack = asked(weave, "fenwick-park", "complaints")
    assert pack.board == "academy council"
    assert "chair of the academy council" in dict(words.details(pack))["In the chair"]


def test_a_post_that_nobody_is_named_for_signs_too(tiny: Path) -> None:
    """Chair and clerk have their lines to sign on though the school's files name neither."""
    signing = [(c.post, c.name) for c in packed(tiny, "2026-03-12").signoff]
    assert ("Chair of the meeting", "") in signing
    assert ("Head teacher", "Tom Hale") in signing
    assert ("Clerk to the meeting", "") in signing
