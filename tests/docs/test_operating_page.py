"""docs/operating.md tells every setting, and README the two commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from config.settings import Settings

ROOT = Path(__file__).parents[2]


def _names(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _names(inner, f"{prefix}{name}.")
        else:
            yield prefix + name


@pytest.mark.parametrize("name", list(_names(Settings)))
def test_operating_page_tells_setting(name: str) -> None:
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")

    assert f"`{name}`" in page


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_readme_names_the_two_commands_on_its_first_screen(command: str) -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:60])

    assert command in first_screen
