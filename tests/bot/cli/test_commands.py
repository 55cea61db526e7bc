"""Wrong input gets one plain sentence with the next step; files go in and out as documented."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.terminal import sitrep_here

pytestmark = pytest.mark.early

TEXT = (
    "PARIS — France recalled its ambassador to Ruritania on Monday after the arrest of two French engineers.\n\n"
    "“We will not negotiate over hostages,” French Foreign Minister Claire Delmas said.\n"
)


@pytest.mark.parametrize(
    ("arguments", "environment", "words"),
    [
        (["story", "list"], {"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        (["story", "list"], {"DATABASE_URL": "sqlite:////no/such/folder/x.db"}, "does not exist"),
        (["story", "list"], {"DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:1/x"}, "does not answer"),
        (["story", "list"], {"PORT": "eighty"}, "port"),
        (["run"], {"SITREP_CONSOLE__ZONE": "Nowhere"}, "console.zone"),
        (["run"], {"SITREP_CONSOLE__TIMES": "noon", "SITREP_FEEDS_FILE": "feeds.toml"}, "console.times"),
        (["read", "no-such-file.txt"], {}, "Cannot read no-such-file.txt"),
        (["read"], {}, "Name a file"),
        (["read", "--jsonl", "x.jsonl"], {}, "--out"),
        (["digest", "post", "--channel", "nonsense"], {}, "platform:workspace:channel"),
        (["digest", "post", "--channel", "slack:T1:C1"], {}, "slack is not set up here"),
        (["init", "--yes", "--pack", "nosuch"], {}, "No such starter pack"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_input_gets_one_sentence(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], words: str
) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": 1, "text": "x"}\n')
    (tmp_path / "feeds.toml").write_text("feeds = []\n")

    ran = sitrep_here(tmp_path, *arguments, **environment)

    assert 2 == ran.code
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert "hunter2" not in ran.err
    assert 1 == len(ran.err.strip().splitlines())


def test_malformed_settings_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "sitrep.toml").write_text("[feeds]\ncontact = \n")

    ran = sitrep_here(tmp_path, "story", "list")

    assert 2 == ran.code
    assert "line 2" in ran.err
    assert "Traceback" not in ran.err


def test_malformed_feeds_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text("[[feeds]]\nurl = oops\n")

    ran = sitrep_here(tmp_path, "poll", SITREP_FEEDS_FILE="feeds.toml")

    assert 2 == ran.code
    assert "feeds.toml" in ran.err
    assert "line 2" in ran.err


def test_preview_explains_that_nothing_was_looked_at(tmp_path: Path) -> None:
    ran = sitrep_here(tmp_path, "digest", "preview", "--explain")

    assert 0 == ran.code
    assert "Why the next digest holds what it holds" in ran.out
    assert "No story was looked at." in ran.out


def test_read_prints_findings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)

    ran = sitrep_here(tmp_path, "read", "a.txt")

    assert 0 == ran.code
    assert "“We will not negotiate over hostages”" in ran.out
    assert "Claire Delmas" in ran.out


def test_read_takes_stdin_and_gives_json(tmp_path: Path) -> None:
    ran = sitrep_here(tmp_path, "read", "-", "--json", stdin=TEXT)

    quote = json.loads(ran.out)["quotes"][0]
    assert TEXT[quote["start"] : quote["end"]] == quote["text"]


def test_read_jsonl_keeps_the_order(tmp_path: Path) -> None:
    rows = [{"id": f"a{n}", "text": TEXT, "date": "2026-03-09"} for n in range(5)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    ran = sitrep_here(tmp_path, "read", "--jsonl", "in.jsonl", "--out", "out.jsonl")

    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert 0 == ran.code
    assert [row["id"] for row in rows] == [row["id"] for row in written]
    assert {"id", "language", "quotes", "statements", "actions", "relevance", "gist"} == set(written[0])


def test_group_puts_copies_together(tmp_path: Path) -> None:
    rows = [{"id": n, "title": "France recalls envoy", "text": TEXT, "date": "2026-03-09"} for n in range(3)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    sitrep_here(tmp_path, "group", "--jsonl", "in.jsonl", "--out", "out.jsonl")

    stories = [json.loads(line)["story"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert 1 == len(set(stories))


def test_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "x"}\n{"id"\n')

    ran = sitrep_here(tmp_path, "group", "--jsonl", "in.jsonl", "--out", "out.jsonl")

    assert 2 == ran.code
    assert "in.jsonl, line 2" in ran.err


def test_init_then_doctor(tmp_path: Path) -> None:
    written = sitrep_here(tmp_path, "init", "--yes", "--contact", "desk@example.org", "--pack", "asia")
    examined = sitrep_here(tmp_path, "doctor")

    assert [0, 0] == [written.code, examined.code]
    assert "40 feeds" in written.out
    assert "!!" not in examined.out


@pytest.mark.parametrize("wrong", [("--pack", "nosuch"), ("--zone", "Nowhere")], ids=["pack", "zone"])
def test_init_with_a_wrong_choice_writes_nothing(tmp_path: Path, wrong: tuple[str, str]) -> None:
    ran = sitrep_here(tmp_path, "init", "--yes", *wrong)

    assert 2 == ran.code
    assert [] == list(tmp_path.iterdir())


def test_init_keeps_the_secrets_file_from_others(tmp_path: Path) -> None:
    sitrep_here(tmp_path, "init", "--yes")

    assert 0o600 == (tmp_path / ".env").stat().st_mode & 0o777


def test_init_writes_any_contact_as_it_was_given(tmp_path: Path) -> None:
    sitrep_here(tmp_path, "init", "--yes", "--contact", 'desk "news" \\ sitrep')

    ran = sitrep_here(tmp_path, "doctor")

    assert 'publishers are told desk "news" \\ sitrep' in ran.out


def test_doctor_warns_of_sqlite_on_a_disk_that_is_reset(tmp_path: Path) -> None:
    ran = sitrep_here(tmp_path, "doctor", DYNO="bot.1")

    assert 1 == ran.code
    assert "does not survive a restart" in ran.out


def test_doctor_misses_the_port_that_slack_over_http_needs(tmp_path: Path) -> None:
    slack = {"SLACK_BOT_TOKEN": "b", "SLACK_SIGNING_SECRET": "s", "SLACK_BASE_URL": "http://127.0.0.1:1/api/"}

    ran = sitrep_here(tmp_path, "doctor", **slack)

    assert 1 == ran.code
    assert "HTTP mode needs a port. Set PORT" in ran.out


def test_feeds_go_out_and_come_back(tmp_path: Path) -> None:
    sitrep_here(tmp_path, "feeds", "add", "https://example.org/feed", "--outlet", "Example")
    sitrep_here(tmp_path, "feeds", "export", "feeds.opml")
    sitrep_here(tmp_path, "feeds", "export", "feeds.toml")

    other = sitrep_here(tmp_path, "feeds", "import", "feeds.opml", DATABASE_URL="sqlite:///other.db")

    assert "1 feeds added" in other.out
    assert 'outlet = "Example"' in (tmp_path / "feeds.toml").read_text()
