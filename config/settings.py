"""Every setting: from the environment, .env and sitrep.toml, in that order. Secrets never go into the TOML."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from pydantic import AliasChoices, AwareDatetime, BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

TOML_FILE = Path("sitrep.toml")
ENV_FILE = Path(".env")


class FeedSettings(BaseModel):
    """How feeds are polled. Times in seconds, sizes in bytes."""

    model_config = ConfigDict(extra="forbid")

    contact: str = ""  # a mail address or URL that publishers may complain to; part of the User-Agent
    allow_hosts: list[str] = []  # host:port on loopback that may be polled; for demo and tests
    tick_s: float = 15.0
    spacing_s: float = 1.0  # least time between two requests to one host
    connect_timeout_s: float = 10.0
    total_timeout_s: float = 30.0
    max_bytes: int = 5_000_000  # decoded
    max_entries: int = 500
    parse_timeout_s: float = 5.0
    parse_memory: int = 600_000_000
    parsers: int = 1


class ReadingSettings(BaseModel):
    """The processes that read articles."""

    model_config = ConfigDict(extra="forbid")

    readers: int = 1  # each holds the language model: about 300 MB
    timeout_s: float = 60.0
    memory: int = 2_000_000_000


class ConsoleSettings(BaseModel):
    """The digest in the terminal that `sitrep run` prints where no chat platform is set up."""

    model_config = ConfigDict(extra="forbid")

    times: str = "08:00,18:00"
    zone: str = "UTC"

    @field_validator("zone")
    @classmethod
    def _is_known(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError(f"{zone[:40]} is no time zone; write an IANA name like Europe/Kyiv")
        return zone


def _named(name: str, default: Any) -> Any:
    """A setting that hosts and platforms name themselves: read under that name, or as SITREP_NAME."""
    return Field(default, validation_alias=AliasChoices(name, f"sitrep_{name}"))


class Settings(BaseSettings):
    """All settings. Names in the environment are SITREP_FEEDS__CONTACT and so on, but for those that hosts give."""

    model_config = SettingsConfigDict(
        env_prefix="SITREP_",
        env_nested_delimiter="__",
        env_file=ENV_FILE,
        toml_file=TOML_FILE,
        extra="ignore",
        populate_by_name=True,
    )

    database_url: str = _named("database_url", "sqlite:///sitrep.db")
    port: int | None = _named("port", None)  # with a port: /healthz, /readyz and Slack's HTTP mode
    host: str = "0.0.0.0"  # noqa: S104  a platform's router must reach it; without a port nothing listens
    slack_bot_token: SecretStr = _named("slack_bot_token", SecretStr(""))
    slack_app_token: SecretStr = _named("slack_app_token", SecretStr(""))  # Socket Mode
    slack_signing_secret: SecretStr = _named("slack_signing_secret", SecretStr(""))  # HTTP mode
    slack_base_url: str = _named("slack_base_url", "https://slack.com/api/")
    discord_token: SecretStr = _named("discord_token", SecretStr(""))
    discord_api_url: str = _named("discord_api_url", "")
    discord_gateway_url: str = _named("discord_gateway_url", "")
    managers: list[str] = []  # user ids that may change feeds and schedules everywhere
    watch: list[str] = []  # codes of countries and bodies (IRN, NATO) whose acts count for more in every digest
    feeds_file: Path | None = None  # instead of the packaged feeds.toml
    outlets_file: Path | None = None
    topics_file: Path | None = None
    log_level: str = "INFO"
    starts_at: AwareDatetime | None = None  # `sitrep run` takes its start for this instant; for rehearsals and tests
    feeds: FeedSettings = FeedSettings()
    reading: ReadingSettings = ReadingSettings()
    console: ConsoleSettings = ConsoleSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment goes before .env, .env before sitrep.toml."""
        return init_settings, env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)
