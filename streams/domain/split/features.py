"""What can be seen of each line: its own shape, its words, its neighbours, its place on the page.

A feature is a number. Numbers below ``len(NAMES)`` are the fixed ones; those
above are words and whole lines that the weights file lists.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from streams.data.split import Vocabulary
from streams.domain.split import lexicon
from streams.domain.split.lines import Line

_LENGTHS = (3, 8, 15, 25, 40, 60, 90, 130, 200, 350, 700)
_COUNTS = (2, 3, 4, 5, 7, 10, 15, 25)
_SHARES = (0.001, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.999)
FURNITURE = (2, 6, 15, 40, 120)
_NEAR = (1, 2, 3, 5, 8, 13, 25)
_MASS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.95)

CLASSES = (
    "edge", "link", "bullet", "time", "byline", "credit", "long", "paragraph", "sentence", "headline", "label", "caps", "dateline",
)  # fmt: skip
"""Coarse kinds of lines by their shape alone."""
EDGE, LINK, BULLET, TIME, BYLINE, CREDIT, LONG, PARAGRAPH, SENTENCE, HEADLINE, LABEL, CAPS, DATED = range(len(CLASSES))
BODY = frozenset({LONG, PARAGRAPH, DATED})
_ENDINGS = {".": 1, "!": 2, "?": 2, ":": 3, ",": 4, "…": 5, '"': 6, "”": 6, "’": 6, "'": 6, "»": 6, ")": 7, "]": 7, "-": 8, "–": 8, "—": 8, "|": 8, ">": 8, ";": 4, "。": 1}  # fmt: skip
_OPENINGS = {'"': 1, "“": 1, "‘": 1, "'": 1, "«": 1, "„": 1, "(": 2, "[": 2, "©": 3, "#": 4, "@": 5, "|": 6, "»": 6, "›": 6, ">": 6, "<": 6, "*": 7, "-": 7, "–": 7, "—": 7, "•": 7, "·": 7, "+": 6, "$": 8, "£": 8, "€": 8}  # fmt: skip

_SIZES: tuple[tuple[str, int], ...] = (
    ("bias", 1),
    ("class", len(CLASSES)),
    ("length", len(_LENGTHS) + 1),
    ("words", len(_COUNTS) + 1),
    ("sentences", 5),
    ("ending", 12),
    ("opening", 14),
    ("small-words", len(_SHARES) + 1),
    ("capitals", 4),
    ("sign", 24),
    ("seen", 6),
    ("gap", 6),
    ("before", len(CLASSES) ** 2),
    ("after", len(CLASSES) ** 2),
    ("before-2", len(CLASSES) ** 2),
    ("after-2", len(CLASSES) ** 2),
    ("since-body", len(CLASSES) * (len(_NEAR) + 2)),
    ("until-body", len(CLASSES) * (len(_NEAR) + 2)),
    ("passed", len(_SHARES) + 1),
    ("mass", (len(_MASS) + 1) * 3),
    ("mass-before", len(_MASS) + 1),
    ("mass-after", len(_MASS) + 1),
    ("echo-below", 12),
    ("echo-above", 12),
    ("echo-order", 9),
    ("cohesion", 8),
    ("wide-cohesion", 8),
    ("address", 5),
    ("page-title", 4),
    ("labels-around", 6),
    ("gap-here", len(CLASSES) * 3),
    ("gap-below", len(CLASSES) * 3),
    ("lead", 24),
    ("after-stop", len(CLASSES) * 3),
    ("page", len(CLASSES) * 6),
    ("bullet-below", 7),
    ("bullet-above", 7),
)
BASE: dict[str, int] = dict(
    zip((name for name, _ in _SIZES), accumulate((size for _, size in _SIZES), initial=0), strict=False)
)
NAMES: tuple[str, ...] = tuple(f"{name}:{index}" for name, size in _SIZES for index in range(size))
"""The fixed features by number."""

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÖØ-ÞА-Я][^\W_]{2,}")
_LONG_WORD = re.compile(r"[^\W_]{4,}")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]* +(?=[\"'“‘«(]?[A-Z0-9À-ÖØ-ÞА-Я])")
_DIGIT = re.compile(r"\d")
_DATELINE_MARK = re.compile(r"[:–—]|-[ -]")
_STOPS = ".!?…。"
_CLOSING = "\"”’'»)]"
_QUOTE, _BRACKET = 6, 7
_SHORT = 260
"""Lines of fewer code points are looked at word by word."""
_WHOLE_LINE = 7
"""Lines of at most so many words may be known as a whole."""
_BIAS, _CLASS, _LENGTH, _WORDS = 0, BASE["class"], BASE["length"], BASE["words"]
_SENTENCES, _ENDING, _OPENING = BASE["sentences"], BASE["ending"], BASE["opening"]
_SMALL_WORDS, _CAPITALS, _SIGN = BASE["small-words"], BASE["capitals"], BASE["sign"]
_MARKS = tuple(
    (mark, _SIGN + number)
    for mark, number in (
        ("|", 6), ("@", 7), ("»", 8), ("›", 8), (">", 8), ("→", 8), ("©", 9), (",", 15), ("?", 16), ("·", 17), ("•", 17)
    )
)  # fmt: skip
_CREDIT = re.compile(
    r"\b(?:getty(?: images)?|shutterstock|file photo|photo(?:graph)?(?: credit)?(?::| by\b)|image(?: credit)?:|picture:"
    r"|courtesy|(?:reuters|ap|afp|epa|pa|ap photo|ap images|epa-efe|pa images|pa wire|nurphoto|anadolu|bloomberg|alamy"
    r"|istock|instagram|screengrab)\s?[)\]]?$|handout|credits?:)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:\d{1,2}[:.]\d\d ?(?:am|pm|a\.m|p\.m|hrs|gmt|utc|est|edt|et|ist|bst|cet)?\b|(?:19|20)\d\d\b"
    r"|\d+ ?(?:h|hr|hrs|hours?|m|mins?|minutes?|d|days?|weeks?|months?|years?) (?:ago|read)|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec))",
    re.IGNORECASE,
)
_TIME_WORDS = frozenset(
    "am pm gmt utc est edt et ist bst cet published updated posted last on at date time first the of by ago read min mins"
    " minute minutes hour hours day days week weeks month months year years hrs hr mon tue wed thu fri sat sun monday"
    " tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun jul aug sep sept oct nov dec january"
    " february march april june july august september october november december modified created pst pdt cst cdt"
    " aest sgt pkt wib th st nd rd z t".split()
)
_MORE_LINE = re.compile(
    r"^[»>›*•\-–— ]*(?:read (?:more|also|next|on)|also read|see also|more:|related|watch|listen|don't miss|in pictures|recommended"
    r"|continue reading|view gallery|photos?:|video|live:|gallery|must read|you may|up next|most (?:read|popular|viewed)|sign up|subscribe)\b",
    re.IGNORECASE,
)
_CREDIT_WORDS = frozenset(
    "photo photograph getty shutterstock image picture courtesy credit credits handout afp reuters ap epa pa images wire"
    " nurphoto anadolu bloomberg alamy istock instagram screengrab".split()
)
_SPOKEN = frozenset(
    "said says told according added reported announced say tells asked warned claimed stated confirmed".split()
)
_YOU = frozenset("you your our we us".split())
_ASK = frozenset(
    "subscribe subscription newsletter newsletters cookies cookie javascript browser password login register inbox"
    " email e-mail click download app privacy unsubscribe comments comment reply facebook twitter whatsapp instagram"
    " linkedin telegram rights reserved copyright advertisement sponsored".split()
)


@dataclass(slots=True)
class Seen:
    """What was seen of a page's lines."""

    rows: list[list[int]]
    """The features of every line."""
    kinds: list[int]
    """Its coarse kind, an index of ``CLASSES``."""
    folded: list[str]
    """Its text, case folded."""
    lines: list[Line]
    """The lines."""
    stems: dict[int, frozenset[str]]
    """Stems of the longer words of body-like lines."""
    levels: list[int]
    """Whether the space above is as usual on the page (0), less (1) or more (2)."""
    repeats: dict[int, int]
    """Of lines that come again: 1 and 2 for the first and the other of two, 3 for one of more."""
    address: dict[int, int]
    """How well a line agrees with the page's address, 0 to 3; empty where there is none."""
    titled: dict[int, int]
    """How well it agrees with the document's title, 0 to 3; empty where there is none."""
    furniture: int
    """How many labels the page has, an index of ``FURNITURE``: menus are long where a page holds one article."""

    def stems_of(self, index: int) -> frozenset[str]:
        """Return the stems of the longer words of any line."""
        found = self.stems.get(index)
        return _stems(self.folded[index]) if found is None else found

    def names_of(self, index: int) -> frozenset[str]:
        """Return the words of a line that are capitalised in mid-sentence."""
        return frozenset(_NAME.findall(self.lines[index].text[:1200]))


