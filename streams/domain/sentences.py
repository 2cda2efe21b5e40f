"""Where the sentences of a text stand."""

import re

_END = re.compile(
    r"""\n+                                          # a line is never part of two sentences
    |(?<![.!?…。！？])[.!?…。！？]++["'”’»)\]]*+   # the stop and what closes with it
    (?:[ ]++(?=["'“‘«(\[]*+(?:[^\W_a-z]|[a-z][A-Z]))|(?=\n|$)|(?<=[。！？]))""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_TITLES = frozenset(
    ["mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl", "brig", "gov", "sen", "rep", "pres", "st", "mt", "ft", "fr", "sr", "jr", "messrs", "mme", "mlle", "sheikh", "v", "vs", "no", "nos", "art", "para", "fig", "vol", "pp", "ed", "cf", "approx", "est", "ca"]
)
"""Abbreviations that a name or a number follows: their stop never ends a sentence."""
_BEFORE_NUMBER = frozenset(
    ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nos", "art", "para", "fig", "vol", "pp", "p", "sec", "ch"]
)
_LOOK_BACK = 24


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text, in order, without the white space around them.

    Every character that is not white space belongs to exactly one sentence. A
    line break always ends one; a stop does not behind a title ("Gen. Hla"), an
    initial ("J. Smith", "U.S. troops"), or where a small letter follows.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and match.end() < len(text) and not _ends(text, match.start(), match.end()):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _ends(text: str, stop: int, after: int) -> bool:
    """Say whether the stop at ``stop`` ends a sentence, given the word before it and what follows."""
    if text[after - 1] == "\n" or text[stop + 1] != " ":
        return True
    before = _LAST_WORD.search(text, max(stop - _LOOK_BACK, 0), stop)
    word = before[0] if before else ""
    lower = word.lower()
    if lower in _TITLES:
        return False
    following = text[after]
    if lower in _BEFORE_NUMBER and following.isdigit():
        return False
    if not _INITIALS.fullmatch(word):
        return True
    # "J. Smith" and "U.S. troops" go on, "in the U.S. The" and "at 9 a.m. The" do not.
    if "." not in word:
        return not word.isupper() or word == "I"
    return following in "\"“‘'(" or _STARTS.match(text, after) is not None


_STARTS = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|There|His|Her|Its|Their|Our|If|As|When|While"
    r"|After|Before|However|Meanwhile|Police|Officials|For|By|With|No|Some|Many|Most|One|Two|Three)\b"
)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
