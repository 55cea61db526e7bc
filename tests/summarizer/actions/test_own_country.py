"""What the coder refuses to believe of a leader, and how first-person phrases are shown."""

from summarizer import Article, explain, read

SUMMIT = (
    "Chilean President Marta Rojas met Peruvian President Luis Soto on Monday. Soto said that he was prepared to take "
    "further action against Peru.\n\n“We’ve expelled two diplomats of Bolivia,” Rojas said.\n"
)


def test_leader_does_not_threaten_his_own_country() -> None:
    decided = explain(Article("", "", SUMMIT, None, ""))

    assert "its doer leads the country that it is aimed at" in {decision.dropped for decision in decided}


def test_phrase_does_not_begin_with_what_is_left_of_a_contraction() -> None:
    phrases = [action.phrase for action in read(Article("", "", SUMMIT, None, "")).actions]

    assert "expelled two diplomats of Bolivia" in phrases
