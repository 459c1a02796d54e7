"""One page as the plugin carries it out: where its words come from and what frames it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from policyloom.outputs.html import Article
from policyloom.outputs.site_search import SearchEntry
from policyloom.outputs.site_views import Frame


@dataclass(frozen=True, slots=True)
class Planned:
    """A page. Either `article` makes its HTML, or `words` names a file of templates/pages/.

    `description` also begins what the search shows of the page; `results` are entries of the
    search that stand for the page, or lead to other sites of the trust. `facts` are the only
    placeholders that a file of words may hold; `context` is what the page's template may use
    besides the frame; `updated` is an ISO date for the site map, or "". `listed` is False for a
    page that no search is to find, because another one says what holds; `moved` is the address
    that an old one leads on to, `within` the folder of the policy that the menu marks. `group`
    names what is made together with it: where nothing that a group is made of has changed, its
    pages need not be made again. "" is for a page that always is.
    """

    template: str
    title: str
    frame: Frame
    description: str = ""
    updated: str = ""
    article: Callable[[], Article] | None = None
    words: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, object] = field(default_factory=dict)
    results: tuple[SearchEntry, ...] = ()
    listed: bool = True
    moved: str = ""
    within: str = ""
    group: str = ""

    @property
    def searched(self) -> bool:
        """Whether the search shows the parts of its article, rather than `results`."""
        return self.article is not None and self.listed and not self.results
