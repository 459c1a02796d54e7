"""Pages into layouts. In: a layout's name and plain data; out: text."""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment


class LayoutError(Exception):
    """A layout is not there, or is wrong; the message names it and says what is wrong."""


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

        Raises LayoutError where there is no such layout, or it names what is not there.
        """
        try:
            return self._env.get_template(name).render(data)
        except TemplateNotFound as error:
            raise LayoutError(f"There is no layout templates/layouts/{error.name}.") from error
        except TemplateSyntaxError as error:
            where = f"templates/layouts/{error.name}:{error.lineno}"
            raise LayoutError(f"The layout {where} is wrong: {error.message}.") from error
        except TemplateError as error:
            raise LayoutError(f"The layout templates/layouts/{name} is wrong: {error}.") from error
