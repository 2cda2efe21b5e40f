"""What can be seen of a line by itself: length, words, first and last mark, signs, and its coarse kind."""

from bisect import bisect_right
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

from streams.data.split import Vocabulary
from streams.domain.split import lexicon
from streams.domain.split.joint import JOINT
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
    steps,
)

_COARSE = bytes(
    65 if 65 <= code <= 90 else 97 if 97 <= code <= 122 else 48 if 48 <= code <= 57 else 46 if code in b".!?" else code
    for code in range(256)
)
_UNSEEN = bytes(code for code in range(256) if not (chr(code).isalnum() or chr(code) in " \n.!?") or code > 127)
_STOPS = ".!?…。！？؟।۔"
_CLOSING = "\"”’'»)]」』》）】"
_QUOTE, _BRACKET = 6, 7
_MARKED = 7
"""Opening of a line that a bullet's mark may stand in front of."""
_LONGEST_BULLET = 400
_ENDINGS = {
    mark: number
    for number, marks in enumerate(
        ("", ".。।۔", "!?！？؟", ":：", ",;，、；،؛", "…", "\"”’'»」』》", ")]）】", "-–—|>")
    )
    for mark in marks
}
_OPENINGS = {
    mark: number
    for number, marks in enumerate(("", "\"“‘'«„「『《", "([（【", "©", "#", "@", "|»›><+", "*-–—•·", "$£€"))
    for mark in marks
}
_ENDINGS |= dict.fromkeys(ascii_letters, 0) | dict.fromkeys(digits, 9)
_OPENINGS |= dict.fromkeys(ascii_uppercase, 0) | dict.fromkeys(ascii_lowercase, 9) | dict.fromkeys(digits, 10)
SHORT = 160
"""Lines of fewer code points are looked at for signs of what they are."""
HEAD = 260
"""Of how many code points of a line the words are looked at."""
LOOKED_AT = 24
"""How many words of a line may be learned ones."""
_WHOLE_LINE = 7
"""Lines of at most so many words may be known as a whole."""
_LONGEST, _MOST_WORDS = LENGTHS[-1], COUNTS[-1]
_SIZES = [[JOINT["size"][length][count] for count in steps(COUNTS)] for length in steps(LENGTHS)]
_MARKS, _SMALL_WORDS, _SIGN = JOINT["marks"], BASE["small-words"], BASE["sign"]
_PRINTED_MARKS = tuple(
    (mark, _SIGN + number) for mark, number in (("»", 8), ("›", 8), ("→", 8), ("©", 9), ("·", 17), ("•", 17))
)
_LETTERS, _SIGNS_OF_WORDS, _SYLLABLES, _UNSPACED = range(4)
"""Scripts: with letters and spaces; Chinese and Japanese; Korean; Thai, Lao, Burmese and Khmer, where neither words nor
sentences are parted as elsewhere."""
_UNSPACED_TEXT = 70
"""Code points of the shortest line of the last ones that is a paragraph by its looks."""
_LOWER = b"abcdefghijklmnopqrstuvwxyz"


