"""What DeliveryStore and ArticleStore know of edited and withdrawn articles, on every database."""

from dataclasses import replace

import pytest

from bot.model import (
    ActsAsked,
    Citation,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Operation,
    Overtaken,
    PostedPart,
    Posting,
    StoredArticle,
    Target,
)
from bot.store import SqlStore
from tests.contracts.store_values import CONSOLE, DAY, HOUR, NOW, TEXT, make_posting, make_reading, stored

MESSAGE = {"fallback": "f", "cards": []}
EDITED = TEXT.replace("We will not be moved", "We will see")


async def begin(store: SqlStore, **changes: object) -> StoredArticle:
    """An article that was read, and a digest of two parts that cites it and arrived."""
    article = await stored(store)
    await store.stories.record(article.version_id, make_reading(), story_id=None, new_story=True)
    cited = Citation(article.version_id, article.article.sha256, 0, 3, paragraph=1, words="The")
    digest = {"parts": ({"text": "1"}, {"text": "2"}), "citations": (cited,), "message": MESSAGE}
    await store.deliveries.post(make_posting(**(digest | changes)))
    return article


async def edit(store: SqlStore, text: str = EDITED, *, read: bool = True) -> StoredArticle:
    article = await stored(store, text=text, fetched=NOW + HOUR)
    if read:
        await store.stories.record(article.version_id, make_reading(quotes=()), story_id=None, new_story=False)
    return article


async def send(store: SqlStore, state: DeliveryState = DeliveryState.SENT) -> list[Delivery]:
    """Let all that waits come to an end; the platform's ids are r1, r2, …"""
    ended = []
    while claimed := await store.deliveries.claim(NOW + DAY, limit=9):
        for delivery in claimed:
            remote_id = delivery.target.remote_id or f"r{delivery.id}"
            await store.deliveries.settle(
                delivery.id, state, remote_id=remote_id if state == DeliveryState.SENT else ""
            )
            ended.append(delivery)
    return ended


async def overtaken(store: SqlStore) -> tuple[Overtaken, ...]:
    return await store.deliveries.overtaken(NOW - DAY)


def correction(one: Overtaken, *, targets: tuple[Target, ...], **changes: object) -> Posting:
    parts = tuple({"text": f"{target.operation} {target.remote_id}"} for target in targets)
    values = {"kind": DeliveryKind.CORRECTION, "key": "1", "parts": parts, "targets": targets, "corrects": one.id}
    return make_posting(**(values | {"message": {"fallback": "c", "cards": []}} | changes))


async def test_posting_whose_article_was_edited_comes_with_all_that_a_correction_needs(store: SqlStore) -> None:
    before = await begin(store)
    first, second = await send(store)
    after = await edit(store)

    (found,) = await overtaken(store)

    assert (CONSOLE, DeliveryKind.DIGEST, before.version_id) == (
        found.posting.channel,
        found.posting.kind,
        found.posting.citations[0].version_id,
    )
    assert (MESSAGE, MESSAGE, 0) == (found.posting.message, found.shown, found.times)
    assert (PostedPart(f"r{first.id}", {"text": "1"}), PostedPart(f"r{second.id}", {"text": "2"})) == found.parts
    (article,) = found.articles
    assert ((before, after), (), None) == (article.versions, article.reading.quotes, article.withdrawn)


async def test_posting_is_overtaken_only_by_a_version_that_is_read(store: SqlStore) -> None:
    await begin(store)
    await send(store)
    assert () == await overtaken(store)

    await edit(store, read=False)

    assert () == await overtaken(store)


async def test_withdrawn_article_overtakes_a_posting(store: SqlStore) -> None:
    article = await begin(store)
    await send(store)

    marks = [await store.articles.withdraw(article.article_id, at) for at in (NOW + HOUR, NOW + 2 * HOUR)]
    (found,) = await overtaken(store)

    assert ([True, False], NOW + HOUR) == (marks, found.articles[0].withdrawn)


async def test_considered_state_is_not_given_again_but_another_is(store: SqlStore) -> None:
    article = await begin(store)
    await send(store)
    await edit(store)
    (found,) = await overtaken(store)

    await store.deliveries.considered(found)

    assert () == await overtaken(store)
    await store.articles.withdraw(article.article_id, NOW)
    assert 1 == len(await overtaken(store))


async def test_article_that_stands_again_is_another_state(store: SqlStore) -> None:
    article = await begin(store)
    await send(store)
    await store.articles.withdraw(article.article_id, NOW)
    (found,) = await overtaken(store)
    await store.deliveries.considered(found)

    await store.articles.withdraw(article.article_id, None)

    assert [None] == [one.articles[0].withdrawn for one in await overtaken(store)]


@pytest.mark.parametrize(
    "changes", [{"message": None}, {"at": NOW - 2 * DAY}, {"citations": ()}], ids=["no message", "old", "no citation"]
)
async def test_posting_that_is_never_corrected(store: SqlStore, changes: dict[str, object]) -> None:
    await begin(store, **changes)
    await send(store)
    await edit(store)

    assert () == await overtaken(store)


async def test_posting_that_is_still_being_sent_waits(store: SqlStore) -> None:
    await begin(store)
    await edit(store)
    assert () == await overtaken(store)

    await send(store)

    assert 1 == len(await overtaken(store))


