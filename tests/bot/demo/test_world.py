"""The demo's world holds what the demo is to show, and its articles are typeset as their outlets do."""

import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time

import pytest

from bot.demo.world import DemoArticle, load

WORLD = load()
FIRST_DAY, LAST_DAY = date(2026, 3, 9), date(2026, 3, 11)
ENGLISH = tuple(article for article in WORLD.articles if article.language == "en")
MARKS = {outlet.slug: outlet.marks for outlet in WORLD.outlets}
FOREIGN_MARKS = {"curly": '"„', "straight": "“”„‘’", "british": '"„'}


def name(article: DemoArticle) -> str:
    return article.path


def tellers() -> dict[str, set[str]]:
    """Return the outlets that tell each story."""
    outlets: dict[str, set[str]] = defaultdict(set)
    for article in WORLD.articles:
        if article.story:
            outlets[article.story].add(article.outlet)
    return outlets


def text_of(outlet: str, slug: str, at: datetime) -> str:
    version = WORLD.article(outlet, slug).version(at)
    assert version
    return "\n\n".join(version.paragraphs)


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 16, 0, tzinfo=UTC)


def test_world_has_at_least_nine_outlets_in_three_dialects_and_three_marks() -> None:
    assert len(WORLD.outlets) >= 9
    assert {"rss2", "rdf", "atom"} == {outlet.dialect for outlet in WORLD.outlets}
    assert {"curly", "straight", "british"} == {outlet.marks for outlet in WORLD.outlets}


@pytest.mark.parametrize("quirk", ["not_modified", "tracking", "guid_fragment", "redirect", "busy", "broken"])
def test_each_quirk_belongs_to_one_outlet(quirk: str) -> None:
    assert 1 == sum(outlet.quirk == quirk for outlet in WORLD.outlets)


def test_outlets_have_ranks_and_country_codes_of_their_own() -> None:
    assert len(WORLD.outlets) == len({outlet.rank for outlet in WORLD.outlets})
    assert all(re.fullmatch("[A-Z]{3}", outlet.country) for outlet in WORLD.outlets)


def test_every_kind_of_label_occurs() -> None:
    kinds = {outlet.label.partition(" (")[0] for outlet in WORLD.outlets}

    assert {"", "wire", "government", "state media", "publicly funded"} == kinds


def test_every_day_has_at_least_twelve_articles() -> None:
    counts = Counter(article.published.date() for article in WORLD.articles)

    assert {FIRST_DAY, date(2026, 3, 10), LAST_DAY} == set(counts)
    assert min(counts.values()) >= 12


def test_versions_are_published_between_five_and_half_past_three_utc() -> None:
    times = [version.at.time() for article in WORLD.articles for version in article.versions]

    assert time(5, 0) <= min(times)
    assert max(times) <= time(15, 30)


def test_at_least_eight_stories_are_told_by_two_to_five_outlets() -> None:
    assert sum(2 <= len(outlets) <= 5 for outlets in tellers().values()) >= 8


def test_at_least_eight_stories_of_foreign_policy_have_one_teller() -> None:
    assert sum(not article.story and article.foreign_policy for article in ENGLISH) >= 8


def test_at_least_five_articles_are_not_foreign_policy() -> None:
    assert sum(not article.foreign_policy for article in WORLD.articles) >= 5


def test_one_article_is_not_in_english() -> None:
    assert ["de"] == [article.language for article in WORLD.articles if article.language != "en"]


def test_one_article_is_paywalled_and_its_outlet_has_blurbs_only() -> None:
    (article,) = (article for article in WORLD.articles if article.paywalled)

    assert "blurb" == WORLD.outlet(article.outlet).text


@pytest.mark.parametrize("article", ENGLISH, ids=name)
def test_article_has_150_to_400_words(article: DemoArticle) -> None:
    for version in article.versions:
        assert 150 <= len(" ".join(version.paragraphs).split()) <= 400


@pytest.mark.parametrize("article", ENGLISH, ids=name)
def test_article_uses_the_marks_of_its_outlet_only(article: DemoArticle) -> None:
    for version in article.versions:
        assert not set(FOREIGN_MARKS[MARKS[article.outlet]]) & set(version.title + "".join(version.paragraphs))


