"""Mends what a small parser gets wrong in short sentences: a past tense taken for a participle. Knows no meaning."""

from dataclasses import replace

from summarizer.actions.lexicon import is_verb
from summarizer.language import Token

Tokens = tuple[Token, ...]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PREFIXES = frozenset({"co", "de", "re", "test"})
_HYPHENS = frozenset({"-", "‐", "‑"})
_NAMES = frozenset({"PROPN", "NOUN", "ADJ"})
_LOOSE = frozenset({"nmod", "npadvmod", "compound", "nsubj", "amod", "dep"})


def mended(tokens: Tokens) -> Tokens:
    """Return a sentence's tokens, in which a full sentence has a finite verb: "Sweden reduced aid to Mali."."""
    tokens = _joined(tokens)
    root = next((i for i, token in enumerate(tokens) if token.head == i), None)
    if root is None or not _is_full_sentence(tokens):
        return tokens
    if tokens[root].pos in {"VERB", "AUX"}:
        return _with_subject(tokens, root)
    if any(_has_finite_verb(tokens, token) for token in tokens):
        return tokens
    for verb in range(1, len(tokens)):
        if tokens[verb].head == root and _is_past_form(tokens, verb):
            if tokens[verb].dep == "acl" and root < verb and not _has(tokens, verb, "agent"):
                return _raised(tokens, root, verb)
            if tokens[verb].dep == "amod" and root > verb and _is_loose_name(tokens, verb - 1, root, verb):
                return _split(tokens, root, verb)
    return tokens


def _has_finite_verb(tokens: Tokens, token: Token) -> bool:
    head = tokens[token.head]
    return token.dep in {"nsubj", "nsubjpass"} and head.tag in _FINITE and head.dep != "amod"


def _joined(tokens: Tokens) -> Tokens:
    """Make one token of a hyphenated verb: "co", "-", "chaired"."""
    for i in range(1, len(tokens) - 2):
        before, dash, verb = tokens[i : i + 3]
        glued = dash.text in _HYPHENS and before.end == dash.start and dash.end == verb.start
        if glued and before.text.lower() in _PREFIXES and is_verb(f"{before.text}-{verb.text}".lower()):
            return _joined(_merged(tokens, i))
    return tokens


def _merged(tokens: Tokens, first: int) -> Tokens:
    """Put a prefix and its hyphen into the verb after them; what hung from them hangs from it."""
    verb, parts = first + 2, {first, first + 1, first + 2}
    top = next((i for i in sorted(parts) if tokens[i].head not in parts or tokens[i].head == i), verb)
    out: list[Token] = []
    for i, token in enumerate(tokens):
        if i == first or i == first + 1:
            continue
        head = verb if token.head in parts else token.head
        if i == verb:
            head = verb if tokens[top].head in parts else tokens[top].head
            words = f"{tokens[first].text}-{token.text}"
            lemma = f"{tokens[first].text}-{token.lemma}".lower()
            token = replace(token, text=words, lemma=lemma, dep=tokens[top].dep, pos="VERB", start=tokens[first].start)
        elif token.head == first and i < first and token.dep == "compound" and i == first - 1:
            token = replace(token, dep="nsubj")
        out.append(replace(token, head=head - 2 if head > first else head))
    return tuple(out)


def _is_full_sentence(tokens: Tokens) -> bool:
    return len(tokens) > 3 and any(token.text == "." for token in tokens[-2:])


def _is_past_form(tokens: Tokens, i: int) -> bool:
    word = tokens[i].text
    return word.islower() and tokens[i].tag in {"VBN", "VBD", "JJ"} and is_verb(word) and not word.endswith("ing")


def _is_loose_name(tokens: Tokens, i: int, root: int, verb: int) -> bool:
    token = tokens[i]
    return token.text[:1].isupper() and token.pos in _NAMES and token.dep in _LOOSE and token.head in {root, verb}


def _has(tokens: Tokens, i: int, dep: str) -> bool:
    return any(token.head == i and token.dep == dep for token in tokens)


def _with_subject(tokens: Tokens, root: int) -> Tokens:
    """Make the name right before a verb its subject: "Sweden", taken for an adverb."""
    before = root - 1
    bare = before >= 0 and not any(_has(tokens, root, dep) for dep in ("nsubj", "nsubjpass", "aux", "auxpass", "expl"))
    loose = bare and tokens[before].dep == "npadvmod" and tokens[before].pos == "PROPN" and tokens[before].head == root
    if not loose or tokens[root].tag not in {"VBN", "VBD", "VBZ"}:
        return tokens
    tag = "VBD" if tokens[root].tag == "VBN" else tokens[root].tag
    return _changed(tokens, {before: replace(tokens[before], dep="nsubj"), root: replace(tokens[root], tag=tag)})


def _raised(tokens: Tokens, noun: int, verb: int) -> Tokens:
    """Make a participle after the root noun the sentence's verb: "The navy patrolled with Indian ships."."""
    changes = {i: replace(t, head=verb) for i, t in enumerate(tokens) if t.head == noun and i > verb}
    changes[noun] = replace(tokens[noun], head=verb, dep="nsubj")
    changes[verb] = replace(tokens[verb], head=verb, dep="ROOT", tag="VBD", pos="VERB")
    return _changed(tokens, changes)


def _split(tokens: Tokens, noun: int, verb: int) -> Tokens:
    """Make a participle between a name and the root noun the sentence's verb: "Norway reduced staff in Mali."."""
    name = verb - 1
    changes = {i: replace(t, head=name) for i, t in enumerate(tokens) if t.head in {noun, verb} and i < name}
    changes[name] = replace(tokens[name], head=verb, dep="nsubj", pos="PROPN")
    changes[verb] = replace(tokens[verb], head=verb, dep="ROOT", tag="VBD", pos="VERB")
    changes[noun] = replace(tokens[noun], head=verb, dep="dobj")
    return _changed(tokens, changes)


def _changed(tokens: Tokens, changes: dict[int, Token]) -> Tokens:
    return tuple(changes.get(i, token) for i, token in enumerate(tokens))
