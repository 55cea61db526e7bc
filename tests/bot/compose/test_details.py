import re
from dataclasses import replace

from bot.cards import Buttons, Card, Quotation, text_of
from bot.compose.details import Details, View, compose_details
from bot.model import Story
from summarizer.model import Action, ActionType, Actor, QuoteKind, Resolved
from tests.factories import (
    DAY,
    EARLIER,
    HAPPENED,
    NOON,
    NORWAY,
    SAID,
    TEXT,
    make_action,
    make_article,
    make_bare_reading,
    make_outlet,
    make_quote,
    make_reading,
    make_speaker,
    make_statement,
    make_story,
    make_telling,
)

KYIV = View(NOON, "Europe/Kyiv")


def page(story: Story, number: int = 1, *, view: View = KYIV) -> Details:
    return compose_details(story, page=number, view=view)


def cards(story: Story) -> list[Card]:
    return [page(story, n).message.cards[0] for n in range(1, page(story).pages + 1)]


def text(story: Story, number: int = 1) -> str:
    return text_of(page(story, number).message.cards[0])


def speaking(count: int, **changes: object) -> Story:
    """A story of one article with so many quotations."""
    said = [f"We have asked Norway {n} times for the papers of the tug." for n in range(1, count + 1)]
    body = "\n\n".join(f"“{words}” she said." for words in said)
    quotes = tuple(make_quote(words, text=body, **changes) for words in said)
    return make_story(make_telling(make_article(text=body), reading=make_bare_reading(quotes=quotes)))


def acting(count: int) -> Story:
    """A story of one article with so many acts."""
    actions: list[Action] = [
        make_action(type=kind, recipient=Actor(name, (name.upper(),)), phrase=f"sent note {name}")
        for kind in ActionType
        for name in ("lva", "fin")
    ]
    return make_story(make_telling(reading=make_bare_reading(actions=tuple(actions[:count]))))


def test_page_reads_in_order() -> None:
    assert [
        "Estonia expelled a tug with 8 sailors",
        "done · Estonia → Norway · first seen 10 Mar 13:00 · last change 10 Mar 13:00 · Estonia, Norway · bodal",
        "In brief",
        HAPPENED,
        "Actions",
        "• [COERCE] Estonia → Norway — expelled a tug with 8 sailors — done — Harbour Daily ¶1",
        "Quotes",
        f"“{SAID}” — Foreign Minister Kaarin Oja, via Harbour Daily ¶2",
        "Timeline",
        "• 10 Mar 13:00 Estonia → Norway: expelled a tug with 8 sailors (done) — Harbour Daily",
        "Sources",
        "• Harbour Daily · 10 Mar 13:00 · full text",
        f"Quotes are verbatim; other lines are machine-extracted. Extractor 1 · article {make_article().sha256[:12]}",
    ] == text(make_story()).splitlines()


def test_quotations_link_to_their_passage() -> None:
    (quotation,) = (block for block in cards(make_story())[0].blocks if isinstance(block, Quotation))

    assert ["https://harbour.example/tug#:~:text=The%20tug%20left%20our%20waters,not%20be%20let%20in%20again."] == [
        run.url for run in quotation.by if run.url
    ]


def test_quotations_of_one_speaker_stand_together() -> None:
    body = "“We asked Norway about it.” “We were told nothing of it.” “We asked again.”"
    moe = make_speaker("President Lars Moe")
    quotes = (
        make_quote("We asked Norway about it.", text=body),
        make_quote("We were told nothing of it.", text=body, speaker=moe),
        make_quote("We asked again.", text=body),
    )
    story = make_story(make_telling(make_article(text=body), reading=make_bare_reading(quotes=quotes)))

    assert ["Oja", "Oja", "Moe"] == re.findall(r"(Oja|Moe), via", text(story))


def test_same_words_from_two_outlets_are_shown_once() -> None:
    second = make_telling(
        make_article(url="https://f.example", outlet="Fjord"), article_id=2, outlet=make_outlet(rank=90)
    )

    assert 1 == text(make_story(make_telling(), second)).count(SAID)


def test_six_quotations_a_page_and_all_of_them_on_all_pages() -> None:
    story = speaking(14)
    counts = [sum(isinstance(block, Quotation) for block in card.blocks) for card in cards(story)]

    assert [6, 6, 2] == counts
    assert all(f"Norway {n} times" in "".join(text_of(card) for card in cards(story)) for n in range(1, 15))


def test_eight_acts_a_page_and_all_of_them_on_all_pages() -> None:
    counts = [text_of(card).count("• [") for card in cards(acting(20))]

    assert [8, 8, 4] == counts


def test_pages_are_numbered_and_linked_by_buttons() -> None:
    story = acting(20)
    rows = [next(block for block in card.blocks if isinstance(block, Buttons)) for card in cards(story)]

    assert [
        [("Share to channel", "share", "bodal.1"), ("More", "page", "bodal.2")],
        [("Share to channel", "share", "bodal.2"), ("Back", "page", "bodal.1"), ("More", "page", "bodal.3")],
        [("Share to channel", "share", "bodal.3"), ("Back", "page", "bodal.2")],
    ] == [[(button.label, button.action, button.value) for button in row.buttons] for row in rows]
    assert "(page 2 of 3)" in text(story, 2)


def test_page_out_of_range_is_the_nearest() -> None:
    story = acting(20)

    assert [1, 1, 3, 3] == [page(story, number).page for number in (-4, 0, 3, 99)]


def test_long_speech_goes_over_pages_in_whole_sentences() -> None:
    body = "“" + " ".join(f"We asked Norway for the papers of the tug for the {n}th time." for n in range(150)) + "”"
    quote = make_quote(body[1:-1], text=body)
    story = make_story(make_telling(make_article(text=body), reading=make_bare_reading(quotes=(quote,))))

    words = " ".join(block.words for card in cards(story) for block in card.blocks if isinstance(block, Quotation))

    assert body[1:-1] == words
    assert all(len(text_of(card).split()) <= 450 for card in cards(story))


