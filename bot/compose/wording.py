"""Short texts made from stories: headlines, sentences, ages, source lines. Adds no word to what a source says. Pure."""

import re
from datetime import datetime, timedelta
from itertools import chain
from urllib.parse import quote as percent

from bot.compose.acts import Act, act_of, acts_of, axis_of, has_marks, is_part, is_shown_as_act, shown_name
from bot.compose.evidence import Evidence
from bot.compose.phrases import whole
from bot.compose.stems import STEM_CHARS
from bot.model import Outlet, Story, Telling
from summarizer.actors import codes_of
from summarizer.model import Action, ActionType, Status

MAX_HEADLINE_CHARS = 90
MAX_AXIS_CHARS = 60
MAX_GAP_CHARS = 16  # between an actor and its verb: "Estonia on Monday expelled"
OPENING_PARAGRAPHS = 2
FUNCTION_WORDS = """
    a an the of in on to for with by at as from after before over into amid and or but that this is are was be its their
    his her it not more than how what when where why who which says
"""
_SMALL_WORDS = tuple(FUNCTION_WORDS.split())
MIN_INFLECTED_CHARS = 4
_ENDING = re.compile(r"(?:ied|ies|ying|y|ing|ed|es|s)$")
LAST_DAY = timedelta(hours=24)
FRAGMENT_WORDS = 5  # words at each end of a passage that a text fragment names

_NOTE = re.compile(
    r"(?im)^\W{0,3}(?:(?:correction|corrected|clarification|editor['’]?s? note)\b[^:\n]{0,30}[:.–—-]\s*)"
    r"(?:(?:[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})[.:,]?\s+)?"
    r"(?P<note>[^\n]*\b(?:earlier|previous|initial|original|misstat|mistak|error|wrong|incorrect)[^\n]*)"
)
_QUOTED = re.compile(r"""[“"«„].*?[”"»“]|(?<!\w)[‘'].*?[’'](?!\w)""")
_SPOKEN_START = re.compile(r"^(?:I|We|Our|My|You|Let)\b", re.IGNORECASE)
# "Greece signed an accord" is half of it
_MUTUAL = {ActionType.AGREE, ActionType.CONSULT, ActionType.COOPERATE, ActionType.SUPPORT}
_TOLD_OUTRIGHT = {Status.DONE, Status.ANNOUNCED, Status.ORDERED}
_ACTIVE = re.compile(r"^(?!(?:have|are|is|was|were|be|been|being|\w+ing)\b)[a-z]")
_PERSONAL = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself|there)\b")  # point to what no headline names


def latest(story: Story) -> tuple[Telling, ...]:
    """The tellings of the story's last day."""
    return tuple(t for t in story.tellings if t.stored.fetched > story.changed - LAST_DAY)


def opening_of(telling: Telling) -> str:
    """An article's headline and the first sentence of its gist: what a digest tells of it."""
    first = telling.reading.gist[0].of(telling.stored.article.text) if telling.reading.gist else ""
    return f"{telling.stored.article.title}\n{first}"


def standing_opening_of(telling: Telling) -> str:
    """The opening, and on a third line the note on a correction; "" once the article was withdrawn: nothing stands."""
    return "" if telling.withdrawn else f"{opening_of(telling)}\n{note_of(telling)}".rstrip("\n")


def note_of(telling: Telling) -> str:
    """What the outlet says, in a paragraph of its own, of how it corrected the article; "" where it does not."""
    match = _NOTE.search(telling.stored.article.text)
    return match["note"].strip() if match else ""


def lead_of(tellings: tuple[Telling, ...]) -> Telling:
    """Who tells a story best: what stands, whole text before a blurb, the outlet's rank, then the fullest reading."""
    return min(
        tellings,
        key=lambda t: (
            t.withdrawn is not None,
            t.reading.language != "en",
            not t.stored.article.full_text,
            t.outlet.rank,
            -len(t.reading.actions),
            t.stored.fetched,
            t.stored.article_id,
        ),
    )


def story_headline(story: Story) -> str:
    """A story's headline, as every view shows it."""
    tellings = latest(story)
    return headline_of(told_in(tellings, acts_of(story)), lead_of(tellings), story.tellings)


