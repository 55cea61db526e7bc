from summarizer.coverage import Cover, concepts, content_stems
from summarizer.language import words

NEWS = "Norland expelled three Sudland diplomats on Monday over the shelling of a border town."
AGAIN = "The three diplomats of Sudland were expelled by Norland over the shelling on Monday."
OTHER = "Fishing boats of Lakeside stayed in port while a gale blew across the bay until noon."
TEXTS = (NEWS, AGAIN, OTHER)


def told(title: str = "", *, texts: tuple[str, ...] = TEXTS, start: int = 0) -> tuple[float, ...]:
    """What each sentence rates by itself."""
    split = [words(text) for text in texts]
    shares = (1 / len(texts),) * len(texts)
    return tuple(Cover().rated_with(one) for one in concepts(title, texts, split, shares=shares, start=start))


def test_concept_told_twice_counts_once() -> None:
    first, again, other = concepts("", TEXTS, [words(text) for text in TEXTS], shares=(1 / 3,) * 3)
    cover = Cover().including(first)

    assert cover.rated_with(other) > cover.rated_with(again)


def test_words_of_the_title_are_worth_more() -> None:
    assert told("Fishing boats of Lakeside stay in port")[2] > told()[2]


def test_what_comes_before_the_news_is_worth_less() -> None:
    assert told(start=2)[0] < told()[0]


def test_central_sentences_make_their_words_worth_more() -> None:
    split = [words(text) for text in TEXTS]
    central, aside = (concepts("", TEXTS, split, shares=(share, 0.1, 0.1)) for share in (0.8, 0.1))

    assert Cover().rated_with(central[0]) > Cover().rated_with(aside[0])


def test_stems_leave_out_small_words_and_endings() -> None:
    assert {"russi", "expel", "envoy"} == content_stems(words("Russia said it expels the Russian envoy"))
