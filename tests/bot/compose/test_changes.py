from dataclasses import replace
from typing import Any

import pytest

from bot.cards import Tone
from bot.compose.acts import acts_of
from bot.compose.changes import MAX_WORDS, Change, change_of, snapshot_of
from bot.model import Snapshot, Story, Telling
from summarizer.model import Action, ActionType, Actor, Article, Resolved, Status
from tests.factories import (
    DAY,
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
    make_speaker,
    make_story,
    make_telling,
    span_of,
)

FIRST = make_telling()
LATVIA = Actor("Latvia", ("LVA",))


def later(*actions: Action, article: Article | None = None, rank: int = 30, **changes: Any) -> Telling:
    """Another outlet's telling, an hour later, with its own second article."""
    values: dict[str, Any] = {"article_id": 2, "version_id": 2, "fetched": NOON}
    reading = changes.pop("reading", make_bare_reading(actions=actions))
    told = article or make_article(url="https://fjord.example/1", outlet="Fjord Post")
    return make_telling(told, reading=reading, outlet=make_outlet(name="Fjord Post", rank=rank), **(values | changes))


def edited(text: str, *actions: Action, quotes: bool = False) -> Telling:
    """The first article, corrected."""
    quoted = (make_quote(text=text),) if quotes else ()
    reading = make_bare_reading(actions=actions, quotes=quoted, gist=(span_of(text.partition("\n")[0], text),))
    return make_telling(make_article(text=text), reading=reading, article_id=1, version_id=5, version=2, fetched=NOON)


def seen(story: Story, quotes: tuple[tuple[int, str], ...] = ((1, SAID),)) -> Snapshot:
    return snapshot_of(story, acts_of(story), quotes, None)


def change(story: Story, shown: Snapshot | None) -> Change | None:
    return change_of(story, acts_of(story), shown)


def change_after(*tellings: Telling, first: Telling = FIRST) -> Change | None:
    """What a channel that saw the first telling is told of the story now."""
    return change(make_story(first, *tellings), seen(make_story(first)))


def words_after(*tellings: Telling, first: Telling = FIRST) -> str:
    found = change_after(*tellings, first=first)
    assert found is not None
    return f"{found.tone}: {found.words}"


def test_story_that_the_channel_never_saw_is_new() -> None:
    found = change(make_story(), None)

    assert found is not None
    assert (Tone.NEW, "") == (found.tone, found.words)


def test_unchanged_story_has_nothing_to_say() -> None:
    assert change_after() is None


def test_mere_rewrite_by_another_outlet_has_nothing_to_say() -> None:
    assert change_after(later(make_action())) is None


def test_rewrite_with_a_vaguer_status_has_nothing_to_say() -> None:
    assert change_after(later(make_action(status=Status.ALLEGED))) is None


def test_rewrite_in_other_words_has_nothing_to_say() -> None:
    assert change_after(later(make_action(phrase="sent a Norwegian vessel out of the roads"), rank=1)) is None


def test_new_act_is_an_update() -> None:
    answer = make_action(type=ActionType.PROTEST, actor=NORWAY, recipient=LATVIA, phrase="summoned the envoy")

    assert "update: new: Norway → Latvia: summoned the envoy (done)" == words_after(later(answer))


def test_update_names_the_act_that_changed_and_what_tells_it() -> None:
    answer = make_action(type=ActionType.PROTEST, recipient=LATVIA, phrase="summoned the envoy")
    teller = later(answer)

    found = change_after(teller)

    assert found is not None
    assert ("PROTEST|EST|LVA", (teller,)) == (found.key, found.tellings)


def test_new_act_deep_in_the_text_is_background() -> None:
    text = "\n\n".join([*("Nothing of note." for _ in range(6)), "Estonia summoned the envoy."])
    act = make_action("Estonia summoned the envoy.", text=text, type=ActionType.PROTEST, recipient=LATVIA)

    assert change_after(later(act, article=make_article(text=text, outlet="Fjord Post"))) is None


