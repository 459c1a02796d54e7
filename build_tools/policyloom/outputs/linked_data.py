"""What a page says of itself to search engines: JSON-LD in the words of schema.org.

In: a school's site and what a page shows. Out: the text of a script element that nothing authored
can end. It says what is known and no more: a policy whose review is overdue has not expired, so no
day of expiry is given.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from policyloom.model.pages import Masthead, Page, Status
from policyloom.outputs.markup import outward, printable
from policyloom.outputs.site import SchoolSite

_ENDS_NOTHING = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
"""A script element ends where its text says so, whatever the text is: these never stand in it."""
_PDF = "application/pdf"


def policy_data(
    site: SchoolSite, page: Page, updated: str = "", file: str = "", form: str = _PDF
) -> Markup:
    """A policy's own page. `updated` is the day of its newest change to a contact, or "".

    `file` is what can be downloaded, relative to the page, and `form` its media type.
    """
    address = f"{site.site_url}{page.policy}/" if site.site_url else ""
    return _script(
        site,
        {
            "@type": "DigitalDocument",
            "@id": address,
            "url": address,
            "name": page.title,
            "abstract": page.summary,
            "identifier": page.number,
            "inLanguage": page.lang,
            "creativeWorkStatus": page.status.value.capitalize(),
            "version": page.edition if page.approved else "",
            "datePublished": page.approved,
            "dateModified": max(page.approved, updated),
            "temporalCoverage": f"{page.effective}/.." if _holds(page) else "",
            "publisher": _publisher(site),
            "encoding": _encoding(f"{address}{file}" if file else "", form),
        },
    )


def school_data(site: SchoolSite) -> Markup:
    """A school's front page: who publishes these policies."""
    masthead = site.masthead
    return _script(
        site,
        {
            **_publisher(site),
            "address": ", ".join(_address(masthead)),
            "foundingDate": masthead.founded,
            "slogan": masthead.motto,
            "parentOrganization": _named("EducationalOrganization", site.trust),
            "subjectOf": _collection(site),
        },
    )


def _publisher(site: SchoolSite) -> dict[str, Any]:
    reached = {href.partition(":")[0].lower(): href for href in _hrefs(site.masthead)}
    return {
        "@type": "School",
        "name": site.name,
        "url": site.masthead.website if outward(site.masthead.website) else "",
        "telephone": reached.get("tel", "").partition(":")[2],
        "email": reached.get("mailto", "").partition(":")[2],
    }


def _hrefs(masthead: Masthead) -> list[str]:
    return [detail.href for detail in masthead.contacts if outward(detail.href)]


def _address(masthead: Masthead) -> tuple[str, ...]:
    """The lines of the address, without the name that stands beside it."""
    lines = masthead.address
    return lines[1:] if lines and lines[0] == masthead.school else lines


def _collection(site: SchoolSite) -> dict[str, Any]:
    return {
        "@type": "CollectionPage",
        "name": f"Policies of {site.name}",
        "url": site.site_url,
    }


def _named(kind: str, name: str) -> dict[str, Any]:
    return {"@type": kind, "name": name} if name else {}


def _encoding(address: str, form: str) -> dict[str, Any]:
    if not address:
        return {}
    return {"@type": "MediaObject", "contentUrl": address, "encodingFormat": form}


def _holds(page: Page) -> bool:
    return bool(page.effective) and page.status in (Status.IN_FORCE, Status.SCHEDULED)


def _script(site: SchoolSite, data: Mapping[str, Any]) -> Markup:
    """Nothing where no search engine is to come: these pages are read in great number."""
    if site.noindex:
        return Markup("")
    made = json.dumps(_said({"@context": "https://schema.org", **data}), ensure_ascii=False)
    return Markup(made.translate(_ENDS_NOTHING))


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty, and without characters that no page may hold."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        clean = _said(value) if isinstance(value, Mapping) else printable(value)
        if clean:
            found[key] = clean
    return found
