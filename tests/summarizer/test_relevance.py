import tomllib
from pathlib import Path

import pytest

from summarizer.actors import mentions
from summarizer.model import Action, ActionType, Actor, Relevance, Resolved, Speaker, Status
from summarizer.paragraphs import paragraphs
from summarizer.relevance import judge

REPORTS = tomllib.loads((Path(__file__).parent / "relevance.toml").read_text("utf-8"))


def judged(title: str, text: str, actions: tuple[Action, ...] = ()) -> Relevance:
    return judge(title, text, paragraphs(text), mentions(text), actions)


def act(actor: Actor, recipient: Actor, kind: ActionType = ActionType.REJECT) -> Action:
    return Action(kind, "", actor, recipient, Status.DONE, phrase="", start=0, end=20, paragraph=1)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Japan weighs answer to steel tariff",
            (
                "Japan’s trade minister said on Monday that Tokyo would answer the new tariff on steel from the United "
                "States.\n\nHe spoke after talks with his American counterpart in Geneva."
            ),
        ),
        (
            "Paris recalls envoy",
            (
                "France has recalled its ambassador to Algeria and expelled two consular officers.\n\nAlgeria "
                "called the step hostile."
            ),
        ),
        (
            "Truce holds in third day",
            (
                "The cease-fire between Israel and Hamas held for a third day on Friday.\n\nEgypt and Qatar "
                "are to host talks on prisoners, the United Nations said."
            ),
        ),
        (
            "NATO ministers meet",
            "NATO defense ministers agreed in Brussels on Thursday to send more air defence to Ukraine.",
        ),
        *((report["title"], report["text"]) for report in REPORTS["abroad"]),
    ],
    ids=["trade", "diplomats", "war", "alliance", *(report["title"] for report in REPORTS["abroad"])],
)
def test_relations_between_states_are_foreign_policy(title: str, text: str) -> None:
    assert judged(title, text).relevant


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Mayor opens new school",
            (
                "The mayor opened a school for 400 students on Monday.\n\nTeachers had waited for it for nine "
                "years, the county said."
            ),
        ),
        (
            "Senate passes budget",
            (
                "The Senate passed a budget on Friday after Republicans and Democrats agreed on taxes.\n\nThe "
                "governor of the state called it a bad day for jobs."
            ),
        ),
        (
            "Rovers docked six points",
            (
                "The league has docked Rovers six points for breaching its rules on debt.\n\nThe club's "
                "captain, who plays for Brazil, said the players were angry."
            ),
        ),
        ("", ""),
        *((report["title"], report["text"]) for report in REPORTS["home"]),
    ],
    ids=["school", "budget", "sport", "nothing", *(report["title"] for report in REPORTS["home"])],
)
def test_affairs_at_home_are_not_whichever_home_it_is(title: str, text: str) -> None:
    assert not judged(title, text).relevant


def test_reason_names_countries_and_terms() -> None:
    found = judged("Japan weighs answer to tariff", "Japan will answer the tariff of the United States, it said.")

    assert "Japan, US + tariff" == found.why


def test_reason_names_who_speaks_by_the_office_that_the_text_gives() -> None:
    text = "Japan will answer the tariff of the United States, Trade Minister Ryo Hanada said."
    speaker = Speaker("Trade Minister Ryo Hanada", "Trade Minister Ryo Hanada", Resolved.NAMED)

    found = judge(
        "Japan weighs answer to tariff", text, paragraphs(text), mentions(text), (), speakers=(speaker,)
    )  # fmt: skip

    assert "Japan, US + tariff, trade minister speaks" == found.why


def test_reason_for_an_article_at_home_says_what_spoke_against_it() -> None:
    found = judged("Teachers heard by judge", "The judge heard the teachers of the county on Friday.")

    assert "life at home: teachers, county; no country named" == found.why


def test_score_is_a_share() -> None:
    text = "Russia and Ukraine and NATO and the EU and the sanctions and the missiles and the treaty. " * 30

    assert 0 <= judged("", "").score < judged("War, sanctions, treaty", text).score <= 1


def test_acts_between_countries_raise_the_score() -> None:
    text = "Norway told Sweden on Monday."
    told = act(Actor("Norway", ("NOR",)), Actor("Sweden", ("SWE",)))

    assert judged("", text, (told,)).score > judged("", text).score


def test_what_stands_far_down_does_not_count() -> None:
    home = "The county opened a school for its students. " * 100

    assert judged("", home).score == judged("", f"{home}\n\nRussia and Ukraine signed a treaty.").score


def test_country_is_seen_through_its_leader() -> None:
    text = "{} will host the talks with Japan, which are to begin on Monday, his office said."

    assert judged("", text.format("Macron")).score > judged("", text.format("Dupont")).score


def test_game_between_nations_is_no_act_between_them() -> None:
    text = (
        "Japan beat Australia 19–17 in the final of the women’s sevens in Singapore on Thursday.\n\nAustralia had led "
        "at half-time. New Zealand took third place."
    )
    beat = act(Actor("Japan", ("JPN",)), Actor("Australia", ("AUS",)), ActionType.ASSAULT)

    assert not judged("Japan beat Australia in last minute of sevens final", text, (beat,)).relevant
