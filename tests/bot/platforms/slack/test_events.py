"""Commands and buttons over Socket Mode and over signed HTTP: acknowledged first, then answered."""

import asyncio
import json
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest

from bot.cards import Button, Buttons, Card, Line, Message, Run
from bot.commands.command import Reply, Request
from bot.errors import ConfigError, Refused, UserError
from bot.model import Channel
from bot.platforms.slack.render import render, words
from tests.bot.platforms.slack import messages
from tests.bot.platforms.slack.desk import FakeDesk, listening, saying, serving, slack_for
from tests.wire.slack import JSON, SlackServer
from tests.wire.slack_workspace import ADMIN, CHANNEL, TEAM, USER

COMMAND = urlencode({"command": "/story", "text": "list", "channel_id": CHANNEL, "user_id": USER, "team_id": TEAM})


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as running:
        yield running
    assert [] == running.refused


@pytest.fixture(params=[listening, serving], ids=["socket mode", "http"])
def connected(request: pytest.FixtureRequest) -> object:
    return request.param


async def test_command_is_acknowledged_before_the_desk_answers(server: SlackServer, connected) -> None:
    release = asyncio.Event()

    async def turn(request: Request) -> Reply:
        await release.wait()
        return Reply(messages.DETAILS)

    async with connected(server, FakeDesk(turn)):
        asked = await server.command("/story", "details 2", answers=0)
        release.set()
        await server.answered(asked, 1)

    assert (200, {}) == (asked.status, asked.ack)
    assert 0 <= asked.acked_after_s < asked.answered_after_s[0]


async def test_command_reaches_the_desk_as_typed(server: SlackServer, connected) -> None:
    desk = saying(messages.EMPTY)

    async with connected(server, desk):
        await server.command("/feeds", "add https://x.example/?a=1&amp;b=2 &lt;Tom&gt;")

    ((group, text, request),) = desk.asked
    assert ("feeds", "add https://x.example/?a=1&b=2 <Tom>") == (group, text)
    assert (Channel("slack", TEAM, CHANNEL), USER) == (request.channel, request.user)


@pytest.mark.parametrize("private, seen", [(True, "ephemeral"), (False, "in_channel")])
async def test_answer_is_seen_by_those_it_is_for(server: SlackServer, connected, private: bool, seen: str) -> None:
    async with connected(server, saying(messages.DETAILS, private=private)):
        asked = await server.command("/story", "details 2")

    (answer,) = asked.answers
    (part,) = render(messages.DETAILS)
    assert (seen, words(part)) == (answer["response_type"], words(answer))


async def test_button_reaches_the_desk_with_action_and_value(server: SlackServer, connected) -> None:
    desk = saying(messages.DETAILS)
    (part,) = render(messages.UPDATE)

    async with connected(server, desk):
        asked = await server.press(server.buttons(part)[0])

    ((action, value, _),) = desk.asked
    assert ("details", "tug-1", False) == (action, value, asked.answers[0]["replace_original"])


async def test_link_button_is_only_acknowledged(server: SlackServer, connected) -> None:
    desk = saying(messages.DETAILS)
    (part,) = render(messages.UPDATE)

    async with connected(server, desk):
        asked = await server.press(server.buttons(part)[2], answers=0)

    assert (200, [], []) == (asked.status, asked.answers, desk.asked)


async def test_may_manage_asks_slack_about_the_asker(server: SlackServer, connected) -> None:
    async def turn(request: Request) -> Reply:
        assert request.may_manage is not None
        return Reply(Message((), f"may: {await request.may_manage()}"))

    async with connected(server, FakeDesk(turn)):
        admin = await server.command("/feeds", "remove x", user=ADMIN)
        other = await server.command("/feeds", "remove x", user=USER)

    assert ["may: True", "may: False"] == [words(asked.answers[0]) for asked in (admin, other)]


async def test_our_own_errors_sentence_is_shown_to_the_asker_alone(server: SlackServer, connected) -> None:
    async def turn(request: Request) -> Reply:
        raise UserError("No such story. See /story list.")

    async with connected(server, FakeDesk(turn)):
        asked = await server.command("/story", "details 99")

    (answer,) = asked.answers
    assert ("No such story. See /story list.", "ephemeral") == (words(answer), answer["response_type"])


