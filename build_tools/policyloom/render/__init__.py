"""Rendering: facts into texts, and pages into layouts. The only room that knows Jinja."""

from policyloom.render.layouts import Layouts
from policyloom.render.texts import RELATED, Weaver

__all__ = ["RELATED", "Layouts", "Weaver"]
