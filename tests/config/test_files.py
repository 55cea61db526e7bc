import re
from pathlib import Path

import pytest

from bot.urls import canonical_url, is_web_url
from config.files import (
    FeedRow,
    FileMistake,
    OutletRow,
    RegionRow,
    TopicRow,
    feed_rows,
    outlet_rows,
    packs,
    region_rows,
    topic_rows,
)
from summarizer.actors import iso_alpha3

PACKAGED = (*feed_rows(), *(row for rows in packs().values() for row in rows))


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_feeds_file_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path, '[[feeds]]\nurl = "https://a.example/"\noutlet = "A"\n[[feeds]]\nurl="u"\noutlet="B"\npages=false'
    )

    assert (FeedRow("https://a.example/", "A"), FeedRow("u", "B", pages=False)) == feed_rows(path)


def test_outlets_file_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, '[[outlets]]\nname = "A"\ncountry = "EST"\nlabel = "state media (Estonia)"\nrank = 7')

    assert (OutletRow("A", "EST", "state media (Estonia)", 7),) == outlet_rows(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[feeds]]\nurl = "u\noutlet = "A"', "line 2"),
        ('[[feeds]]\nurl = "u"\nname = "A"', "name"),
        ('[[feeds]]\nurl = "u"', "outlet"),
        ('[[feeds]]\nurl = 5\noutlet = "A"', "url"),
        ('[[feeds]]\nurl = "u"\noutlet = "A"\npages = "no"', "pages"),
        ('[feeds]\nurl = "u"\noutlet = "A"', "[[feeds]]"),
        ("feeds = [1, 2]", "[[feeds]]"),
        ('[[feed]]\nurl = "u"\noutlet = "A"', "[[feeds]]"),
        ("\ufeff\x00", "TOML"),
    ],
    ids=[
        "not closed",
        "unknown key",
        "key missing",
        "number",
        "text for yes",
        "one table",
        "numbers",
        "misspelt",
        "nul",
    ],
)
def test_mistake_names_the_file_and_the_place(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(FileMistake) as raised:
        feed_rows(written(tmp_path, text))

    assert "mine.toml" in str(raised.value)
    assert expected in str(raised.value)


def test_mistake_names_the_line_of_its_table(tmp_path: Path) -> None:
    path = written(tmp_path, '[[feeds]]\nurl = "u"\noutlet = "A"\n\n[[feeds]]\nurl = 5\noutlet = "A"')

    with pytest.raises(FileMistake, match="line 5"):
        feed_rows(path)


def test_topics_and_regions_are_read_from_one_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[[topics]]\nname = "seas"\ntitle = "Seas"\nterms = ["ship*"]\ntypes = ["COERCE"]\n'
        '[[regions]]\nname = "baltic"\ntitle = "Baltic"\ncodes = ["EST", "EU"]\nwords = ["baltic"]',
    )

    assert (TopicRow("seas", "Seas", ("ship*",), ("COERCE",)),) == topic_rows(path)
    assert (RegionRow("baltic", "Baltic", ("EST", "EU"), ("baltic",)),) == region_rows(path)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('name = "Sea Lanes"\nterms = ["ship"]', "typed in commands"),
        ('name = "seas"\nterms = ["Ship"]', "lower case"),
        ('name = "seas"\nterms = ["*"]', "lower case"),
        ('name = "seas"\nterms = "ship"', "terms is of the wrong kind"),
        ('name = "seas"\nterms = [5]', "terms is of the wrong kind"),
        ('name = "seas"\nterms = ["ship"]\ntypes = ["ATTACK"]', "ASSAULT"),
        ('name = "seas"\nterms = ["ship"]\n[[topics]]\nname = "seas"\ntitle = "S"\nterms = ["tug"]', "line 5"),
    ],
    ids=["blank", "capital", "no word", "one word", "number", "type", "twice"],
)
def test_mistake_in_a_topic_says_how_to_mend_it(tmp_path: Path, row: str, expected: str) -> None:
    with pytest.raises(FileMistake, match=re.escape(expected)):
        topic_rows(written(tmp_path, f'[[topics]]\ntitle = "Seas"\n{row}'))


def test_code_that_is_none_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(FileMistake, match="three capitals"):
        region_rows(written(tmp_path, '[[regions]]\nname = "baltic"\ntitle = "Baltic"\ncodes = ["Est"]'))


def test_every_country_of_the_world_lies_in_a_packaged_region() -> None:
    assert set() == set(iso_alpha3().values()) - {code for row in region_rows() for code in row.codes}


def test_packaged_topics_and_regions_are_many_and_titled() -> None:
    assert len(topic_rows()) >= 14
    assert len(region_rows()) >= 10
    assert all(row.title for row in (*topic_rows(), *region_rows()))


def test_file_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes('[[feeds]]\nurl = "é"\noutlet = "A"'.encode("latin-1"))

    with pytest.raises(FileMistake, match=r"mine\.toml"):
        feed_rows(path)


@pytest.mark.parametrize("make", [lambda folder: folder / "none.toml", lambda folder: folder], ids=["none", "folder"])
def test_file_that_cannot_be_opened_is_a_mistake(tmp_path: Path, make: object) -> None:
    with pytest.raises(FileMistake, match="Check the path in your settings"):
        feed_rows(make(tmp_path))  # type: ignore[operator]


def test_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert () == feed_rows(written(tmp_path, "# nothing yet\n"))


def test_packaged_feeds_have_addresses_and_outlets() -> None:
    assert len(PACKAGED) > 30
    assert [] == [row for row in PACKAGED if not is_web_url(row.url) or not row.outlet.strip()]


def test_packaged_feeds_are_listed_once() -> None:
    addresses = [canonical_url(row.url) for row in feed_rows()]

    assert len(addresses) == len(set(addresses))


def test_every_outlet_of_a_packaged_feed_is_described_once() -> None:
    names = [row.name for row in outlet_rows()]

    assert len(names) == len(set(names))
    assert set() == {row.outlet for row in PACKAGED} - set(names)


def test_starter_packs_are_named_and_filled() -> None:
    assert all(name and rows for name, rows in packs().items())


def test_packaged_labels_name_their_country() -> None:
    assert [] == [row for row in outlet_rows() if row.label.startswith("state media") and "(" not in row.label]