async def test_correction_is_claimed_edit_before_reply_with_its_target(store: SqlStore) -> None:
    await begin(store)
    await send(store)
    await edit(store)
    (found,) = await overtaken(store)
    targets = (Target(Operation.EDIT, "r1"), Target(Operation.REPLY, "r1"))

    assert await store.deliveries.post(correction(found, targets=targets))
    assert not await store.deliveries.post(correction(found, targets=targets))

    assert list(targets) == [delivery.target for delivery in await send(store)]


async def test_corrected_posting_comes_with_what_it_shows_now(store: SqlStore) -> None:
    await begin(store)
    _, second = await send(store)
    await edit(store)
    (found,) = await overtaken(store)
    target = Target(Operation.EDIT, f"r{second.id}")
    await store.deliveries.post(correction(found, targets=(target,)))
    await store.deliveries.considered(found)
    await send(store)

    await edit(store, EDITED + "\n\nMore.")
    (again,) = await overtaken(store)

    assert ({"fallback": "c", "cards": []}, MESSAGE, 1) == (again.shown, again.posting.message, again.times)
    assert [{"text": "1"}, {"text": f"edit r{second.id}"}] == [part.payload for part in again.parts]


async def test_failed_edit_does_not_keep_the_reply_back(store: SqlStore) -> None:
    await begin(store)
    await send(store)
    await edit(store)
    (found,) = await overtaken(store)
    targets = (Target(Operation.EDIT, "r1"), Target(Operation.EDIT, "r2"), Target(Operation.REPLY, "r1"))
    await store.deliveries.post(correction(found, targets=targets))

    failed = await send(store, DeliveryState.FAILED)

    assert list(targets) == [delivery.target for delivery in failed]


async def test_struck_citation_is_kept_as_such(store: SqlStore) -> None:
    article = await begin(store, citations=())
    cited = Citation(article.version_id, article.article.sha256, 0, 3, paragraph=1, words="The", struck=True)
    await store.deliveries.post(make_posting(key="2", citations=(cited, replace(cited, struck=False))))

    (posted,) = [one async for one in store.deliveries.posted()]

    assert [True, False] == [citation.struck for citation in posted.citations]


async def test_posted_article_is_to_be_looked_at_until_it_was(store: SqlStore) -> None:
    article = await begin(store)
    asked = {"posted_since": NOW - DAY, "before": NOW, "missing_before": NOW + 5 * HOUR, "limit": 9}

    waiting = await store.articles.to_look_at(**asked)  # type: ignore[arg-type]
    await store.articles.looked_at(article.article_id, NOW + HOUR, missing_since=None)
    rested = await store.articles.to_look_at(**asked)  # type: ignore[arg-type]
    await store.articles.looked_at(article.article_id, NOW + HOUR, missing_since=NOW)
    missing = await store.articles.to_look_at(**asked)  # type: ignore[arg-type]

    assert [(article.article_id, article.article.url)] == [(one.article_id, one.url) for one in waiting]
    assert ((), [NOW]) == (rested, [one.missing_since for one in missing])


async def test_articles_that_are_not_looked_at_again(store: SqlStore) -> None:
    article = await begin(store)
    asked = {"before": NOW, "missing_before": NOW, "limit": 9}

    too_old = await store.articles.to_look_at(posted_since=NOW + HOUR, **asked)  # type: ignore[arg-type]
    await store.articles.withdraw(article.article_id, NOW)
    withdrawn = await store.articles.to_look_at(posted_since=NOW - DAY, **asked)  # type: ignore[arg-type]

    assert ((), ()) == (too_old, withdrawn)


async def test_withdrawn_article_stays_in_its_story_and_is_marked(store: SqlStore) -> None:
    article = await begin(store)
    story_id = await store.stories.story_of(article.article_id)
    await store.articles.withdraw(article.article_id, NOW)

    story = await store.stories.get(story_id or "")

    assert story
    assert [NOW] == [telling.withdrawn for telling in story.tellings]


async def test_story_is_active_when_a_telling_of_it_is_withdrawn(store: SqlStore) -> None:
    article = await begin(store)
    await store.articles.withdraw(article.article_id, NOW + 5 * HOUR)

    then = [await store.stories.active(NOW + n * HOUR, NOW + (n + 1) * HOUR) for n in (4, 5)]

    assert [[], [NOW + 5 * HOUR]] == [[t.withdrawn for story in stories for t in story.tellings] for stories in then]


async def test_story_as_it_was_before_a_withdrawal_knows_nothing_of_it(store: SqlStore) -> None:
    article = await begin(store)
    await store.articles.withdraw(article.article_id, NOW + 5 * HOUR)

    (story,) = await store.stories.active(NOW, NOW + HOUR)

    assert [None] == [telling.withdrawn for telling in story.tellings]


async def test_withdrawn_article_keeps_its_acts_in_the_ledger_and_marks_them(store: SqlStore) -> None:
    article = await begin(store)
    before = await store.ledger.ask(ActsAsked(), limit=9)
    await store.articles.withdraw(article.article_id, NOW)

    after = await store.ledger.ask(ActsAsked(), limit=9)

    assert [[None], [NOW]] == [
        [told.telling.withdrawn for act in acts for told in act.told] for acts in (before, after)
    ]
