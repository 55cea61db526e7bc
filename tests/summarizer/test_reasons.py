import pytest

from summarizer.actors import mentions
from summarizer.model import Action, ActionType, Actor, Resolved, Speaker, Status
from summarizer.paragraphs import paragraphs
from summarizer.reasons import MAX_WORDS, dropped, kept
from summarizer.scene import Scene, scene_of

RUSSIA_TO_UKRAINE = Action(
    ActionType.THREATEN, "", Actor("Russia", ("RUS",)), Actor("Ukraine", ("UKR",)), Status.DONE, "", 0, 9, 1
)


def scene(title: str, text: str) -> Scene:
    return scene_of(title, text, paragraphs(text), mentions(text))


def speaker(name: str) -> Speaker:
    return Speaker(name, name, Resolved.NAMED)


@pytest.mark.parametrize(
    ("title", "text", "speakers", "crossing", "expected"),
    [
        ("Tariff on Thai rice", "India raised its tariff on rice from Thailand.", (), (), "Thailand, India + tariff"),
        (
            "Kabul hosts envoys", "Envoys of Qatar met the Taliban.", ("Foreign Minister Ali Rahmani",), (),
            "Afghanistan, Qatar + envoys, foreign minister speaks",
        ),
        ("", "Envoys met on Monday.", ("Lena Brandt",), (), "envoys"),
        ("", "Russia warned Ukraine.", (), (RUSSIA_TO_UKRAINE,), "Russia, Ukraine + act of Russia toward Ukraine"),
        ("NATO meets", "NATO met in Oslo about Ukraine.", (), (), "NATO, Norway, Ukraine"),
        ("Putin to visit", "Putin will visit Chad for a summit.", (), (), "Chad + summit"),
        ("", "They said no.", (), (), "names places abroad"),
    ],
    ids=["term", "speaker", "no office", "act", "body once", "leader is no country", "nothing"],
)  # fmt: skip
def test_kept_article_is_told_by_countries_terms_and_who_speaks(
    title: str, text: str, speakers: tuple[str, ...], crossing: tuple[Action, ...], expected: str
) -> None:
    assert expected == kept(scene(title, text), map(speaker, speakers), crossing)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Senate votes", "The Senate voted on a ballot law.", "home politics: senate, ballot; no country named"),
        ("Jury out", "A jury in France heard the judge.", "courts and crime: jury, judge; one country only"),
        ("", "Prosecutors met a prosecutor and police.", "courts and crime: prosecutors, police; no country named"),
        ("Late goal", "Spain beat Italy at handball.", "sport: handball; names Spain, Italy"),
        ("Quiet day", "Nothing happened on Tuesday.", "little between states; no country named"),
    ],
    ids=["politics", "courts", "one of a word", "sport", "nothing"],
)
def test_dropped_article_is_told_by_what_it_is_about_and_where(title: str, text: str, expected: str) -> None:
    assert expected == dropped(scene(title, text), mentions(text))


def test_reason_is_at_most_a_dozen_words() -> None:
    text = (
        "Bosnia and Herzegovina, Trinidad and Tobago and Papua New Guinea signed a memorandum of understanding on the "
        "most favoured nation at the international criminal court of the united nations."
    )

    reason = kept(scene("", text), [speaker("Deputy Foreign Minister Ana Kovač")], ())

    assert len(reason.split()) <= MAX_WORDS
    assert reason.endswith("deputy foreign minister speaks")