def test_threat_that_is_carried_out_says_so() -> None:
    threat = make_action(type=ActionType.THREATEN, status=Status.THREATENED, phrase="will expel the tug")
    first = make_telling(reading=make_bare_reading(actions=(threat,)))

    assert "update: threatened → done: Estonia → Norway: expelled a tug with 8 sailors (done)" == words_after(
        later(make_action()), first=first
    )


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (Status.THREATENED, Status.DONE),
        (Status.UNDER_DISCUSSION, Status.ANNOUNCED),
        (Status.ANNOUNCED, Status.DONE),
        (Status.ALLEGED, Status.DENIED),
        (Status.DONE, Status.DENIED),
        (Status.ANNOUNCED, Status.DENIED),
    ],
)
def test_act_that_moved_on_tells_from_where_to_where(before: Status, now: Status) -> None:
    first = make_telling(reading=make_bare_reading(actions=(make_action(status=before),)))

    assert words_after(later(make_action(status=now)), first=first).startswith(f"update: {before} → {now}: Estonia → ")


def test_denial_is_told_once() -> None:
    story = make_story(FIRST, later(make_action(status=Status.DENIED)))

    assert change(story, snapshot_of(story, acts_of(story), (), seen(make_story(FIRST)))) is None


@pytest.mark.parametrize(("before", "now"), [(Status.DENIED, Status.ALLEGED), (Status.ANNOUNCED, Status.THREATENED)])
def test_act_does_not_move_back(before: Status, now: Status) -> None:
    first = make_telling(reading=make_bare_reading(actions=(make_action(status=before),)))

    assert change_after(later(make_action(status=now)), first=first) is None


def test_number_that_changed_is_told_with_both() -> None:
    risen = make_action(phrase="expelled a tug with 10 sailors")

    words = words_after(later(risen, rank=1))

    assert "update: 8 → 10: Estonia → Norway: expelled a tug with 10 sailors (done)" == words


def test_telling_without_a_number_has_nothing_to_say() -> None:
    assert change_after(later(make_action(phrase="expelled a tug with several sailors"), rank=1)) is None


def test_new_speaker_for_a_state_is_an_update() -> None:
    speaker = make_speaker("President Lars Moe", codes=("NOR",))
    reading = make_bare_reading(quotes=(make_quote(speaker=speaker),), key_quote=0)

    assert "update: now quoted: President Lars Moe" == words_after(later(reading=reading))


def test_speaker_who_was_quoted_before_has_nothing_to_say() -> None:
    assert change_after(later(reading=make_bare_reading(quotes=(make_quote(),), key_quote=0))) is None


def test_speaker_for_nobody_has_nothing_to_say() -> None:
    passer_by = make_speaker("Ana Tamm", codes=())

    assert change_after(later(reading=make_bare_reading(quotes=(make_quote(speaker=passer_by),), key_quote=0))) is None


def test_quotation_that_was_withdrawn_is_a_correction() -> None:
    found = change(make_story(edited(TEXT.replace(SAID, "We regret it."))), seen(make_story(FIRST)))

    assert found is not None
    assert Tone.CORRECTION is found.tone
    assert "Harbour Daily changed or withdrew a quotation shown here." == found.words


def test_edit_elsewhere_in_the_text_is_no_correction() -> None:
    text = TEXT.replace("a letter", "two letters")

    assert change(make_story(edited(text, quotes=True)), seen(make_story(FIRST))) is None


def test_quotation_that_was_not_shown_here_is_no_correction() -> None:
    assert change(make_story(edited(TEXT.replace(SAID, "We regret it."))), seen(make_story(FIRST), quotes=())) is None


def test_correction_is_told_once() -> None:
    corrected = make_story(edited(TEXT.replace(SAID, "We regret it.")))

    assert change(corrected, snapshot_of(corrected, acts_of(corrected), (), seen(make_story(FIRST)))) is None


def test_number_that_its_outlet_corrected_is_a_correction() -> None:
    text = TEXT.replace("8 sailors", "9 sailors")
    happened = HAPPENED.replace("8", "9")
    act = make_action(happened, text=text, phrase="expelled a tug with 9 sailors")

    found = change(make_story(edited(text, act)), seen(make_story(FIRST)))

    assert found is not None
    assert Tone.CORRECTION is found.tone
    assert "8 → 9" in found.words


@pytest.mark.parametrize("phrase", ["summoned " + "the very old envoy " * 12, "expelled " * 40])
def test_what_changed_is_said_in_twenty_words(phrase: str) -> None:
    found = change_after(later(make_action(type=ActionType.PROTEST, recipient=LATVIA, phrase=phrase)))

    assert found is not None
    assert len(found.words.split()) <= MAX_WORDS


