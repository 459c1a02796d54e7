"""Rendering: facts into texts, and pages into layouts. The only room that knows Jinja."""

from policyloom.render.layouts import LayoutError, Layouts, template_faults
from policyloom.render.once import Once
from policyloom.render.texts import RELATED, Weaver

__all__ = ["RELATED", "LayoutError", "Layouts", "Once", "Weaver", "template_faults"]
