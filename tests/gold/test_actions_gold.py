from collections import Counter

import pytest

from gold import actions_gold
from gold.actions_gold import ELSEWHERE, STATUSES, TYPES, UNREAL, GoldActs
from gold.articles import GoldText
from gold.quotes_gold import GoldError

MIN_SENTENCES, MIN_SILENCES, MIN_ARTICLES = 300, 90, 40
MIN_ACTS_OF_A_TYPE, MIN_ACTS_OF_A_STATUS = 15, 10
TEXT = GoldText("test", "", "Norway expelled two Belarusian attachés, and no Swede was expelled.", "en")
UNSOUND = {
    "words that are not there": "NOR SANCTION BLR done | threw out two attachés",
    "words that are there twice": "NOR SANCTION BLR done | expelled",
    "unknown type": "NOR EXPEL BLR done | expelled two Belarusian attachés",
    "unknown status": "NOR SANCTION BLR finished | expelled two Belarusian attachés",
    "no recipient": "NOR SANCTION done | expelled two Belarusian attachés",
    "no words": "NOR SANCTION BLR done",
}


def _sentences() -> tuple[GoldActs, ...]:
    return tuple(gold for gold in actions_gold.load() if gold.is_sentence)


def _articles() -> tuple[GoldActs, ...]:
    return tuple(gold for gold in actions_gold.load() if not gold.is_sentence)


def test_there_are_enough_sentences_silences_and_articles() -> None:
    assert len(_sentences()) >= MIN_SENTENCES
    assert sum(bool(gold.why) for gold in _sentences()) >= MIN_SILENCES
    assert len(_articles()) >= MIN_ARTICLES


def test_no_text_is_annotated_twice() -> None:
    counted = Counter(gold.text.text for gold in actions_gold.load())

    assert [] == [text for text, times in counted.items() if times > 1]


def test_every_type_has_acts() -> None:
    counted = Counter(act.types[0] for gold in actions_gold.load() for act in gold.acts if act.level != "may")

    assert set() == {type_ for type_ in TYPES if counted[type_] < MIN_ACTS_OF_A_TYPE}


def test_every_status_has_acts() -> None:
    counted = Counter(act.statuses[0] for gold in actions_gold.load() for act in gold.acts if act.level != "may")

    assert set() == {status for status in STATUSES if counted[status] < MIN_ACTS_OF_A_STATUS}


def test_every_reason_for_silence_has_sentences() -> None:
    used = {gold.why for gold in _sentences() if gold.why}

    assert UNREAL | ELSEWHERE - {"an accident"} == used


def test_act_keeps_within_its_paragraph() -> None:
    words = [
        gold.text.text[start:end] for gold in actions_gold.load() for act in gold.acts for start, end in act.places
    ]

    assert [] == [each for each in words if "\n" in each]


def test_passage_without_an_act_holds_none_that_is_wanted() -> None:
    wanted = [
        (act.words, passage.words)
        for gold in _articles()
        for passage in gold.passages
        for act in gold.acts
        if act.level != "may" and (not passage.types or passage.types & set(act.types))
        for start, end in act.places
        if start < passage.end and passage.start < end
    ]

    assert [] == wanted


def test_reciprocal_act_has_no_recipient_of_its_own() -> None:
    assert not [act for gold in actions_gold.load() for act in gold.acts if act.both and act.recipient.scored]


def test_intended_act_may_be_coded_as_the_will_to_do_it() -> None:
    (act,) = actions_gold.acts(TEXT, ["NOR SANCTION BLR announced | two Belarusian attachés"], "must")

    assert ("SANCTION", "THREATEN") == act.types


def test_finished_act_has_only_its_own_type() -> None:
    (act,) = actions_gold.acts(TEXT, ["NOR SANCTION BLR done | two Belarusian attachés"], "must")

    assert ("SANCTION",) == act.types


@pytest.mark.parametrize("line", UNSOUND.values(), ids=UNSOUND.keys())
def test_unsound_line_is_refused(line: str) -> None:
    with pytest.raises(GoldError, match="test: "):
        actions_gold.acts(TEXT, [line], "must")
