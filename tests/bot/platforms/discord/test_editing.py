"""Changing what was sent and replying to it, against a local Discord over sockets."""

import pytest

from bot.errors import Refused, RetryLater, Unknown
from tests.bot.platforms.discord.connected import HERE, serving
from tests.bot.platforms.discord.messages import KASK, corrected, correction, digest, empty


async def test_edit_changes_what_the_message_shows() -> None:
    async with serving() as (server, platform):
        sent = await platform.send(HERE, platform.render(digest())[0], token="t")
        (payload,) = platform.render(corrected())

        for _ in range(2):
            await platform.edit(HERE, sent, payload)

        (message,) = server.messages
        assert ([sent, sent], sent) == (server.edits, message["id"])
        assert platform.words(payload) == platform.words(message)


async def test_struck_words_read_as_before() -> None:
    async with serving() as (_, platform):
        (payload,) = platform.render(corrected())

        assert "~~“" in payload["embeds"][0]["description"]
        assert f"“{KASK}”" in platform.words(payload)
        assert "~~" not in platform.words(payload)


@pytest.mark.parametrize("message", ["123", "x/../@me"], ids=["deleted", "no number"])
async def test_edit_of_what_is_no_message_is_refused(message: str) -> None:
    async with serving() as (server, platform):
        with pytest.raises(Refused, match=r"deleted|no Discord message id"):
            await platform.edit(HERE, message, platform.render(corrected())[0])

        assert [] == server.edits


async def test_edit_where_the_bot_lost_the_channel_is_refused() -> None:
    async with serving() as (server, platform):
        sent = await platform.send(HERE, platform.render(digest())[0], token="t")
        server.forbidden.add(42)

        with pytest.raises(Refused, match="Check that"):
            await platform.edit(HERE, sent, platform.render(corrected())[0])


@pytest.mark.parametrize("trouble, error", [("503", RetryLater), ("drop", Unknown)])
async def test_trouble_of_an_edit_is_told_like_that_of_a_post(trouble: str, error: type[Exception]) -> None:
    async with serving(timeout_s=0.5) as (server, platform):
        sent = await platform.send(HERE, platform.render(digest())[0], token="t")
        server.edit_trouble.extend([trouble] * 6)

        with pytest.raises(error):
            await platform.edit(HERE, sent, platform.render(corrected())[0])


async def test_reply_names_the_message_and_is_found_as_its_reply_only() -> None:
    async with serving() as (server, platform):
        (note,) = platform.render(correction())
        sent = await platform.send(HERE, platform.render(digest())[0], token="t")

        reply = await platform.send(HERE, note, token="u", thread=sent)

        assert sent == server.messages[1]["message_reference"]["message_id"]
        assert reply == await platform.find(HERE, note, token="u", thread=sent)
        assert None is await platform.find(HERE, note, token="u")


async def test_reply_to_a_deleted_message_is_refused() -> None:
    async with serving() as (server, platform):
        with pytest.raises(Refused):
            await platform.send(HERE, platform.render(empty())[0], token="u", thread="123")

        assert [] == server.messages
