"""Pages into layouts. In: a layout's name and plain data; out: text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.exceptions import TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policyloom.render.once import Once

FOLDER = "templates/layouts"
_OBJECT = re.compile(r"'policyloom[\w.]*\.(\w+) object'")


class LayoutError(Exception):
    """A layout is not there, or is wrong; the message names it and says what is wrong.

    `file` is relative to the trust's root; `line` counts from 1; `reason` is the fault alone.
    """

    def __init__(self, message: str, file: str, line: int = 1, reason: str = "") -> None:
        super().__init__(message)
        self.file, self.line, self.reason = file, line, reason or message


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
        file = f"{FOLDER}/{name}"
        try:
            return self._env.get_template(name).render(data)
        except TemplateNotFound as error:
            file = f"{FOLDER}/{error.name}"
            raise LayoutError(f"There is no layout {file}.", file) from error
        except TemplateSyntaxError as error:
            file = f"{FOLDER}/{error.name}"
            raise _wrong(file, error.lineno, error.message or "it cannot be read") from error
        except UnicodeDecodeError as error:
            raise _wrong(file, 1, "it is not UTF-8") from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise _wrong(file, _line_of(error), _OBJECT.sub(_kind, str(error))) from error


def _wrong(file: str, line: int, reason: str) -> LayoutError:
    reason = reason.rstrip(".")
    return LayoutError(f"The layout {file}:{line} is wrong: {reason}.", file, line, reason)


def _kind(found: re.Match[str]) -> str:
    """What people call an object that a layout asks for something: "a page"."""
    return f"a {found[1].lower()}"


def _line_of(error: Exception) -> int:
    """The layout's line that was being written: the last of a layout in the way to the fault."""
    lines = [
        line
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename.endswith(".j2")
    ]
    return lines[-1] if lines else 1


def template_faults(folder: Path) -> Iterator[tuple[str, int, str]]:
    """The page templates (`*.html`) below a folder that do not compile: name, line, reason.

    They are the site engine's to fill: here they are only looked at.
    """
    env = Environment(extensions=["jinja2.ext.i18n", Once], autoescape=True)
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        try:
            env.parse(path.read_text("utf-8"), name)
        except TemplateSyntaxError as error:
            yield name, error.lineno, (error.message or "it cannot be read").rstrip(".")
        except UnicodeDecodeError:
            yield name, 1, "it is not UTF-8"
