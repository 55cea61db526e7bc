"""Closed classes of English words and what they tell about a word of a sentence. No phrases, no cues' subjects."""

from summarizer.names import titles
from summarizer.quotes.clauses import Word, key_after
from summarizer.quotes.cues import cues

# fmt: off
PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you"])
RELATIVE = frozenset(["who", "which", "whom", "that"])
DETERMINERS = frozenset((
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some",
    "several", "many", "both", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "another", "other", "each", "every", "all", "few", "most", "no", "any",
))
ARTICLES = frozenset((
    "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "these", "those",
))
PREPOSITIONS = frozenset((
    "in", "on", "at", "by", "for", "from", "with", "of", "to", "into", "during", "over", "under", "about",
    "against", "between", "through", "around", "near", "within", "without", "amid", "among", "despite", "like",
    "unlike", "per", "via", "throughout", "upon", "following", "regarding", "concerning", "alongside", "outside",
    "inside", "behind", "beyond", "across",
))
SUBORDINATORS = frozenset((
    "as", "because", "when", "while", "if", "where", "whether", "although", "though", "after", "before", "since",
    "until", "once", "unless", "that", "than", "what", "how", "why", "so",
))
CONJUNCTIONS = frozenset(["and", "but", "or", "then", "yet", "nor"])
AUXILIARIES = frozenset((
    "is", "was", "are", "were", "be", "been", "being", "am", "has", "have", "had", "having", "will", "would", "can",
    "could", "may", "might", "shall", "should", "must", "do", "does", "did", "isn't", "wasn't", "aren't", "weren't",
    "hasn't", "haven't", "hadn't", "won't", "wouldn't", "can't", "couldn't", "didn't", "doesn't", "don't",
    "shouldn't", "'d", "'ll", "'ve",
))
BE = frozenset((
    "is", "was", "are", "were", "be", "been", "being", "am", "isn't", "wasn't",
))
MODALS = frozenset((
    "will", "would", "can", "could", "may", "might", "shall", "should", "must", "do", "does", "did", "won't",
    "wouldn't", "can't", "couldn't", "didn't", "doesn't", "don't",
))
ADVERBS = frozenset((
    "also", "later", "then", "still", "once", "again", "just", "even", "never", "not", "often", "always", "soon",
    "now", "already", "further", "instead", "ever", "simply", "too", "himself", "herself", "themselves", "itself",
    "has", "had", "have", "would", "will", "did", "reportedly", "famously", "half", "jokingly", "only", "twice",
    "thus", "therefore", "both", "first", "last", "next", "since", "today", "yesterday", "tonight", "earlier",
    "recently", "finally", "eventually", "meanwhile", "however", "afterward", "afterwards", "to", "do", "does",
    "may", "might", "can", "could", "should", "must", "all", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "publicly", "himself",
)) - {"to", "all"}
LATER = frozenset((
    "later", "earlier", "ago", "week", "month", "year", "night", "morning", "afternoon", "evening", "day",
    "weekend", "hand", "point", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
))
COMMON_PAST = frozenset((
    "took", "left", "ran", "sent", "gave", "made", "met", "won", "went", "came", "got", "put", "set", "kept",
    "held", "led", "found", "lost", "began", "became", "brought", "bought", "built", "caught", "chose", "cut",
    "drew", "fell", "felt", "flew", "fought", "grew", "knew", "laid", "let", "meant", "paid", "rose", "sat", "saw",
    "sold", "spent", "stood", "struck", "threw", "wore", "saw", "hit", "broke", "drove", "has", "had", "goes",
    "does", "seems", "appears", "wants", "needs", "makes", "takes", "gives", "keeps", "comes", "gets", "runs",
    "plans", "leads", "works", "backs",
))
NEARLY = frozenset((
    "even", "just", "only", "almost", "nearly", "shortly", "soon", "right", "long", "not",
))
WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
TIMES = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "today", "yesterday",
    "tonight", "earlier", "later", "meanwhile", "last", "next", "this",
))
SPEAKING_NOUNS = frozenset((
    "letter", "report", "statement", "memo", "president", "minister", "spokesman", "spokeswoman", "ministry",
    "document", "ad", "editorial", "email", "complaint",
))
NAME_PARTICLES = frozenset((
    "de", "del", "der", "den", "van", "von", "bin", "ibn", "al", "el", "la", "le", "di", "da", "dos", "du",
))
NOUNS_IN_LY = frozenset((
    "daily", "weekly", "monthly", "quarterly", "family", "ally", "assembly", "reply", "supply", "italy", "july",
    "bully", "monopoly", "anomaly", "rally", "folly", "homily",
))
# fmt: on
MIN_ADVERB_CHARS = 4
MIN_PLURAL_CHARS = 3
_ASPECTUAL = frozenset(["began", "begins", "continued", "continues", "started", "starts", "continue", "begin", "start"])
_MANY = frozenset(["people", "police", "two", "three", "both", "others", "many", "some", "pair", "trio", "they"])
_LIKE_NOUNS = frozenset(["state", "claim", "report", "vow", "pledge", "email", "blog", "mock", "rule", "rail", "vent"])