def in_small_letters(texts: list[str]) -> list[str]:
    """Return the lines of a page that is all in capitals as if they were not: their shape says nothing else."""
    sample = "".join(texts)[:20_000]
    # As a rule the beginning has enough of them already.
    for part in (sample[: len(sample) // 3], sample):
        raw = part.encode("utf-8", "surrogatepass")
        if 5 * (len(raw) - len(raw.translate(None, _LOWER))) >= len(sample):
            return texts
    letters = sum(map(str.isupper, sample))
    if letters > 200 and letters > 4 * sum(map(str.islower, sample)):
        return [text.capitalize() for text in texts]
    return texts


def coarse(texts: list[str]) -> list[bytes]:
    """Return the outlines of some lines: ``A`` for a capital of ASCII, ``a``, ``0`` and ``.`` likewise, nothing else.

    A space stands in front of every line, so that ``b" A"`` is the beginning of a word wherever it is.
    """
    raw = ("\n ".join(["", *texts])).encode("utf-8", "surrogatepass")
    return raw.translate(_COARSE, _UNSEEN).split(b"\n")[1:]


def shape(text: str, low: str, words: list[str], outline: bytes, known: Vocabulary) -> tuple[list[int], int, int]:
    """Return the features of a line by itself, its coarse kind, and how many words it has.

    Args:
        text: the line.
        low: the same, case folded and unmarked; of a long line the beginning.
        words: of that.
        outline: of the line, as :func:`coarse` gives it.
        known: learned words and lines.

    Returns:
        Words are counted as spaces part them; in scripts without spaces, about as many as the line says.
    """
    length = len(text)
    plain = text.isascii()
    unspaced = False
    count = text.count(" ") + 1
    if not plain:
        script = _script(text)
        if script == _SIGNS_OF_WORDS:
            # Chinese or Japanese is longer than it is elsewhere.
            count = length // 2 + 1
            length = length * 5 // 2
        elif script == _SYLLABLES:
            length *= 2
        elif script == _UNSPACED:
            unspaced, count = True, length // 5 + 1
    small, capital = outline.count(b" a"), outline.count(b" A")
    if plain or 2 * (small + capital) >= count:
        share = small / (small + capital or 1)
    elif text.isupper() or text.lower() != text.upper():
        tokens = text[:HEAD].split()
        share = sum(map(str.islower, tokens)) / len(tokens)
    else:
        share = 1.0  # a script without capitals
    sentences = outline.count(b". A") or (0 if plain else text.count(". ")) if length > 40 else 0
    opening = text[0]
    ending, stop = (1, True) if text[-1] == "." and text[-3:] != "..." else _ending(text)
    start = _OPENINGS.get(opening)
    if start is None:
        start = _opening(opening)
    upper = not share and text.isupper()
    capitals = (3 if count > 3 else 2) if upper else 1 if share < 0.3 else 0
    head = words[:LOOKED_AT]
    learned = set(map(known.words.get, head))
    learned.discard(None)
    found: list[int] = [
        _SIZES[length if length < _LONGEST else _LONGEST][count if count < _MOST_WORDS else _MOST_WORDS][
            sentences if sentences < 4 else 4
        ],
        _MARKS[ending][start][capitals],
        _SMALL_WORDS + bisect_right(SHARES, share),
        *learned,  # type: ignore[list-item] # what is not known was discarded
    ]
    kind = -1
    if length < SHORT:
        kind = _signs(text, low, words, head, outline, start, stop, found)
        if count <= _WHOLE_LINE:
            number = known.lines.get(line_key(words, text))
            if number is not None:
                found.append(number)
    elif start == _MARKED and length < _LONGEST_BULLET and lexicon.BULLET.match(text):
        kind = BULLET
    elif length > 1200:
        found.append(_SIGN + 18)
    if not lexicon.SAYING.isdisjoint(head):
        _sayings(lexicon.SAYING.intersection(head), found)
    if length > 40:
        if opens_with_dateline(text):
            found.append(_SIGN + 19)
            if kind < 0 and length > 60 and share >= 0.35:
                kind = DATED
        if opening == "(" and lexicon.CREDIT_OPENING.match(text):
            found.append(_SIGN + 20)
    if kind < 0:
        if length >= 130 and (share >= 0.4 or sentences or stop):
            kind = LONG
        else:
            kind = _kind(length, count, share, stop=stop, upper=upper, unspaced=unspaced)
    return found, kind, count


def _script(text: str) -> int:
    """Return in what a line is written, by three of its characters: any one may be a digit, a space or a mark."""
    quarter = len(text) // 4
    for mark in (text[2 * quarter], text[quarter], text[3 * quarter]):
        if mark > "\u0dff":
            if "\u2e80" <= mark <= "\u9fff":
                return _SIGNS_OF_WORDS
            if "\uac00" <= mark <= "\ud7a3":
                return _SYLLABLES
            if mark <= "\u0eff" or "\u1000" <= mark <= "\u109f" or "\u1780" <= mark <= "\u17ff":
                return _UNSPACED
    return _LETTERS


def _ending(text: str) -> tuple[int, bool]:
    """Return with what a line ends, and whether that ends a sentence."""
    last = text[-1]
    ending = _ENDINGS.get(last)
    if ending is None:
        return 0 if last.isalpha() else 9 if last.isdigit() else 10, False
    if ending == 1:
        return 5 if text.endswith("...") else 1, True
    if ending in (_QUOTE, _BRACKET):
        return (11, True) if text.rstrip(_CLOSING)[-1:] in _STOPS else (ending, False)
    return ending, ending in (2, 5)


def _opening(mark: str) -> int:
    return (
        0 if mark.isupper() else 9 if mark.islower() else 10 if mark.isdigit() else 11 if mark.isalpha() else 12
    )  # fmt: skip


def line_key(words: list[str], text: str) -> str:
    """Return a short line as the list of known lines has it: without numbers and marks."""
    return " ".join([word for word in words if not word.isdigit()]) or text


def _kind(length: int, count: int, share: float, *, stop: bool, upper: bool, unspaced: bool) -> int:
    """Return the kind of a line that is none by its signs, nor long text."""
    if length >= 50 and stop and share >= 0.35:
        return PARAGRAPH
    if stop and count >= 3:
        return SENTENCE
    if upper and count >= 3:
        return CAPS
    if unspaced and length >= _UNSPACED_TEXT:
        return PARAGRAPH
    if count >= 4 and length >= 20:
        return HEADLINE
    return LABEL


def _signs(
    text: str,
    low: str,
    words: list[str],
    head: list[str],
    outline: bytes,
    start: int,
    stop: bool,
    found: list[int],
) -> int:
    """Add what a short line has in it; return its kind if that says it, else -1."""
    kind = -1
    add = found.append
    count = len(words)
    first = words[0] if count else ""
    if "http" in low or "www." in low:
        add(_SIGN)
        if lexicon.BARE_URL.match(text):
            kind = LINK
    if b"0" in outline and len(text) < 120:
        add(_SIGN + 1)
        if _may_tell_time(low, words) and lexicon.TIMES.search(low):
            add(_SIGN + 2)
            others = sum(1 for word in words if not word.isdigit() and word not in lexicon.TIME_WORDS)
            if others <= 2 or others * 3 <= count:
                add(_SIGN + 3)
                if kind < 0 and others <= 4:
                    kind = TIME
    if kind < 0 and start == _MARKED and lexicon.BULLET.match(text):
        kind = BULLET
    # The first word says most often that a line is none of these; a search costs ten times as much.
    if kind < 0 and count <= 14 and (first in lexicon.CREDITING or " By " in text) and lexicon.is_byline(text):
        add(_SIGN + 4)
        if not stop:
            kind = BYLINE
    if (text[-1] in ")]" or not lexicon.CREDIT_WORDS.isdisjoint(head)) and lexicon.CREDIT.search(text):
        add(_SIGN + 5)
        kind = CREDIT if kind < 0 else kind
    if "," in text:
        add(_SIGN + 15)
    if "|" in text:
        add(_SIGN + 6)
    if "@" in text:
        add(_SIGN + 7)
    if ">" in text:
        add(_SIGN + 8)
    if "?" in text:
        add(_SIGN + 16)
    if not text.isascii():
        for mark, number in _PRINTED_MARKS:
            if mark in text:
                add(number)
    if first in lexicon.LEADING and lexicon.MORE_LINE.match(text):
        add(_SIGN + 10)
    return kind


def _may_tell_time(low: str, words: list[str]) -> bool:
    """Say whether ``TIMES`` may find something in a line with a digit: it takes ten times as long to say no."""
    return (
        ":" in low
        or "." in low
        or "/" in low
        or "-" in low
        or "20" in low
        or "19" in low
        or "ago" in low
        or "read" in low
        or not lexicon.MONTHS.isdisjoint([word[:3] for word in words])
    )


def _sayings(words: frozenset[str], found: list[int]) -> None:
    """Add whether a line tells what someone said, or speaks to its reader."""
    if not words.isdisjoint(lexicon.SPOKEN):
        found.append(_SIGN + 11)
    if not words.isdisjoint(lexicon.YOU):
        found.append(_SIGN + 12)
    asking = len(words & lexicon.ASKING)
    if asking:
        found.append(_SIGN + (13 if asking == 1 else 14))


def opens_with_dateline(text: str) -> bool:
    """Say whether a paragraph opens with the place, and perhaps the agency, that it was filed from."""
    if not text[0].isupper():
        return False
    head = text[:90]
    if not ("- " in head or ":" in head or "--" in head or (not head.isascii() and ("–" in head or "—" in head))):
        return False
    # What is behind the last mark only makes it look longer.
    last = max(head.rfind("-"), head.rfind(":"), head.rfind("–"), head.rfind("—"))
    match = lexicon.DATELINE.match(head[: last + 3])
    if match is None:
        return False
    place = match["place"].split(",")[0]
    return (place.isupper() and len(place) > 2) or bool(match["rest"].strip())