def told_in(tellings: tuple[Telling, ...], acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The acts as these tellings tell them, weightiest first; what they only recall goes last."""
    versions = {telling.stored.version_id for telling in tellings}
    evidence = (tuple(e for e in act.evidence if e.telling.stored.version_id in versions) for act in acts)
    told = (Act(anew) for anew in evidence if anew)
    return tuple(sorted(told, key=lambda act: (act.is_background, -act.weight, act.best.paragraph, act.key)))


def headline_of(acts: tuple[Act, ...], lead: Telling, tellings: tuple[Telling, ...] = ()) -> str:
    """Actor, verb, recipient from the weightiest act told outright where that reads well, else an outlet's headline.

    The lead's headline, unless it has words in quotation marks and another outlet's has none.
    """
    top = next((act for act in acts if act.best.status in _TOLD_OUTRIGHT), None)
    if top and _makes_a_headline(top):
        return _upper_first(f"{shown_name(top.best.actor)} {whole(top.best.phrase)}")
    in_english = sorted((t for t in tellings if t.reading.language == "en"), key=lambda t: t.outlet.rank)
    unquoted = (
        t for t in (lead, *in_english) if not has_marks(t.stored.article.title) and "'" not in t.stored.article.title
    )
    return outlet_headline(next(unquoted, lead))


def outlet_headline(telling: Telling) -> str:
    """The outlet's own headline: without quotations, "?" and "!", in sentence case, within the limit."""
    title = _without_quotations(telling.stored.article.title)
    if title is None:
        title = _unquoted_sentence(telling) or "Untitled"
    title = re.sub(r"[?!]", "", title).strip(" :–—-,.")
    return _fit(_sentence_case(title, telling.stored.article.text) or "Untitled", MAX_HEADLINE_CHARS)


def _unquoted_sentence(telling: Telling) -> str:
    """The first sentence of the gist that has no words in marks, else who acts upon whom."""
    told = (span.of(telling.stored.article.text) for span in telling.reading.gist)
    unmarked = (s for s in told if "\n" not in s and not _has_quotation(s))
    axes = (axis_of(action) for action in telling.reading.actions if action.actor and action.recipient)
    return next(chain(unmarked, axes), "")


def what_happened(lead: Telling, changed: Action | None = None) -> tuple[tuple[int, int], ...]:
    """The span of one whole sentence of the lead's gist, without a quotation: the key quote has a line of its own.

    One of 32 words or less that tells the article's weightiest act, wherever it stands; else the first of 32 in the
    opening paragraphs, then within 45, then within 60. None of an article that was withdrawn. Of an update, the one
    that tells the changed act goes first, if `lead` tells it early.
    """
    if lead.withdrawn:
        return ()
    text = lead.stored.article.text
    spans = [(span.start, span.end) for span in lead.reading.gist if "\n" not in span.of(text)]
    plain = [span for span in spans if not any(q.start < span[1] and span[0] < q.end for q in lead.reading.quotes)]
    opening = [span for span in plain if text.count("\n\n", 0, span[0]) < OPENING_PARAGRAPHS]
    early = changed and changed in lead.reading.actions and changed.paragraph <= OPENING_PARAGRAPHS
    act = changed if early else _weightiest(lead)
    telling = _telling(plain, act)
    for choice, limit in ((telling, 32), (opening, 32), (plain, 45), (_telling(spans, act), 45), (spans, 60)):
        fitting = [span for span in choice if len(text[span[0] : span[1]].split()) <= limit]
        if fitting:
            return (fitting[0],)
    return ()


def _telling(spans: list[tuple[int, int]], act: Action | None) -> list[tuple[int, int]]:
    return [span for span in spans if act and act.start < span[1] and span[0] < act.end]


def _weightiest(telling: Telling) -> Action | None:
    """The act of the article that a digest would tell first, if it has one that is fit for it."""
    acts = (act_of((Evidence(telling, action),)) for action in telling.reading.actions if is_shown_as_act(action))
    shown = [act for act in acts if act.is_shown and not act.is_background]
    return max(shown, key=lambda act: act.weight).best if shown else None


def passage_url(url: str, passage: str) -> str:
    """The page's address with a text fragment that selects the passage (WICG scroll-to-text)."""
    words = passage.split()
    if not url or not words:
        return url
    ends = (words,) if len(words) <= 2 * FRAGMENT_WORDS else (words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:])
    directive = ",".join(_fragment(" ".join(end)) for end in ends)
    return f"{url.partition('#')[0]}#:~:text={directive}"


def cut_words(text: str, most: int) -> str:
    """The first words of a text, with an ellipsis where some are left out."""
    words = text.split()
    return text if len(words) <= most else f"{' '.join(words[:most]).rstrip(' ,;:–—-')}…"


