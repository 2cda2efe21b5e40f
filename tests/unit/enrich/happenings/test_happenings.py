import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.enriched import Country, Evidence
from streams.domain.enrich.happenings import Happenings
from streams.domain.enrich.happenings.forms import forms, noun_forms, phrase_forms
from streams.domain.enrich.happenings.lexicon import Lexicon
from streams.domain.enrich.happenings.words import words_of
from tests.unit.enrich.happenings.texts import TUESDAY, article, read

_PARTS = [
    *("12 ", "May ", "Monday ", "and ", "to ", "killed ", "people ", "the ", "last ", "a ", ", ", "(", "$", "-", ". "),
    *("\n", "of ", "hundred ", "2019", "ago ", "İ", "\u0301", "’s ", "will ", "attack ", "“", "three ", "week ", "/"),
]


@given(st.lists(st.sampled_from(_PARTS), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    happened = read(text)
    spans = [(q.start, q.end) for q in happened.quantities] + [(d.start, d.end) for d in happened.dates]
    for start, end in spans:
        assert start is not None
        assert end is not None
        assert 0 <= start < end <= len(text)
    assert all(q.low <= q.high for q in happened.quantities)
    assert read(text) == happened


@pytest.mark.parametrize(
    "piece",
    [
        *("killed ", "12 ", "12 and ", "hundred ", "tens of ", "$", ".", "1,", "May 3 to ", "Monday to ", "U.S. "),
        *("a man ", "the past 3 ", "no one was ", "x", "9", "1/", "1-", "will not ", "attack on ", "12:30 on "),
        *("98 000 ", '." ', "(12 ", "militia released prisoner ", "Release Prisoner "),
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        started = time.process_time()
        read(text, byline=(text[:500],))
        return time.process_time() - started

    assert seconds(64_000) < 16 * max(seconds(16_000), 0.02)


def test_nothing_in_nothing_out() -> None:
    assert read() == Happenings()
    assert read(" ", "—!") == Happenings()


def _country(iso2: str, page: str, *words: tuple[str, str], role: str = "location", focus: bool = True) -> Country:
    evidence = tuple(
        Evidence(text=word, kind=kind, start=page.index(word), end=page.index(word) + len(word)) for word, kind in words
    )
    return Country(iso2=iso2, role=role, focus=focus, score=0.9, evidence=evidence)


def test_a_quantity_is_counted_where_its_sentence_says() -> None:
    page = "Kazakhstan said around 98,000 Russians entered the country."
    found = [_country("RU", page, ("Russians", "demonym")), _country("KZ", page, ("Kazakhstan", "name"))]
    (quantity,) = read(page, countries=found).quantities
    assert (quantity.kind, quantity.low, quantity.qualifier, quantity.country) == ("arrived", 98_000, "about", "KZ")


def test_a_quantity_of_a_sentence_without_place_is_the_articles_only_places() -> None:
    page = "Chile trembled. Nine people died, and it cost $5 million."
    (killed, money) = read(page, countries=[_country("CL", page, ("Chile", "name"))]).quantities
    assert (killed.country, money.country) == ("CL", None)


def test_a_country_merely_mentioned_is_no_place_of_a_quantity() -> None:
    page = "Nine soldiers died in the fight against Peru."
    found = [_country("PE", page, ("Peru", "name"), role="mentioned", focus=False)]
    assert [q.country for q in read(page, countries=found).quantities] == [None]


def test_two_places_leave_it_open() -> None:
    page = "Chile and Peru trembled. Nine people died."
    found = [_country("CL", page, ("Chile", "name")), _country("PE", page, ("Peru", "name"))]
    assert [q.country for q in read(page, countries=found).quantities] == [None]


def test_titles_from_a_field_have_no_span() -> None:
    text = article("It rained on Monday.", title="Nine die on Sunday")
    whole = read("It rained on Monday.", title="Nine die on Sunday")
    assert text.text.startswith("Nine")
    assert [d.value for d in whole.dates] == ["2022-09-25", "2022-09-26"]


def test_the_text_decides_nothing_but_what_it_says() -> None:
    assert read("It rained.", when=TUESDAY).dates == ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("attack", {"attack", "attacks", "attacked", "attacking"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("clash", {"clash", "clashes", "clashed", "clashing"}),
        ("=dead", {"dead"}),
        ("go", {"go"}),
    ],
)
def test_forms(word: str, expected: set[str]) -> None:
    assert expected <= forms(word)


def test_irregular_and_doubled_forms() -> None:
    assert {"shot", "shooting"} <= forms("shoot")
    assert {"stopped", "stopping"} <= forms("stop")
    assert {"fled", "fleeing"} <= forms("flee")
    assert phrase_forms("car-bomb")[1] >= {"bomb", "bombs"}
    assert noun_forms("armed gunman")[-1] == {"gunman", "gunmans", "gunmen"}
    assert noun_forms("=states")[-1] == {"states"}
    assert noun_forms("country")[-1] == {"country", "countries"}
    assert noun_forms("bus")[-1] == {"bus", "buses"}


def test_a_longer_phrase_hides_the_shorter_one_at_the_same_word() -> None:
    lexicon = Lexicon(
        [(phrase_forms("attack"), "a"), (phrase_forms("attack dog"), "b"), (phrase_forms("in need"), "c")]
    )
    words = words_of("They attacked dogs in need", [(0, 26)]).lower
    assert lexicon.at(words, 1, len(words)) == (2, ["b"], 0)
    assert lexicon.at(words, 1, 2) == (1, ["a"], 0)
    assert lexicon.at(words, 4, len(words)) == (1, ["c"], 1)
    assert lexicon.at(words, 0, len(words)) is None
    assert lexicon.at(["need"], 0, 1) is None


@pytest.mark.parametrize("dateline", ["LIMA, May 3 (AFP) - ", "PORT MORESBY, May 3 — ", "Lima, May 3: "])
def test_the_day_of_a_dateline_is_not_that_of_the_event(dateline: str) -> None:
    assert read(dateline + "Five more bodies were found after the landslide.").event_time is None


def test_a_day_behind_the_dateline_is() -> None:
    happened = read("LIMA, May 3 (AFP) - A landslide killed five people on May 1.")
    assert happened.event_time is not None
    assert happened.event_time.value.endswith("05-01")
