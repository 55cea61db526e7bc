"""The commands, buttons and rights in a simulated Discord: real discord.py against a model of its server side."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest
import simcord

from bot.commands.table import COMMANDS
from bot.platforms.discord.client import DeskClient
from tests.bot.platforms.discord.desks import RecordingDesk, as_desk


@asynccontextmanager
async def guild_with(desk: RecordingDesk) -> AsyncIterator[tuple[simcord.Env, simcord.ChannelHandle]]:
    async with simcord.run(DeskClient(desk=as_desk(desk))) as env:
        yield env, env.create_guild().create_text_channel("desk")


async def test_command_is_answered_in_private() -> None:
    desk = RecordingDesk()
    async with guild_with(desk) as (env, channel):
        alice = env.guild.add_member(env.create_user("alice"))

        result = await alice.slash(channel, "story details", story="2")

        assert (True, True) == (result.acknowledged, result.ephemeral)
        assert {"story": "2"} == desk.asked[0][1].values


async def test_every_command_of_the_table_can_be_used() -> None:
    async with guild_with(RecordingDesk(commands=COMMANDS)) as (env, channel):
        alice = env.guild.add_member(env.create_user("alice"))

        assert {command.path for command in COMMANDS} == set(alice.available_commands(channel))


async def test_required_option_cannot_be_left_out() -> None:
    async with guild_with(RecordingDesk()) as (env, channel):
        alice = env.guild.add_member(env.create_user("alice"))

        with pytest.raises(simcord.SetupError):
            await alice.slash(channel, "story details")


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        (discord.Permissions(manage_channels=True), True),
        (discord.Permissions(administrator=True), True),
        (discord.Permissions(manage_messages=True), False),
    ],
    ids=["manages channels", "administrator", "manages messages only"],
)
async def test_right_to_manage_follows_roles(rights: discord.Permissions, *, may: bool) -> None:
    desk = RecordingDesk()
    async with guild_with(desk) as (env, channel):
        role = env.guild.create_role("desk", permissions=rights)
        alice = env.guild.add_member(env.create_user("alice"), roles=[role])

        await alice.slash(channel, "digest schedule", zone="Europe/Kyiv")

        assert [may] == desk.may


async def test_named_manager_may_without_a_role() -> None:
    desk = RecordingDesk()
    client = DeskClient(desk=as_desk(desk))
    async with simcord.run(client) as env:
        channel = env.create_guild().create_text_channel("desk")
        alice = env.guild.add_member(env.create_user("alice"))
        await env.restart_bot(DeskClient(desk=as_desk(desk), managers=frozenset({str(alice.id)})))

        await alice.slash(channel, "digest schedule", zone="Europe/Kyiv")

        assert [True] == desk.may


async def test_story_option_completes() -> None:
    async with guild_with(RecordingDesk()) as (env, channel):
        alice = env.guild.add_member(env.create_user("alice"))

        choices = await alice.autocomplete(channel, "story details", "story", "est")

        assert ["amber-otter"] == [choice["value"] for choice in choices]


async def test_button_works_after_a_restart() -> None:
    before, after = RecordingDesk(), RecordingDesk()
    async with guild_with(before) as (env, channel):
        alice = env.guild.add_member(env.create_user("alice"))
        shown = await alice.slash(channel, "story details", story="2")
        await env.restart_bot(DeskClient(desk=as_desk(after)))

        assert shown.response
        await alice.click(shown.response, label="Next page")

        assert ["page:amber-otter 2"] == [asked for asked, _ in after.asked]
