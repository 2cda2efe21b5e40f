"""Words by C loops are the words that the regular expression finds."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.domain import ids
from streams.domain.words import spaced, unmarked, words_of

WORD = re.compile(r"\w+")


@given(st.text(max_size=200))
def test_any_text_has_the_same_words(text: str) -> None:
    assert words_of(text) == WORD.findall(text)


@pytest.mark.parametrize("start", range(0, sys.maxunicode, 0x8000))
def test_every_character_ends_or_makes_a_word_as_it_should(start: int) -> None:
    text = "".join(f"a{chr(code)}b{chr(code)} " for code in range(start, start + 0x8000))

    assert words_of(text) == WORD.findall(text)


@given(st.text(alphabet="ab“”’—…·。،\n é\u200b_", max_size=60))
def test_lines_stay_apart(text: str) -> None:
    assert spaced(unmarked(text)).count("\n") == text.count("\n")
    assert [line.split() for line in spaced(unmarked(text)).split("\n")] == [
        WORD.findall(line) for line in text.split("\n")
    ]


@given(st.text(alphabet="aÄßﬁİΣς“”—…。é\u0301\u00ad\u200b ½Ⅳ", max_size=40))
def test_words_that_are_compared_are_folded_whatever_stands_beside_them(text: str) -> None:
    plain = re.sub(r"[^\w\u0301\u00ad\u200b]", " ", text)

    assert ids.normal_words(text) == ids.normal_words(plain)
