"""The form in which terms and texts are compared: same length as the original, so offsets stay."""

import re
import unicodedata

import numpy as np

_BREAK = re.compile(
    "[\x00-/:-@\\[-`{-\xbf\xd7\xf7\u02b0-\u02ff\u055a-\u055f\u05be\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    "\u1fbf\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u303f\u30fb\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
"""Marks and spaces of the scripts that news comes in."""
_BASE = {
    char: base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (char := chr(code)) and (base := unicodedata.normalize("NFD", char)[0].lower()) != char
} | {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ŧ": "t", "ħ": "h"}


_PLANE = 0x10000
_FOLDED = np.array([ord(_BREAK.sub(" ", _BASE.get(char, char))) for char in map(chr, range(_PLANE))], dtype=np.uint32)
"""Form of each small letter and mark of Unicode's first plane: six times as fast as a pattern."""
_ASCII = bytes(_FOLDED[:128].tolist()) + bytes(range(128, 256))


def fold(text: str) -> str:
    """Lower the case, take accents off Latin letters and make every mark a space.

    Returns:
        A string of the same length.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lowered if len(lowered := char.lower()) == 1 else char for char in text)
    if low.isascii():
        return low.encode().translate(_ASCII).decode()
    codes = np.frombuffer(low.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _FOLDED.take(codes, mode="clip")
    if codes.max() >= _PLANE:
        folded = np.where(codes < _PLANE, folded, codes)
    return folded.tobytes().decode("utf-32-le", "surrogatepass")
