"""What is made together on a school's site, and of what. In: a site, and what is listed of it; out:
for each page and file that is no policy's, the values that it shows.

What all pages have around them (`policy_part.Around`) is left out. Where nothing of the rest has
changed either, a page need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.outputs import calendars, feeds, publication_page, register_page
from policyloom.outputs.copy_known import known_copies
from policyloom.outputs.copy_page import FOLDER as COPIES
from policyloom.outputs.site import PortalSchool, SchoolSite
from policyloom.outputs.site_files import school_folder
from policyloom.outputs.site_people import FOLDER as CONTACTS
from policyloom.outputs.site_roles import FOLDER as ROLES
from policyloom.outputs.site_roles import made_of_role, role_group, told_roles
from policyloom.outputs.site_statement import FOLDER as STATEMENT

Made = tuple[str, tuple[object, ...]]
"""The name of what is made together, and what it is made of."""


def page_groups(site: SchoolSite) -> Iterator[Made]:
    """The school's pages that are no policy's, but for its front page and those of attached files,
    which are always made."""
    told = told_roles(site)
    yield ROLES, (told,)
    for role, _ in told:
        yield role_group(role), made_of_role(site, role, told)
    yield CONTACTS, (site.directory,)
    yield COPIES, tuple(known_copies(site))
    yield STATEMENT, (site.statement, [each.page.title for each in site.attached])
    yield publication_page.FOLDER, (site.publication, site.contacts)
    yield register_page.FOLDER, (site.register,)


def file_groups(site: SchoolSite, listed: PortalSchool) -> Iterator[Made]:
    """The files beside the pages, by their names."""
    folder = school_folder(site, listed)
    whose = (site.trust, site.school, site.name, folder)
    yield feeds.NAME, (*whose, feeds.newest(listed))
    yield calendars.NAME, (*whose, calendars.reviewed(listed))