@pytest.mark.parametrize("article", [a for a in ENGLISH if MARKS[a.outlet] != "british"], ids=name)
def test_quotation_marks_pair_within_a_paragraph_but_for_continued_speech(article: DemoArticle) -> None:
    opening, closing = "“”" if MARKS[article.outlet] == "curly" else '""'
    for paragraphs in (version.paragraphs for version in article.versions):
        for paragraph, following in zip(paragraphs, (*paragraphs[1:], ""), strict=True):
            if opening == closing:
                assert paragraph.count(opening) % 2 == 0
            else:
                continued = following.startswith(opening) and paragraph.count(opening) == paragraph.count(closing) + 1
                assert continued or paragraph.count(opening) == paragraph.count(closing)


def test_most_foreign_policy_articles_hold_at_least_three_quotations() -> None:
    quotations = [len(re.findall('“|(?<![a-zé])‘|"|^[A-Z. ]+: ', text_at_first(a), re.M)) for a in ENGLISH]

    assert sum(count >= 3 for count in quotations) >= 0.9 * len(quotations)


def text_at_first(article: DemoArticle) -> str:
    return "\n\n".join(article.versions[0].paragraphs)


def test_speech_that_runs_over_paragraphs_occurs() -> None:
    paragraphs = WORLD.article("rhein", "consul-sees-crew").versions[0].paragraphs

    assert 2 == sum(p.count("“") > p.count("”") for p in paragraphs)


def test_a_threat_of_the_first_day_is_carried_out_on_the_second() -> None:
    assert "threatened to expel Russian diplomats unless" in text_of("meridian", "estonia-tug-threat", day(9))
    assert "Estonia expelled 10 Russian diplomats" in text_of("meridian", "estonia-expels-diplomats", day(10))


def test_outlets_differ_on_the_number_of_those_expelled() -> None:
    assert "expelled 12 members of staff" in text_of("harbour", "estonia-expulsions", day(10))


def test_an_accusation_of_the_first_day_is_denied_on_the_second() -> None:
    assert "Kenya has accused Tanzania" in text_of("lakeside", "namanga-trucks", day(9))
    assert "Tanzania has denied blocking" in text_of("lakeside", "tanzania-denies-blockade", day(10))


def test_talks_of_the_first_day_end_in_an_agreement_on_the_third() -> None:
    assert "agreed on Monday to hold two days of talks" in text_of("andean", "chile-bolivia-talks", day(9))
    assert "signed an agreement on Wednesday" in text_of("andean", "arica-agreement-signed", day(11))


def test_two_calls_between_ministers_on_the_second_day_are_stories_of_their_own() -> None:
    calls = [article for article in WORLD.articles if article.story.startswith("call-")]

    assert 2 == len({article.story for article in calls})
    assert {date(2026, 3, 10)} == {article.published.date() for article in calls}


def test_a_story_of_the_first_day_has_no_later_article() -> None:
    days = {article.published.date() for article in WORLD.articles if article.story == "algarve-cable"}

    assert {FIRST_DAY} == days


def test_the_corrected_article_changes_number_and_quotation_at_its_time() -> None:
    before, after = (text_of("potomac", "un-convoy-darfur", at) for at in (day(9), day(10)))

    assert "convoy of 42 trucks" in before
    assert "“Forty-two trucks is a lot of trucks, but it is not a plan,”" in before
    assert "convoy of 24 trucks" in after
    assert "“Twenty-four trucks is a start, but it is not a plan,”" in after
    assert "Correction: March 10, 2026." in after


def test_exactly_one_article_is_corrected() -> None:
    assert ["/potomac/un-convoy-darfur"] == [each.path for each in WORLD.articles if len(each.versions) > 1]


def test_article_has_no_version_before_it_is_published() -> None:
    assert WORLD.articles[0].version(datetime(2026, 3, 8, tzinfo=UTC)) is None


def test_an_outlet_lists_its_articles_newest_first() -> None:
    published = [article.published for article in WORLD.of("meridian", day(10))]

    assert sorted(published, reverse=True) == published


def test_an_unknown_outlet_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        WORLD.outlet("nowhere")
