"""The site engine's settings. In: `mkdocs.yml`; out: what it holds, with places, and findings.

Only what policyloom depends on is looked at. The rest is between the trust and its site engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from policyloom.findings import Findings
from policyloom.load.documents import Document, Raw, YamlList, YamlMap
from policyloom.load.files import Folder
from policyloom.load.report import Report
from policyloom.load.yaml_reader import read_yaml
from policyloom.model.places import Place

FILE = "mkdocs.yml"
PLUGIN = "policyloom"
FOLDERS = {
    "docs_dir": ("templates/pages", "The words of the front pages would not be found."),
    "site_dir": (
        "build/preview",
        "A preview would be written where the published site or authored files lie.",
    ),
}
"""The folders that the settings have to name, and what would go wrong otherwise."""


def check_engine_settings(root: Path, findings: Findings) -> None:
    """Check `mkdocs.yml` below the trust's `root`."""
    folder, report = Folder(root), Report(findings)
    text = folder.text(root / FILE, report)
    document = read_yaml(text, FILE, report, foreign=True) if text is not None else None
    if document is not None:
        _Settings(document, report, "INHERIT" in document.root).check(folder)


class _Settings:
    """The settings of one file; what it does not say may be said by one that it `inherits`."""

    def __init__(self, document: Document, report: Report, inherits: bool) -> None:
        self.document, self.report, self.inherits = document, report, inherits
        self.root = document.root

    def check(self, folder: Folder) -> None:
        for key, (wanted, why) in FOLDERS.items():
            self._folder(key, wanted, why)
        self._plugins()
        self._theme(folder)

    def _wrong(self, path: tuple[str | int, ...], what: str, why: str, fix: str) -> None:
        place = self.document.place(path) if path else Place(FILE)
        self.report.error("engine-settings", place, what, why, fix)

    def _missing(self, key: str) -> bool:
        return key not in self.root and not self.inherits

    def _folder(self, key: str, wanted: str, why: str) -> None:
        given = self.root.get(key)
        if self._missing(key):
            self._wrong((), f"'{key}' is not given.", why, f"Write '{key}: {wanted}'.")
        elif key in self.root and not _same_folder(given, wanted):
            self._wrong((key,), f"'{key}' is not {wanted}.", why, f"Write '{key}: {wanted}'.")

    def _plugins(self) -> None:
        named = set(_names(self.root.get("plugins")))
        path = ("plugins",) if "plugins" in self.root else ()
        if self.inherits and not path:
            return
        if PLUGIN not in named:
            why = "The site engine would publish no policies."
            fix = f"Add '- {PLUGIN}' to the list 'plugins'."
            self._wrong(path, f"The plugin '{PLUGIN}' is not named.", why, fix)
        if not named & {"search", "material/search"}:
            self.report.warning(
                "no-search",
                self.document.place(path) if path else Place(FILE),
                "The plugin 'search' is not named.",
                "Nobody can search the policies.",
                "Add '- search' to the list 'plugins'.",
            )

    def _theme(self, folder: Folder) -> None:
        theme = self.root.get("theme")
        name = theme.get("name") if isinstance(theme, YamlMap) else theme
        if self._missing("theme") or ("theme" in self.root and name != "material"):
            why = "The pages are made for it and for no other."
            path = ("theme", "name") if "theme" in self.root else ()
            self._wrong(path, "The theme is not 'material'.", why, "Write 'name: material'.")
        if isinstance(theme, YamlMap):
            self._looks(theme, folder)

    def _looks(self, theme: YamlMap, folder: Folder) -> None:
        if theme.get("font") != "false":
            self._wrong(
                ("theme", "font"),
                "The theme's own fonts are not switched off.",
                "Every reader's browser would fetch them from another host, and tell it who reads.",
                "Write 'font: false' under 'theme'.",
            )
        if not _same_folder(theme.get("custom_dir"), "site_overrides"):
            self._wrong(
                ("theme", "custom_dir"),
                "The theme's 'custom_dir' is not site_overrides.",
                "The pages would have neither their templates nor their look.",
                "Write 'custom_dir: site_overrides' under 'theme'.",
            )


def _same_folder(given: Raw, wanted: str) -> bool:
    return isinstance(given, str) and PurePosixPath(given) == PurePosixPath(wanted)


def _names(plugins: Raw) -> Iterator[str]:
    """The plugins' names: a list of names and of mappings by name, or one mapping."""
    if isinstance(plugins, YamlMap):
        yield from plugins
    elif isinstance(plugins, YamlList):
        for entry in plugins:
            yield from [entry] if isinstance(entry, str) else _names(entry)
