from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.domain.enrich.happenings.candidates import candidates
from streams.domain.enrich.happenings.words import words_of
from streams.domain.sentences import sentences


def cut(text: str) -> list[str]:
    return words_of(text, sentences(text)).lower


def test_words_numbers_and_marks_are_cut_apart() -> None:
    assert cut("It didn't cost $1,200.50, U.S. police said.") == [
        *("it", "didn", "t", "cost", "$", "1,200.50", ",", "u", "s", "police", "said"),
    ]
    assert cut("A 5km run (3rd) on 2.9.2022") == ["a", "5", "km", "run", "(", "3", "rd", ")", "on", "2.9.2022"]
    assert cut("Route a5.3 and 1,2,3b") == ["route", "a5", "3", "and", "1,2,3", "b"]
    assert cut("") == []


def test_letters_beyond_the_first_plane_and_of_changing_length_are_words() -> None:
    assert cut("𐐀𐐁 😀 İzmir ΟΔΟΣ") == ["𐐨𐐩", "i\u0307zmir", "οδος"]


@given(st.text(alphabet="aé١3²½_.,- 5km'“$/\n%İΣ𐐀😀", max_size=60) | st.text(alphabet="aZ_.,- 53km'$/\n%", max_size=60))
@settings(max_examples=300, deadline=None)
def test_words_lie_in_the_text_in_order_and_only_gaps_lie_between(text: str) -> None:
    words = words_of(text, sentences(text))
    spans = list(zip(words.starts, words.ends, strict=True))
    assert [text[start:end].lower() for start, end in spans] == words.lower
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    between = "".join(words.gap(at) for at in range(1, len(spans)))
    assert not any(char.isalnum() for char in between)
    assert all(words.raw(at)[0].isdecimal() for at in words.numbers)
    assert sorted(at for first, last in words.sentences for at in range(first, last)) == list(range(len(spans)))


def test_each_reader_looks_only_where_it_may_find() -> None:
    text = "On Monday 12 people fled two towns"
    words = words_of(text, [(0, len(text))])
    found = candidates(words)
    assert [words.lower[at] for at in found.times] == ["monday", "12"]
    assert [words.lower[at] for at in found.counts] == ["12", "two"]
    assert "fled" in [words.lower[at] for at in found.signs]
    ago = words_of("two weeks ago", [(0, 13)])
    assert [ago.lower[at] for at in candidates(ago).times] == ["two"]
