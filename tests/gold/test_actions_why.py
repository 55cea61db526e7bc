from gold import actions_gold
from gold.actions_why import UNSEEN, reason
from gold.articles import GoldText
from summarizer.actions import Explained

TEXT = GoldText("test", "", "Oslo was asked whether it had expelled two Belarusian attachés.", "en")
(ACT,) = actions_gold.acts(TEXT, ["NOR SANCTION BLR done | expelled two Belarusian attachés"], "must")


def _seen(trigger: str, dropped: str) -> Explained:
    start = TEXT.text.index(trigger)
    return Explained(trigger, trigger, None, "", "", "", action=None, dropped=dropped, start=start, paragraph=1)


def test_near_miss_in_the_words_gives_its_reason() -> None:
    assert "expelled: it is a question" == reason(ACT, (_seen("asked", "idle"), _seen("expelled", "it is a question")))


def test_words_without_a_trigger_are_unseen() -> None:
    assert UNSEEN == reason(ACT, (_seen("asked", "idle"),))
