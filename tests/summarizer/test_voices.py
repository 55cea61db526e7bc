import pytest

from summarizer.voices import is_copy, is_rewrite

WIRE = """VALLETTA, April 6 (Atlas Wire) – Malta detained a Libyan tanker with 14 sailors off Gozo on Monday, \
its transport ministry said.

“The ship carried diesel that was on no manifest and its master could not say whose it was,” Transport Minister \
Karmenu Zahra told reporters.

Inspectors found 3,000 tonnes of fuel in a tank that the plans of the vessel showed as ballast. The crew was \
taken to a barracks in Floriana.

“We have asked Tripoli for an answer by Friday,” Zahra said.

Malta seized two smaller tankers on the same route last year."""

CUT_COPY = """VALLETTA - Malta detained a Libyan tanker with 14 sailors off Gozo on Monday, its transport ministry said.

"The ship carried diesel that was on no manifest and its master could not say whose it was," Transport Minister \
Karmenu Zahra told reporters.

Inspectors found 3,000 tonnes of fuel in a tank that the plans of the vessel showed as ballast."""

REWRITE = """A tanker from Libya with 14 sailors on board was detained by Malta on Monday off the island of \
Gozo, according to the transport ministry.

'The ship carried diesel that was on no manifest and its master could not say whose it was,' said Karmenu Zahra, \
the transport minister.

Some 3,000 tonnes of fuel were found by inspectors in what plans of the vessel gave as a ballast tank, and the \
sailors were moved to a Floriana barracks.

'We have asked Tripoli for an answer by Friday,' the minister said."""

SAME_ROOM = """Maltese patrol boats have brought a tanker under the Libyan flag into Marsaxlokk after divers \
reported hidden tanks, officials said at a news conference in Valletta.

“The ship carried diesel that was on no manifest and its master could not say whose it was,” said Transport \
Minister Karmenu Zahra.

Fuel smuggling between Zuwara and southern Europe has grown since subsidies in Libya were raised. A harbour \
pilot, Ċensu Borg, said that he had seen the vessel wait outside the limit for three nights.

The European Union keeps a naval mission on the route."""


def test_copy_cut_short_in_another_house_style_is_a_copy() -> None:
    assert is_copy(WIRE, CUT_COPY)


def test_rewrite_is_no_copy() -> None:
    assert not is_copy(WIRE, REWRITE)


def test_text_that_keeps_facts_and_quotations_in_order_is_a_rewrite() -> None:
    assert is_rewrite(REWRITE, WIRE)


@pytest.mark.parametrize("credited", [False, True])
def test_two_reporters_who_quote_one_sentence_are_two_voices(credited: bool) -> None:
    assert not is_copy(WIRE, SAME_ROOM)
    assert not is_rewrite(SAME_ROOM, WIRE, credited=credited)


def test_text_with_a_quotation_of_its_own_is_no_rewrite() -> None:
    longer = f"{REWRITE}\n\n'We were fishing for octopus,' said the master, Salem Gharyani."

    assert not is_rewrite(longer, WIRE)


def test_report_that_holds_all_of_a_short_one_is_no_rewrite_of_it() -> None:
    alert = WIRE.partition("\n\n")[0]
    report = f"{REWRITE}\n\n{SAME_ROOM}"

    assert not is_rewrite(report, alert)


def test_quotations_in_another_order_make_no_rewrite() -> None:
    first, second, third, fourth = REWRITE.split("\n\n")

    assert not is_rewrite("\n\n".join((first, fourth, third, second)), WIRE)


def test_blurb_that_is_the_first_sentence_is_a_copy() -> None:
    blurb = "Malta detained a Libyan tanker with 14 sailors off Gozo on Monday, its transport ministry said."

    assert is_copy(blurb, WIRE)


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", WIRE), ("Malta.", "Libya.")], ids=["both", "one", "short"])
def test_empty_or_short_texts_are_copies_only_of_themselves(one: str, other: str) -> None:
    assert (one == other) == is_copy(one, other)
    assert not is_rewrite(one, other)
