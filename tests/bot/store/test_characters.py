"""What a database's text columns can hold."""

import pytest

from bot.store.characters import MAX_KEY_BYTES, refuse_long_key, refuse_unstorable, short_key, storable


@pytest.mark.parametrize(
    ("text", "says"), [("a\x00b", "U\\+0000 at 1"), ("\udfff", "U\\+DFFF at 0")], ids=["nul", "surrogate"]
)
def test_unstorable_text_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"title holds {says}"):
        refuse_unstorable(url="fine", title=text)


def test_storable_text_passes() -> None:
    refuse_unstorable(text="“été”\n\n😀 \u0085 \x01")


def test_message_is_made_storable() -> None:
    assert storable("a\x00b\ud800") == "a\ufffdb\ufffd"


def test_short_key_stays_itself() -> None:
    key = "a" * MAX_KEY_BYTES

    assert key == short_key(key)


def test_long_key_becomes_its_hash() -> None:
    keys = {short_key("ü" * MAX_KEY_BYTES), short_key("ü" * MAX_KEY_BYTES + "!")}

    assert len(keys) == 2
    assert all(len(key) == len("sha256:") + 64 for key in keys)


def test_long_key_that_must_not_be_hashed_is_refused() -> None:
    with pytest.raises(ValueError, match="url is longer than 2,000 bytes"):
        refuse_long_key(url="ü" * 1_001)
