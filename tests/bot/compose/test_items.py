from typing import Any

import pytest

from bot.cards import Bullets, Buttons, Line, Quotation, Tone, plain, text_of
from bot.compose.acts import acts_of, key_of
from bot.compose.changes import Change, change_of, snapshot_of
from bot.compose.items import Shown, item, one_liner
from bot.model import Snapshot, Story, Telling
from summarizer.model import Action, ActionType, Actor, Status
from tests.factories import (
    HAPPENED,
    NOON,
    SAID,
    make_action,
    make_article,
    make_bare_reading,
    make_outlet,
    make_quote,
    make_reading,
    make_story,
    make_telling,
    span_of,
)

COUNTRIES = (Actor("Latvia", ("LVA",)), Actor("Finland", ("FIN",)), Actor("Sweden", ("SWE",)))


def drawn(story: Story, shown: Snapshot | None = None) -> Shown:
    acts = acts_of(story)
    change = change_of(story, acts, shown)
    assert change is not None
    return item(story, acts, change, number=1, now=NOON, seen=shown.quotes if shown else ())


def seen(story: Story) -> Snapshot:
    return snapshot_of(story, acts_of(story), ((1, SAID),), None)


def told(happened: str, said: str, *, acts: int = 3) -> Telling:
    """A telling with a sentence, a quotation and acts of these lengths."""
    text = f"{happened}\n\n“{said}” Foreign Minister Kaarin Oja said."
    kinds = (ActionType.COERCE, ActionType.PROTEST, ActionType.REJECT)
    actions = tuple(
        make_action(happened, text=text, type=kind, recipient=to, phrase="sent a note about the tug and all its crew")
        for kind, to in zip(kinds[:acts], COUNTRIES, strict=False)
    )
    start = text.index("“") + 1  # the sentence before may be of the same words
    quotes = (make_quote(said, text=text, start=start, end=start + len(said), paragraph=2),)
    reading = make_reading(quotes=quotes, actions=actions, gist=(span_of(happened, text),))
    return make_telling(make_article(text=text), reading=reading)


def words(count: int, word: str = "word") -> str:
    return f"The {' '.join([word] * (count - 2))} end."


def shape(shown: Shown) -> tuple[int, int, int]:
    """How many sentences, acts and quotations an item kept."""
    blocks = shown.card.blocks
    sentences = sum(isinstance(block, Line) and not block.small for block in blocks)
    acts = sum(len(block.rows) for block in blocks if isinstance(block, Bullets))
    return sentences, acts, sum(isinstance(block, Quotation) for block in blocks)


def test_item_of_a_new_story_reads_in_order() -> None:
    assert [
        "NEW · Estonia → Norway · coercion",
        "1. Estonia expelled a tug with 8 sailors",
        HAPPENED,
        "• Estonia → Norway: expelled a tug with 8 sailors (done)",
        f"“{SAID}” — Foreign Minister Kaarin Oja, via Harbour Daily",
        "Harbour Daily · 1 h ago · bodal",
    ] == text_of(drawn(make_story()).card).splitlines()


def test_item_has_its_buttons() -> None:
    (row,) = (block for block in drawn(make_story()).card.blocks if isinstance(block, Buttons))

    assert [("Details", "details", "bodal", ""), ("Source", "", "", "https://harbour.example/tug")] == [
        (button.label, button.action, button.value, button.url) for button in row.buttons
    ]


def test_update_says_what_changed_and_carries_its_tone() -> None:
    first = make_telling()
    answer = make_action(type=ActionType.PROTEST, actor=COUNTRIES[0], phrase="summoned the envoy")
    second = make_telling(
        make_article(url="https://f.example", outlet="Fjord Post"), article_id=2, fetched=NOON,
        reading=make_bare_reading(actions=(answer,)),
    )  # fmt: skip

    card = drawn(make_story(first, second), seen(make_story(first))).card

    assert Tone.UPDATE is card.tone
    assert "Since the last digest: new: Latvia → Norway: summoned the envoy (done)" in text_of(card)
    assert text_of(card).startswith("UPDATE · Latvia → Norway")


@pytest.mark.parametrize(
    ("happened", "said", "expected"),
    [
        (words(20), words(12), (1, 3, 1)),
        (words(25), words(25), (1, 2, 1)),
        (words(28), words(36), (1, 1, 1)),
        (words(60), words(45), (1, 2, 0)),
        (words(47, "extraordinarily"), words(44), (1, 0, 0)),
        (words(60, "extraordinarily"), words(44), (0, 1, 0)),
    ],
    ids=["all fits", "third act", "second act", "quotation", "all acts", "sentence"],
)
def test_what_gives_way_goes_in_order(happened: str, said: str, expected: tuple[int, int, int]) -> None:
    shown = drawn(make_story(told(happened, said)))
    text = text_of(shown.card)

    assert expected == shape(shown)
    assert len(text.split()) <= 120
    assert len(text) <= 900


