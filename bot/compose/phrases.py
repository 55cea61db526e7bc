"""What an act's phrase tells: whether it says anything, whether it is past history, how it is shortened. Pure."""

import re

_DAY = r"(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_ON_A_DAY = re.compile(rf" {_DAY}(?= )")
_CIRCUMSTANCES = re.compile(
    r"(?i:after|amid|as|at|because|before|by|during|following|for|from|if|in|into|on|over|since|to|under|unless"
    r"|until|when|where|which|while|who|with)"
)
_DANGLING = re.compile(
    r"(?i:a|an|the|of|to|and|or|but|is|are|was|were|be|been|has|have|had|will|would|its|their|that|what|about|without"
    r"|against|between|than|not|for|with|from|by|in|on|at|over|into)"
)
# "breaking a ceasefire hours", from "hours after it began"
_LOOSE_TIME = re.compile(r"(?<!\bfor)(?<![\d.] )(?<!\bof) (?:minutes|hours|days|weeks|months|years)$")
_LOOSE_NOUN = re.compile(r", an? [a-z][a-z’'-]+$")
_NUMBER_BEFORE = re.compile(
    r"(?i)(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|twelve|eleven|\w+ty|several|many|few|some"
    r"|of|for|in|within|recent|working|last|past|next|all|these|those))$"
)
_NO_DEED = re.compile(rf"(?i)\b(?:{_DAY}|it|them|him|her|this|that|so|again|now|today|yesterday)\b")
_POINTS_BACK = re.compile(r"(?:(?:has|have|had|was|were|will|would) )?[a-z]+ (?:it|them|him|her)\b")
_PASSIVE = re.compile(r"[a-z]+(?:ed|en) by (?!\w+ing\b|\d)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Uu]s|[Oo]urs?|[Mm]e|[Mm]y)\b")
_BARE_VERB = re.compile(r"(?!(?:have|has|had|will|would|are|is|was|were|be|can|may|must)\b)[a-z]+(?<!ed)(?<!ing) ")
_EARLIER = re.compile(
    r"(?i)^(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|several|the|just|only|shortly|soon|less"
    r"|than|more|barely|late|early) )*(?:(?:minute|hour|day|week|month|year|evening|morning|night)s? )?after\b"
)
_LONG_PAST = re.compile(
    r"(?i)\b(?:in (?:recent|past|earlier|previous) (?:years|months|decades)|in the past|(?:several|many) times"
    r"|since (?:the |its |their |an? )?(?:[\w’'-]+ ){0,5}?(?:19|20)\d\d)\b"
)
_HABIT = re.compile(r"(?i)^used to\b")
_PAST_PERFECT = re.compile(r"(?i)^had\b")
_REPORTED = re.compile(
    r"(?i)\b(?:sa(?:id|ys|ying)|announc\w+|report(?:s|ed|ing)|confirm\w+|told|claim\w+|alleg\w+|according|add(?:s|ed)"
    r"|den(?:y|ies|ied|ying)|stat(?:es|ed|ing|ement)|insist\w+|admit\w+|acknowledg\w+)\b"
)
MIN_DEED_WORDS = 2


def shortened(phrase: str, max_words: int) -> str:
    """Drop words of a phrase down to the limit: the day in its midst, then what comes behind the last place where a
    circumstance begins, but none so early that little is told ("agreed to")."""
    if len(phrase.split()) <= max_words:
        return phrase
    undated = _ON_A_DAY.sub("", phrase)
    words = undated.split()
    if len(words) <= max_words:
        return undated
    ends = range(max_words, max(2, max_words // 2), -1)
    places = (i for i in ends if _CIRCUMSTANCES.fullmatch(words[i]) or words[i - 1].endswith(","))
    place = next(places, None)
    return ended(words[: place or max_words]) + ("" if place else "…")


def ended(words: list[str]) -> str:
    """The words without those at the end that lead on to what is left out ("made by a")."""
    cut = len(words)
    while cut > 2 and _DANGLING.fullmatch(words[cut - 1]):
        cut -= 1
    return " ".join(words[:cut]).rstrip(",;:–—")


def whole(phrase: str) -> str:
    """A phrase without what was begun at its end: the "hours" whose "after" was left out ("for six hours" stays), the
    ", a project" that was explained behind."""
    match = _LOOSE_TIME.search(phrase)
    if match and not _NUMBER_BEFORE.search(phrase[: match.start()]):
        return phrase[: match.start()]
    return _LOOSE_NOUN.sub("", phrase)


def tells_deed(phrase: str) -> bool:
    """Does it say what was done? "denied it" and "threatened on Monday" do not, nor does what was done by another."""
    return len(_NO_DEED.sub(" ", phrase).split()) >= MIN_DEED_WORDS and not _PASSIVE.match(phrase)


def points_back(phrase: str) -> bool:
    """Does it say only with a pronoun to whom it was done: "met them at the airport"?"""
    return bool(_POINTS_BACK.match(phrase))


def is_spoken(phrase: str, clause: str) -> bool:
    """Is it in a speaker's own words: "asked us to be here", or "help" where the clause is "We help Ukraine"?"""
    return bool(_FIRST_PERSON.search(phrase) or (_FIRST_PERSON.match(clause) and _BARE_VERB.match(phrase)))


def is_history(phrase: str, clause: str, sentence: str) -> bool:
    """Do its words say that it came before the news of its sentence, or is no single act?

    `clause` begins with its connector ("a day after the two powers …").
    """
    if _EARLIER.match(clause) or _LONG_PAST.search(clause) or _HABIT.match(phrase):
        return True
    return bool(_PAST_PERFECT.match(phrase)) and not _REPORTED.search(sentence)