def observe(lines: list[Line], *, title: str | None, url: str | None, vocabulary: Vocabulary) -> Seen:
    """Return what can be seen of every line, in page order.

    Args:
        lines: the page.
        title: the document's title as the crawler saw it.
        url: where the page was fetched.
        vocabulary: learned words and lines by number.
    """
    texts = _spoken([line.text for line in lines])
    folded = [text.casefold() for text in texts]
    own: list[list[int]] = []
    kinds: list[int] = []
    for text, low in zip(texts, folded, strict=True):
        found, kind = _shape(text, low, vocabulary.words, vocabulary.lines)
        own.append(found)
        kinds.append(kind)
    repeats = _repeats(folded, own)
    levels = _gaps(lines, kinds, own)
    _leads(kinds, folded, texts, own)
    furniture = bisect_right(FURNITURE, sum(1 for kind in kinds if kind == LABEL))
    for kind, found in zip(kinds, own, strict=True):
        found.append(BASE["page"] + kind * 6 + furniture)
    _neighbours(kinds, own)
    _bodies(kinds, texts, own)
    stems = _echoes(kinds, folded, own)
    address, titled = _fields(kinds, folded, own, title, url)
    return Seen(own, kinds, folded, lines, stems, levels, repeats, address, titled, furniture)


def _spoken(texts: list[str]) -> list[str]:
    """Return the lines of a page that is all in capitals as if they were not: their shape says nothing else."""
    sample = "".join(texts)[:20_000]
    letters = sum(map(str.isupper, sample))
    if letters > 200 and letters > 4 * sum(map(str.islower, sample)):
        return [text.capitalize() for text in texts]
    return texts


