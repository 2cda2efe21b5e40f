"""Where the sentences of a text stand."""

import re
from collections.abc import Iterator

_STOP = re.compile(r"[.!?…。！？।॥۔؟\n][.!?…。！？।॥۔؟\n \"'“”‘’«»()\[\]]*+")
_LINE_BREAK = re.compile("\n")
_NO_STOP = ord("x")
_ASCII_STOPS = bytes(
    ord("." if char in ".!?\n" else " " if char in " \"'()[]" else "x") for char in map(chr, range(256))
)
"""In ASCII, what such a run begins with, and what it goes on with."""
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_OPENING = "\"'“‘«(["
_FULL_WIDTH = "。！？"
_TITLES = frozenset(
    [
        *("mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "gen", "lt", "col", "maj", "capt", "cmdr", "adm"),
        *("sgt", "cpl", "brig", "gov", "sen", "rep", "pres", "st", "mt", "ft", "fr", "sr", "jr", "messrs", "mme"),
        *("mlle", "v", "vs", "no", "nos", "art", "para", "fig", "vol", "pp", "ed", "cf", "approx", "est", "ca"),
    ]
)
"""Abbreviations that a name or a number follows: their stop never ends a sentence."""
_BEFORE_NUMBER = frozenset(
    ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "p", "sec", "ch"]
)
_OPENERS = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|There|His|Her|Its|Their|Our|If|As|When"
    r"|While|After|Before|However|Meanwhile|Police|Officials|For|By|With|No|Some|Many|Most|One|Two|Three)\b"
)
"""Words that open a sentence far more often than they follow initials."""
_LOOK_BACK = 24


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text, in order, without the white space around them.

    Every character that is not white space belongs to exactly one sentence. A
    line break always ends one; a stop does not behind a title ("Gen. Hla"), an
    initial ("J. Smith", "U.S. troops"), or where a small letter follows.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for stop, after in _stops(text):
        run = text[stop:after]
        if "\n" in run:
            # More than one stands in it where a line holds nothing but stops.
            for line in _LINE_BREAK.finditer(run):
                end = stop + line.start()
                _add(spans, text, start, end)
                start = end
            continue
        if after == len(text):
            end = after
        elif " " in run:
            if not _ends(text, stop, run, after):
                continue
            end = stop + run.index(" ")
        elif run[0] in _FULL_WIDTH:
            end = after
        else:
            continue
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return spans


def _stops(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what may end a sentence."""
    if not text.isascii():
        yield from (match.span() for match in _STOP.finditer(text))
        return
    # One byte is found many times faster than one of a kind, and most runs are short.
    marked = text.encode().translate(_ASCII_STOPS) + b"x"
    stop = marked.find(b".")
    while stop >= 0:
        after = stop + 1
        while marked[after] != _NO_STOP:
            after += 1
        yield stop, after
        stop = marked.find(b".", after)


def _ends(text: str, stop: int, run: str, after: int) -> bool:
    """Say whether the stop at ``stop``, with a space behind it, ends a sentence that goes on at ``after``."""
    following = text[after]
    if following.islower() and not text[after + 1 : after + 2].isupper():
        return False
    if run[0] != "." or run[1] != " ":
        return True
    word = text[max(stop - _LOOK_BACK, 0) : stop].rpartition(" ")[2]
    plain = word.isalpha()
    if not plain:
        before = _LAST_WORD.search(text, max(stop - _LOOK_BACK, 0), stop)
        word = before[0] if before else ""
    lower = word.lower()
    if lower in _TITLES or (lower in _BEFORE_NUMBER and following.isdigit()):
        return False
    if plain and len(word) > 1:
        return True
    if not _INITIALS.fullmatch(word):
        return True
    # "J. Smith" and "U.S. troops" go on, "in the U.S. The" and "at 9 a.m. The" do not.
    if "." not in word:
        return not word.isupper() or word == "I"
    return run[-1] in _OPENING or _OPENERS.match(text, after) is not None


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
