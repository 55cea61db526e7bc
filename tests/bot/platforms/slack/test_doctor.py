"""What doctor finds in a Slack set-up."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.platforms.slack.desk import slack_for
from tests.wire.slack import SlackServer
from tests.wire.slack_workspace import APP_TOKEN, SIGNING_SECRET


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as running:
        yield running


@pytest.mark.parametrize("way", [{"app_token": APP_TOKEN}, {"signing_secret": SIGNING_SECRET}], ids=["socket", "http"])
async def test_good_set_up_has_no_findings(server: SlackServer, way: dict[str, str]) -> None:
    assert () == await slack_for(server, **way).check()


async def test_missing_scope_is_found_by_name(server: SlackServer) -> None:
    server.workspace.scopes.discard("users:read")

    (finding,) = await slack_for(server, app_token=APP_TOKEN).check()

    assert finding.startswith("The Slack app lacks the scope users:read, to know admins and owners: add it")


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"bot_token": ""}, "No Slack bot token"),
        ({"bot_token": "xoxb-wrong"}, "auth.test failed (invalid_auth)"),
        ({"app_token": "xapp-wrong"}, "Socket Mode cannot be opened (invalid_auth)"),
        ({"app_token": ""}, "commands cannot arrive"),
    ],
    ids=["no bot token", "wrong bot token", "wrong app token", "no way in"],
)
async def test_trouble_is_one_finding_without_secrets(server: SlackServer, changes: dict[str, str], words: str) -> None:
    (finding,) = await slack_for(server, **({"app_token": APP_TOKEN} | changes)).check()

    assert (True, False) == (words in finding, "wrong" in finding)


async def test_unreachable_slack_is_found(server: SlackServer, unused_tcp_port: int) -> None:
    slack = slack_for(server, base_url=f"http://127.0.0.1:{unused_tcp_port}/", signing_secret=SIGNING_SECRET)

    assert ("Slack's auth.test failed (no answer). Check the network and the base URL.",) == await slack.check()
