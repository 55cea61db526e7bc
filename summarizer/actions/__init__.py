"""Who did what to whom: an article's acts, coded by the PLOVER ontology, each with the clause that proves it."""

from summarizer.actions.coder import explain_actions, find_actions
from summarizer.actions.explained import Explained
from summarizer.actions.phrases import is_active

__all__ = ["Explained", "explain_actions", "find_actions", "is_active"]
