"""First person and pronouns are bound to the speaker's country and to people named before."""

from summarizer.actions import find_actions
from summarizer.model import Action, Person, Quote, QuoteKind, Resolved, Span, Speaker
from summarizer.paragraphs import paragraphs

TEXT = "Foreign Minister Aino Lahti spoke to reporters.\n\n“We strongly urged Latvia to open the port,” Lahti said."
LAHTI = Person(
    "Aino Lahti", "Foreign Minister Aino Lahti", "Foreign Minister", ("FIN",), "f", (Span(17, 27), Span(98, 103))
)


def quoted(text: str, words: str, codes: tuple[str, ...]) -> Quote:
    start = text.index(words)
    speaker = Speaker("Foreign Minister Aino Lahti", "Lahti", Resolved.NAMED, codes)
    return Quote(start, start + len(words), speaker, "said", 2, QuoteKind.DIRECT)


def acts(text: str, people: tuple[Person, ...], quotes: tuple[Quote, ...]) -> tuple[Action, ...]:
    return find_actions(text, paragraphs(text), people, quotes, ())


def test_we_is_the_speaker_s_country() -> None:
    quote = quoted(TEXT, "We strongly urged Latvia to open the port", ("FIN",))

    (act,) = acts(TEXT, (LAHTI,), (quote,))

    assert (("FIN",), ("LVA",)) == (act.actor and act.actor.codes, act.recipient and act.recipient.codes)


def test_first_person_evidence_stays_inside_the_quotation() -> None:
    quote = quoted(TEXT, "We strongly urged Latvia to open the port", ("FIN",))

    (act,) = acts(TEXT, (LAHTI,), (quote,))

    assert quote.start <= act.start < act.end <= quote.end


def test_we_outside_a_quotation_is_nobody() -> None:
    assert () == acts("We condemned Latvia.", (), ())


def test_she_is_the_woman_named_before() -> None:
    text = "Aino Lahti came to Riga.\n\nShe condemned Latvia."
    lahti = Person("Aino Lahti", "Aino Lahti", "", ("FIN",), "f", (Span(0, 10),))

    found = acts(text, (lahti,), ())

    assert ("FIN",) == (found[-1].actor and found[-1].actor.codes)


def test_both_sides_are_the_two_named_before() -> None:
    text = "Peru met Chile in Quito.\n\nBoth sides were urged by Brazil to talk."

    found = acts(text, (), ())

    assert {"PER", "CHL"} == set(found[-1].recipient.codes if found[-1].recipient else ())


def test_the_alliance_is_the_organisation_named_before() -> None:
    found = acts("NATO deployed troops near Belarus.\n\nRussia condemned the alliance.", (), ())

    assert ("NATO",) == (found[-1].recipient and found[-1].recipient.codes)


def test_it_of_a_second_verb_is_whom_the_first_is_done_to() -> None:
    found = acts("Armenia thanked Georgia and called on it to open the road.", (), ())

    assert [("GEO",), ("GEO",)] == [act.recipient and act.recipient.codes for act in found]
