"""One parsed sentence as a tree with offsets into the article's text. Navigation only: no lexicon, no decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from summarizer.language import Token

CORE = frozenset(
    {"compound", "amod", "poss", "nmod", "det", "nummod", "quantmod", "case", "advmod", "predet", "npadvmod"}
)
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


@dataclass(frozen=True)
class Tree:
    """A sentence's tokens; `start` is the sentence's place in the article's text."""

    tokens: tuple[Token, ...]
    start: int

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The indexes of each token's dependents, in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                below[token.head].append(i)
        return tuple(map(tuple, below))

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first dependent with one of these labels."""
        return next((c for c in self.children[i] if self.tokens[c].dep in deps), None)

    def each(self, i: int, *deps: str) -> tuple[int, ...]:
        """Return the dependents with one of these labels, in order."""
        return tuple(c for c in self.children[i] if self.tokens[c].dep in deps)

    def subtree(self, i: int, skipped: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """Return `i` and all below it, in order, without the branches whose label is skipped."""
        found, pending = [], [i]
        while pending:
            at = pending.pop()
            found.append(at)
            pending.extend(c for c in self.children[at] if self.tokens[c].dep not in skipped)
        return tuple(sorted(found))

    def core(self, i: int) -> tuple[int, ...]:
        """Return a noun with what stands before it: titles, adjectives, possessors."""
        found = [i]
        for c in self.children[i]:
            if self.tokens[c].dep in CORE and (c < i or self.tokens[c].dep == "compound"):
                found.extend(self.subtree(c, CLAUSES | {"prep"} if self.tokens[c].dep != "poss" else CLAUSES))
        return tuple(sorted(found))

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the heads above a token, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """Return a token and all that are coordinated with it, in order."""
        found, at = [i], i
        while (nxt := self.child(at, "conj") or self._listed(at)) is not None and nxt not in found:
            found.append(nxt)
            at = nxt
        return tuple(found)

    def _listed(self, i: int) -> int | None:
        """Return the second name of "Mali, Chad and Niger", which is parsed as an apposition of the first."""
        second = self.child(i, "appos")
        if second is None or self.tokens[second].pos != "PROPN" or self.tokens[i].pos != "PROPN":
            return None
        return second if self.child(second, "conj") is not None and self.child(second, "cc") is not None else None

    def span(self, indexes: tuple[int, ...]) -> tuple[int, int]:
        """Return the characters of the article's text from the first to the last of these tokens."""
        return self.start + self.tokens[indexes[0]].start, self.start + self.tokens[indexes[-1]].end

    def place(self, i: int) -> int:
        """Return where a token starts in the article's text."""
        return self.start + self.tokens[i].start