def test_sentence_that_no_item_can_hold_is_left_out() -> None:
    shown = drawn(make_story(told(words(59, "x" * 40), words(20))))

    assert 0 == shape(shown)[0]
    assert len(text_of(shown.card)) <= 900


def test_long_quotation_is_shown_as_whole_sentences_of_it() -> None:
    said = f"{words(30)} {words(12)} {words(30)}"

    shown = drawn(make_story(told(words(10), said, acts=1)))

    (quotation,) = (block for block in shown.card.blocks if isinstance(block, Quotation))
    assert f"{words(30)} {words(12)}" == quotation.words


@pytest.mark.parametrize("said", [words(80), "No, never again."], ids=["one long sentence", "five words"])
def test_quotation_that_cannot_be_shown_whole_is_left_out(said: str) -> None:
    assert 0 == shape(drawn(make_story(told(words(10), said))))[2]


def test_threat_says_that_it_is_one() -> None:
    act = make_action(status=Status.CONDITIONAL, phrase="will expel the tug unless it leaves")
    shown = drawn(make_story(make_telling(reading=make_bare_reading(actions=(act,)))))

    assert "(conditional)" in text_of(shown.card)


def test_other_outlets_are_counted_and_state_media_labelled() -> None:
    state = make_outlet(name="Fjord Post", label="state media (Norway)", rank=1)
    first = make_telling(make_article(outlet="Fjord Post"), outlet=state)
    second = make_telling(make_article(text="A tug was sent out."), reading=make_bare_reading(), article_id=2)

    text = text_of(drawn(make_story(first, second)).card)

    assert "Fjord Post [state media (Norway)] +1 outlet · 1 h ago · bodal" in text
    assert "via Fjord Post [state media (Norway)]" in text


@pytest.mark.parametrize(("others", "words"), [(1, "+1 copy"), (2, "+2 copies")])
def test_copies_are_named_apart_from_outlets(others: int, words: str) -> None:
    copies = (make_telling(make_article(outlet=f"Fjord Post {n}"), article_id=n + 2) for n in range(others))

    text = text_of(drawn(make_story(make_telling(), *copies)).card)

    assert f"Harbour Daily {words} · 1 h ago · bodal" in text


def test_outlets_and_copies_are_counted_together() -> None:
    own = make_telling(
        make_article(text="A tug was sent out.", outlet="Gulf Ledger"), reading=make_bare_reading(), article_id=2
    )
    copy = make_telling(make_article(outlet="Fjord Post"), article_id=3)

    text = text_of(drawn(make_story(make_telling(), own, copy)).card)

    assert "Harbour Daily +1 outlet, 1 copy · 1 h ago" in text


def test_blurb_is_told_as_feed_text_only() -> None:
    assert text_of(drawn(make_story(make_telling(make_article(full_text=False)))).card).endswith(
        "bodal · feed text only"
    )


def test_markup_of_a_feed_stays_plain_text() -> None:
    hostile = "<@U1> @everyone *now* & <b>bold</b>"
    telling = make_telling(make_article(title=hostile), reading=make_bare_reading())

    assert hostile in text_of(drawn(make_story(telling)).card)


def line(story: Story, change: Change) -> str:
    return plain(one_liner(story, acts_of(story), change, number=6, now=NOON))


@pytest.mark.parametrize(
    ("tone", "expected"),
    [
        (Tone.NEW, "6. Estonia expelled a tug with 8 sailors — Harbour Daily, 1 h · bodal"),
        (Tone.UPDATE, "6. UPDATE · Estonia expelled a tug with 8 sailors — Harbour Daily, 1 h · bodal"),
    ],
)
def test_one_liner_holds_headline_outlet_age_and_id(tone: Tone, expected: str) -> None:
    assert expected == line(make_story(), Change(tone, key=key_of(make_action())))


def test_one_liner_of_a_long_headline_is_cut_to_twenty_five_words() -> None:
    long = make_telling(
        make_article(title="a tug " * 15), reading=make_bare_reading(), outlet=make_outlet(name="One Two Three")
    )

    text = line(make_story(long), Change(Tone.CORRECTION))

    assert len(text.split()) <= 25
    assert text.endswith("… — One Two Three, 1 h · bodal")


def acts_shown(*actions: Action) -> list[str]:
    shown = drawn(make_story(make_telling(reading=make_bare_reading(actions=actions))))
    return [plain(row) for block in shown.card.blocks if isinstance(block, Bullets) for row in block.rows]


@pytest.mark.parametrize("changes", [{"recipient": None}, {"actor": Actor("the ship", ())}], ids=["nobody", "a thing"])
def test_act_without_two_known_parties_is_no_bullet(changes: dict[str, Any]) -> None:
    assert [] == acts_shown(make_action(**changes))


def test_one_liner_of_an_update_names_what_changed() -> None:
    update = Change(Tone.UPDATE, "4 sailors → 9 sailors (Fjord Post)")

    text = line(make_story(), update)

    assert text.startswith("6. UPDATE · Estonia expels Norwegian tug")
    assert " — 4 sailors → 9 sailors (Fjord Post) — Harbour Daily, 1 h · bodal" in text
    assert len(text.split()) <= 25


