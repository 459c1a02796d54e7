"""What helps a reader around an attached file: an AttachedPage enters; Aids leave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from policyloom.model.attached import Form
from policyloom.outputs.html import Aids, TocEntry, size
from policyloom.outputs.html_after import contact
from policyloom.outputs.markup import tag
from policyloom.outputs.site import AttachedPage
from policyloom.outputs.site_due import due_banner

TYPES = {
    Form.PDF: "application/pdf",
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.ODT: "application/vnd.oasis.opendocument.text",
}
NOUNS = {Form.PDF: "PDF", Form.WORD: "Word document", Form.ODT: "OpenDocument text"}
_OPENS = {
    Form.WORD: "This is a Word document. It opens in Word, and in free programs such as "
    "LibreOffice.",
    Form.ODT: "This is an OpenDocument text. It opens in free programs such as LibreOffice, and "
    "in Word.",
}


def attached_aids(attached: AttachedPage, root: Path) -> Aids:
    """The link to the file, what was looked at in it, and whom to ask about it.

    `root` is the trust's folder.
    """
    page = attached.page
    return Aids(
        above=due_banner(page.review, attached.due, page.noun),
        panel=tag("p", _link(attached), class_="download"),
        beside=_reading(attached, root) + _ask(attached),
        toc=(TocEntry(2, "reading", "Reading this document"), TocEntry(2, "whom", "Who to ask")),
    )


def described(attached: AttachedPage) -> str:
    """What is attached, in a few words for a list: "Attached PDF, 84 KB"."""
    return f"Attached {NOUNS[attached.form]}, {size(attached.size)}"


def _link(attached: AttachedPage) -> Markup:
    length = size(attached.size).replace(" ", "\N{NO-BREAK SPACE}")
    words = f"Download the {NOUNS[attached.form]} ({length})"
    spoken = tag("span", f" of {attached.page.title}", class_="spoken")
    return tag("a", words, spoken, class_="pdf", href=attached.name, type=TYPES[attached.form])


def _reading(attached: AttachedPage, root: Path) -> Markup:
    words = tuple(_words(attached, root))
    looked = tag("ul", *[tag("li", w) for w in words]) if words[1:] else tag("p", *words)
    heading = tag("h2", "Reading this document", id="reading")
    return tag("section", heading, looked, _looked_at(attached), class_="reading")


def _words(attached: AttachedPage, root: Path) -> Iterator[str]:
    if attached.form is not Form.PDF:
        yield _OPENS[attached.form]
        return
    from policyloom.outputs.pdf_access import access_words, pdf_access  # for these pages alone

    access = pdf_access(root / attached.file, attached.sha256)
    if access is not None:
        yield from access_words(access)
    else:
        yield "Nothing could be found out about how this PDF reads aloud."


def _looked_at(attached: AttachedPage) -> Markup:
    if attached.form is Form.PDF:
        words = (
            "A program checked whether it has tags, text, a language and a title. It "
            "did not check that they are right, and nobody has tried the PDF with a screen "
            "reader for this page."
        )
    else:
        words = "Nobody has looked at how it reads aloud for this page."
    return tag("p", words)


def _ask(attached: AttachedPage) -> Markup:
    items = [tag("li", contact(person)) for person in attached.ask]
    form = "If you need it in another form, such as large print or plain text, ask"
    people = tag("p", form, ":") if items else tag("p", form, " the school.")
    listed = tag("ul", *items, class_="plain") if items else Markup("")
    return tag("section", tag("h2", "Who to ask", id="whom"), people, listed, class_="whom")
