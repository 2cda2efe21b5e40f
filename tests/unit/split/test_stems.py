"""The stems of a page's lines, against sets of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.domain.split.stems import MOST_BITS, page_stems, stems_of

WORDS = st.text("abcdeé_7жщअ𝒳", min_size=1, max_size=9)
PAGES = st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=1, max_size=6).map("\n".join)


@pytest.mark.parametrize("most_bits", [MOST_BITS, 0])
@given(PAGES)
def test_lines_share_the_stems_that_their_words_share(most_bits: int, text: str) -> None:
    found = page_stems(text, most_bits=most_bits)

    said = [stems_of(line.split()) for line in text.split("\n")]
    assert [found.size(mine) for mine in found.of] == [len(words) for words in said]
    assert [bool(mine) for mine in found.of] == [bool(words) for words in said]
    for mine, words in zip(found.of, said, strict=True):
        assert [found.size(mine & other) for other in found.of] == [len(words & others) for others in said]
    assert found.size(found.union(range(len(said)))) == len(frozenset().union(*said))
    assert found.size(found.union([])) == found.size(found.nothing) == 0
    assert found.overlap(found.of[0], found.of[-1]) == len(said[0] & said[-1]) / (min(len(said[0]), len(said[-1])) or 1)


def test_six_letters_of_words_of_four_and_more_count() -> None:
    found = page_stems("reporters saw the sea\nreported sea\nsee the report")

    first, second, third = found.of
    assert first == second
    assert not first & ~third
    assert found.size(third) == 1


def test_every_two_signs_of_chinese_and_japanese_count_but_grammar_does_not() -> None:
    found = page_stems("货轮在港口起火\n港口的货轮\nしました\nフェリーが沈没しました")

    headline, text, grammar, ferry = found.of
    assert found.size(headline) == 6
    assert found.size(headline & text) == 2
    assert not grammar
    assert found.size(ferry) == 7
