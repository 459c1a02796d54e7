"""What a pack tells of each change: all of them, once, in words that are true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from policyloom.model.changes import Cause, Change, ChangeKind
from policyloom.outputs import pack_words as words
from policyloom.outputs.pack import Matter, Pack
from policyloom.outputs.pack_changes import changes_told, what
from policyloom.outputs.pack_files import PackFiles
from policyloom.outputs.pack_html import pack_page
from policyloom.outputs.pack_pdf import PackMaker
from policyloom.pipeline.weave import Weave
from tests.pack.conftest import decide, edit, packed, revise
from tests.pdf.reading import text_of
from tests.pdf.reading import words as closed
from tests.pdf.structure import check_pdf, roles
from tests.trusts import HERE


def change(old: str, new: str, kind: ChangeKind = ChangeKind.WORDING, note: str = "") -> Change:
    return Change(1, kind, Cause.TRUST, "rule", "A rule", "", old, new, note)


TOLD = {
    ("be kind", "be kind and fair"): "Adds “and fair”.",
    ("be kind and fair", "be kind"): "Leaves out “and fair”.",
    ("within 5 days of it", "within 9 days of it"): "Says “9” instead of “5”.",
    ("Do it.", "Do it now."): "Says “it now.” instead of “it.”",
    ("a a", "a a a"): "Adds “a”.",
    ("the same", "the same"): "The words stay; how they are marked changes.",
}


@pytest.mark.parametrize("pair", TOLD)
def test_rewording(pair: tuple[str, str]) -> None:
    """The words that differ are told, and none that both have at either end."""
    assert what(change(*pair)) == TOLD[pair]


def test_a_long_rewording_is_left_to_the_redline() -> None:
    """Nobody reads sixty words twice."""
    assert what(change("old " * 40, "new " * 40)) == "Reworded: the redline shows it."
    gone = what(change("old " * 60, "", ChangeKind.REMOVED))
    assert gone == "Taken out: 60 words, which the redline shows."


OMITTED = """\
omit:
  - {clause: contact-office, because: We have no office., against: 2024-09-01}
"""


def rich(root: Path) -> Pack:
    """A pack with a revised clause, a school's clause reworded and one no longer omitted."""
    revise(root)
    edit(root, "Nobody runs at the pool.", "Nobody runs or dives at the pool.")
    edit(root, OMITTED, "")
    return packed(root, "2026-06-10", "conduct", "complaints")


def conduct(pack: Pack) -> Matter:
    return next(m for m in pack.matters if m.page.policy == "conduct")


def test_every_change_is_told_once(decided: Path) -> None:
    """The numbers in the lists are those of the redline's changes, each once."""
    matter = conduct(rich(decided))
    assert matter.redline is not None
    numbers = [n for group in changes_told(matter) for line in group.told for n in line.numbers]
    assert sorted(numbers) == [c.number for c in matter.redline.comparison.changes]
    assert len(numbers) >= 2


def told(matter: Matter) -> dict[str, str]:
    """By what changes, why."""
    return {line.what: line.why for group in changes_told(matter) for line in group.told}


def test_the_trusts_reason(decided: Path) -> None:
    """What the trust wrote when it revised a clause stands beside the change."""
    (matter,) = [m for m in rich(decided).matters if m.page.policy == "complaints"]
    assert told(matter) == {"Adds “and fair”.": "Revised by the trust. Fairness was asked for"}


def test_the_schools_reason(decided: Path) -> None:
    """What the school gave as its reason stands beside its own words."""
    whys = told(conduct(rich(decided)))
    assert whys["Adds “or dives”."] == "The school’s own. We have a pool."


def test_who_set_a_condition(tiny: Path) -> None:
    """A condition tells its old and new value, and that it was the school who set it."""
    edit(tiny, OMITTED, "")
    decide(tiny, "conduct", "2026-01-15")
    edit(tiny, "reply: 1 school days", "reply: 3 school days")
    whys = told(conduct(packed(tiny, "2026-06-10")))
    assert whys == {
        "From “1 school day” to “3 school days”.": "Set by the school. No reason is recorded."
    }


