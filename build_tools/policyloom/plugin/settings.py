"""The site engine's settings of a trust, for one site after the other. In: the trust's root and
where a site is to go; out: settings as MkDocs reads them.

MkDocs reads them anew for every site, and looks through all installed packages for themes: half as
long as the pages of a policy take. They are read once a process, as far as that is safe.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from policyloom.outputs.site import SiteError
from policyloom.plugin.adapter import PLUGINS, PolicyloomPlugin

FILE = "mkdocs.yml"
_known: dict[tuple[str, bytes], tuple[MkDocsConfig, Theme]] = {}
"""The settings that were read last, by place and content, with the theme as it was then."""


def settings(root: Path, out: Path, site_url: str, heard: Collection[str]) -> MkDocsConfig:
    """The settings for a site that is to be written into `out`.

    `heard` is what MkDocs complains of meanwhile: settings of which it does are read each time, so
    that it is told of each site. Raises what MkDocs raises, and OSError.
    """
    path = root / FILE
    text = path.read_bytes()
    if (str(path), text) not in _known:
        config = load_config(
            str(path), site_dir=str(out.resolve()), site_url=site_url, strict=False
        )
        if heard or not _usable_again(config, text):
            return config
        _known.clear()
        _known[str(path), text] = config, copy.deepcopy(config.theme)
    config, theme = _known[str(path), text]
    config.theme = copy.deepcopy(theme)  # its site map and icon are other ones at every site
    config.site_dir = str(out.resolve())
    config.site_url = f"{site_url.rstrip('/')}/" if site_url else ""
    return config


def plugin_of(root: Path, config: MkDocsConfig) -> PolicyloomPlugin:
    """Our own plugin. Raises SiteError where the settings do not name it."""
    plugin = config.plugins.get("policyloom")
    if not isinstance(plugin, PolicyloomPlugin):
        raise SiteError(f"{root / FILE} does not name the plugin 'policyloom'")
    return plugin


def _usable_again(config: MkDocsConfig, text: bytes) -> bool:
    """Whether everything that these settings lead to is known to begin anew with every site."""
    return not config.hooks and b"INHERIT" not in text and PLUGINS.issuperset(config.plugins)
