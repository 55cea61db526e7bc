"""Who did what to whom: an article's acts, coded by the PLOVER ontology, each with the clause that proves it."""

from summarizer.actions.coder import find_actions

__all__ = ["find_actions"]