def test_correction_of_a_long_outlet_is_said_in_twenty_words() -> None:
    name = "The Very Long Name Of An Outlet That Wants To Be Remembered By Everybody For Ever And Ever More"
    first = replace(FIRST, outlet=make_outlet(name=name))
    corrected = replace(edited(TEXT.replace(SAID, "We regret it.")), outlet=make_outlet(name=name))

    found = change(make_story(corrected), seen(make_story(first)))

    assert found is not None
    assert len(found.words.split()) <= MAX_WORDS


def test_snapshot_keeps_what_was_seen_before() -> None:
    before = Snapshot(acts={"AID|EST|LVA": "done|"}, speakers=("Ana",), quotes=((9, "We know."),), versions={9: 9})

    after = snapshot_of(make_story(), acts_of(make_story()), ((1, SAID),), before)

    assert {"AID|EST|LVA": "done|", "COERCE|EST|NOR": "done|8|2026-03-10"} == after.acts
    assert (("Ana", "Foreign Minister Kaarin Oja"), ((9, "We know."), (1, SAID)), {9: 9, 1: 1}) == (
        after.speakers, after.quotes, after.versions,
    )  # fmt: skip


AGREED = make_action(type=ActionType.AGREE, phrase="agreed on Monday to hold talks")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("signed an accord on Thursday", "update: new: Estonia → Norway: signed an accord on Thursday (done)"),
        ("agreed on Monday to talk", None),
        ("have agreed to hold talks", None),
    ],
    ids=["on a later day", "on the day shown", "no day named"],
)
def test_act_of_a_known_kind_is_news_where_it_was_done_on_a_later_day(phrase: str, expected: str | None) -> None:
    first = make_telling(reading=make_bare_reading(actions=(AGREED,)))
    again = make_article(url="https://fjord.example/1", outlet="Fjord Post", published=NOON + 3 * DAY)

    found = change_after(later(replace(AGREED, phrase=phrase), article=again, fetched=NOON + 3 * DAY), first=first)

    assert expected == (found and f"{found.tone}: {found.words}")


def test_act_done_in_return_is_news() -> None:
    answer = make_action(actor=NORWAY, recipient=make_action().actor, phrase="expelled an Estonian ferry")

    assert "update: new: Norway → Estonia: expelled an Estonian ferry (done)" == words_after(later(answer))


def test_act_of_last_month_is_no_news() -> None:
    old = make_action(type=ActionType.PROTEST, recipient=LATVIA, phrase="summoned the envoy in February")

    assert change_after(later(old)) is None


def counted(number: int, things: str = "sailors", **changes: Any) -> Telling:
    text = f"Some {number} {things} are held on the tug."
    article = make_article(title="Tug is held", text=text, outlet="Fjord Post", url=f"https://fjord.example/{number}")
    return make_telling(article, reading=make_bare_reading(gist=(span_of(text, text),)), **changes)


def test_count_that_has_grown_is_an_update() -> None:
    grown = counted(9, article_id=2, version_id=2, fetched=NOON)

    assert "update: 4 → 9 sailors (Fjord Post)" == words_after(grown, first=counted(4))


@pytest.mark.parametrize(("number", "things"), [(3, "sailors"), (4, "sailors"), (9, "ropes")])
def test_count_that_is_less_or_of_other_things_is_no_update(number: int, things: str) -> None:
    other = counted(number, things, article_id=2, version_id=2, fetched=NOON)

    assert change_after(other, first=counted(4)) is None


@pytest.mark.parametrize(
    ("name", "resolved"),
    [("Estonia’s top diplomat, Kaarin Oja", Resolved.NAMED), ("the ministry", Resolved.ROLE)],
    ids=["known under another title", "nobody by name"],
)
def test_speaker_who_is_no_news_is_no_update(name: str, resolved: Resolved) -> None:
    speaker = make_speaker(name, resolved=resolved)

    assert change_after(later(reading=make_bare_reading(quotes=(make_quote(speaker=speaker),), key_quote=0))) is None


def test_correction_that_comes_with_news_tells_both() -> None:
    answer = make_action(type=ActionType.PROTEST, actor=NORWAY, recipient=LATVIA, phrase="summoned the envoy")
    fixed = edited(TEXT.replace(SAID, "It left."), make_action())

    found = change(make_story(fixed, later(answer)), seen(make_story(FIRST)))

    assert found is not None
    assert Tone.CORRECTION is found.tone
    assert "withdrew a quotation shown here. Also new: Norway → Latvia: summoned the envoy (done)" in found.words
    assert len(found.words.split()) <= MAX_WORDS


