"""Entries of a site's search: the clauses' titles are searched with the part that holds them."""

from __future__ import annotations

from policyloom.model.nodes import Paragraph, Run, SectionBlock, Span, Text
from policyloom.outputs.html_nodes import Part
from policyloom.outputs.site_search import SUBJECTS, part_entries

TITLES = {
    "rule-cameras": "Photographs of pupils",
    "rule-cameras/again": "Photographs of pupils",
    "rule-posts": "Posts & comments",
    "ashby.pool": "Added by the school",
}


def said(*keys: str) -> Paragraph:
    return Paragraph(Run(tuple(Span(key, (Text(f"Words of {key}."),)) for key in keys)))


INNER = SectionBlock("inner", 3, "", (Text("Inner"),), (said("rule-posts"),))
UNHEADED = SectionBlock("plain", 3, "", (), (said("rule-cameras/again"),))
OUTER = (said("rule-cameras", "ashby.pool"), UNHEADED, INNER)
PARTS = (
    Part("", "Policy", ()),
    Part("outer", "Outer", OUTER),
    Part("inner", "Inner", INNER.blocks),
)


def test_a_part_is_found_by_its_own_clauses_titles() -> None:
    """Each title once, escaped, and only in the part in which its clause stands; a school's own
    clause has no title that anybody would search for."""
    top, outer, inner = part_entries("policy/", "Summary", PARTS, TITLES)
    assert (top.subjects, outer.subjects, inner.subjects) == (
        "",
        "Photographs of pupils",
        "Posts &amp; comments",
    )


def test_titles_are_searched_and_not_shown() -> None:
    """What a result shows is the text alone; an entry without titles has no such field."""
    top, outer, _ = (entry.fields() for entry in part_entries("policy/", "", PARTS, TITLES))
    assert SUBJECTS not in top
    assert outer[SUBJECTS] and "Photographs" not in outer["text"] + outer["title"]
