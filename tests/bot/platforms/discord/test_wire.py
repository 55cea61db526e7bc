"""The adapter against a local Discord over sockets: REST, rate limits, gateway, interactions."""

import asyncio

import pytest

from bot.cards import Message
from bot.commands.command import Choice
from bot.errors import Refused, RetryLater
from bot.model import Channel
from bot.platforms.discord import DiscordPlatform
from tests.bot.platforms.discord.connected import HERE, listening, serving
from tests.bot.platforms.discord.desks import COMMANDS, RecordingDesk, as_desk
from tests.bot.platforms.discord.messages import digest, empty, hostile
from tests.wire.discord import DiscordServer
from tests.wire.discord_shapes import USER_ID


async def test_message_arrives_with_all_its_words() -> None:
    async with serving() as (server, platform):
        (payload,) = platform.render(digest())

        sent = await platform.send(HERE, payload, token="d1-0")

        assert [sent] == [message["id"] for message in server.messages]
        assert platform.words(payload) == platform.words(server.messages[0])


async def test_second_send_with_a_token_posts_nothing_new() -> None:
    async with serving() as (server, platform):
        (payload,) = platform.render(digest())

        first = await platform.send(HERE, payload, token="d1-0")
        second = await platform.send(HERE, payload, token="d1-0")

        assert (first, 1) == (second, len(server.messages))


@pytest.mark.parametrize("channel", ["43", "44", "x/../../users/@me"], ids=["unknown", "forbidden", "no number"])
async def test_closed_channel_is_refused_with_the_next_step(channel: str) -> None:
    async with serving(channels=(42, 44)) as (server, platform):
        server.forbidden.add(44)
        (payload,) = platform.render(empty())

        with pytest.raises(Refused, match=r"Check that|Copy it"):
            await platform.send(Channel("discord", "1", channel), payload, token="t")


async def test_wrong_token_is_refused() -> None:
    async with serving(token="wrong") as (_, platform):
        (payload,) = platform.render(empty())

        with pytest.raises(Refused, match="refuses the bot token"):
            await platform.send(HERE, payload, token="t")


async def test_payload_beyond_the_limits_is_never_sent() -> None:
    async with serving() as (server, platform):
        with pytest.raises(Refused, match="more than 256"):
            await platform.send(HERE, {"embeds": [{"title": "x" * 257}], "allowed_mentions": {"parse": []}}, token="t")

        assert [] == server.requests


async def test_rate_limit_is_waited_out() -> None:
    async with serving() as (server, platform):
        server.trouble.extend(["429", "429"])
        (payload,) = platform.render(empty())

        await platform.send(HERE, payload, token="t")

        assert (1, 3) == (len(server.messages), server.requests.count(("POST", "/channels/42/messages")))


@pytest.mark.parametrize("trouble", ["503", "banned"])
async def test_passing_trouble_is_to_be_tried_later(trouble: str) -> None:
    async with serving() as (server, platform):
        server.trouble.extend([trouble])
        (payload,) = platform.render(empty())

        with pytest.raises(RetryLater):
            await platform.send(HERE, payload, token="t")


async def test_unreachable_discord_is_to_be_tried_later() -> None:
    async with DiscordServer() as server:
        gone = server.api_url
    platform = DiscordPlatform(token="t", api_url=gone)

    with pytest.raises(RetryLater):
        await platform.send(HERE, platform.render(empty())[0], token="t")


async def test_bot_asks_for_guilds_and_nothing_else() -> None:
    async with listening(RecordingDesk()) as (server, _):
        assert 1 == server.gateway.intents


async def test_every_command_is_registered_in_its_group() -> None:
    async with listening(RecordingDesk()) as (server, _):
        registered = [f"{group['name']} {sub['name']}" for group in server.commands for sub in group["options"]]

        assert [command.path for command in COMMANDS] == registered


async def test_command_is_answered_in_private_after_an_acknowledgement() -> None:
    desk = RecordingDesk()
    async with listening(desk) as (server, platform):
        answered = await server.command("story details", {"story": "2", "page": 3})

        path, request = desk.asked[0]
        assert ("story details", {"story": "2", "page": "3"}) == (path, request.values)
        assert (HERE, str(USER_ID)) == (request.channel, request.user)
        assert answered.ephemeral
        assert answered.seconds < 3
        assert platform.words(platform.render(desk.message)[0]) == platform.words(answered.messages[0])


