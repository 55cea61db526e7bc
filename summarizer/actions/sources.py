"""Second-hand sources: the outlet or agency that a sentence credits (rule R10)."""

import re

from summarizer.actions.lexicon import irrealis
from summarizer.actions.tree import CLAUSES, Tree
from summarizer.actors import names_outlet

_MEDIA = re.compile(
    r"\b(?:agency|newspaper|daily|weekly|magazine|broadcaster|network|television|news site|media|tabloid|outlet|website"
    r"|Reuters|AFP|Xinhua|TASS|Tass|Bloomberg|Interfax|Kyodo|Yonhap|CNN|BBC|NPR|Politico|Axios|Al Jazeera|Guardian"
    r"|Financial Times|Wall Street Journal|New York Times|Le Monde|Der Spiegel|Haaretz|Al-\w+ TV)\b"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Aa]s reported by) ([^,.;“”\"]{3,70})")
_EDGES = re.compile(r"^(?:as|and|but|that|which)\s+", re.IGNORECASE)


def is_outlet(name: str) -> bool:
    """Whether a name is a news outlet's or an agency's."""
    return _MEDIA.search(name) is not None or names_outlet(name)


def reporter(text: str, tree: Tree, verb: int) -> str:
    """Return the outlet that the clause is credited to, as written, or ""."""
    for head in tree.ancestors(verb):
        if tree.tokens[head].lemma.lower() in irrealis("saying"):
            subject = tree.child(head, "nsubj")
            if subject is not None:
                start, end = tree.span(tree.subtree(subject, CLAUSES))
                name = _EDGES.sub("", text[start:end]).split(",")[0]
                if is_outlet(name):
                    return name
    start, end = tree.start, tree.start + tree.tokens[-1].end
    credit = _ACCORDING.search(text, start, end)
    return credit.group(1).strip() if credit and is_outlet(credit.group(1)) else ""