async def test_bug_is_told_in_a_plain_sentence(server: SlackServer, connected) -> None:
    async def turn(request: Request) -> Reply:
        raise ZeroDivisionError

    async with connected(server, FakeDesk(turn)):
        asked = await server.command("/story", "list")

    assert words(asked.answers[0]).startswith("Something went wrong here and was logged.")


async def test_answer_of_more_parts_than_a_response_url_takes_goes_on_by_post(server: SlackServer) -> None:
    cards = tuple(Card((Line((Run(f"{n} " + "word " * 1_700),)),)) for n in range(7))

    async with listening(server, saying(Message(cards, "long"), private=False)):
        asked = await server.command("/story", "list", answers=5)
        await server.posted(2)

    read = "\n".join(words(part) for part in (*asked.answers, *server.messages))
    assert [str(n) for n in range(7)] == [line.split()[0] for line in read.split("\n")]


async def test_private_answer_goes_on_to_the_asker_alone(server: SlackServer) -> None:
    cards = tuple(Card((Line((Run(f"{n} " + "word " * 1_700),)),)) for n in range(6))

    async with listening(server, saying(Message(cards, "long"))):
        await server.command("/story", "list", answers=5)
        await server.until(lambda: server.workspace.ephemeral)

    assert ([USER], []) == ([post["user"] for post in server.workspace.ephemeral], server.messages)


async def test_commands_are_answered_after_slack_asks_to_reconnect(server: SlackServer) -> None:
    async with listening(server, saying(messages.EMPTY)):
        await server.refresh()
        await server.connected(2)
        asked = await server.command("/story", "list")

    assert 1 == len(asked.answers)


async def test_wrong_app_token_is_refused_with_the_next_step(server: SlackServer) -> None:
    slack = slack_for(server, app_token="xapp-wrong")

    with pytest.raises(Refused, match="connections:write"):
        await slack.listen(saying(messages.EMPTY))  # type: ignore[arg-type]


async def test_commands_are_answered_while_slack_limits_the_rest(server: SlackServer) -> None:
    server.workspace.scopes.clear()

    async with listening(server, saying(messages.EMPTY)):
        asked = await server.command("/story", "list")

    assert 1 == len(asked.answers)


async def test_http_mode_needs_a_signing_secret(server: SlackServer) -> None:
    with pytest.raises(ConfigError, match="signing secret"):
        slack_for(server).http_handler(saying(messages.EMPTY))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes, status",
    [({}, 200), ({"secret": "wrong"}, 401), ({"age_s": 299}, 200), ({"age_s": 301}, 401), ({"age_s": -400}, 401)],
    ids=["good", "bad", "nearly old", "too old", "of the future"],
)
async def test_only_fresh_and_signed_requests_come_in(
    server: SlackServer, changes: dict[str, object], status: int
) -> None:
    desk = saying(messages.EMPTY)

    async with serving(server, desk):
        answered = await server.signed(COMMAND, **changes)  # type: ignore[arg-type]

    assert (status, int(status == 200)) == (answered, len(desk.asked))


@pytest.mark.parametrize("headers", [{}, {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=0"}])
async def test_unsigned_request_stays_out(server: SlackServer, headers: dict[str, str]) -> None:
    async with serving(server, saying(messages.EMPTY)):
        assert 401 == await server.unsigned(COMMAND, headers=headers)


async def test_address_check_of_slack_is_answered(server: SlackServer) -> None:
    async with serving(server, saying(messages.EMPTY)):
        status = await server.signed(json.dumps({"type": "url_verification", "challenge": "c"}), kind=JSON)

    assert 200 == status


async def test_text_that_is_not_utf_8_is_refused(server: SlackServer) -> None:
    stamp = {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=0", "Content-Type": "text/plain; charset=nope"}

    async with serving(server, saying(messages.EMPTY)):
        assert 400 == await server.unsigned(COMMAND, headers=stamp)


async def test_button_survives_a_restart(server: SlackServer) -> None:
    (part,) = render(Message((Card((Buttons((Button("Share", "share", "tug-1"),)),)),), "shared"))
    desk = saying(messages.EMPTY, private=False)

    async with listening(server, saying(messages.EMPTY)) as slack:
        await slack.send(Channel("slack", TEAM, CHANNEL), part, token="d1")
    async with listening(server, desk):
        await server.connected(2)
        asked = await server.press(server.buttons()[0])

    assert (("share", "tug-1"), "in_channel") == (desk.asked[0][:2], asked.answers[0]["response_type"])
