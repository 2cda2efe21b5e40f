"""Laws of split for any text: hypothesis, hostile pages, time."""

import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.page import PageRef
from streams.domain.split import split
from tests.unit.split.laws import check

PAGE = PageRef(id="p", url="https://harbour.example/news/ferry-runs-again-after-repairs")
LINES = st.sampled_from(
    [
        "Ferry runs again after a week of repairs",
        "FERRY RUNS AGAIN AFTER A WEEK OF REPAIRS",
        "Ferry runs again after a week of repairs | Harbour Post",
        "HALIFAX, Canada: The ferry across the bay ran again on Tuesday after a week of repairs, its operator said.",
        "About two hundred people were on board the first crossing, many of them on their way to work in the city.",
        "“We are glad to be back,” the captain said. “It was a long week for all of us, and for the people here.”",
        "The company said that it would",
        "- Two hundred people were on board",
        "• Repairs took a week",
        "https://harbour.example/a1b2",
        "By Anna Berger",
        "Published: 2024-05-01 09:30",
        "1 May 2024",
        "Home",
        "Share this article",
        "Advertisement",
        "Read more: Storm closes two schools",
        "Menu\u00a0 | \u200bSearch",
        "渡船は火曜日に再び運航した。一週間の修理の後、約二百人が乗っていたと会社は述べた。" * 2,
        "قالت الشركة يوم الثلاثاء إن العبارة عادت إلى العمل بعد أسبوع من الإصلاحات في الميناء القديم.",
        "---",
        "soft\u00adhyphen and zero\u200bwidth in a line that is long enough to be read as text of a story, they said.",
        "…",
        "12:30",
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", " \n", "\n\n\n\n", "\x0b", "\x85", " "])
PAGES = st.lists(st.tuples(LINES, BREAKS), max_size=40).map(lambda parts: "".join(a + b for a, b in parts))


@given(st.one_of(st.text(max_size=400), PAGES), st.booleans())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_cut_keeps_the_laws(text: str, whole: bool) -> None:
    cut = split(text, page=PAGE, whole=whole)

    check(text, cut)
    assert cut == split(text, page=PAGE, whole=whole)


@given(st.text(alphabet='ab .\n-–•:"(“”…\u200b\u00a0\r|/?#AZ0h:tp', max_size=600))
@settings(max_examples=300, deadline=None)
def test_marks_and_blanks_in_any_order_keep_the_laws(text: str) -> None:
    check(text, split(text, page=PAGE))


HOSTILE = {
    "one letter a line": "a\n" * 500_000,
    "line breaks": "\n" * 1_000_000,
    "spaces": " " * 1_000_000,
    "one word": "a" * 1_000_000,
    "addresses": "http://" * 143_000,
    "addresses and commas": "http://,,,," * 90_000,
    "dots": "." * 1_000_000,
    "dots and quotes": '."' * 500_000,
    "quotes": '"' * 1_000_000,
    "capitals and colons": "A: " * 333_000,
    "sentences without lines": "A b. " * 200_000,
    "datelines": "PARIS (AFP) - The minister said so on Monday.\n" * 22_000,
    "headlines": "Minister says so again in a long speech\n" * 25_000,
    "bullets": "- one thing\n" * 83_000,
    "zero width": "\u200b" * 500_000 + "a",
    "tabs and words": "word\t \t" * 140_000,
    "brackets": "(" * 1_000_000,
    "bars": "a | " * 250_000,
    "dashes": "Word - " * 143_000,
    "digits": "12:30 " * 166_000,
    "form feeds": "\x0c\x0b" * 500_000,
    "usual sentences without lines": " ".join(
        f"The minister said {number} times on Monday in the house that few had come to hear it."
        for number in range(11_000)
    ),
    "datelines without lines": " ".join(
        f"PARIS (AFP) - The minister said {number} times on Monday that few had come to hear it."
        for number in range(11_000)
    ),
    "three long lines": ("The minister said so on Monday in the house, where he met his guests.\u00a0 " * 4000 + "\n")
    * 3,
    "wide spaces": ("The minister said\u00a0\u00a0 so on Monday in the house. " * 10 + "\n") * 2000,
}


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_anything_is_cut_within_a_second(name: str, *, whole: bool) -> None:
    text = HOSTILE[name]
    split("Warm up.", page=PAGE)

    start = time.process_time()
    cut = split(text, page=PAGE, whole=whole)
    taken = time.process_time() - start

    # Under a tracer (coverage) Python runs several times slower than what is promised.
    assert taken < 1.0 or sys.gettrace() is not None
    check(text, cut)