def test_one_liner_with_little_room_tells_what_changed_and_no_headline() -> None:
    outlet = make_outlet(name="The Gulf and Straits Observer of Record", label="state media (Norway)")
    update = Change(Tone.UPDATE, "10 sailors in the crew → 12 sailors in the crew (Fjord Post)")

    text = line(make_story(make_telling(outlet=outlet)), update)

    assert text.startswith("6. UPDATE · 10 sailors in the crew → 12… — The Gulf and Straits Observer of Record")
    assert len(text.split()) <= 25


def test_update_shows_a_quotation_and_acts_of_what_is_new() -> None:
    said = "We shall sail again in the morning, whoever is at the rope."
    text = f"Estonia summoned the envoy of Latvia.\n\n“{said}” Foreign Minister Kaarin Oja said."
    act = make_action(
        "Estonia summoned the envoy of Latvia.", text=text, type=ActionType.PROTEST, recipient=COUNTRIES[0],
        phrase="summoned the envoy of Latvia",
    )  # fmt: skip
    reading = make_reading(actions=(act,), quotes=(make_quote(said, text=text),), gist=())
    later = make_telling(make_article(text=text), reading=reading, article_id=2, version_id=2, fetched=NOON)
    before = seen(make_story(make_telling(reading=make_reading(key_quote=None))))

    shown = text_of(drawn(make_story(make_telling(), later), before).card)

    assert f"“{said}”" in shown
    assert "expelled a tug" not in shown.partition("Since the last digest")[0].partition("\n• ")[2]


def test_headline_of_a_denial_is_not_what_it_denies() -> None:
    estonia, norway = make_action().actor, make_action().recipient
    denied = make_action(actor=norway, recipient=estonia, status=Status.DENIED, phrase="denied that a tug was expelled")
    article = make_article(title="Norway denies that its tug was sent away")
    later = make_telling(
        article, reading=make_bare_reading(actions=(denied,)), article_id=2, version_id=2, fetched=NOON
    )

    shown = text_of(drawn(make_story(make_telling(), later), seen(make_story())).card)

    assert "1. Norway denies that its tug was sent away" in shown


def test_update_is_told_by_who_tells_what_changed() -> None:
    act = make_action(type=ActionType.PROTEST, recipient=COUNTRIES[0], phrase="summoned the envoy of Latvia")
    teller = make_telling(
        make_article(outlet="Fjord Post"), reading=make_reading(actions=(act,)), article_id=2, version_id=2,
        outlet=make_outlet(name="Fjord Post", rank=60), fetched=NOON,
    )  # fmt: skip
    other = make_telling(reading=make_reading(), article_id=3, version_id=3, fetched=NOON)
    story = make_story(make_telling(), teller, other)

    assert "\nFjord Post +1 copy" in text_of(drawn(story, seen(make_story())).card)


def update_of(phrase: str, title: str, *, status: Status = Status.DONE, outlet: str = "Fjord Post") -> str:
    """The one-liner of a story in which Estonia turns upon Latvia after it was shown."""
    act = make_action(type=ActionType.PROTEST, recipient=COUNTRIES[0], phrase=phrase, status=status)
    reading, carrier = make_bare_reading(actions=(act,)), make_outlet(name=outlet)
    article = make_article(title=title)
    later = make_telling(article, reading=reading, outlet=carrier, article_id=2, version_id=2, fetched=NOON)
    story = make_story(make_telling(), later)
    change = change_of(story, acts_of(story), seen(make_story()))
    assert change is not None
    return plain(one_liner(story, acts_of(story), change, number=6, now=NOON))


def test_one_liner_of_an_act_that_fits_tells_it_and_no_headline() -> None:
    text = update_of("summoned the envoy of Latvia", "Tallinn summons envoy")

    assert text.startswith("6. UPDATE · Estonia → Latvia: summoned the envoy of Latvia (done) — ")


@pytest.mark.parametrize(
    ("status", "after"), [(Status.DONE, " — "), (Status.ANNOUNCED, " (announced) — ")], ids=["done", "to come"]
)
def test_one_liner_of_an_act_that_does_not_fit_is_the_headline_that_tells_it(status: Status, after: str) -> None:
    phrase = ("protested in a note of several hundred long and carefully chosen words " * 3).strip()
    outlet = "The Gulf and Straits Observer of Record for All"

    text = update_of(phrase, "Estonia protests to Latvia", status=status, outlet=outlet)

    assert f"6. UPDATE · Estonia protests to Latvia{after}" in text


def test_update_has_no_bullet_for_what_its_last_line_says() -> None:
    act = make_action(type=ActionType.PROTEST, recipient=COUNTRIES[0], phrase="summoned the envoy of Latvia")
    later = make_telling(reading=make_bare_reading(actions=(act,)), article_id=2, version_id=2, fetched=NOON)

    shown = text_of(drawn(make_story(make_telling(), later), seen(make_story())).card)

    assert 1 == shown.count("Estonia → Latvia: summoned the envoy of Latvia (done)")
