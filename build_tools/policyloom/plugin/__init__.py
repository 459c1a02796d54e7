"""The only room that imports MkDocs: site data enters, a folder of finished pages leaves."""

from policyloom.plugin.adapter import PolicyloomPlugin
from policyloom.plugin.engine import build_portal, build_school
from policyloom.plugin.serving import serve_preview

__all__ = ["PolicyloomPlugin", "build_portal", "build_school", "serve_preview"]