def _shape(
    text: str, low: str, words_known: Mapping[str, int], lines_known: Mapping[str, int]
) -> tuple[list[int], int]:
    """Return the features of a line by itself, and its coarse kind."""
    length = len(text)
    short = length < _SHORT
    words: list[str] = _WORD.findall(low if short else low[:_SHORT])
    count = len(words) if short else text.count(" ") + 1
    small = sum(map(str.islower, text.split() if short else text[:_SHORT].split()))
    share = small / (len(words) or 1)
    found = [0, _LENGTH + bisect_right(_LENGTHS, length), _WORDS + bisect_right(_COUNTS, count)]
    add = found.append
    sentences = len(_STOP.findall(text)) if length > 40 else 0
    add(_SENTENCES + (sentences if sentences < 4 else 4))
    opening, last = text[0], text[-1]
    ending = _ENDINGS.get(last)
    if ending is None:
        stop = False
        ending = 9 if last.isdigit() else 0 if last.isalpha() else 10
    elif ending == _QUOTE or ending == _BRACKET:
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
    add(_SMALL_WORDS + bisect_right(_SHARES, share))
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
        if _TIMES.search(low):
            add(_SIGN + 2)
            others = sum(1 for word in words if not word.isdigit() and word not in _TIME_WORDS)
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
    if (text[-1] in ")]" or not _CREDIT_WORDS.isdisjoint(distinct)) and _CREDIT.search(text):
        add(_SIGN + 5)
        kind = CREDIT if kind < 0 else kind
    for mark, number in _MARKS:
        if mark in text:
            add(number)
    if _MORE_LINE.match(text):
        add(_SIGN + 10)
    if not distinct.isdisjoint(_SPOKEN):
        add(_SIGN + 11)
    if not distinct.isdisjoint(_YOU):
        add(_SIGN + 12)
    if not distinct.isdisjoint(_ASK):
        add(_SIGN + (13 if len(distinct & _ASK) == 1 else 14))
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
    return place.isupper() and len(place) > 2 or bool(match["rest"].strip())


def _repeats(folded: list[str], own: list[list[int]]) -> dict[int, int]:
    counts = Counter(folded)
    base = BASE["seen"]
    met: set[str] = set()
    repeats: dict[int, int] = {}
    for index, (low, found) in enumerate(zip(folded, own, strict=True)):
        count = counts[low]
        if count > 1:
            again = low in met
            met.add(low)
            found.append(base + (3 if count > 2 else 1) + again)
            repeats[index] = 3 if count > 2 else 1 + again
        else:
            found.append(base)
    return repeats


def _gaps(lines: list[Line], kinds: list[int], own: list[list[int]]) -> list[int]:
    base, here, below = BASE["gap"], BASE["gap-here"], BASE["gap-below"]
    blanks = sum(1 for line in lines[1:] if line.gap)
    usual = blanks * 2 > len(lines)
    wide = usual and sum(1 for line in lines[1:] if line.gap > 1) * 2 > len(lines)
    ordinary = 2 if wide else 1 if usual else 0
    levels = []
    for line, kind, found in zip(lines, kinds, own, strict=True):
        gap = line.gap
        if line.cut:
            found.append(base + 5)
        elif usual:
            found.append(base + (3 if not gap else 4 if gap > ordinary else 0))
        else:
            found.append(base + (2 if gap > 1 else 1 if gap else 0))
        level = 2 if gap > ordinary else 1 if gap < ordinary else 0
        levels.append(level)
        found.append(here + kind * 3 + level)
    for kind, level, found in zip(kinds, [*levels[1:], 2], own, strict=True):
        found.append(below + kind * 3 + level)
    return levels


