"""Around the pages of single editions, comparisons and periods: trails, neighbours, the as-of page.

In: an entry of a school's site. Out: HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from policyloom.model.dates import say_date
from policyloom.model.pages import Status
from policyloom.outputs.html import Aids, Article
from policyloom.outputs.html_nodes import TocEntry
from policyloom.outputs.markup import join, tag
from policyloom.outputs.redline import subject
from policyloom.outputs.site import SitePage
from policyloom.outputs.site_life import PROPOSED, Contrast, Moment, Period
from policyloom.outputs.site_words import held, to


def edition_aids(entry: SitePage, moment: Moment) -> Aids:
    """What stands around an edition's own page: where one is, what holds today, what is beside."""
    here = moment.folder
    day = say_date(moment.decided)
    return Aids(
        above=join([trail(entry, here, f"Edition of {day}"), _standing(entry, moment)]),
        panel=_ways(entry, moment),
        after=_beside(entry, moment),
        banner=False,
    )


def proposed_aids(entry: SitePage) -> Aids:
    """What stands around a proposal."""
    here = f"{entry.page.policy}/{PROPOSED}"
    name = entry.life.current.edition if entry.life.current else ""
    changes = entry.life.contrast(name, PROPOSED)
    links = [("See what would change", changes), ("Read what is in force", entry.page.policy)]
    return Aids(above=trail(entry, here, "Proposed"), panel=_list(here, links))


def trail(entry: SitePage, here: str, last: str) -> Markup:
    """The way from the policy's own page to this one."""
    policy = entry.page.policy
    steps = [tag("a", entry.page.title, href=to(here, policy))]
    if entry.life.moments and here not in (f"{policy}/versions", f"{policy}/{PROPOSED}"):
        steps.append(tag("a", "Editions", href=to(here, f"{policy}/versions")))
    items = [tag("li", step) for step in steps]
    items.append(tag("li", last, aria_current="page"))
    return tag("nav", tag("ol", *items), class_="trail", aria_label="Where you are", data_aid=True)


def _standing(entry: SitePage, moment: Moment) -> Markup:
    """What this edition is today, and where to read what holds."""
    here, policy = moment.folder, entry.page.policy
    current = entry.life.current
    held_ = tag("strong", held(moment))
    if moment.status is Status.IN_FORCE:
        link = tag("a", "the policy’s own page", href=to(here, policy))
        words = (held_, " This is this edition’s lasting address; what is in force is on ", link)
    elif current is not None and current.status is Status.IN_FORCE:
        words = (held_, " ", tag("a", "Read what is in force now", href=to(here, policy)))
    else:
        words = (held_, " See ", tag("a", "the policy’s own page", href=to(here, policy)))
    return tag("p", *words, ".", class_=f"notice {_TONES[moment.status]}", data_aid=True)


_TONES = {
    Status.IN_FORCE: "in-force",
    Status.SCHEDULED: "scheduled",
    Status.SUPERSEDED: "gone",
    Status.WITHDRAWN: "gone",
    Status.LEFT: "gone",
}


def _ways(entry: SitePage, moment: Moment) -> Markup:
    current = entry.life.current
    links = [("What changed in this edition", moment.changes)]
    if current is not None and current is not moment:
        since = entry.life.contrast(name_of(entry, moment), name_of(entry, current))
        later = entry.life.contrast(name_of(entry, current), name_of(entry, moment))
        if since != current.changes or current.changes == "":
            links.append(("What has changed since", since))
        else:
            links.append(("What changed after it", since))
        if later != moment.changes:
            links.append(("Compared with what is in force", later))
    return _list(moment.folder, links)


def name_of(entry: SitePage, moment: Moment) -> str:
    """What an edition is called in the address of a comparison."""
    owner = moment.folder.split("/")[0]
    return moment.edition if owner == entry.page.policy else f"{owner}.{moment.edition}"


def _list(here: str, links: Sequence[tuple[str, str]]) -> Markup:
    items = [tag("li", tag("a", words, href=to(here, there))) for words, there in links if there]
    return tag("ul", *items, class_="ways") if items else Markup("")


