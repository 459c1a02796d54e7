"""Pages into layouts. In: a layout's name and plain data; out: text."""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Layouts:
    """The trust's layouts (`templates/layouts/*.j2`): how a finished page is put together.

    Layouts are the trust's own, but they run sandboxed all the same, and a name that is not
    there stops the build instead of leaving a gap.
    """

    def __init__(self, folder: Path) -> None:
        self._env = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=False,
            cache_size=-1,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def write(self, name: str, **data: object) -> str:
        """The text of a layout filled with `data`.

        Raises jinja2.TemplateError where the layout is wrong or names what is not there.
        """
        return self._env.get_template(name).render(data)
