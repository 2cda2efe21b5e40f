"""The form in which terms and texts are compared: same length as the original, so offsets stay."""

import re
import unicodedata

_BREAK = re.compile(r"[\W_]")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_BASE = {
    char: base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (char := chr(code)) and (base := unicodedata.normalize("NFD", char)[0]) != char
} | {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ŧ": "t", "ħ": "h"}


def fold(text: str) -> str:
    """Lower the case, take accents off Latin letters and make every mark a space.

    Returns:
        A string of the same length.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lowered if len(lowered := char.lower()) == 1 else char for char in text)
    if not low.isascii():
        low = _ACCENTED.sub(_base, low)
    return _BREAK.sub(" ", low)


def _base(found: re.Match[str]) -> str:
    return _BASE.get(found[0], found[0])
