"""Who said what, verbatim: quotations with their speakers, reported statements, the key quotation."""

from summarizer.quotes.find import find_quotes
from summarizer.quotes.key import key_quote
from summarizer.quotes.statements import find_statements

__all__ = ["find_quotes", "find_statements", "key_quote"]