async def test_desk_is_asked_only_after_the_acknowledgement() -> None:
    desk = RecordingDesk()
    async with listening(desk) as (server, _):
        acknowledged: list[int] = []
        desk.on_asked = lambda: acknowledged.append(sum(path.endswith("/callback") for _, path in server.requests))

        await server.command("story list")
        await server.press("sitrep:share:amber-otter", messages=2)

        assert [1, 2] == acknowledged


async def test_answer_may_have_several_messages() -> None:
    long = Message(hostile().cards * 4, "long")
    async with listening(RecordingDesk(message=long)) as (server, platform):
        parts = len(platform.render(long))

        answered = await server.command("story list", messages=parts)

        assert (parts, True) == (len(answered.messages), answered.ephemeral)


async def test_button_of_an_answer_reaches_the_desk() -> None:
    desk = RecordingDesk()
    async with listening(desk) as (server, _):
        await server.command("story details", {"story": "2"})

        await server.press("sitrep:page:amber-otter 2")

        assert "page:amber-otter 2" == desk.asked[-1][0]


async def test_shared_answer_is_seen_by_all() -> None:
    async with listening(RecordingDesk()) as (server, platform):
        await server.command("story details", {"story": "2"})

        answered = await server.press("sitrep:share:amber-otter", messages=2)

        assert not answered.ephemeral
        assert "Estonia detains a tanker" in platform.words(answered.messages[-1])


async def test_menu_of_a_digest_asks_for_details() -> None:
    desk = RecordingDesk()
    async with listening(desk) as (server, platform):
        await platform.send(HERE, platform.render(digest())[0], token="t")

        await server.choose("sitrep:details", "calm-heron")

        assert "details:calm-heron" == desk.asked[-1][0]


async def test_menu_posted_before_a_restart_still_works() -> None:
    desk = RecordingDesk()
    async with listening(RecordingDesk()) as (server, platform):
        await platform.send(HERE, platform.render(digest())[0], token="t")
        again = DiscordPlatform(token=server.token, api_url=server.api_url, gateway_url=server.gateway_url)
        await platform.close()
        server.gateway.ready.clear()
        listener = asyncio.create_task(again.listen(as_desk(desk)))

        await server.choose("sitrep:details", "amber-otter")
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)

        assert ["details:amber-otter"] == [asked for asked, _ in desk.asked]


async def test_story_ids_are_completed() -> None:
    async with listening(RecordingDesk()) as (server, _):
        assert (("Estonia detains a tanker", "amber-otter"),) == await server.complete("story details", "story", "est")


async def test_completion_offers_no_more_than_discord_takes() -> None:
    many = (Choice("x", "y" * 101), *(Choice(f"{n} {'x' * 200}", f"id-{n}") for n in range(40)))
    async with listening(RecordingDesk(choices=many)) as (server, _):
        assert 25 == len(await server.complete("story details", "story", "x"))


@pytest.mark.parametrize("manage", [True, False])
async def test_right_to_manage_is_that_of_the_channel(manage: bool) -> None:
    desk = RecordingDesk()
    async with listening(desk) as (server, _):
        await server.command("digest schedule", {"zone": "Europe/Kyiv"}, manage=manage)

        assert [manage] == desk.may


async def test_broken_desk_is_told_to_the_asker() -> None:
    async with listening(RecordingDesk(trouble=ValueError("secret"))) as (server, platform):
        answered = await server.command("story list")

        assert "something is wrong on its side" in platform.words(answered.messages[0])
        assert answered.ephemeral


async def test_lost_gateway_is_resumed_and_commands_answered() -> None:
    async with listening(RecordingDesk()) as (server, _):
        await server.gateway.close(4000)

        answered = await server.command("story list")

        assert (1, 1, 1) == (server.gateway.identified, server.gateway.resumed, len(answered.messages))


async def test_gateway_that_wants_no_bot_ends_listening() -> None:
    async with serving() as (server, platform):
        listener = asyncio.create_task(platform.listen(as_desk(RecordingDesk())))
        await server.connected()

        await server.gateway.close(4004)

        with pytest.raises(Refused, match="refuses the bot token"):
            await listener


async def test_check_finds_nothing_where_all_is_well() -> None:
    async with serving() as (_, platform):
        assert () == await platform.check((HERE,))


async def test_check_names_what_is_wrong_and_the_next_step() -> None:
    async with serving(channels=()) as (_, platform):
        invite, channel = await platform.check((HERE,))

        assert "Invite it: https://discord.com/oauth2/authorize" in invite
        assert "may View Channel" in channel


async def test_check_without_a_token_says_where_to_get_one() -> None:
    (finding,) = await DiscordPlatform(token="").check()

    assert "Create a bot" in finding
