"""Who a noun or a pronoun of the tree is: names, codes and what earlier sentences told. Holds one article's memory."""

import re
from collections.abc import Callable, Iterable

from summarizer.actions.cast import Cast
from summarizer.actions.lexicon import agents, events, state_nouns, words
from summarizer.actions.tree import CLAUSES, Tree
from summarizer.actors import country_name
from summarizer.model import Actor, ActorKind, Person

_FIRST = frozenset(["i", "we", "us", "our", "me", "my", "ours", "ourselves", "myself"])
_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset(["they", "them", "their", "theirs", "both", "each", "themselves", "either", "two", "three"])
_NEUTER = frozenset(["it", "its", "itself"])
_OF = ("of", "by", "from", "in", "at", "for", "to")
_LOCATIVE = re.compile(r"[“\"'‘(\s]*(?:Earlier |Later |Meanwhile,? )?(?:[Ii]n|[Ff]rom) $")
_MAX_NAME_WORDS = 12
_DOERS = frozenset({"statement", "declaration", "communique", "report", "move", "decision", "aid", "explosion", "bomb"})
# What can act as a side's hand ("a frigate fired") and is but a thing when something is done to it.
_CRAFT = frozenset(
    {"ship", "vessel", "boat", "cutter", "submarine", "frigate", "tanker", "freighter", "trawler", "gun", "missile"}
    | {"drone", "plane", "aircraft", "jet", "helicopter", "truck", "tank", "airport", "building", "base", "convoy"}
)