def age_of(at: datetime, now: datetime) -> str:
    """ "40 min", "3 h", "2 d"."""
    minutes = max(0, int((now - at) / timedelta(minutes=1)))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"


def surname_of(name: str) -> str:
    """The last word of a speaker's name, in lower case, by which titles do not matter; "" for no name."""
    return name.split()[-1].casefold() if name.split() else ""


def outlet_name(outlet: Outlet) -> str:
    """The name, with its label where it has one that readers must know ("state media (Russia)")."""
    return f"{outlet.name} [{outlet.label}]" if outlet.label.startswith("state") else outlet.name


def _makes_a_headline(act: Act) -> bool:
    """Told early and as news, in the active voice, between two known parties, both named, and short enough."""
    best = act.best
    known = (
        best.actor is not None
        and best.actor.codes
        and not is_part(best.actor)
        and best.recipient is not None
        and best.recipient.codes
    )
    whole = not _PERSONAL.search(best.phrase) and (best.type not in _MUTUAL or _names_recipient(best))
    fits = len(shown_name(best.actor)) + 1 + len(best.phrase) <= MAX_HEADLINE_CHARS
    early = best.paragraph <= 2 and not act.is_background
    calm = not re.search(r"[?!]", best.phrase) and not _is_spoken(act)
    active = bool(_ACTIVE.match(best.phrase)) and _acts_itself(act)
    return bool(known) and whole and fits and early and calm and active


def _acts_itself(act: Act) -> bool:
    """Does the phrase stand right behind the actor? "A UN convoy of 42 trucks reached" is not told by "UN reached"."""
    action, telling = act.evidence[0].action, act.evidence[0].telling
    evidence = telling.stored.article.text[action.start : action.end]
    name = action.actor.name if action.actor else ""
    named = evidence.find(name)
    verb = evidence.find(action.phrase.partition(" ")[0], max(0, named))
    return named < 0 or verb < 0 or verb - named - len(name) <= MAX_GAP_CHARS


def _names_recipient(action: Action) -> bool:
    """Does the phrase by itself say with whom?"""
    codes = action.recipient.codes if action.recipient else ()
    return bool(set(codes) & set(codes_of(action.phrase)))


def _is_spoken(act: Act) -> bool:
    evidence = act.evidence[0]
    start, end = evidence.action.start, evidence.action.end
    inside = any(q.start <= start and end <= q.end for q in evidence.telling.reading.quotes)
    return inside or bool(_SPOKEN_START.match(act.best.phrase)) or has_marks(act.best.phrase)


def _without_quotations(title: str) -> str | None:
    """The part of a headline outside marks, where it stands by itself: before a colon, after a comma or a dash.

    None where the marks are woven into it: what is left would be broken, and the words are no evidence.
    """
    if not _has_quotation(title):
        return title
    parts = re.split(r"(?<=\S)[:,–—]\s+|\s[–—-]\s", title)
    whole = [part for part in parts if not _has_quotation(part)]
    longest = max(whole, key=len, default="")
    return longest if len(longest.split()) >= 4 else None


def _has_quotation(text: str) -> bool:
    """Marks of any style, or a passage in single ones: apostrophes alone are none."""
    return has_marks(text) or bool(_QUOTED.search(text))


def _sentence_case(title: str, text: str) -> str:
    """Lower a word that the article itself writes in lower case; only where the title is in headline case."""
    words = title.split()
    capitals = sum(word[:1].isupper() for word in words)
    if len(words) < 4 or capitals < 0.6 * len(words):
        return _upper_first(title)
    lower = re.findall(r"\b[a-z][a-z’'-]*\b", text)
    stems = {*(_bare_form(word) for word in lower), *(word[:STEM_CHARS] for word in lower if len(word) > STEM_CHARS)}
    known = {*lower, *stems, *_SMALL_WORDS}
    return _upper_first(" ".join(word.lower() if _is_common(word, known) else word for word in words))


def _is_common(word: str, known: set[str]) -> bool:
    """Is a capital letter of this word owed to the headline's case alone?"""
    bare = word.lower().strip(",.:;")
    in_body = bool({bare, _bare_form(bare)} & known) or (len(bare) > STEM_CHARS and bare[:STEM_CHARS] in known)
    return word == "A" or (word[1:].islower() and in_body)


def _bare_form(word: str) -> str:
    """ "asks" and "asked" without their endings; short words are left alone."""
    return _ENDING.sub("", word) if len(word) >= MIN_INFLECTED_CHARS else word


def _fit(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return f"{cut}…"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fragment(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")
