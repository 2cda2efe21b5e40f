"""English text in the letters of other scripts: no one can read it, but its lines have the shape that theirs have.

Real pages to learn from are English; what is learned of them must not rest on
English words alone.
"""

import re

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_OTHER_LATIN = "eklfigjpobmnszutxvrcywhqad"
_CYRILLIC = "абцдефгхийклмнопярстувщжыз"
_GREEK = "αβχδεφγηιξκλμνοπθρστυωψζνσ"
_ARABIC = "ابجدهفغحيذكلمنوبقرستءفوخيز"
_DEVANAGARI = "अबकदएफगहइजकलमनओपखरसतउवषझयथ"
_CASED = {
    "latin": str.maketrans(_LATIN + _LATIN.upper(), _OTHER_LATIN + _OTHER_LATIN.upper()),
    "cyrillic": str.maketrans(_LATIN + _LATIN.upper(), _CYRILLIC + _CYRILLIC.upper()),
    "greek": str.maketrans(_LATIN + _LATIN.upper(), _GREEK + _GREEK.upper()),
}
_CASELESS = {
    "arabic": str.maketrans(_LATIN + ",?;", _ARABIC + "،؟؛"),
    "devanagari": str.maketrans(_LATIN + ".", _DEVANAGARI + "।"),
}
SCRIPTS = ("cyrillic", "greek", *_CASELESS, "han")
"""Which there are, beside ``latin``: the letters that English has, but none of its words."""
_WORD = re.compile(r"[A-Za-z’']+")
_HAN_MARKS = str.maketrans(",.?!:;()", "，。？！：；（）")


def rewritten(text: str, script: str) -> str:
    """Return a line in another script; an address stays as it is.

    Args:
        text: the line.
        script: one of ``SCRIPTS``, or ``latin``.
    """
    if "://" in text:
        return text
    if script in _CASED:
        return text.translate(_CASED[script])
    if script in _CASELESS:
        return text.lower().translate(_CASELESS[script])
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", _WORD.sub(_han, text).translate(_HAN_MARKS))


def _han(word: re.Match[str]) -> str:
    letters = word[0].lower()
    return "".join(chr(0x4E00 + sum(map(ord, letters[at : at + 3])) % 3000) for at in range(0, len(letters), 3))
