import pytest

from summarizer.housekeeping import is_housekeeping


@pytest.mark.parametrize(
    "sentence",
    [
        "Good morning, everyone.",
        "MR. DELANEY: Good afternoon.",
        "I have two short items at the top, and then I will take your questions.",
        "With that, go ahead.",
        "Okay, let me turn to your questions.",
        "Thank you all for coming.",
        "“Hello, and welcome back.”",
    ],
)
def test_words_about_the_occasion_are_housekeeping(sentence: str) -> None:
    assert is_housekeeping(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The United States will contribute a further $18 million to the World Food Program.",
        "He said that many questions remain about the tug.",
        "Thank you is not enough, the minister told the farmers of Jutland.",
        "We welcome the release of the crew.",
        "The ambassador climbed to the top of the tower.",
    ],
)
def test_words_about_the_world_are_not(sentence: str) -> None:
    assert not is_housekeeping(sentence)