def test_many_sources_go_over_pages() -> None:
    tellings = [
        make_telling(make_article(outlet=f"The Daily Outlet {n}", url=f"https://o.example/{n}"), article_id=n)
        for n in range(1, 90)
    ]
    story = make_story(*tellings)

    assert all(len(text_of(card).split()) <= 450 for card in cards(story))
    assert 89 == sum(text_of(card).count("full text") for card in cards(story))


def test_partial_quotation_stands_inside_its_sentence() -> None:
    body = "Oja called the tug “a rusty insult” on Monday. Norway did not answer."
    quote = make_quote("a rusty insult", text=body, kind=QuoteKind.PARTIAL)
    story = make_story(make_telling(make_article(text=body), reading=make_bare_reading(quotes=(quote,))))

    assert "• Oja called the tug “a rusty insult” on Monday. — Harbour Daily" in text(story)
    assert "“a rusty insult” —" not in text(story)


def test_reported_speech_has_no_marks() -> None:
    reading = make_bare_reading(statements=(make_statement(EARLIER, text=TEXT),))

    assert f"• Foreign Minister Kaarin Oja: {EARLIER} — Harbour Daily" in text(
        make_story(make_telling(reading=reading))
    )


def test_unnamed_source_is_told_apart_as_written() -> None:
    lines = text(speaking(1, speaker=make_speaker("a senior official", resolved=Resolved.UNNAMED))).splitlines()

    assert lines[lines.index("Unnamed sources") + 1].endswith(" — a senior official, via Harbour Daily ¶1")


def test_quotation_without_a_speaker_is_told_as_unattributed() -> None:
    lines = text(speaking(1, speaker=None)).splitlines()

    assert lines[lines.index("Unattributed") + 1].endswith(" — unattributed, via Harbour Daily ¶1")


def test_second_hand_act_keeps_both_names() -> None:
    act = make_action(reported_by="the Washington Post")

    assert "— done — the Washington Post, via Harbour Daily ¶1" in text(
        make_story(make_telling(reading=make_bare_reading(actions=(act,))))
    )


def test_what_outlets_tell_differently_stands_side_by_side() -> None:
    words = "A tug under Norwegian flag and its 10 sailors were expelled from Estonian waters."
    ten = make_telling(
        make_article(url="https://f.example", outlet="Fjord Post", text=words), article_id=2,
        reading=make_bare_reading(), outlet=make_outlet(name="Fjord Post", rank=90, label="state media (Norway)"),
    )  # fmt: skip

    assert (
        "Where outlets differ\n• Number · expelled: 8 sailors — Harbour Daily"
        " | 10 sailors — Fjord Post [state media (Norway)]"
    ) in text(make_story(make_telling(), ten))


def test_differing_quotations_are_drawn_in_marks_under_their_outlets() -> None:
    words = "The tug left our waters this morning and it will not be let in again unless it asks for leave."
    body = f"Estonia spoke of a tug.\n\n“{words}” Foreign Minister Kaarin Oja said in Tartu."
    longer = make_telling(
        make_article(url="https://f.example", outlet="Fjord Post", text=body), article_id=2,
        reading=make_bare_reading(quotes=(make_quote(words, text=body),)), outlet=make_outlet(name="Fjord Post"),
    )  # fmt: skip
    cut = make_telling(reading=make_bare_reading(quotes=(make_quote(SAID.rstrip(".")),)))

    shown = text(make_story(cut, longer))

    assert "Where outlets differ · quoted with a different cut\n" in shown
    assert f"“{SAID.rstrip('.')}” — Foreign Minister Kaarin Oja, via Harbour Daily\n“{words}” — Foreign" in shown


def test_outlets_that_agree_have_no_section_of_differences() -> None:
    assert "Where outlets differ" not in text(make_story())


def test_timeline_is_dated_in_the_channels_zone_and_at_most_six_lines() -> None:
    lines = [line for card in cards(acting(20)) for line in text_of(card).splitlines()]

    assert 6 == sum(line.startswith("• 10 Mar 13:00") for line in lines)


def test_timeline_goes_from_old_to_new() -> None:
    answer = make_action(type=ActionType.PROTEST, actor=NORWAY, recipient=make_action().actor, phrase="protested")
    second = make_telling(
        make_article(url="https://f.example", published=NOON - 3 * DAY), article_id=2,
        reading=make_bare_reading(actions=(answer,)),
    )  # fmt: skip

    body = text(make_story(make_telling(), second))

    assert body.index("7 Mar 14:00 Norway → Estonia: protested") < body.index("10 Mar 13:00 Estonia → Norway")


def test_source_tells_label_blurb_and_version() -> None:
    outlet = make_outlet(name="Fjord Post", label="state media (Norway)")
    telling = make_telling(make_article(full_text=False), outlet=outlet, version=3, reading=make_reading())

    assert "• Fjord Post [state media (Norway)] · 10 Mar 13:00 · feed text only · version 3" in text(
        make_story(telling)
    )


def test_story_of_which_little_was_found_has_a_page() -> None:
    bare = make_story(make_telling(make_article(text="", title=""), reading=make_bare_reading(countries=())))

    assert text(bare).startswith("Untitled\n")


def test_header_names_the_regions() -> None:
    view = replace(KYIV, regions=("Europe", "Arctic and Antarctic", "Africa"))

    told = text_of(compose_details(make_story(), page=1, view=view).message.cards[0])

    assert " · Europe, Arctic and Antarctic · Estonia" in told