class Naming:
    """Resolves the nouns of one article, sentence after sentence."""

    def __init__(self, cast: Cast) -> None:
        """Start with nothing remembered."""
        self.cast = cast
        self._roles: dict[str, tuple[str, ...]] = {}
        self._last: Actor | None = None
        self._pair: tuple[str, ...] = ()
        self._upon: dict[tuple[str, ...], Actor] = {}
        self.last_expelled: Actor | None = None

    def actor(self, tree: Tree, head: int) -> Actor | None:
        """Return who a noun is, with all that are coordinated with it; None if it cannot act."""
        parts = [(i, self._single(tree, i)) for i in tree.conjuncts(head)]
        known = [(i, a) for i, a in parts if a is not None]
        if len(known) < 2:
            return known[0][1] if known else None
        codes = tuple(dict.fromkeys(code for _, a in known for code in a.codes))
        start, end = tree.core(known[0][0])[0], known[-1][0]
        name = self.cast.text[tree.place(start) : tree.start + tree.tokens[end].end]
        if len(name.split()) > _MAX_NAME_WORDS or len(codes) < 2:
            name = known[0][1].name
        return Actor(name, codes, known[0][1].kind)

    def owner(self, tree: Tree, head: int) -> Actor | None:
        """Return whose a deed is by the words before it: "the Israeli strike"."""
        codes, kind = self._named(*tree.span(tree.core(head)))
        return Actor(self._name(tree, head), codes, kind or ActorKind.COUNTRY) if codes else None

    def remember(self, actor: Actor | None) -> None:
        """Note the doer of a clause, for the pronouns of later ones."""
        if actor is None or not actor.codes:
            return
        self._last = actor
        if len(actor.codes) > 1:
            self._pair = actor.codes

    def remember_act(self, actor: Actor, recipient: Actor, *, expelled: bool) -> None:
        """Note who acted upon whom: "both sides" of later sentences, and whom an answer answers."""
        together = next((side.codes for side in (recipient, actor) if len(side.codes) > 1), None)
        codes = together or tuple(dict.fromkeys(actor.codes + recipient.codes))
        if len(codes) > 1:
            self._pair = codes
        if actor.codes and recipient.codes:
            self._upon[recipient.codes] = actor
            if expelled:
                self.last_expelled = Actor(country_name(recipient.codes[0]), recipient.codes, ActorKind.COUNTRY)

    def last_upon(self, actor: Actor) -> Actor | None:
        """Return who last acted upon an actor."""
        return self._upon.get(actor.codes)

    def alone(self, tree: Tree) -> Callable[[int], Actor | None]:
        """Return a function that names one noun of the tree without what is coordinated with it."""
        return lambda head: self._single(tree, head)

    def _single(self, tree: Tree, head: int) -> Actor | None:
        token = tree.tokens[head]
        word = token.text.lower()
        if token.pos in {"PRON", "DET", "NUM"} or word in _PLURAL:
            pronoun = self._pronoun(tree, head, word)
            if pronoun is not None or token.pos == "PRON":
                return pronoun
        start, end = tree.span(tree.core(head))
        codes, kind = self._named(start, end)
        person = self.cast.person_at(tree.place(head))
        if person is not None:
            codes = self._named_beside(person, start, end) or self.cast.person_codes(person)
            for word in set(person.title.lower().split()) & state_nouns() if codes else ():
                self._roles[word] = codes
            return Actor(self._name(tree, head), codes, ActorKind.PERSON)
        codes = codes or self._below(tree, head) or self._by_role(tree, head)
        if not codes and kind is None and not self._can_act(tree, head):
            return None
        if codes and token.lemma.lower() in agents():
            self._roles[token.lemma.lower()] = codes
        return Actor(self._name(tree, head), codes, kind or self._kind(tree, head))

    def _named_beside(self, person: Person, start: int, end: int) -> tuple[str, ...]:
        """Return codes of "Russian" in "Russian President Jane Dutch", and none of her name."""
        name = next((m for m in person.mentions if start <= m.start and m.end <= end), None)
        if name is None or any(m.start <= name.start and m.end >= name.end for m in self.cast.mentions_in(start, end)):
            return self._named(start, end)[0]
        return self._named(start, name.start)[0]

    def _named(self, start: int, end: int) -> tuple[tuple[str, ...], ActorKind | None]:
        found = self.cast.mentions_in(start, end)
        codes = tuple(dict.fromkeys(code for m in found for code in m.actor.codes))
        return codes, found[-1].actor.kind if found else None

    def _below(self, tree: Tree, head: int) -> tuple[str, ...]:
        """Return codes told after the noun or by its pronoun: "officials in Rome", "the envoy of Peru", "our ally"."""
        for c in tree.children[head]:
            token = tree.tokens[c]
            if token.dep == "poss" and token.pos == "PRON":
                owner = self._pronoun(tree, c, token.text.lower())
                if owner is not None and owner.codes:
                    return owner.codes
            if token.dep == "prep" and token.lemma.lower() in _OF:
                for noun in tree.each(c, "pobj"):
                    inner = self.actor(tree, noun)
                    if inner is not None and inner.codes:
                        return inner.codes
            if token.dep == "appos":
                codes, _ = self._named(*tree.span(tree.subtree(c, CLAUSES | {"conj", "appos"})))
                if codes:
                    return codes
        return ()

    def _by_role(self, tree: Tree, head: int) -> tuple[str, ...]:
        """Return the country of "the ministry" from the sentence's place, an earlier mention or the dateline."""
        lemma = _role(tree, head)
        if (
            lemma in words("pairs")
            and self._pair
            and tree.tokens[head].tag in {"NNS", "NNPS"}
            and self._is_definite(tree, head)
        ):
            return self._pair
        if not self._is_definite(tree, head):
            return ()
        if lemma in words("bodies") and (body := self.cast.last_body(tree.place(head))):
            return body
        if lemma not in state_nouns():
            return ()
        speaker = self.cast.speaker(self.cast.quote_at(tree.place(head)))
        if speaker is not None and speaker.codes:
            return speaker.codes
        return self._place_of(tree) or self._roles.get(lemma, ()) or self.cast.home

    def _is_definite(self, tree: Tree, head: int) -> bool:
        det = next(
            (tree.tokens[c].text.lower() for c in tree.children[head] if tree.tokens[c].dep in {"det", "predet"}), ""
        )
        return det in {"the", "both"} or (not det and tree.tokens[head].pos == "PROPN")

    def _place_of(self, tree: Tree) -> tuple[str, ...]:
        """Codes of the capital that opens the sentence: "In Moscow, the Foreign Ministry …"."""
        first = self.cast.mentions_in(tree.start, tree.start + 40)
        if first and _LOCATIVE.fullmatch(self.cast.text[tree.start : first[0].start]):
            return first[0].actor.codes
        return ()

    def _pronoun(self, tree: Tree, i: int, word: str) -> Actor | None:
        place = tree.place(i)
        quote = self.cast.quote_at(place)
        if word in _FIRST:
            return self.cast.speaker(quote)
        if word in _SINGULAR:
            return self.cast.last_person(place if quote is None else quote.start, _SINGULAR[word], quote)
        if word in _NEUTER:
            done_to = self._done_to(tree, i) if tree.tokens[i].dep in {"dobj", "pobj", "dative"} else None
            return done_to or self._governing(tree, i) or self._last
        if word in _PLURAL:
            return self._several(tree, i, word, place)
        return None

    def _several(self, tree: Tree, i: int, word: str, place: int) -> Actor | None:
        """Return the subject above "they", else the last two that acted together, else the last doer."""
        done_to = self._done_to(tree, i) if word == "them" else None
        if done_to is not None:
            return done_to
        above = self._governing(tree, i) if word in {"they", "their", "them"} else None
        if above is not None:
            return above
        if self._pair:
            return Actor(self.cast.text[place : place + len(word)], self._pair)
        return self._last if word in {"they", "their", "them"} else None

    def _done_to(self, tree: Tree, i: int) -> Actor | None:
        """Return whom the first of two coordinated verbs is done to, for the second: "hit rebels and killed them"."""
        verb = next((a for a in tree.ancestors(i) if tree.tokens[a].pos == "VERB"), i)
        if tree.tokens[verb].dep != "conj":
            return None
        for held in tree.each(tree.tokens[verb].head, "dobj"):
            nouns = [n for n in tree.subtree(held) if tree.tokens[n].tag in {"NNS", "NNPS"}]
            found = (self._single(tree, n) for n in (held, *nouns) if tree.tokens[n].pos != "PRON")
            return next((actor for actor in found if actor is not None), None)
        return None

    def _governing(self, tree: Tree, i: int) -> Actor | None:
        """Return the subject of the clause above the pronoun's own: "Ottawa said it was"."""
        above = list(tree.ancestors(i))
        hanging = any(tree.tokens[a].dep == "advcl" for a in above)
        own = next((n for n, a in enumerate(above) if tree.tokens[a].pos in {"VERB", "AUX"}), 0)
        for verb in above[own if tree.tokens[i].dep == "poss" and not hanging else own + 1 :]:
            subject = tree.child(verb, "nsubj")
            if subject is None or (tree.tokens[i].text.lower() in _NEUTER and tree.tokens[subject].tag == "NNS"):
                continue
            if subject not in above and subject != i and tree.tokens[subject].pos != "PRON":
                found = self.actor(tree, subject)
                if found is not None:
                    return found
        return None

    def is_agent(self, tree: Tree, head: int) -> bool:
        """Whether a noun is one that acts: a name, a pronoun, a person, a body, or an event told as a doer."""
        token = tree.tokens[head]
        place = tree.place(head)
        named = token.pos in {"PROPN", "PRON", "NUM", "DET"} or bool(self.cast.mentions_in(place, place + 1))
        return named or token.lemma.lower() in events() or self._can_act(tree, head) or token.lemma.lower() in _DOERS

    def _can_act(self, tree: Tree, head: int) -> bool:
        token = tree.tokens[head]
        named = token.text not in words("calendar") and token.lemma.lower() not in words("waters")
        human = token.tag == "NNS" and token.lemma.lower().endswith(
            ("ist", "ian", "keeper", "worker", "leader", "fighter", "maker")
        )
        return _role(tree, head) in agents() or human or (token.pos == "PROPN" and named)

    def _kind(self, tree: Tree, head: int) -> ActorKind:
        token = tree.tokens[head]
        if self.cast.person_at(tree.place(head)) is not None:
            return ActorKind.PERSON
        if token.lemma.lower() in state_nouns():
            return ActorKind.GOVERNMENT
        acts = self.is_agent(tree, head) and token.lemma.lower() not in _CRAFT
        return ActorKind.PEOPLE if acts else ActorKind.THING

    def _name(self, tree: Tree, head: int) -> str:
        """The noun with what stands before it and what it is "of": "members of the Senate"."""
        start, end = tree.span(tree.core(head))
        of = next((p for p in tree.each(head, "prep") if tree.tokens[p].lemma == "of" and p == head + 1), None)
        inner = None if of is None else tree.child(of, "pobj")
        if inner is not None:
            longer = self.cast.text[start : tree.span(tree.core(inner))[1]]
            if len(longer.split()) <= _MAX_NAME_WORDS:
                return longer
        return " ".join(self.cast.text[start:end].split()[-_MAX_NAME_WORDS:])


def _role(tree: Tree, head: int) -> str:
    """Return the lemma of a noun of office, in capitals too: "the Ministers"."""
    token = tree.tokens[head]
    lemma = token.lemma.lower()
    return lemma.removesuffix("s") if token.tag == "NNPS" and lemma.removesuffix("s") in agents() else lemma


def differs(codes: Iterable[str], others: Iterable[str]) -> bool:
    """Whether no code is shared."""
    return not set(codes) & set(others)
