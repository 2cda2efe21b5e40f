"""What a signature sees of a text."""

import numpy as np
import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article, Piece
from streams.data.words import RAREST, rarity, singular
from streams.domain.enrich.signature import (
    MAX_FINGERPRINTS,
    NAME,
    NUMBERS,
    TERM,
    TERMS,
    _Names,
    _Words,
    comparison_words,
    numbers,
    rows_of,
    sampled,
    shingle_hashes,
    signature,
    strongest_terms,
    unpacked,
)
from streams.domain.ids import normal_words
from streams.domain.text import ArticleText
from streams.domain.words import spaced, words_of
from tests.unit.dedupe.make import QUAKE, prose


def text_of(body: str, title: str | None = None) -> ArticleText:
    pieces = [Piece(kind="paragraph", start=0, end=len(body), reason="given")]
    return ArticleText(
        Article(
            article_id="a_" + "0" * 32, title=title, paragraphs=(body,), confidence=1.0, start=0, end=len(body),
            pieces=tuple(pieces),
        )
    )  # fmt: skip


def numbers_of(text: str) -> list[tuple[int, int]]:
    return numbers(text.lower(), spaced(text.lower()), words_of(text.lower()))


@given(st.text(alphabet="ab1,.:3 two-x\n", max_size=40))
def test_numbers_of_ascii_are_read_as_in_any_other_text(text: str) -> None:
    assert numbers_of(f"{text} a b") == numbers_of(f"{text} a b é")


def test_case_spacing_and_punctuation_do_not_matter() -> None:
    plain, other = signature(text_of(QUAKE)), signature(text_of(QUAKE.upper().replace(" ", "  ").replace(",", " -")))

    assert plain.text_hash == other.text_hash
    assert plain.fingerprints == other.fingerprints
    assert plain.terms == other.terms


@pytest.mark.parametrize("text", ["", "ﬁne  cafe\u0301 So\u00adfia \u200bTOKYO", "plain words", "naïve “quoted” text"])
def test_words_are_those_of_the_ids(text: str) -> None:
    assert comparison_words(text) == normal_words(text)


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert comparison_words("北京发生地震 today") == ["北", "京", "发", "生", "地", "震", "today"]


def test_a_part_shares_its_sample_with_the_whole() -> None:
    words = prose(1, 900).split()
    whole, _ = sampled(shingle_hashes(rows_of(words)))
    part, _ = sampled(shingle_hashes(rows_of(words[300:600])))

    assert len(part) > 10
    assert np.isin(part, whole).all()


def test_a_shingle_is_a_polynomial_of_its_words_mixed() -> None:
    words = [f"word{number}" for number in range(10)]
    one = 0x9E3779B97F4A7C15
    values = [xxhash.xxh3_64_intdigest(word.encode()) for word in words]
    runs = [values[at : at + 8] for at in range(len(values) - 7)]
    mixed = [sum(value * pow(one, 7 - at, 2**64) for at, value in enumerate(run)) % 2**64 for run in runs]
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = [(value ^ (value >> shift)) * factor % 2**64 for value in mixed]

    assert shingle_hashes(rows_of(words)).tolist() == [value >> 32 for value in mixed]


def test_a_shingle_that_comes_twice_is_sampled_once() -> None:
    words = prose(3, 200).split()
    (once, _), (twice, _) = (sampled(shingle_hashes(rows_of(text))) for text in (words, words + words))

    assert len(set(twice.tolist())) == len(twice)
    assert set(once.tolist()) <= set(twice.tolist())


def test_of_terms_of_one_weight_the_last_in_the_alphabet_are_kept() -> None:
    words = [f"zq{first}{second}" for first in "abcdef" for second in "abcdef"]

    terms = strongest_terms(words, rows_of(words))

    assert [term for term, _ in terms] == [xxhash.xxh32_intdigest(word.encode()) for word in sorted(words)[:-25:-1]]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("He met Anna Berg in Oslo.", 3),
        ("The mayor said: Rita left. Then Karl came.", 2),
        ('They saw it. "Sudden" it was.', 0),
        ("They saw “Sudden Rain” there.", 2),
        ("They saw  Karl and (Rita there.", 2),
    ],
)
def test_names_have_a_capital_inside_a_sentence(body: str, count: int) -> None:
    assert len(unpacked(signature(text_of(body)).names, NAME)) == count


def test_a_long_text_is_sampled_more_thinly() -> None:
    whole, lead = sampled(shingle_hashes(rows_of(prose(2, 20_000, 5_000).split())))

    assert MAX_FINGERPRINTS / 4 < len(whole) <= MAX_FINGERPRINTS
    assert 10 < len(lead) <= 64


def test_a_text_without_words_has_an_empty_signature() -> None:
    empty = signature(text_of("—"))

    assert (empty.words, empty.fingerprints, empty.terms, empty.numbers, empty.names) == (0, "", "", "", "")


def test_a_number_is_known_by_the_words_around_it() -> None:
    (one,) = numbers_of("adopted its 12th package of measures")
    (two,) = numbers_of("adopted its 13th package of measures")
    (three,) = numbers_of("adopted its twelfth package of measures")

    assert one[0] == two[0]
    assert one[1] != two[1]
    assert one == three
    assert one[0] & 1 == 1
    assert numbers_of("paid 1,200 crowns")[0] == numbers_of("paid 1200 crowns")[0]


@pytest.mark.parametrize("text", ["on March 3 he", "on 3 March he", "at 10:30 he", "by 6 pm he"])
def test_numbers_of_dates_and_times_are_left_out(text: str) -> None:
    assert numbers_of(text) == []


def test_strong_terms_are_rare_and_early() -> None:
    terms = unpacked(signature(text_of(QUAKE)).terms, TERM)

    assert len(terms) == TERMS
    assert list(terms["weight"]) == sorted(terms["weight"], reverse=True)
    assert float(np.sum(terms["weight"] ** 2)) == pytest.approx(1.0, abs=1e-5)
    assert len(unpacked(signature(text_of("It paid 12 of 40 crowns.")).numbers, NUMBERS)) == 2


def test_common_words_are_not_rare() -> None:
    assert rarity()["the"] == 0.0
    assert rarity().get("varzab", RAREST) == RAREST
    assert rarity()["government"] < rarity()["earthquake"] < RAREST
    assert (singular("houses"), singular("press"), singular("gas")) == ("house", "press", "gas")


@pytest.mark.parametrize("text", ["It was a sour and fine night on a tight road", "flight ab12 and v1.5 and item_7"])
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert numbers_of(text) == []


def test_a_number_behind_a_letter_hides_no_later_one() -> None:
    assert len(numbers_of("room a1,5 was dark")) == 1


@pytest.mark.parametrize("kind", [_Words, _Names])
def test_a_word_that_is_none_is_not_remembered(kind: type[_Words] | type[_Names]) -> None:
    remembered = kind()

    assert remembered["picture"] == remembered["picture"]
    assert remembered["ab1c" * 50_000]
    assert list(remembered) == ["picture"]
