import pytest

from summarizer.boilerplate import body, is_boilerplate

REPORT = (
    "Norland will send engineers to the flooded valley, its interior ministry said on Tuesday.\n\n"
    "“We owe our neighbours this much,” Minister Ada Lund told reporters."
)


def kept(title: str, text: str) -> list[str]:
    return [text[p.start : p.end] for p in body(title, text)]


@pytest.mark.parametrize(
    "line",
    [
        "Have a tip we should know? desk@example.org",
        "Got a news tip? Write to us.",
        "Filed Under:",
        "Filed under: Norland, Floods",
        "Tags: floods | aid",
        "Read more: Why the valley floods every spring",
        "Read More: ‘The water took everything’",
        "Also read | The dam that was never built",
        "Must Read: Five charts on aid",
        "Related: Norland's army and the flood",
        'Associated reading: "Life below the dam"',
        "You may also like these stories",
        "Click here to see the full gallery",
        "Sign up for our morning letter.",
        "Subscribe to “The Valley Post” today",
        "Enjoyed this? Subscribe to my letter.",
        "Get our newsletter with all the headlines you need. Sign up here.",
        "Additional reporting by our Lakeside bureau. Get the “Dawn Brief” on WhatsApp.",
        "Photo: the bridge at Lakeside on Monday",
        "(Photo by Ewa Brand/Getty Images)",
        "Ewa Brand via Getty Images",
        "A soldier carries a child across the river. (Courier photo)",
        "Leaders at the dam on Monday. © Pool/Courier",
        "Copyright 2024 The Valley Post. All rights reserved.",
        "© The Valley Post",
        "Follow us on Facebook",
        "Follow Ewa Brand on Twitter @ewabrand",
        "@ewabrand",
        "Share this on WhatsApp",
        "Watch the full speech below:",
        "By Ewa Brand",
        "Published on 4 May 2024",
        "4 min read",
        "Editor: Ewa Brand",
        "(Reporting by Ewa Brand; Editing by Tom Sand)",
        "(With inputs from agencies)",
        "Tom Sand contributed to this report.",
        "Editor’s note: The spelling of the valley was corrected.",
        "This story has been updated with the minister's words.",
        "An earlier version of this article gave the wrong river.",
        "Correction: The dam was built in 1962.",
        "ADVERTISEMENT",
        "Story continues below",
        "View comments",
    ],
)
def test_line_of_the_publisher_goes(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "“I have a tip for them,” the minister said.",
        "Related attacks killed two soldiers on Sunday.",
        "The photographs show missiles at the base, the ministry said.",
        "Watch out for the border, the envoy warned in a letter to the council.",
        "By Tuesday, both armies had left the bridge.",
        "Follow-up talks open in Lakeside on Monday.",
        "Copyright law divides the two governments, which signed no treaty on it.",
        "Read aloud in parliament, the letter accused Norland of theft.",
        "Updated rules at the border take effect on Friday, the ministry said, and lorries will wait for days.",
        "Get out of our waters, the admiral told the fleet.",
        "Subscribers to the treaty include Norland and Sudland.",
        "Sign of a thaw: the two foreign ministers shook hands.",
        "UPDATE: The foreign minister said on Monday that the talks had failed.",
        "Share prices fell after the sanctions were announced.",
        "In this story, both armies claim to have won.",
        "Topics will include the border, the dam and the prisoners.",
        "Q: Will you sign?",
    ],
)
def test_sentence_of_the_article_stays(line: str) -> None:
    assert not is_boilerplate(line)


def test_paragraphs_keep_their_numbers_in_the_whole_text() -> None:
    text = f"Norland Sends Engineers to Flooded Valley\n\n{REPORT}\n\nFiled Under:"

    assert [2, 3] == [paragraph.number for paragraph in body("", text)]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Norland sends engineers", "Norland sends engineers"),
        ("Norland sends its engineers to the valley", "NORLAND SENDS ITS ENGINEERS TO THE VALLEY."),
        ("Lund: ‘We owe them’ engineers and boats", "Lund: 'We Owe Them' Engineers And Boats"),
        ("", "Norland Sends Engineers to Flooded Valley"),
        ("", "Norland Sends Engineers to Flooded Valley: ‘We Owe Our Neighbours This Much’"),
        ("", "Norland sends engineers to the valley"),
        ("Another title altogether", "Will Norland Really Send Engineers To Sudland?"),
    ],
    ids=["same", "shouted", "other marks", "title case", "with a quotation", "sentence case", "a question"],
)
def test_headline_in_the_text_goes(title: str, headline: str) -> None:
    assert REPORT.split("\n\n") == kept(title, f"{headline}\n\n{REPORT}")


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("Norland sends engineers", "Norland sends engineers, and Sudland is grateful, officials said."),
        ("", "Lund spoke at noon."),
        ("", "“We owe our neighbours this much”"),
        ("", "The minister made three demands:"),
    ],
    ids=["longer than the title", "short sentence", "quotation", "colon"],
)
def test_opening_sentence_is_no_headline(title: str, opening: str) -> None:
    assert opening == kept(title, f"{opening}\n\n{REPORT}")[0]


def test_only_paragraph_stays_though_it_has_no_full_stop() -> None:
    assert ["Norland sends engineers"] == kept("", "Norland sends engineers")


def test_links_below_a_heading_go_with_it() -> None:
    text = f"{REPORT}\n\nRelated:\n\nThe dam that was never built\n\nNorland's army and the flood"

    assert REPORT.split("\n\n") == kept("", text)


def test_article_goes_on_after_a_list_of_links() -> None:
    text = f"Lund spoke at noon.\n\nRelated:\n\nThe dam that was never built\n\n{REPORT}"

    assert ["Lund spoke at noon.", *REPORT.split("\n\n")] == kept("", text)


@pytest.mark.parametrize("text", ["", " \n\n \n", "Filed Under:"], ids=["empty", "blank", "nothing else"])
def test_text_without_an_article_has_no_body(text: str) -> None:
    assert () == body("", text)


def test_long_paragraph_is_never_taken_for_boilerplate() -> None:
    paragraph = "Follow " * 20_000

    assert not is_boilerplate(paragraph)


@pytest.mark.parametrize(
    "dateline",
    ["OSLO, May 6 (Courier) – ", "OSLO/PARIS — ", "OSLO: ", "OSLO -- "],
    ids=["full", "two places", "colon", "hyphens"],
)
def test_article_begins_behind_its_dateline(dateline: str) -> None:
    assert "Norland will send engineers." == kept("", f"{dateline}Norland will send engineers.\n\n{REPORT}")[0]


def test_label_of_a_speaker_is_no_dateline() -> None:
    assert "LUND: We will send engineers." == kept("", f"LUND: We will send engineers.\n\n{REPORT}")[0]


def test_agency_credit_at_the_end_makes_a_caption_but_a_mention_does_not() -> None:
    assert is_boilerplate("A ferry leaves the port of Lakeside, May 6. Ewa Brand/Reuters")
    assert not is_boilerplate("The ministry denied that it had spoken to Reuters.")
