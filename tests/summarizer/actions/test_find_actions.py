"""What is done to whom: one act a sentence, by type, and the sentences that tell none."""

import pytest

from summarizer.actions import find_actions
from summarizer.model import Action, Status
from summarizer.paragraphs import paragraphs


def acts(text: str) -> tuple[Action, ...]:
    return find_actions(text, paragraphs(text), (), (), ())


def first(text: str) -> tuple[str, str, str]:
    """Type, actor's codes and recipient's codes of the text's first act."""
    found = acts(text)
    if not found:
        return "", "", ""
    act = found[0]
    return (
        act.type.value,
        ";".join(act.actor.codes) if act.actor else "",
        ";".join(act.recipient.codes) if act.recipient else "",
    )


@pytest.mark.parametrize(
    "text, act",
    [
        ("Norway agreed on Monday to sell gas to Poland.", ("AGREE", "NOR", "POL")),
        ("Peru offered to send doctors to Chile.", ("AGREE", "PER", "CHL")),
        ("Kenya is willing to withdraw its troops from Somalia.", ("AGREE", "KEN", "SOM")),
        ("The president of Chile met the Peruvian foreign minister in Lima.", ("CONSULT", "CHL", "PER")),
        ("Egypt held talks with Sudan over the dam.", ("CONSULT", "EGY", "SDN")),
        ("Canada voiced its strong support for Ukraine.", ("SUPPORT", "CAN", "UKR")),
        ("Japan thanked Mongolia for its help.", ("SUPPORT", "JPN", "MNG")),
        ("Spain shared intelligence with Morocco.", ("COOPERATE", "ESP", "MAR")),
        ("Qatar provided food and medicine to Sudan.", ("AID", "QAT", "SDN")),
        ("Serbia lifted its ban on Croatian wine.", ("CONCEDE", "SRB", "HRV")),
        ("Ethiopia released four Kenyan fishermen.", ("CONCEDE", "ETH", "KEN")),
        ("France withdrew its last soldiers from Niger.", ("RETREAT", "FRA", "NER")),
        ("Estonia urged Latvia to close the road.", ("REQUEST", "EST", "LVA")),
        ("Ghana demanded that Togo open its files.", ("REQUEST", "GHA", "TGO")),
        ("Vilnius said Belarus must free the crew.", ("REQUEST", "LTU", "BLR")),
        ("Bolivia accused Chile of diverting a river.", ("ACCUSE", "BOL", "CHL")),
        ("Iceland expressed concern about the drilling by Denmark.", ("ACCUSE", "ISL", "DNK")),
        ("Nepal rejected India's offer of mediation.", ("REJECT", "NPL", "IND")),
        ("Cuba said it will not accept the proposal made by Mexico.", ("REJECT", "CUB", "MEX")),
        ("Armenia threatened to leave the talks with Azerbaijan.", ("THREATEN", "ARM", "AZE")),
        ("Libya warned Malta against another landing.", ("THREATEN", "LBY", "MLT")),
        ("Students in Jakarta staged a protest against China.", ("PROTEST", "IDN", "CHN")),
        ("The European Union imposed new sanctions on Myanmar.", ("SANCTION", "EU", "MMR")),
        ("Poland expelled three Belarusian diplomats.", ("SANCTION", "POL", "BLR")),
        ("Rwanda cut ties with Belgium.", ("SANCTION", "RWA", "BEL")),
        ("Finland deployed troops near the border with Russia.", ("MOBILIZE", "FIN", "RUS")),
        ("Pakistan closed its airspace to Indian airlines.", ("COERCE", "PAK", "IND")),
        ("Malaysian police arrested ten Filipino sailors.", ("COERCE", "MYS", "PHL")),
        ("Turkish jets bombed targets in northern Iraq.", ("ASSAULT", "TUR", "IRQ")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_type_actor_and_recipient(text: str, act: tuple[str, str, str]) -> None:
    assert act == first(text)


@pytest.mark.parametrize(
    "text, act",
    [
        pytest.param("Ten Syrian officers were expelled by Lebanon.", ("SANCTION", "LBN", "SYR"), id="passive"),
        pytest.param("Britain, which expelled 23 Russians, closed a club.", ("SANCTION", "GBR", "RUS"), id="relative"),
        pytest.param("Laos and Thailand signed a treaty on the river.", ("SUPPORT", "LAO", "THA"), id="mutual"),
        pytest.param(
            "Slovak and Hungarian officials met on Friday.", ("CONSULT", "SVK", "HUN"), id="mutual adjectives"
        ),
        pytest.param("GENEVA (Wire) -- Brazil condemned Peru.", ("ACCUSE", "BRA", "PER"), id="dateline"),
        pytest.param("Oslo said it was expelling two Iranians.", ("SANCTION", "NOR", "IRN"), id="pronoun"),
        pytest.param("Officials in Rome criticised Malta.", ("ACCUSE", "ITA", "MLT"), id="place of the subject"),
        pytest.param("The king of Jordan visited Kuwait.", ("CONSULT", "JOR", "KWT"), id="of the subject"),
        pytest.param("Mali, Chad and Niger condemned Benin.", ("ACCUSE", "MLI;TCD;NER", "BEN"), id="list of names"),
        pytest.param("Peru condemned the attack by Chile on a ship.", ("ACCUSE", "PER", "CHL"), id="accused by by"),
        pytest.param("Malta condemned the attack on a ferry of Libya.", ("ACCUSE", "MLT", ""), id="victim not accused"),
        pytest.param("Egypt discussed Gaza with Jordan.", ("CONSULT", "EGY", "JOR"), id="topic not partner"),
        pytest.param("India held joint drills with Oman.", ("COOPERATE", "IND", "OMN"), id="joint exercise"),
        pytest.param("India sent peacekeepers to Congo.", ("AID", "IND", "COD"), id="peacekeepers"),
        pytest.param("Sweden announced a suspension of aid to Mali.", ("SANCTION", "SWE", "MLI"), id="noun of a noun"),
        pytest.param(
            "Gambia denied an accusation by Senegal that it had stopped trucks.", ("REJECT", "GMB", "SEN"), id="denial"
        ),
        pytest.param(
            "A United Nations convoy of 40 trucks with food reached Sudan.", ("AID", "UN", "SDN"), id="aid arrives"
        ),
        pytest.param("Egypt delivered a clinic with 60 beds to Chad.", ("AID", "EGY", "TCD"), id="brought to"),
        pytest.param("A Swedish nurse was arrested in Iran.", ("COERCE", "IRN", "SWE"), id="by the country it is in"),
        pytest.param("Burmese troops took a town on the Thai border.", ("ASSAULT", "MMR", ""), id="only a place"),
        pytest.param("Chile allowed Peru to fish.", ("CONCEDE", "CHL", "PER"), id="who is allowed"),
        pytest.param("Russia boarded a tug in the Gulf of Finland.", ("COERCE", "RUS", ""), id="waters are nobody"),
    ],
)
def test_arguments_through_grammar(text: str, act: tuple[str, str, str]) -> None:
    assert act == first(text)


def test_a_coalition_lists_all_its_members() -> None:
    assert ("ACCUSE", "GBR;FRA;DEU", "IRN") == first("Britain, France and Germany condemned Iran.")


def test_coordinated_verbs_tell_two_acts() -> None:
    found = acts("Pakistan expelled four Indian diplomats and suspended all trade with India.")

    assert ["SANCTION", "SANCTION"] == [act.type.value for act in found]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Austria will not expel any Russian diplomat.", id="negated future"),
        pytest.param("Chile has not expelled the Bolivian envoy or closed the embassy.", id="negated coordination"),
        pytest.param("No Kenyan soldier attacked Somalia.", id="negative subject"),
        pytest.param("We could have imposed sanctions on Norway.", id="counterfactual"),
        pytest.param("In 2016 Denmark expelled two Chinese diplomats.", id="history"),
        pytest.param("Will Japan impose sanctions on China?", id="question"),
        pytest.param("Peru declined to comment.", id="declined to comment"),
        pytest.param("Ghana is not looking to attack Togo.", id="not looking to"),
        pytest.param("Reporters wondered whether Spain would recall its ambassador in Rabat.", id="whether"),
        pytest.param("Egypt hopes to attack nobody.", id="wish"),
        pytest.param("The weather in Norway was mild.", id="no trigger"),
        pytest.param("The Chilean ministry released a statement on trade.", id="released a text"),
        pytest.param("The minister of Peru spoke to reporters.", id="spoke to the press"),
        pytest.param("Fiji warned that the storm would reach Tonga.", id="a forecast is no threat"),
        pytest.param("Norway expressed its concern.", id="a worry about nobody"),
        pytest.param("Kenya denied the accusations.", id="a denial to nobody"),
        pytest.param("Mali has yet to release the Ivorian soldiers.", id="has yet to"),
        pytest.param("Greek officials spoke in favour of expelling Turkish diplomats.", id="spoken of"),
        pytest.param("“No comment,” he shot back in Peru.", id="another verb by its particle"),
        pytest.param("Both parliaments of Chile have to approve the pact with Bolivia.", id="has to"),
        pytest.param("The sailors were being examined by doctors in Chile.", id="examined by doctors"),
        pytest.param("Egypt hosts more than a million Sudanese.", id="a habit"),
        pytest.param("Kenya and Tanzania clashed over imports.", id="a clash of words"),
        pytest.param("Peru fought a case against Chile until 2010.", id="until a year"),
        pytest.param("Chile seized the coast of Bolivia in the 1880s.", id="a decade that is over"),
        pytest.param("Chile seized the coast of Bolivia a century ago.", id="a century ago"),
        pytest.param("Turkey almost recalled its ambassador from Iran.", id="almost"),
        pytest.param("Kenya has no plans to deploy troops to Haiti.", id="no plans to"),
        pytest.param("Twenty Armenians crossed the border on foot.", id="people cross a border"),
        pytest.param("We have asked for four days.", id="for how long"),
        pytest.param("The minister of Peru bought a ticket.", id="bought from nobody"),
        pytest.param("", id="empty"),
        pytest.param(" \n\n \t", id="blank"),
    ],
)
def test_no_act(text: str) -> None:
    assert () == acts(text)


def test_what_is_asked_for_is_not_done() -> None:
    assert ["REQUEST"] == [act.type.value for act in acts("Oman called on Yemen to release the crew.")]


def test_what_is_agreed_is_not_yet_done() -> None:
    assert ["AGREE"] == [act.type.value for act in acts("Cyprus agreed to lift the ban on Greek ships.")]


def test_an_outlet_is_the_reporter_and_not_a_doer() -> None:
    (act,) = acts("Kenya expelled two Tunisian diplomats, the Nairobi Evening Post reported.")

    assert ("the Nairobi Evening Post", ("KEN",)) == (act.reported_by, act.actor and act.actor.codes)


def test_evidence_is_a_clause_of_the_text() -> None:
    text = "On Friday it rained. Poland expelled three Belarusian diplomats, and the rain stopped."

    (act,) = acts(text)

    assert "Poland expelled three Belarusian diplomats" in text[act.start : act.end]


def test_an_act_told_twice_is_one_and_the_fuller_is_kept() -> None:
    text = "Latvia expelled several Russian officials.\n\nLatvia expelled 10 Russian officials at the embassy in Riga."

    (act,) = acts(text)

    assert ("expelled 10 Russian officials at the embassy in Riga", Status.DONE) == (act.phrase, act.status)


def test_different_numbers_stay_two_acts() -> None:
    text = "Latvia expelled 8 Russian officials.\n\nLatvia expelled 10 Russian officials."

    assert 2 == len(acts(text))


def test_an_ellipsis_takes_the_side_of_the_expulsion_before() -> None:
    text = "Germany expelled six Syrian diplomats.\n\nOttawa said it was expelling four."

    assert [("SYR",), ("SYR",)] == [act.recipient and act.recipient.codes for act in acts(text)]


def test_acts_are_ordered_and_reading_twice_gives_the_same() -> None:
    text = "Peru condemned Chile.\n\nChile rejected the charge.\n\nBrazil met Chile and Peru."

    once, again = acts(text), acts(text)

    assert once == again == tuple(sorted(once, key=lambda act: act.start))


def test_them_of_a_second_verb_are_those_of_the_first() -> None:
    found = acts("Niger struck a camp of Malian rebels and killed 11 of them.")

    assert [("MLI",), ("MLI",)] == [act.recipient and act.recipient.codes for act in found]


def test_an_order_to_one_s_own_is_told_by_what_is_ordered() -> None:
    (act,) = acts("The president of Mali ordered the army to attack Niger.")

    assert ("ASSAULT", Status.ORDERED, ("MLI",)) == (act.type.value, act.status, act.actor and act.actor.codes)


def test_the_doers_of_a_joint_act_are_the_pair_of_later_sentences() -> None:
    found = acts("Japan and India condemned China.\n\nBoth sides urged Peru to wait.")

    assert ("JPN", "IND") == (found[-1].actor and found[-1].actor.codes)
