"""policyloom: a trust's clauses and each school's facts, woven into published policies."""

__version__ = "0.1.0"
