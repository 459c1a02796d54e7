"""A page of MkDocs whose HTML the plugin brings: there is no Markdown to read or to convert."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents


class ArticlePage(Page):
    """MkDocs sets a Markdown parser up for every page; this one leaves that out.

    `on_page_content` gives it its HTML and its headings.
    """

    def read_source(self, config: MkDocsConfig) -> None:
        """There is nothing to read."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is nothing to convert."""
        self.content, self.toc = "", TableOfContents([])
