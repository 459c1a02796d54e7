"""Which wordings are the same across schools, and what is told of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyloom.model.editions import Origin
from policyloom.outputs import wordings
from policyloom.outputs.portal_wordings import TrustWordings

from .gathered import edition, gathering, worded

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/portal/same.yml").read_text("utf-8"))


def gathered(case: dict[str, Any]) -> TrustWordings:
    found = gathering()
    for number, (name, text) in enumerate(case["says"].items()):
        about = {key: case[key][name] for key in ("origin", "choice") if name in case.get(key, {})}
        found.add(number, *edition(worded(text, **about)))
    return found.result()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["it"]))
def test_schools_stand_together_that_say_the_same(case: dict[str, Any]) -> None:
    """Each distinct wording is there once, with the schools that have it and no others."""
    names = list(case["says"])
    (clause,) = gathered(case).policies[0].clauses
    together = {"".join(names[n] for n in each.schools) for each in clause.wordings}
    assert together == set(case["same"])


def test_what_schools_share_is_said_and_what_they_do_not_is_named() -> None:
    """A particular that all schools of a wording share is shown; of one that differs, its kind."""
    found = gathering()
    found.add(0, *edition(worded("Ask {head=Alma Reyes} of {trust=The Trust}.")))
    found.add(1, *edition(worded("Ask {head=Tom Hale} of {trust=The Trust}.")))
    (wording,) = found.result().policies[0].clauses[0].wordings
    assert wording.text == "Ask [head] of The Trust."


def test_no_name_of_one_school_stands_for_all_in_headings() -> None:
    """Headings and lead-ins name the kind of a particular, whatever school is met first."""
    start, end = wordings.NAMED
    found = gathering()
    heading = f"2 Life at {start}school.name{end}"
    found.add(0, *edition(worded("Ask.", heading=heading, lead=f"At {start}x{end}:")))
    clause = found.result().policies[0].clauses[0]
    assert (clause.heading, clause.lead) == ("2 Life at [school.name]", "At [x]:")


def test_reasons_stay_with_their_schools() -> None:
    """A reason is told of the school that gave it, though another has the same words."""
    found = gathering()
    for number, why in enumerate(("", "We are small.", "We have no office.")):
        origin = "replaced" if why else "kept"
        found.add(number, *edition(worded("Ask.", origin=origin, because=why)))
    trust, own = found.result().policies[0].clauses[0].wordings
    assert trust.reasons == ()
    assert own.schools == (1, 2)
    assert own.reasons == ((1, "We are small."), (2, "We have no office."))


def test_clauses_keep_the_order_of_the_text() -> None:
    """What one school alone has stands after the clause that it follows there."""
    keys = {"a": ("one", "two", "three"), "b": ("one", "two", "b.own", "three")}
    found = gathering()
    for number, order in enumerate(keys.values()):
        found.add(number, *edition(*(worded(f"Do {key}.", key=key) for key in order)))
    clauses = found.result().policies[0].clauses
    assert [clause.key for clause in clauses] == ["one", "two", "b.own", "three"]


def test_one_wording_in_two_policies_is_found_once() -> None:
    """The search has a wording once, with each policy and the schools that have it there."""
    found = gathering()
    found.add(0, *edition(worded("Ask the head teacher."), policy="conduct"))
    found.add(1, *edition(worded("Ask the principal."), policy="conduct"))
    found.add(2, *edition(worded("Ask the principal."), policy="visits"))
    clauses = [each for each in found.result().findable if each.places[0].anchor]
    assert [each.text for each in clauses] == ["Ask the head teacher."]
    assert [(p.policy, p.schools) for p in clauses[0].places] == [
        ("conduct", (0, 1)),
        ("visits", (2,)),
    ]
    assert clauses[0].more == ("principal",), "a reader finds it by the school's own word"


def test_wordings_are_read_back_as_they_were_written() -> None:
    """The file holds all that was put into it, and the same wordings give the same bytes."""
    known = edition(worded("Ask {head=Alma Reyes}.", origin="replaced", because="Why not"))
    lines = wordings.lines(*known)
    data = wordings.write("a", {"conduct": lines, "visits": (b"{}", b"[]")})
    assert wordings.read_lines(data) == {"conduct": lines, "visits": (b"{}", b"[]")}
    assert json.loads(data)["school"] == "a"
    assert wordings.read_lines(wordings.write("a", {})) == {}
    assert (wordings.read_words(lines[0]), wordings.read_values(lines[1])) == known
    assert wordings.read_words(b"{}") is None
    assert wordings.read_values(b"{}") is None
    assert known[0].wordings[0].origin is Origin.REPLACED


def test_schools_that_say_the_same_to_different_people_have_the_same_words() -> None:
    """The line of words names no one, so that it is read once for all the schools that have it."""
    one, other = edition(worded("Ask {head=Alma}.")), edition(worded("Ask {head=Tom}."))
    assert one[0] == other[0]
    assert wordings.lines(*one)[0] == wordings.lines(*other)[0]
    assert (one[1], other[1]) == (("Alma",), ("Tom",))


@pytest.mark.parametrize("cut", [0, 1, 10, 30, 60])
def test_a_file_that_was_cut_short_holds_nothing(cut: int) -> None:
    """What is left of a truncated file is not taken for a school's wordings."""
    data = wordings.write("a", {"conduct": wordings.lines(*edition(worded("Ask.")))})
    assert wordings.read_lines(data[:-cut] if cut else b"") in (None, {})
