"""Text in, findings out: who said what, who did what to whom, what it is about. Pure.

Importing this package loads no model and no heavy library; the first read() does.
"""

from summarizer.crossings import Crossings
from summarizer.model import (
    Action,
    ActionType,
    Actor,
    ActorKind,
    Article,
    Paragraph,
    Quote,
    QuoteKind,
    Reading,
    Relevance,
    Resolved,
    Span,
    Speaker,
    Statement,
    Status,
)
from summarizer.reading import VERSION, explain, read
from summarizer.stories import Placement, StoryIndex

__all__ = [
    "VERSION",
    "Action",
    "ActionType",
    "Actor",
    "ActorKind",
    "Article",
    "Crossings",
    "Paragraph",
    "Placement",
    "Quote",
    "QuoteKind",
    "Reading",
    "Relevance",
    "Resolved",
    "Span",
    "Speaker",
    "Statement",
    "Status",
    "StoryIndex",
    "explain",
    "read",
]
