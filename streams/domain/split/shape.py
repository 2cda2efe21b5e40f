"""What can be seen of a line by itself: length, words, first and last mark, signs, and its coarse kind."""

import re
from bisect import bisect_right
from collections.abc import Mapping

from streams.domain.split import lexicon
from streams.domain.split.layout import (
    BASE,
    BULLET,
    BYLINE,
    CAPS,
    COUNTS,
    CREDIT,
    DATED,
    HEADLINE,
    LABEL,
    LENGTHS,
    LINK,
    LONG,
    PARAGRAPH,
    SENTENCE,
    SHARES,
    TIME,
)

WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]* +(?=[\"'“‘«(]?[A-Z0-9À-ÖØ-ÞА-Я])")
_DIGIT = re.compile(r"\d")
_DATELINE_MARK = re.compile(r"[:–—]|-[ -]")
_STOPS = ".!?…。"
_CLOSING = "\"”’'»)]"
_QUOTE, _BRACKET = 6, 7
_ENDINGS = {
    mark: number
    for number, marks in enumerate(("", ".。", "!?", ":", ",;", "…", "\"”’'»", ")]", "-–—|>"))
    for mark in marks
}
_OPENINGS = {
    mark: number
    for number, marks in enumerate(("", "\"“‘'«„", "([", "©", "#", "@", "|»›><+", "*-–—•·", "$£€"))
    for mark in marks
}
_SHORT = 260
"""Lines of fewer code points are looked at word by word."""
_WHOLE_LINE = 7
"""Lines of at most so many words may be known as a whole."""
_CLASS, _LENGTH, _WORDS = BASE["class"], BASE["length"], BASE["words"]
_SENTENCES, _ENDING, _OPENING = BASE["sentences"], BASE["ending"], BASE["opening"]
_SMALL_WORDS, _CAPITALS, _SIGN = BASE["small-words"], BASE["capitals"], BASE["sign"]
_MARKS = tuple(
    (mark, _SIGN + number)
    for mark, number in (
        ("|", 6), ("@", 7), ("»", 8), ("›", 8), (">", 8), ("→", 8), ("©", 9), (",", 15), ("?", 16), ("·", 17), ("•", 17)
    )
)  # fmt: skip


def in_small_letters(texts: list[str]) -> list[str]:
    """Return the lines of a page that is all in capitals as if they were not: their shape says nothing else."""
    sample = "".join(texts)[:20_000]
    letters = sum(map(str.isupper, sample))
    if letters > 200 and letters > 4 * sum(map(str.islower, sample)):
        return [text.capitalize() for text in texts]
    return texts


def shape(text: str, low: str, words_known: Mapping[str, int], lines_known: Mapping[str, int]) -> tuple[list[int], int]:
    """Return the features of a line by itself, and its coarse kind."""
    length = len(text)
    short = length < _SHORT
    words: list[str] = WORD.findall(low if short else low[:_SHORT])
    count = len(words) if short else text.count(" ") + 1
    small = sum(map(str.islower, text.split() if short else text[:_SHORT].split()))
    share = small / (len(words) or 1)
    found = [0, _LENGTH + bisect_right(LENGTHS, length), _WORDS + bisect_right(COUNTS, count)]
    add = found.append
    sentences = len(_STOP.findall(text)) if length > 40 else 0
    add(_SENTENCES + (sentences if sentences < 4 else 4))
    opening, last = text[0], text[-1]
    ending = _ENDINGS.get(last)
    if ending is None:
        stop = False
        ending = 9 if last.isdigit() else 0 if last.isalpha() else 10
    elif ending in (_QUOTE, _BRACKET):
        stop = text.rstrip(_CLOSING)[-1:] in _STOPS
        ending = 11 if stop else ending
    else:
        stop = ending in (1, 2, 5)
        if ending == 1 and text.endswith("..."):
            ending = 5
    add(_ENDING + ending)
    start = _OPENINGS.get(opening)
    if start is None:
        start = (
            0 if opening.isupper() else 9 if opening.islower() else 10 if opening.isdigit()
            else 11 if opening.isalpha() else 12
        )  # fmt: skip
    add(_OPENING + start)
    add(_SMALL_WORDS + bisect_right(SHARES, share))
    upper = not small and text.isupper()
    add(_CAPITALS + (3 if upper and count > 3 else 2 if upper else 1 if share < 0.3 else 0))
    kind = -1
    if short:
        kind = _signs(text, low, words, start, stop, found)
        distinct = set(words)
        for word in distinct:
            number = words_known.get(word)
            if number is not None:
                add(number)
        if count <= _WHOLE_LINE:
            number = lines_known.get(line_key(words, low))
            if number is not None:
                add(number)
    else:
        if length > 1200:
            add(_SIGN + 18)
        if " said" in low or " told " in low:
            add(_SIGN + 11)
        if " you" in low:
            add(_SIGN + 12)
    if length > 40:
        if opens_with_dateline(text):
            add(_SIGN + 19)
            if kind < 0 and length > 60 and share >= 0.35:
                kind = DATED
        if opening == "(" and lexicon.CREDIT_OPENING.match(text):
            add(_SIGN + 20)
    if kind < 0:
        kind = _kind(length, count, share, sentences, stop=stop, upper=upper, plain=opening.isascii())
    add(_CLASS + kind)
    return found, kind


def line_key(words: list[str], low: str) -> str:
    """Return a short line as the list of known lines has it: without numbers and marks."""
    return " ".join([word for word in words if not word.isdigit()]) or low


def _kind(length: int, count: int, share: float, sentences: int, *, stop: bool, upper: bool, plain: bool) -> int:
    if length >= 130 and (share >= 0.4 or sentences or stop):
        return LONG
    if length >= 50 and stop and share >= 0.35:
        return PARAGRAPH
    if stop and count >= 3:
        return SENTENCE
    if upper and count >= 3:
        return CAPS
    if count >= 4 and length >= 20:
        return HEADLINE
    if length >= 60 and count < 4 and not plain:
        return PARAGRAPH
    return LABEL


def _signs(text: str, low: str, words: list[str], start: int, stop: bool, found: list[int]) -> int:
    """Add what a short line has in it; return its kind if that says it, else -1."""
    kind = -1
    add = found.append
    count = len(words)
    if "http" in low or "www." in low:
        add(_SIGN)
        if lexicon.BARE_URL.match(text):
            kind = LINK
    if len(text) < 120 and _DIGIT.search(text):
        add(_SIGN + 1)
        if lexicon.TIMES.search(low):
            add(_SIGN + 2)
            others = sum(1 for word in words if not word.isdigit() and word not in lexicon.TIME_WORDS)
            if others <= 2 or others * 3 <= count:
                add(_SIGN + 3)
                if kind < 0 and others <= 4:
                    kind = TIME
    if start == 7 and kind < 0 and lexicon.BULLET.match(text):
        kind = BULLET
    if kind < 0 and count <= 14 and (lexicon.BYLINE.match(text) or lexicon.AGENCY.match(text)):
        add(_SIGN + 4)
        if not stop:
            kind = BYLINE
    distinct = set(words)
    if (text[-1] in ")]" or not lexicon.CREDIT_WORDS.isdisjoint(distinct)) and lexicon.CREDIT.search(text):
        add(_SIGN + 5)
        kind = CREDIT if kind < 0 else kind
    for mark, number in _MARKS:
        if mark in text:
            add(number)
    if lexicon.MORE_LINE.match(text):
        add(_SIGN + 10)
    if not distinct.isdisjoint(lexicon.SPOKEN):
        add(_SIGN + 11)
    if not distinct.isdisjoint(lexicon.YOU):
        add(_SIGN + 12)
    if not distinct.isdisjoint(lexicon.ASKING):
        add(_SIGN + (13 if len(distinct & lexicon.ASKING) == 1 else 14))
    return kind


def opens_with_dateline(text: str) -> bool:
    """Say whether a paragraph opens with the place, and perhaps the agency, that it was filed from."""
    head = text[:90]
    if not head[0].isupper() or not _DATELINE_MARK.search(head):
        return False
    match = lexicon.DATELINE.match(head)
    if match is None:
        return False
    place = match["place"].split(",")[0]
    return (place.isupper() and len(place) > 2) or bool(match["rest"].strip())