def _leads(kinds: list[int], folded: list[str], texts: list[str], own: list[list[int]]) -> None:
    """Whether a headline-like line leads straight to a body, over byline, time and bullets only; what stopped above it."""
    lead, stopped = BASE["lead"], BASE["after-stop"]
    size = len(kinds)
    steps = dated = 0
    reach: list[tuple[int, int] | None] = [None] * size
    state: tuple[int, int] | None = None
    for index in range(size - 1, -1, -1):
        kind = kinds[index]
        if kind in BODY:
            state = (0, 1 if kind == DATED else 2 if kind == LONG else 3)
        elif state is not None and kind in (BYLINE, TIME, BULLET, CREDIT, LINK):
            state = (min(state[0] + 1, 3), state[1])
        else:
            reach[index] = state
            if index + 1 == size or folded[index + 1] != folded[index]:
                state = None
    del steps, dated
    stop = 0
    for index, (kind, found) in enumerate(zip(kinds, own, strict=True)):
        ahead = reach[index]
        if kind not in BODY and ahead is not None:
            found.append(lead + ahead[0] * 4 + ahead[1] + (0 if kind in (HEADLINE, CAPS, SENTENCE) else 8))
        found.append(stopped + kind * 3 + stop)
        if kind in BODY or kind == SENTENCE:
            stop = 1 if texts[index][-1] in ".!?…\"”’'»)" else 2


def _neighbours(kinds: list[int], own: list[list[int]]) -> None:
    width = len(CLASSES)
    padded = [EDGE, EDGE, *kinds, EDGE, EDGE]
    before, after = BASE["before"], BASE["after"]
    before2, after2 = BASE["before-2"], BASE["after-2"]
    around = BASE["labels-around"]
    for index, found in enumerate(own):
        kind = padded[index + 2] * width
        left, right = padded[index + 1], padded[index + 3]
        left2, right2 = padded[index], padded[index + 4]
        found += (before + kind + left, after + kind + right, before2 + kind + left2, after2 + kind + right2)
        found.append(
            around
            + (left in (LABEL, EDGE)) + (left2 in (LABEL, EDGE)) + (right in (LABEL, EDGE)) + (right2 in (LABEL, EDGE))
        )  # fmt: skip


def _bodies(kinds: list[int], texts: list[str], own: list[list[int]]) -> None:
    """Where the page's text is: how far the next body-like line, how much passed, how thick it is here."""
    masses = [
        min(len(text), 600) if kind in BODY else 40 if kind == SENTENCE else 0
        for kind, text in zip(kinds, texts, strict=True)
    ]
    total = sum(masses)
    span = len(_NEAR) + 2
    since, until = BASE["since-body"], BASE["until-body"]
    passed = BASE["passed"]
    distance = 1000
    sofar = 0
    behind: list[float] = []
    level = 0.0
    for kind, mass, found in zip(kinds, masses, own, strict=True):
        found.append(since + kind * span + (span - 1 if distance >= 1000 else bisect_right(_NEAR, distance)))
        found.append(passed + (bisect_right(_SHARES, sofar / total) if total else 0))
        behind.append(level)
        distance = 0 if kind in BODY else distance + 1
        sofar += mass
        level = level * 0.8 + mass
    ahead = [0.0] * len(own)
    level, distance = 0.0, 1000
    for index in range(len(own) - 1, -1, -1):
        kind = kinds[index]
        own[index].append(until + kind * span + (span - 1 if distance >= 1000 else bisect_right(_NEAR, distance)))
        ahead[index] = level
        distance = 0 if kind in BODY else distance + 1
        level = level * 0.8 + masses[index]
    peak = max((a + b + m for a, b, m in zip(behind, ahead, masses, strict=True)), default=0.0) or 1.0
    mass_, before, after = BASE["mass"], BASE["mass-before"], BASE["mass-after"]
    row = len(_MASS) + 1
    for kind, mass, back, front, found in zip(kinds, masses, behind, ahead, own, strict=True):
        group = 0 if kind in BODY else 1 if kind in (SENTENCE, HEADLINE, CAPS, BULLET) else 2
        found.append(mass_ + group * row + bisect_right(_MASS, (mass + back + front) / peak))
        found.append(before + bisect_right(_MASS, back / peak))
        found.append(after + bisect_right(_MASS, front / peak))


