import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.settings import Settings


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without .env and sitrep.toml, and an environment without our names."""
    monkeypatch.chdir(tmp_path)
    for name in tuple(os.environ):
        if name.upper().startswith(("SITREP_", "SLACK_", "DISCORD_")) or name.upper() in (
            "PORT",
            "DATABASE_URL",
            "HOST",
        ):
            monkeypatch.delenv(name)
    return tmp_path


def test_everything_has_a_default() -> None:
    settings = Settings()

    assert ("sqlite:///sitrep.db", None, []) == (settings.database_url, settings.port, settings.feeds.allow_hosts)
    assert "" == settings.slack_bot_token.get_secret_value() + settings.discord_token.get_secret_value()


@pytest.mark.parametrize("name", ["DATABASE_URL", "SITREP_DATABASE_URL", "database_url"])
def test_database_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "postgres://db.example/sitrep")

    assert "postgres://db.example/sitrep" == Settings().database_url


@pytest.mark.parametrize("name", ["PORT", "SITREP_PORT"])
def test_port_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "8080")

    assert 8080 == Settings().port


def test_nested_setting_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_FEEDS__CONTACT", "desk@harbour.example")
    monkeypatch.setenv("SITREP_FEEDS__ALLOW_HOSTS", '["127.0.0.1:8000"]')

    assert ("desk@harbour.example", ["127.0.0.1:8000"]) == (Settings().feeds.contact, Settings().feeds.allow_hosts)


def test_environment_goes_before_env_file_before_toml(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / "sitrep.toml").write_text('log_level = "ERROR"\ndatabase_url = "sqlite:///toml.db"\nport = 1\n')
    (empty_folder / ".env").write_text("DATABASE_URL=sqlite:///env-file.db\nPORT=2\n")
    monkeypatch.setenv("PORT", "3")

    assert ("ERROR", "sqlite:///env-file.db", 3) == (Settings().log_level, Settings().database_url, Settings().port)


def test_one_nested_setting_keeps_the_others(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / "sitrep.toml").write_text('[feeds]\ncontact = "desk@harbour.example"\nmax_entries = 50\n')
    monkeypatch.setenv("SITREP_FEEDS__MAX_ENTRIES", "60")

    feeds = Settings().feeds

    assert ("desk@harbour.example", 60, 5_000_000) == (feeds.contact, feeds.max_entries, feeds.max_bytes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[feeds]\nmax_entires = 50\n", "feeds.max_entires"),
        ('port = "http"\n', "port"),
        ("[reading]\nreaders = []\n", "reading.readers"),
    ],
    ids=["misspelt", "no number", "list"],
)
def test_wrong_setting_is_named(empty_folder: Path, text: str, expected: str) -> None:
    (empty_folder / "sitrep.toml").write_text(text)

    with pytest.raises(ValidationError) as raised:
        Settings()

    assert [expected] == [".".join(str(part) for part in error["loc"]) for error in raised.value.errors()]


def test_tokens_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DISCORD_TOKEN"):
        monkeypatch.setenv(name, "xyzzy-secret")

    settings = Settings()

    assert "xyzzy-secret" == settings.discord_token.get_secret_value()
    assert "xyzzy" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_other_programs_settings_are_left_alone(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / ".env").write_text("SOMEBODY_ELSES=1\n")
    monkeypatch.setenv("ANOTHER", "2")

    assert Settings().port is None


def test_console_zone_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_CONSOLE__ZONE", "Nowhere")

    with pytest.raises(ValidationError, match="Nowhere is no time zone; write an IANA name"):
        Settings()
