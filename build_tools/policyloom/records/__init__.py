"""Records: freezing a decision, reading it back, proving that it is as it was written."""

from policyloom.records.format import freeze, thaw
from policyloom.records.history import History, histories
from policyloom.records.store import store
from policyloom.records.verify import verify_against

__all__ = ["History", "freeze", "histories", "store", "thaw", "verify_against"]
