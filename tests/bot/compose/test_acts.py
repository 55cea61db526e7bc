import pytest

from bot.compose.acts import (
    MAX_SENTENCE_WORDS,
    acts_of,
    axis_of,
    key_of,
    numbers_in,
    sentence_of,
    shown_name,
)
from bot.compose.phrases import shortened
from summarizer.model import ActionType, Actor, ActorKind, Status
from tests.factories import (
    ESTONIA,
    NOON,
    NORWAY,
    make_action,
    make_article,
    make_bare_reading,
    make_outlet,
    make_story,
    make_telling,
)

BLOC = Actor("the six", ("EST", "LVA", "LTU", "FIN", "SWE", "NOR"))
PERSON = Actor("Kaarin Oja", (), ActorKind.PERSON)


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (ESTONIA, "Estonia"), (Actor("Washington", ("USA",)), "US"), (PERSON, "Kaarin Oja"),
        (BLOC, "Estonia, Latvia +4"), (None, ""),
    ],
    ids=["country", "by its short name", "person", "coalition", "nobody"],
)  # fmt: skip
def test_actor_is_named_shortly(actor: Actor | None, expected: str) -> None:
    assert expected == shown_name(actor)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, "Estonia → Norway"), ({"recipient": None}, "Estonia"), ({"actor": None}, "Norway")],
    ids=["both", "no recipient", "no actor"],
)
def test_axis_shows_who_did_it_to_whom(changes: dict[str, object], expected: str) -> None:
    assert expected == axis_of(make_action(**changes))


def test_sentence_says_the_status() -> None:
    act = make_action(status=Status.CONDITIONAL, phrase="will expel the tug unless it leaves")

    assert "Estonia → Norway: will expel the tug unless it leaves (conditional)" == sentence_of(act)


@pytest.mark.parametrize("recipient", [NORWAY, BLOC, Actor("the Joint Commission of the Four Northern Ports")])
def test_sentence_has_at_most_sixteen_words(recipient: Actor) -> None:
    act = make_action(recipient=recipient, phrase="ordered " + "one more old and rusty " * 9 + "tug out of its waters")

    assert len(sentence_of(act).split()) <= MAX_SENTENCE_WORDS


def test_phrase_is_shortened_where_a_circumstance_begins() -> None:
    assert "expelled a tug" == shortened("expelled a tug from the roads of Tallinn on Monday", 4)


def test_short_phrase_stays_as_it_is() -> None:
    assert "expelled a tug" == shortened("expelled a tug", 4)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("sent 1,200 men and 3.5 tonnes", ("1,200", "3.5")), ("on 8.", ("8",)), ("none", ()), ("F-16s", ("16",))],
)
def test_numbers_are_verbatim(phrase: str, expected: tuple[str, ...]) -> None:
    assert expected == numbers_in(phrase)


def test_one_act_told_twice_is_one_with_the_better_outlet_first() -> None:
    weak = make_telling(
        make_article(url="https://f.example", outlet="Fjord"), outlet=make_outlet(name="Fjord", rank=60), article_id=2
    )
    strong = make_telling()

    (act,) = acts_of(make_story(weak, strong))

    assert [strong, weak] == [evidence.telling for evidence in act.evidence]


def test_actors_are_the_same_by_their_codes() -> None:
    assert key_of(make_action()) == key_of(make_action(actor=Actor("Tallinn", ("EST",)), phrase="threw it out"))


def test_act_without_an_actor_is_left_out() -> None:
    assert () == acts_of(make_story(make_telling(reading=make_bare_reading(actions=(make_action(actor=None),)))))


@pytest.mark.parametrize(
    "phrase", ["called it “a farce”", "called it a farce”", 'called it "a farce"', "called it ‘a farce"]
)
def test_act_with_quoted_words_in_its_phrase_is_left_out(phrase: str) -> None:
    assert () == acts_of(make_story(make_telling(reading=make_bare_reading(actions=(make_action(phrase=phrase),)))))


def test_done_acts_go_before_talked_of_ones() -> None:
    actions = (
        make_action(type=ActionType.COERCE, status=Status.UNDER_DISCUSSION, recipient=Actor("Latvia", ("LVA",))),
        make_action(),
    )

    acts = acts_of(make_story(make_telling(reading=make_bare_reading(actions=actions))))

    assert [Status.DONE, Status.UNDER_DISCUSSION] == [act.best.status for act in acts]


def test_order_of_acts_does_not_hang_on_the_order_of_tellings() -> None:
    other = make_telling(
        make_article(url="https://f.example", outlet="Fjord"),
        outlet=make_outlet(name="Fjord"),
        article_id=2,
        fetched=NOON,
    )

    assert acts_of(make_story(make_telling(), other)) == acts_of(make_story(other, make_telling()))


def test_acts_upon_people_who_are_counted_anew_are_one_act() -> None:
    few = make_action(recipient=Actor("4 soldiers"), phrase="killed 4 soldiers")
    many = make_action(recipient=Actor("more than nine soldiers"), phrase="killed more than nine soldiers")

    assert key_of(few) == key_of(many)


def test_act_that_was_done_long_before_its_article_weighs_less() -> None:
    news, old = make_action(), make_action(phrase="expelled a tug with 8 sailors in January")
    weights = [
        acts_of(make_story(make_telling(reading=make_bare_reading(actions=(action,)))))[0].weight
        for action in (news, old)
    ]

    assert weights[1] == weights[0] / 2


def test_copy_adds_no_weight_to_an_act_and_a_second_voice_does() -> None:
    own = "The Estonian navy has expelled a tug, its crew of 8 and their dog."
    first, copy = make_telling(), make_telling(make_article(outlet="Fjord Post"), article_id=2)
    act = make_action(own, text=own)
    other = make_telling(
        make_article(outlet="Gulf Ledger", text=own), article_id=3, reading=make_bare_reading(actions=(act,))
    )

    (alone,), (copied,), (twice,) = (acts_of(make_story(*told)) for told in ((first,), (first, copy), (first, other)))

    assert alone.weight == copied.weight
    assert alone.weight < twice.weight


def test_axis_names_no_recipient_that_is_among_the_doers() -> None:
    assert "Estonia, Latvia +4" == axis_of(make_action(actor=BLOC, recipient=NORWAY))


def test_axis_of_names_leaves_out_a_recipient_without_one() -> None:
    act = make_action(recipient=Actor("three men", (), ActorKind.PEOPLE))

    assert ["Estonia → three men", "Estonia"] == [axis_of(act), axis_of(act, by_name=True)]


def test_some_of_them_are_not_told_as_all() -> None:
    act = make_action(actor=Actor("The first Estonian troops", ("EST",)), phrase="left Norway")

    assert "The first Estonian troops → Norway: left Norway (done)" == sentence_of(act)


def test_recipient_that_the_phrase_names_is_named_once_where_there_is_little_room() -> None:
    act = make_action(recipient=Actor("deep-sea pilots", (), ActorKind.PEOPLE), phrase="let deep-sea pilots back in")

    assert "Estonia: let deep-sea pilots back in (done)" == sentence_of(act, max_words=7)


def test_act_that_came_before_the_news_of_its_sentence_is_background() -> None:
    text = "Norway called on Latvia to help, a day after Estonia expelled a tug."
    act = make_action("a day after Estonia expelled a tug", text=text, phrase="expelled a tug")
    story = make_story(make_telling(make_article(text=text), reading=make_bare_reading(actions=(act,))))

    assert acts_of(story)[0].is_background