_ECHO = (0.001, 0.2, 0.34, 0.5, 0.67, 0.84)
_COHESION = (0.001, 0.04, 0.08, 0.13, 0.2, 0.3)


def _stems(low: str) -> frozenset[str]:
    return frozenset([word[:6] for word in _LONG_WORD.findall(low, 0, 400)])


def _echoes(kinds: list[int], folded: list[str], own: list[list[int]]) -> dict[int, frozenset[str]]:
    """How many words of a headline-like line come again below and above it, and how a paragraph follows from the last."""
    body = [index for index, kind in enumerate(kinds) if kind in BODY]
    stems = {index: _stems(folded[index]) for index in body}
    below, above, order = BASE["echo-below"], BASE["echo-above"], BASE["echo-order"]
    bullet_below, bullet_above = BASE["bullet-below"], BASE["bullet-above"]
    cohesion, wide = BASE["cohesion"], BASE["wide-cohesion"]
    nobody: frozenset[str] = frozenset()
    for index, kind in enumerate(kinds):
        if kind in BODY:
            continue
        if kind not in (HEADLINE, CAPS, BULLET, SENTENCE) or len(folded[index]) > 250:
            continue
        mine = _stems(folded[index])
        if not mine:
            continue
        place = bisect_right(body, index)
        down = nobody.union(*(stems[i] for i in body[place : place + 3] if i - index <= 15))
        up = nobody.union(*(stems[i] for i in body[max(place - 3, 0) : place] if index - i <= 15))
        first = len(mine & down) / len(mine)
        second = len(mine & up) / len(mine)
        if kind == BULLET:
            own[index].append(bullet_below + bisect_right(_ECHO, first))
            own[index].append(bullet_above + bisect_right(_ECHO, second))
        own[index].append(below + bisect_right(_ECHO, first) + (6 if first > second + 0.15 else 0))
        own[index].append(above + bisect_right(_ECHO, second) + (6 if second > first + 0.15 else 0))
        own[index].append(order + min(len(mine), 8))
    for place, index in enumerate(body):
        if place:
            left = stems[body[place - 1]]
            mine = stems[index]
            shared = len(left & mine) / (min(len(left), len(mine)) or 1)
            own[index].append(cohesion + bisect_right(_COHESION, shared))
            lefts = left.union(*[stems[i] for i in body[max(place - 3, 0) : place - 1]])
            shared = len(lefts & mine) / (len(mine) or 1)
            own[index].append(wide + bisect_right(_COHESION, shared * 0.7))
        else:
            own[index].append(cohesion + 7)
            own[index].append(wide + 7)
    return stems


def _fields(
    kinds: list[int], folded: list[str], own: list[list[int]], title: str | None, url: str | None
) -> tuple[dict[int, int], dict[int, int]]:
    """Say how each line agrees with the page's address and title, where they are known."""
    slug = _slug(url) if url else frozenset()
    heading = frozenset(_WORD.findall(title.casefold())) if title else frozenset()
    agrees: dict[int, int] = {}
    titled: dict[int, int] = {}
    if len(slug) < 3 and len(heading) < 2:
        return agrees, titled
    address, field = BASE["address"], BASE["page-title"]
    for index, kind in enumerate(kinds):
        if kind in (LONG, TIME, LINK) or not 8 <= len(folded[index]) <= 250:
            continue
        words = frozenset(_WORD.findall(folded[index]))
        if len(words) < 2:
            continue
        if len(slug) >= 3:
            best = len(words & slug) / max(min(len(words), len(slug)), 3)
            agrees[index] = 0 if best < 0.34 else 1 if best < 0.6 else 2 if best < 0.85 else 3
            own[index].append(address + agrees[index])
        if len(heading) >= 2:
            shared = len(words & heading)
            best = shared / len(words | heading)
            titled[index] = 3 if best > 0.9 else 2 if best > 0.5 else 1 if shared == len(words) and shared > 3 else 0
            own[index].append(field + titled[index])
    return agrees, titled


def _slug(url: str) -> frozenset[str]:
    path = url.split("?")[0].split("#")[0]
    parts = [part for part in path.split("/")[3:] if part]
    best = max((_WORD.findall(part.casefold().replace("_", "-")) for part in parts), key=len, default=[])
    return frozenset(
        word for word in best if not word.isdigit() and word not in {"html", "htm", "php", "aspx", "shtml"}
    )
