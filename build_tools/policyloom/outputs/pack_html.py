"""The governors' pack as a page: a `Pack` enters; one HTML file that needs no other leaves.

It says what the PDF says, in the same words. Style, letters, logo and pictures are inside it, so
that it can be sent round as it is; nothing in it runs.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from policyloom.compare import new_blocks
from policyloom.outputs import pack_words as words
from policyloom.outputs.html_nodes import NodeWriter, anchors
from policyloom.outputs.markup import join, tag
from policyloom.outputs.pack import Matter, Pack
from policyloom.outputs.pack_changes import Listed, Told, changes_told
from policyloom.outputs.pack_files import PackFiles
from policyloom.outputs.redline import MEANING, Finder, Redline
from policyloom.outputs.redline_nodes import RedlineWriter
from policyloom.outputs.redline_parts import NewWriter, QuietWriter

IMAGES = "images/"
META = Markup(
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="robots" content="noindex">'
)


def pack_page(pack: Pack, files: PackFiles, pdf: str) -> bytes:
    """The pack as one HTML file; `pdf` is the name of the same as a PDF, beside it.

    `files` gives what is put inside. Raises OSError where one of them cannot be read.
    """
    head = tag(
        "head",
        META,
        tag("title", f"{words.TITLE} · {pack.masthead.school} · {words.occasion(pack)}"),
        tag("style", Markup(files.style(pack.masthead))),
    )
    body = tag(
        "body",
        tag("a", "Skip to what is before this meeting", href="#agenda", class_="skip"),
        _cover(pack, files, pdf),
        tag("main", _contents(pack), _agenda(pack), *_matters(pack, files), *_after(pack)),
        class_="md-typeset pack",
        data_md_color_scheme="default",
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=pack.lang)}\n".encode()


def _cover(pack: Pack, files: PackFiles, pdf: str) -> Markup:
    head = pack.masthead
    alt = f"Logo of {head.school}"
    logo = tag("img", src=files.picture(head.logo), alt=alt, class_="logo") if head.logo else ""
    return tag(
        "header",
        logo,
        tag("p", head.school, class_="school"),
        tag("p", head.trust, class_="trust") if head.trust != head.school else "",
        tag("h1", words.TITLE),
        tag("p", words.occasion(pack), class_="occasion"),
        tag("p", words.asked(pack), class_="asked"),
        _details(words.details(pack)),
        tag("p", tag("a", "The same as a PDF, to print", href=pdf)),
    )


def _details(rows: Iterable[tuple[str, str]]) -> Markup:
    lines = [tag("div", tag("dt", label), tag("dd", value)) for label, value in rows]
    return tag("dl", *lines, class_="details")


def _contents(pack: Pack) -> Markup:
    items = [_entry("agenda", words.AGENDA)]
    for matter in pack.matters:
        inner = _entry(f"text-{matter.number}", _text_title(matter)) if _has_text(matter) else ""
        name = f"{matter.number}. {matter.page.title}"
        items.append(_entry(f"matter-{matter.number}", name, tag("ul", inner) if inner else ""))
    ends = (words.RESOLUTIONS, words.SIGNOFF, words.CALENDAR)
    items += [_entry(title.split()[0].lower(), title) for title in ends]
    return tag("nav", tag("h2", words.CONTENTS), tag("ul", *items), aria_label=words.CONTENTS)


def _entry(name: str, title: str, *more: str) -> Markup:
    return tag("li", tag("a", title, href=f"#{name}"), *more)


def _part(title: str, *content: str, name: str = "") -> Markup:
    return tag("section", tag("h2", title, id=name or title.split()[0].lower()), *content)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], class_: str = "") -> Markup:
    """A table; the first cell of each row heads it, and every other one knows its column."""
    titles = list(heads)
    head = tag("thead", tag("tr", *(tag("th", title, scope="col") for title in titles)))
    lines = [
        tag("tr", *(_cell(titles[x], cell, not x) for x, cell in enumerate(row))) for row in rows
    ]
    return tag("table", head, tag("tbody", *lines), class_=f"loom-table {class_}".strip())


def _cell(title: str, cell: str, first: bool) -> Markup:
    return tag("th", cell, scope="row") if first else tag("td", cell, data_label=title)


def _agenda(pack: Pack) -> Markup:
    rows = [
        (
            join([_link(matter), tag("span", matter.page.number, class_="where")]),
            join([tag("p", sentence) for sentence in words.why_here(matter)]),
            _boxes(matter),
        )
        for matter in pack.matters
    ]
    table = _table(words.AGENDA_COLUMNS, rows, "agenda")
    return _part(words.AGENDA, tag("p", words.looked_ahead(pack)), table, name="agenda")


def _link(matter: Matter) -> Markup:
    return tag("a", f"{matter.number}. {matter.page.title}", href=f"#matter-{matter.number}")


def _boxes(matter: Matter) -> Markup:
    legend = tag("legend", f"Decision on {words.called(matter)}", class_="spoken")
    choices = [
        tag("label", tag("input", type="checkbox"), " ", choice) for choice in words.boxes(matter)
    ]
    return tag("fieldset", legend, *choices)


def _matters(pack: Pack, files: PackFiles) -> Iterable[Markup]:
    for matter in pack.matters:
        title = f"{matter.number}. {matter.page.title}"
        name = f"matter-{matter.number}"
        yield _part(title, *_one(matter, pack), _text(matter, files), name=name)


def _one(matter: Matter, pack: Pack) -> Iterable[Markup]:
    """A policy's own page."""
    yield _details(words.about(matter))
    yield _proposal(matter, pack)
    groups = [_group(matter, listed) for listed in changes_told(matter)]
    if groups:
        yield tag("h3", words.CHANGES)
        yield from groups
    if sentences := words.stays(matter):
        yield join([tag("h3", words.STAYS), *(tag("p", sentence) for sentence in sentences)])
    if own := words.own(matter):
        items = [tag("li", tag("strong", title), f" {why}") for title, why in own]
        yield join([tag("h3", words.OWN), tag("ul", *items)])