def headed(title: str) -> Article:
    return make_article(url="https://fjord.example/1", outlet="Fjord Post", title=title)


def test_agreement_that_is_kept_on_a_later_day_has_moved() -> None:
    agreed = make_telling(reading=make_bare_reading(actions=(make_action(type=ActionType.AGREE),)))
    left = later(make_action(type=ActionType.RETREAT, phrase="withdrew its tug on Wednesday"), fetched=NOON + DAY)
    on_the_day = later(make_action(type=ActionType.RETREAT, phrase="withdrew its tug"))
    dated = replace(left, stored=replace(left.stored, article=replace(left.stored.article, published=NOON + DAY)))

    assert (words_after(dated, first=agreed) or "").startswith("update: agreed → done: Estonia → Norway: withdrew")
    assert change_after(on_the_day, first=agreed) is None


def test_act_upon_nobody_named_is_news_where_the_headline_tells_it() -> None:
    froze = make_action(type=ActionType.SANCTION, recipient=None, phrase="froze the sale of a pier")

    assert "update: new: Estonia: froze the sale of a pier (done)" == words_after(
        later(froze, article=headed("Estonia freezes sale of pier"))
    )
    assert change_after(later(froze, article=headed("Fog in the roads"))) is None


def test_appeal_is_news_of_who_had_no_part_so_far() -> None:
    asked = make_action(type=ActionType.REQUEST, actor=LATVIA, status=Status.URGED, phrase="urged Norway to talk")
    title = headed("Latvia urges Norway to talk")

    assert "update: new: Latvia → Norway: urged Norway to talk (urged)" == words_after(later(asked, article=title))
    assert change_after(later(replace(asked, actor=NORWAY), article=title)) is None


def test_vaguer_word_for_whom_it_was_done_to_is_no_news() -> None:
    banned = make_action(type=ActionType.SANCTION, recipient=Actor("the country", ()), phrase="barred a tug from it")

    assert change_after(later(banned)) is None


def test_second_speaker_for_a_party_is_no_news() -> None:
    speaker = make_speaker("Deputy Minister Jaan Kask")

    assert change_after(later(reading=make_bare_reading(quotes=(make_quote(speaker=speaker),), key_quote=0))) is None


def test_count_that_grew_is_told_beside_an_act() -> None:
    act = make_action(type=ActionType.PROTEST, recipient=LATVIA, phrase="summoned the Latvian envoy on Monday")
    grown = counted(9, article_id=2, version_id=2, fetched=NOON)
    answered = later(act, article_id=3, version_id=3)

    words = words_after(grown, answered, first=counted(4))

    assert words.endswith(": summoned the Latvian envoy on Monday (done). Also 4 → 9 sailors (Fjord Post)")


def test_threat_without_its_if_is_no_progress() -> None:
    threat = make_action(type=ActionType.THREATEN, status=Status.CONDITIONAL, phrase="will expel the tug if it stays")
    bare = make_action(type=ActionType.THREATEN, status=Status.THREATENED, phrase="threatened to expel the tug")

    assert None is change_after(later(bare), first=make_telling(reading=make_bare_reading(actions=(threat,))))


def test_talks_carry_out_no_threat() -> None:
    threat = make_action(type=ActionType.THREATEN, status=Status.THREATENED, phrase="threatened to expel the tug")
    talks = make_action(type=ActionType.AGREE, phrase="agreed to hold talks on the tug")

    words = words_after(later(talks), first=make_telling(reading=make_bare_reading(actions=(threat,))))

    assert "update: new: Estonia → Norway: agreed to hold talks on the tug (done)" == words


def test_two_acts_are_told_together_only_where_both_are_whole() -> None:
    title = "Latvia summons envoy and Norway rejects inspection"
    long = "summoned the envoy over the old tug that nobody wanted to see towed anywhere near its own coast"
    summons = make_action(type=ActionType.PROTEST, actor=LATVIA, phrase=long)
    refusal = make_action(type=ActionType.REJECT, actor=NORWAY, recipient=LATVIA, phrase="rejected the inspection")
    other = later(refusal, article=make_article(url="https://f.example/2", title=title), article_id=3, version_id=3)

    words = words_after(later(summons, article=make_article(url="https://f.example/1", title=title)), other)

    assert "update: new: Latvia → Norway: summoned the envoy over the old tug that nobody wanted (done)" == words