def _beside(entry: SitePage, moment: Moment) -> Markup:
    """The editions before and after this one."""
    moments = entry.life.moments
    place = moments.index(moment)
    after = moments[place - 1] if place else None
    before = moments[place + 1] if place + 1 < len(moments) else None
    links = [
        _neighbour(moment.folder, before, "before", "Edition before"),
        _neighbour(moment.folder, after, "after", "Edition after"),
    ]
    if not any(links):
        return Markup("")
    return tag("nav", *links, class_="beside", aria_label="Other editions", data_aid=True)


def _neighbour(here: str, moment: Moment | None, kind: str, words: str) -> Markup:
    if moment is None:
        return Markup("")
    day = tag("strong", say_date(moment.decided))
    return tag("a", words, " ", day, href=to(here, moment.folder), class_=kind, rel=_REL[kind])


_REL = {"before": "prev", "after": "next"}


def contrast_trail(entry: SitePage, contrast: Contrast) -> Markup:
    """What stands above a comparison: the way to it, and where to read either text whole."""
    here = contrast.folder
    links = [
        tag("a", f"Read {side.words}", href=to(here, side.folder))
        for side in (contrast.old, contrast.new)
        if side.folder
    ]
    whole = tag("ul", *[tag("li", link) for link in links], class_="links")
    texts = tag("div", whole, class_="texts", data_aid=True)
    return join([trail(entry, here, subject(contrast.old.name)), texts])


def asof_article(entry: SitePage) -> Article:
    """Which edition was in force when: a table, and a date to ask for where scripts run."""
    here = f"{entry.page.policy}/versions"
    title = f"{entry.page.title}: editions by date"
    rows = [_row(period, here) for period in reversed(entry.life.periods)]
    heads = [tag("th", words, scope="col") for words in ("From", "Until", "In force")]
    table = tag(
        "table",
        tag("caption", "What was in force when, newest first"),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        class_="loom-table periods",
    )
    html = tag(
        "div",
        trail(entry, here, "Editions"),
        tag("h1", title, id="title"),
        tag("p", _about(entry), class_="summary"),
        _question(entry.life.periods),
        tag("section", tag("h2", "All periods", id="periods"), table),
        class_="policy asof",
    )
    toc = (TocEntry(1, "title", title), TocEntry(2, "periods", "All periods"))
    return Article(str(html), toc, ())


def _about(entry: SitePage) -> str:
    first = entry.life.periods[0].since if entry.life.periods else ""
    if not first:
        return "Nothing has been in force yet."
    return (
        f"Records of this policy begin on {say_date(first)}. What was in force before then is not "
        "recorded here."
    )


def _question(periods: tuple[Period, ...]) -> Markup:
    """A date to ask for; without scripts the form stays hidden, and the table answers."""
    if not periods:
        return Markup("")
    field = tag("input", type="date", id="asof-day", name_="on", aria_describedby="asof-answer")
    return tag(
        "form",
        tag("label", "In force on which day?", for_="asof-day"),
        field,
        tag("output", id="asof-answer", for_="asof-day"),
        class_="ask-day",
        data_loom_asof=True,
        hidden=True,
    )


def _row(period: Period, here: str) -> Markup:
    told = period.words
    shown = tag("a", told, href=to(here, period.folder)) if period.folder else told
    until = _last_day(period.until)
    return tag(
        "tr",
        tag(
            "th",
            tag("time", say_date(period.since), datetime=period.since),
            scope="row",
            data_label="From",
        ),
        tag("td", until, data_label="Until"),
        tag("td", shown, data_label="In force"),
        data_since=period.since,
        data_until=period.until,
    )


def _last_day(until: str) -> Markup:
    """The last day of a period; `until` is the day after it."""
    if not until:
        return join(["No end set"])
    day = (date.fromisoformat(until) - timedelta(days=1)).isoformat()
    return tag("time", say_date(day), datetime=day)


def moved_article(title: str, target: str) -> Article:
    """The page at an old address: a link to the new one."""
    html = tag(
        "div",
        tag("h1", "This policy has another name now", id="title"),
        tag("p", "Read ", tag("a", title, href=target), ". Its past editions are there as well."),
        class_="policy",
    )
    return Article(str(html), (TocEntry(1, "title", title),), ())