def is_finite(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether `words[at]` is a finite form of a verb of saying, not a noun ("the report") or a passive."""
    word = words[at]
    if not word.text.islower() or is_aspectual(words, at):
        return False
    if not cues().speech.is_finite(word.key, key_after(words, at)):
        return _is_plural_form(words, at)
    if word.text in cues().ambiguous and not follows_subject(words, at):
        return False
    return not _is_noun(words, at)


def is_aspectual(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a verb only starts or goes on with another: "donations began to pick up"."""
    return words[at].key in _ASPECTUAL and key_after(words, at) == "to"


def _is_plural_form(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a base form speaks for many: "critics say", "the two write", "they conclude"."""
    key = words[at].key
    if not cues().speech.is_base(key, key_after(words, at)):
        return False
    before = skip_adverbs(words, 0, at - 1)
    if before < 0 or not words[before].is_word:
        return False
    subject = words[before]
    if before > 0 and words[before - 1].key in SUBORDINATORS - {"as"}:
        return False  # "if people think"
    if subject.key == "they":
        return True
    if key + "s" in cues().ambiguous or key in _LIKE_NOUNS:  # "the sources report", but "the ministers demand"
        return subject.key in _MANY and before > 0 and words[before - 1].key == "the"
    plural = subject.text.endswith("s") and not subject.is_possessive and subject.key not in TIMES | PRONOUNS | {"this"}
    return subject.key in _MANY or (plural and len(subject.key) > MIN_PLURAL_CHARS)


def follows_subject(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether an ambiguous form ("claims") stands right after a name or a pronoun, and no verb follows."""
    behind = skip_adverbs(words, 0, at - 1)
    before = words[behind] if behind >= 0 else None
    after = words[at + 1] if at + 1 < len(words) else None
    stands = (
        before is not None
        and before.is_word
        and (
            before.key in PRONOUNS | {"who", "which"}
            or before.is_capital
            or before.key in SPEAKING_NOUNS
            or before.key in titles().roles
        )
    )
    return stands and (after is None or after.key not in AUXILIARIES | {"of"})


def _is_noun(words: tuple[Word, ...], at: int) -> bool:
    if at == 0:
        return False
    before = words[at - 1]
    if before.key in {"when", "if", "once"}:
        return True  # "when asked": nobody speaks
    if before.key in {"another", "other", "each"} and words[at].key.endswith("ed"):
        return False
    return (
        before.key in DETERMINERS - {"all", "both", "this", "that", "some", "many", "several", "one", "each"}
        or before.is_possessive
        or before.key in PREPOSITIONS
    )


def is_adverb(key: str) -> bool:
    """Tell whether a word ends like an adverb and is none of the nouns that do."""
    return key.endswith("ly") and len(key) > MIN_ADVERB_CHARS and key not in NOUNS_IN_LY


def skip_adverbs(words: tuple[Word, ...], low: int, at: int) -> int:
    """Walk left over adverbs and auxiliaries."""
    while at >= low and words[at].is_word:
        key = words[at].key
        if key in WEEKDAYS and at > low and words[at - 1].key == "on":
            at -= 2
        elif key in ADVERBS or (is_adverb(key) and words[at].text.islower()):
            at -= 1
        else:
            break
    return at


def _is_past(words: tuple[Word, ...], at: int) -> bool:
    before = words[at - 1]
    return (
        words[at].key.endswith("ed")
        and before.key not in DETERMINERS
        and not before.is_possessive
        and before.key not in PREPOSITIONS
    )


def _is_cue(key: str) -> bool:
    return key in cues().woven.finite or key in cues().weak.finite


def is_predicate(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether the phrase is over at `words[at]`: a verb, or an adverb before one."""
    key, before = words[at].key, words[at - 1]
    if before.key in ARTICLES or before.is_possessive:
        return False
    known = (
        key in ADVERBS
        or (key == "to" and before.key not in titles().roles)
        or is_adverb(key)
        or key in COMMON_PAST
        or _is_cue(key)
    )
    return known or is_finite(words, at) or _is_past(words, at)
