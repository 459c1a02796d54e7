"""The files beside the pages: feeds and calendars. In: what is published; out: bytes by name.

They are functions of `school.json` and the folders' addresses alone: nothing that an audience may
not read can be in them, and a school that is held is told of as it was last published.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policyloom.outputs import calendars, feeds
from policyloom.outputs.folders import Folder
from policyloom.outputs.site import Follow, PortalSchool, PortalSite, SchoolSite

REGISTER = "policies.json"
"""The portal's list for other programs, which `pipeline.register` writes."""


def school_follow(listed: PortalSchool) -> tuple[Follow, ...]:
    """What a school's pages lead to, of what `school_files` writes."""
    return tuple(_follow(bool(calendars.reviewed(listed))))


def portal_follow(portal: PortalSite) -> tuple[Follow, ...]:
    """What the portal's pages lead to, of what `portal_files` and the register write."""
    found = [review for school in portal.schools for review in calendars.reviewed(school)]
    owned = calendars.owners(found).items()
    return (
        *_follow(bool(found)),
        *(Follow(owner, name, calendars.TYPE) for name, owner in owned),
        Follow("List of all policies for other programs (JSON)", REGISTER, "application/json"),
    )


def _follow(reviews: bool) -> list[Follow]:
    found = [Follow("Decisions, as they are taken (Atom feed)", feeds.NAME, feeds.TYPE)]
    if reviews:
        words = "All review dates (iCalendar)"
        found.append(Follow(words, calendars.NAME, calendars.TYPE))
    return found


def school_files(
    site: SchoolSite, listed: PortalSchool, without: Collection[str] = ()
) -> Mapping[str, bytes]:
    """A school's feed and calendar, by name below its folder, but for those `without` which it is
    to go."""
    folder = school_folder(site, listed)
    makers = {feeds.NAME: feeds.school_feed, calendars.NAME: calendars.school_calendar}
    wanted = {name: make for name, make in makers.items() if name not in without}
    files = {name: make(site.trust, listed, folder) for name, make in wanted.items()}
    return {name: data for name, data in files.items() if data}


def school_folder(site: SchoolSite, listed: PortalSchool) -> Folder:
    """Where a school's files are reached."""
    return Folder(site.audience, site.site_url, listed.url)


def portal_files(portal: PortalSite, made: Mapping[str, str]) -> Mapping[str, bytes]:
    """The trust's feed and calendars, by name below the portal.

    `made` are the calendars of the schools as they are published, by school.
    """
    folder = Folder(portal.audience, portal.site_url)
    feed = feeds.trust_feed(portal.trust, portal.schools, folder)
    dates = calendars.trust_calendars(portal.trust, portal.schools, folder, made)
    return {feeds.NAME: feed, **dates}