def test_what_stays_is_counted(decided: Path) -> None:
    """Clauses that no change touches are counted, of all that the text has."""
    matter = conduct(rich(decided))
    assert matter.redline is not None
    # Of its five clauses the one that is the school's own differs, and one is there anew.
    assert (matter.stays.clauses, matter.stays.total) == (3, 5)
    assert matter.stays.sections == ()


def test_pdf_is_sound_and_the_same_again(decided: Path) -> None:
    """Tags, titles, headings, tables and alternative texts are right; two makers agree."""
    pack = rich(decided)
    made = PackMaker(decided).make_pack(pack)
    assert check_pdf(made) == []
    assert roles(made).count("Figure") >= 3 * len(pack.matters)
    assert PackMaker(decided).make_pack(pack) == made


def test_pdf_of_a_first_draft_holds_its_text(tiny: Path) -> None:
    """What nobody has approved yet is there in full, and the file is sound."""
    pack = packed(tiny, "2026-03-12")
    made = PackMaker(tiny).make_pack(pack)
    assert check_pdf(made) == []
    assert closed("Nobody runs at the pool.") in closed(text_of(made))


def sentences(pack: Pack) -> Iterator[str]:
    yield from (words.occasion(pack), words.asked(pack), words.looked_ahead(pack))
    yield from (value for _, value in words.details(pack))
    for matter in pack.matters:
        yield words.resolution(matter, pack)
        yield from (value for _, value in words.about(matter))
        yield from words.stays(matter)
        for group in changes_told(matter):
            yield from (text for line in group.told for text in (line.what, line.why))
    yield from (cell for line in pack.calendar for cell in words.falls(line, pack))


def test_page_and_pdf_say_the_same(decided: Path) -> None:
    """Every sentence of the pack stands on paper and on the page."""
    pack = rich(decided)
    paper = closed(text_of(PackMaker(decided).make_pack(pack)))
    page = lxml.html.document_fromstring(pack_page(pack, PackFiles(decided), "p.pdf"))
    screen = closed("".join(str(text) for text in page.itertext()))
    for sentence in sentences(pack):
        assert closed(sentence) in paper, sentence
        assert closed(sentence) in screen, sentence


def page_of(pack: Pack, root: Path) -> list[HtmlElement]:
    """The elements of a pack's page."""
    page = lxml.html.document_fromstring(pack_page(pack, PackFiles(root), "p.pdf"))
    return [element for element in page.iter() if isinstance(element, HtmlElement)]


def every(elements: list[HtmlElement], attribute: str) -> list[str]:
    return [value for element in elements if (value := element.get(attribute))]


def test_the_page_stands_alone(decided: Path) -> None:
    """Every id is there once, every link within it leads somewhere, nothing is fetched."""
    pack = rich(decided)
    page = page_of(pack, decided)
    ids = every(page, "id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in every(page, "href") if href.startswith("#")} <= set(ids)
    assert all(source.startswith("data:") for source in every(page, "src"))
    assert not {"script", "link", "iframe"} & {element.tag for element in page}
    assert b"url(http" not in pack_page(pack, PackFiles(decided), "p.pdf")


def test_headings_skip_no_level(decided: Path) -> None:
    """A screen reader meets the levels of headings one after the other, on one page for all."""
    tags = [str(element.tag) for element in page_of(rich(decided), decided)]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("school", ["hazelbrook", "canal-street", "fenwick-park"])
def test_the_examples_packs_are_sound(weave: Weave, school: str) -> None:
    """A pack of all of a school's policies is sound, whatever their arrangement."""
    pack = packed(HERE, "2027-06-01", school=school)
    assert check_pdf(PackMaker(HERE).make_pack(pack)) == []