def _group(matter: Matter, listed: Listed) -> Markup:
    about = tag("span", f" {listed.about}", class_="about") if listed.about else ""
    heading = tag("p", tag("strong", f"{listed.title} ({listed.count})"), about, class_="group")
    rows = [(_change(matter, told), told.what, told.why) for told in listed.told]
    return join([heading, _table(words.CHANGES_COLUMNS, rows, "changed")])


def _change(matter: Matter, told: Told) -> Markup:
    """What changes, with a link to where the redline shows it."""
    numbers = [
        tag(
            "a",
            str(number),
            href=f"#m{matter.number}-change-{number}",
            id=f"m{matter.number}-listed-{number}",
            aria_label=f"Change {number} in the redline",
        )
        for number in told.numbers
    ]
    where = tag("span", told.where, class_="where") if told.where else ""
    return join([*(part for n in numbers for part in (n, " ")), told.title, where])


def _has_text(matter: Matter) -> bool:
    return bool(matter.redline or matter.text)


def _text_title(matter: Matter) -> str:
    return f"{matter.page.title}: {words.REDLINE if matter.redline else words.DRAFT}"


def _text(matter: Matter, files: PackFiles) -> Markup:
    """The redline of what is proposed, or the whole of what nobody has approved yet."""
    if not _has_text(matter):
        return Markup("")
    if matter.redline:
        legend, written = tag("p", MEANING, class_="legend"), _redline(matter.redline)
    else:
        writer = NodeWriter({}, IMAGES, anchors(matter.text))
        legend, written = Markup(""), writer.blocks(matter.text, 4)
    inside = files.placed(
        tag("div", written, class_="policy redline"), f"m{matter.number}-", IMAGES
    )
    heading = tag("h3", _text_title(matter), id=f"text-{matter.number}")
    return tag("section", heading, legend, inside, class_="text")


def _redline(redline: Redline) -> Markup:
    comparison = redline.comparison
    now = NewWriter({}, IMAGES, anchors(new_blocks(comparison.redline)))
    writer = RedlineWriter(Finder.of(comparison), now, QuietWriter({}, IMAGES))
    return writer.blocks(comparison.redline, 4)


def _after(pack: Pack) -> Iterable[Markup]:
    """What follows the policies: resolutions, sign-off, calendar."""
    yield _part(words.RESOLUTIONS, *(_resolution(matter, pack) for matter in pack.matters))
    signing = [(c.post, c.name, "", "") for c in pack.signoff]
    table = _table(words.SIGNOFF_COLUMNS, signing, "signing")
    yield _part(words.SIGNOFF, tag("p", words.signing(pack)), table)
    lines = [words.falls(line, pack) for line in pack.calendar]
    calendar = _table(words.CALENDAR_COLUMNS, lines) if lines else ""
    yield _part(words.CALENDAR, tag("p", words.calendar_lead(pack)), calendar)


def _resolution(matter: Matter, pack: Pack) -> Markup:
    lines = [
        tag("p", tag("span", label), tag("span", class_="rule"), class_="line")
        for label in (*words.LINES, words.REMARKS)
    ]
    return tag(
        "section",
        tag("h3", f"{matter.number}. {matter.page.title}"),
        _proposal(matter, pack),
        tag("div", *lines, class_="lines"),
        class_="minute",
    )


def _proposal(matter: Matter, pack: Pack) -> Markup:
    label = tag("strong", words.RESOLUTION)
    return tag("p", label, " ", words.resolution(matter, pack), class_="resolution")
