"""Names for stories and tokens for deliveries. Pure.

Nothing here may ever change: what it gave is in every database, and in messages that were sent.
"""

import hashlib
from functools import cache
from itertools import product

CONSONANTS = "bdhjlmnprstv"
VOWELS = "aiou"
# English words, names and slurs that the pattern would make; a story must not be called after one.
AVOIDED = """
    bidis bidut bison bonus bosom butut divan divot divus dojos dolar donor donut habit halal hamas hilal homos
    humor humus hurun jabir jabot japan japos jihad judas judos juror labor ladin lapis latin libor limit lisas
    lunar lupin lupus major manor maput mihad milan minor minus modus motor mujib musul nasal natal naval ninon
    nisan novis nudis panin panos paris pavan pilot pinot pinup pitot polar pupil putin rabat rabid rabin rabis
    radar radon rapid rapis ratan rival rivas robin robot rotor rumor sadat sadis salad salam salon samis satan
    satin savor simon sinod sinus sisis situs sodom solar solid solon sudan sudor tabor talib talon tapir tatar
    titan titis titos tonal total tumor tunis turin tutor valid vapor vatan virus visas visit vital vivid vodun
    vomit
"""
STEP = 17_093  # prime, about the golden section of all words: neighbours lie far apart and differ in most letters
START = 9_341


def story_id(number: int) -> str:
    """A short, speakable name for a story's number: "vodij", after some 27,000 stories "tutal-lajov".

    Different numbers have different names. Raises ValueError for a negative number.
    """
    if number < 0:
        raise ValueError(f"a story's number is not negative: {number}")
    words = _words()
    rest, place = divmod(number, len(words))
    word = words[(place * STEP + START) % len(words)]
    return word if rest == 0 else f"{word}-{story_id(rest - 1)}"


def delivery_token(channel: str, kind: str, key: str, *, part: int) -> str:
    """A token of 24 characters that is the same whenever the same delivery is tried."""
    name = "\x00".join((channel, kind, key, str(part)))
    return hashlib.blake2s(name.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@cache
def _words() -> tuple[str, ...]:
    avoided = frozenset(AVOIDED.split())
    letters = product(CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS)
    return tuple(word for word in map("".join, letters) if word not in avoided)
