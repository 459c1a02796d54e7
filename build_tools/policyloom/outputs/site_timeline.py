"""A policy's history on its own page: the timeline, what is announced, the links in the panel.

In: an entry of a school's site. Out: HTML that stands around the edition's text.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from policyloom.model.dates import say_date
from policyloom.model.pages import ENDED, Status
from policyloom.outputs.html import Aids, size
from policyloom.outputs.html_after import DIFFERENT, different
from policyloom.outputs.html_nodes import TocEntry
from policyloom.outputs.markup import tag
from policyloom.outputs.site import SitePage
from policyloom.outputs.site_due import due_banner
from policyloom.outputs.site_life import PROPOSED, TRUST, Moment
from policyloom.outputs.site_words import DECISIONS, ENDS, held, slug, to, wording

Titles = Mapping[str, str]
"""The title of each policy that the audience may read, by id."""


def history_aids(entry: SitePage, titles: Titles, lengths: Mapping[str, int]) -> Aids:
    """What stands around a policy's own page; `lengths` are the PDFs' sizes by folder."""
    page = entry.page
    above, panel = due_banner(page.review, entry.due, page.noun), _panel(entry)
    redline = _redline(entry)
    if not entry.life.moments:
        return Aids(above, panel, ask=entry.ask, redline=redline)
    above = _announced(entry, titles) + above
    after = timeline(entry, titles, lengths)
    heading = TocEntry(2, "history", "History")
    banner = page.status not in ENDED
    return Aids(above, panel, after, (heading,), banner, entry.ask, redline)


def _redline(entry: SitePage) -> str:
    """The address of the comparison with the trust's text, for those who may read it."""
    current = entry.life.current
    trust = entry.life.contrast(TRUST, current.edition if current else "draft")
    return to(entry.page.policy, trust) if trust else ""


def timeline(entry: SitePage, titles: Titles, lengths: Mapping[str, int]) -> Markup:
    """Every decision, newest first."""
    here = entry.page.policy
    items = [_moment(m, here, titles, lengths) for m in entry.life.moments]
    asof = tag("a", "Which edition was in force on a date?", href=to(here, f"{here}/versions"))
    return tag(
        "section",
        tag("h2", "History", id="history"),
        tag("p", asof, class_="asof-link"),
        tag("ol", *items, class_="timeline"),
        class_="history",
        data_aid=True,
    )


def _moment(moment: Moment, here: str, titles: Titles, lengths: Mapping[str, int]) -> Markup:
    chip = tag("span", moment.status.value.capitalize(), class_=f"chip {slug(moment.status)}")
    when = tag("time", say_date(moment.decided), datetime=moment.decided)
    minute = f", minute {moment.minute}" if moment.minute else ""
    said = tag("p", DECISIONS[moment.decision], f" by the {moment.by}{minute}.", class_="decision")
    return tag(
        "li",
        tag("h3", when, " ", chip),
        said,
        tag("p", moment.summary, class_="why") if moment.summary else "",
        _successor(moment, here, titles),
        tag("p", wording(moment) or held(moment), class_="held"),
        _links(moment, here, lengths),
        class_=slug(moment.status),
    )


def _successor(moment: Moment, here: str, titles: Titles) -> Markup:
    if not moment.successor:
        return Markup("")
    return tag("p", "Read instead: ", _policy(moment.successor, here, titles), ".")


def _policy(policy: str, here: str, titles: Titles) -> Markup:
    """A link to another policy, or its name alone where this audience may not read it."""
    if policy not in titles:
        return tag("span", policy.replace("-", " "))
    return tag("a", titles[policy], href=to(here, policy))


def _links(moment: Moment, here: str, lengths: Mapping[str, int]) -> Markup:
    of = tag("span", f" of {say_date(moment.decided)}", class_="spoken")
    links = [tag("a", "Read this edition", of, href=to(here, moment.folder))]
    if moment.folder in lengths:
        words = f"PDF ({size(lengths[moment.folder])})"
        href = to(here, moment.folder) + moment.pdf_name
        links.append(tag("a", words, of, href=href, type="application/pdf"))
    if moment.changes:
        spoken = tag("span", f" on {say_date(moment.decided)}", class_="spoken")
        links.append(tag("a", "What changed", spoken, href=to(here, moment.changes)))
    return tag("ul", *[tag("li", link) for link in links], class_="links")


def _panel(entry: SitePage) -> Markup:
    """Links from the panel of facts to what changed and to the history."""
    here, life = entry.page.policy, entry.life
    current = life.current
    links = []
    if current is not None and current.changes:
        links.append(tag("a", "What changed last time", href=to(here, current.changes)))
    if count := len(different(entry.page)):
        links.append(tag("a", f"{DIFFERENT} ({count})", href="#differences"))
    if life.moments:
        links.append(tag("a", "History and past editions", href="#history"))
    items = [tag("li", link) for link in links]
    return tag("ul", *items, class_="ways") if items else Markup("")


def _announced(entry: SitePage, titles: Titles) -> Markup:
    """What a reader must know first: a successor, an edition to come, a proposal."""
    notices = [_ended(entry, titles)]
    notices += [_scheduled(entry, m) for m in reversed(entry.life.of(Status.SCHEDULED))]
    notices.append(_proposed(entry))
    return Markup("").join(notice for notice in notices if notice)


def _ended(entry: SitePage, titles: Titles) -> Markup:
    current, here = entry.life.current, entry.page.policy
    if current is not None and current.status is Status.LEFT:
        return _notice("gone", tag("strong", entry.page.banner))
    if current is None or current.status is not Status.WITHDRAWN:
        return Markup("")
    since = tag("strong", f"Not in force since {say_date(current.effective)}.")
    words = [since, f" This {entry.page.noun} stands here as it was. "]
    if current.successor:
        words += ["Read instead: ", _policy(current.successor, here, titles), "."]
    return _notice("gone", *words)


def _scheduled(entry: SitePage, moment: Moment) -> Markup:
    if moment.current:
        return Markup("")
    here, day = entry.page.policy, say_date(moment.effective)
    changes = entry.life.contrast(
        entry.life.current.edition if entry.life.current else "", moment.edition
    )
    if moment.decision in ENDS:
        what = tag("a", "the decision", href=to(here, moment.folder))
        return _notice(
            "scheduled", f"From {day} this policy is in force no longer: see ", what, "."
        )
    link = tag("a", f"The edition of {say_date(moment.decided)}", href=to(here, moment.folder))
    words = [link, f" takes the place of this one on {day}."]
    if changes:
        words += [" ", tag("a", "See what will change", href=to(here, changes)), "."]
    return _notice("scheduled", *words)


def _proposed(entry: SitePage) -> Markup:
    if entry.life.proposed is None:
        return Markup("")
    here = entry.page.policy
    name = entry.life.current.edition if entry.life.current else ""
    changes = entry.life.contrast(name, PROPOSED)
    proposal = tag("a", "A new wording is proposed", href=to(here, f"{here}/{PROPOSED}"))
    words = [proposal, " and waits for a decision."]
    if changes:
        words += [" ", tag("a", "See what would change", href=to(here, changes)), "."]
    return _notice("proposed", *words)


def _notice(kind: str, *words: str) -> Markup:
    return tag("p", *words, class_=f"notice {kind}", data_aid=True)
