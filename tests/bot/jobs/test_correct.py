from dataclasses import replace

import pytest

from bot.cards import text_of
from bot.errors import Refused, RetryLater, Unknown
from bot.jobs.correct import LOOK_BACK, correct
from bot.jobs.deliver import deliver, settle_interrupted
from bot.jobs.digest import post_now
from bot.jobs.outside import Outside
from bot.jobs.read import read
from bot.jobs.verify import verify
from bot.model import Channel, DeliveryKind, Draft
from summarizer.model import Article, Reading, Span
from tests.factories import (
    CHANNEL,
    DAY,
    EARLIER,
    HAPPENED,
    SAID,
    TEXT,
    make_action,
    make_article,
    make_quote,
    make_reading,
)
from tests.fakes import Clock, FakeReader, FakeStore, RecordingPlatform, make_outside

EDITED = TEXT.replace(SAID, "No.")
ELSEWHERE = Channel("memory", "desk", "south")


def reading_of(article: Article) -> Reading:
    actions = (make_action(text=article.text),) if HAPPENED in article.text else ()
    quotes = (make_quote(text=article.text),) if SAID in article.text else ()
    gist = tuple(Span(action.start, action.end) for action in actions)
    return make_reading(quotes=quotes, key_quote=0 if quotes else None, actions=actions, gist=gist)


class World:
    """One digest was posted; its article may be edited."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = FakeStore()
        self.platform = RecordingPlatform()
        self.outside: Outside = make_outside(
            self.clock, store=self.store, platforms={"memory": self.platform}, reader=FakeReader(reading_of)
        )

    async def tell(self, text: str = TEXT, *, wanted: bool = True) -> None:
        article = make_article(text=text)
        draft = Draft(None, 1, article.url, "", article.sha256, article, self.clock(), wanted=wanted)
        await self.store.articles.save([draft])
        await read(self.outside)
        self.clock.move(hours=1)

    async def begin(self) -> None:
        await self.tell()
        await post_now(self.outside, CHANNEL)

    async def run(self) -> int:
        count = await correct(self.outside)
        await deliver(self.outside)
        return count

    @property
    def notes(self) -> list[str]:
        return [words for _, words in self.platform.answered]


@pytest.fixture
async def world() -> World:
    found = World()
    await found.begin()
    return found


async def test_message_is_edited_once_and_told_of_once_below(world: World) -> None:
    await world.tell(EDITED)

    counts = [await world.run() for _ in range(3)]

    ((edited, words),) = world.platform.edited
    ((answered, note),) = world.platform.answered
    assert ([1, 0, 0], "remote-2", "remote-2") == (counts, edited, answered)
    assert "withdrew this quotation" in words
    assert "withdrew a quotation" in note


async def test_only_the_part_that_changes_is_edited(world: World) -> None:
    await world.tell(EDITED)

    await world.run()

    assert [remote_id for remote_id, _ in world.platform.edited] == ["remote-2"]


@pytest.mark.parametrize("text", [TEXT + "\n\nMore.", TEXT.replace(EARLIER, "Norway was silent.")])
async def test_edit_of_what_was_not_shown_corrects_nothing(world: World, text: str) -> None:
    await world.tell(text)

    assert [0, [], []] == [await world.run(), world.platform.edited, world.notes]


async def test_withdrawn_article_is_marked(world: World) -> None:
    await world.store.articles.withdraw(1, world.clock())

    await world.run()

    assert "Withdrawn by Harbour Daily" in world.platform.edited[0][1]


async def test_second_edit_is_a_second_correction(world: World) -> None:
    await world.tell(EDITED)
    await world.run()
    await world.tell(EDITED.replace(HAPPENED, "A tug left."))

    assert 1 == await world.run()
    assert ["withdrew", "took out"] == [
        "took out" if "took out" in words else "withdrew" for _, words in world.platform.edited
    ]


async def test_next_digest_tells_the_correction_too_and_once(world: World) -> None:
    await world.tell(EDITED)
    await world.run()

    digests = [text_of(card) for _ in range(2) for card in (await post_now(world.outside, CHANNEL)).message.cards]

    assert 1 == sum(words.startswith("CORRECTION · ") for words in digests)
    assert 1 == sum("Nothing new" in words for words in digests)


async def test_deleted_message_ends_the_correction_and_disturbs_no_other(world: World) -> None:
    await world.store.deliveries.post(
        replace(world.store.deliveries.postings[0], channel=ELSEWHERE, snapshots={}, parts=({"text": "x"},) * 3)
    )
    await deliver(world.outside)
    await world.tell(EDITED)
    world.platform.failures = [Refused("The message was deleted."), None, Refused("The message was deleted."), None]

    counts = [await world.run() for _ in range(3)]

    assert [2, 0, 0] == counts
    assert [] == [state for state in world.store.deliveries.states() if state not in ("sent", "failed")]


async def test_message_that_may_not_be_changed_is_corrected_below_it(world: World) -> None:
    await world.tell(EDITED)
    world.platform.failures = [Refused("edit_window_closed")]

    await world.run()

    assert ([], 1) == (world.platform.edited, len(world.notes))


async def test_edit_is_tried_again_after_trouble_that_passes(world: World) -> None:
    await world.tell(EDITED)
    world.platform.failures = [RetryLater("Wait.", after_s=60)]
    await world.run()
    world.clock.move(minutes=2)

    await deliver(world.outside)

    assert (1, 1) == (len(world.platform.edited), len(world.notes))


async def test_edit_whose_answer_never_came_is_done_again(world: World) -> None:
    await world.tell(EDITED)
    world.platform.failures = [Unknown("No answer.")]
    await world.run()

    await settle_interrupted(world.outside)
    await deliver(world.outside)

    assert (1, 1) == (len(world.platform.edited), len(world.notes))


async def test_correction_waits_until_the_message_is_sent() -> None:
    world = World()
    world.platform.failures = [RetryLater("Wait.", after_s=60)]
    await world.begin()
    await world.tell(EDITED)

    first = await correct(world.outside)
    await world.run()

    assert (0, 1) == (first, await world.run())


async def test_old_message_is_left_as_it_was(world: World) -> None:
    world.clock.move(seconds=(LOOK_BACK + DAY).total_seconds())
    await world.tell(EDITED)

    assert 0 == await world.run()


async def test_corrected_message_is_verified_with_its_struck_words(world: World) -> None:
    await world.tell(EDITED)
    await world.run()

    verified = await verify(world.store.deliveries, lambda _, payload: world.platform.words(payload))

    assert ((), 1) == (verified.problems, verified.struck)


async def test_correction_is_recorded_beside_what_it_corrects(world: World) -> None:
    await world.tell(EDITED)
    await world.run()

    digest, correction = world.store.deliveries.postings
    assert (DeliveryKind.DIGEST, DeliveryKind.CORRECTION, 1) == (digest.kind, correction.kind, correction.corrects)
