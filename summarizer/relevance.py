"""Is it foreign policy? Features of title and opening, weighed by a logistic. The reason is put in words elsewhere.

Terms and weights are data, in lexicons/relevance.toml; benchmarks/relevance.py fits the weights and judges them.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.model import Action, Actor, Mention, Paragraph, Relevance, Speaker
from summarizer.reasons import dropped, kept
from summarizer.scene import TITLE_COUNTS, Naming, Passage, Scene, lexicon, scene_of

BESIDE_CHARS = 3  # "Kenya’s president", "Kenyan president"
DENSE = 20  # a name from abroad in so many words is as dense as it gets
WORD_CHARS = 6  # of English text, its blank counted
BALANCE_PRIOR = 3.0  # terms; so that a single one tips nothing
HINT = 0.5  # of a term that proves it
MAX_TITLE_STATES = 2
GAME_TERMS, GAME_SHARE = 2, 2  # terms of sport, and how far they outnumber those of diplomacy and bodies
STRONG = ("diplomacy", "war", "bodies")
HOME = ("politics", "courts", "life", "sport")
WEIGHED = ("diplomacy", "bodies", "hints", "politics", "life", "sport")  # the others count in the balance only


def judge(
    title: str,
    text: str,
    body: Sequence[Paragraph],
    mentions: Iterable[Mention],
    actions: Iterable[Action],
    *,
    speakers: Iterable[Speaker] = (),
) -> Relevance:
    """Judge whether an article is foreign policy; `why` names what decided, in at most a dozen words."""
    found, acts = tuple(mentions), tuple(actions)
    scene = scene_of(title, text, body, found)
    table = lexicon()
    measured = _features(scene, acts)
    total = table["bias"] + sum(weight * measured[name] for name, weight in table["weights"].items())
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    if score >= table["threshold"]:
        crossing = (act for act in acts if act.crosses_border)
        return Relevance(relevant=True, score=round(score, 3), why=kept(scene, speakers, crossing))
    return Relevance(relevant=False, score=round(score, 3), why=dropped(scene, found))


def features(
    title: str, text: str, body: Sequence[Paragraph], mentions: Iterable[Mention], actions: Iterable[Action]
) -> dict[str, float]:
    """Measure what the weights weigh, by name."""
    return _features(scene_of(title, text, body, mentions), actions)


def _features(scene: Scene, actions: Iterable[Action]) -> dict[str, float]:
    counted = _count(scene)
    if _tells_a_game(counted):
        scene, actions = _without_namings(scene), ()
    title, opening, abroad = scene.title, scene.opening, scene.abroad(scene.opening)
    states = {code for naming in title.namings for code in naming.codes}
    strong = len(title.of(*STRONG))
    chars = sum(end - start for start, end in scene.paragraphs)
    return {
        **{kind: math.log1p(counted[kind]) for kind in WEIGHED},
        "offices": math.log1p(_offices(scene, opening) + TITLE_COUNTS * _offices(scene, title)),
        "title_states": float(min(len(states), MAX_TITLE_STATES)),
        "title_strong": math.log1p(strong),
        "title_abroad": float(len(states) > 1 or bool(states and strong)),
        "abroad": _share_of_paragraphs(abroad, scene.paragraphs),
        "density": min(1.0, DENSE * WORD_CHARS * len(abroad) / max(1, chars)),
        "balance": _balance(counted, len(abroad) + sum(act.crosses_border for act in actions)),
    }


def _count(scene: Scene) -> dict[str, int]:
    title, opening = scene.title, scene.opening
    return {kind: len(opening.of(kind)) + TITLE_COUNTS * len(title.of(kind)) for kind in (*STRONG, "hints", *HOME)}


def _without_namings(scene: Scene) -> Scene:
    return replace(scene, title=replace(scene.title, namings=()), opening=replace(scene.opening, namings=()))


def _offices(scene: Scene, passage: Passage) -> int:
    """Count other countries' office-holders, ministries and forces: "the Guatemalan president"."""
    ends = [naming.end for naming in scene.abroad(passage) if naming.outright]
    starts = sorted(hit.start for hit in passage.of("offices"))
    return sum(any(0 <= start - end <= BESIDE_CHARS for start in starts) for end in ends)


def _share_of_paragraphs(namings: Sequence[Naming], paragraphs: Sequence[tuple[int, int]]) -> float:
    named = sum(any(start <= naming.start < end for naming in namings) for start, end in paragraphs)
    return named / max(1, len(paragraphs))


def _tells_a_game(counted: dict[str, int]) -> bool:
    """Whether countries are teams here; a boycott of a game is told in as many words of diplomacy."""
    return counted["sport"] >= GAME_TERMS and counted["sport"] > GAME_SHARE * (counted["diplomacy"] + counted["bodies"])


def _balance(counted: dict[str, int], acting_abroad: int) -> float:
    """What speaks of abroad against what speaks of home, from -1 to 1."""
    abroad = sum(counted[kind] for kind in STRONG) + HINT * counted["hints"] + acting_abroad
    home = sum(counted[kind] for kind in HOME)
    return (abroad - home) / (abroad + home + BALANCE_PRIOR)


def _codes(actor: Actor | None) -> tuple[str, ...]:
    return actor.codes if actor else ()
