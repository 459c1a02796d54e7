"""The corridor: strings the rooms together, from authored files to what leaves."""

from policyloom.pipeline.preview import preview_sites

__all__ = ["preview_sites"]
