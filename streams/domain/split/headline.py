"""What of a headline's line is the headline: without the site's name behind it or a label in front."""

import re

_BAR = re.compile(r"\s(?:\||::|»|•|·|‹|<|\u2223)\s?")
_DASH = re.compile(r"\s(?:[-–—]{1,2})\s")
_PARTING = re.compile(r"[|»•·‹<\u2223]|::|[-–—] ")
_LABEL = re.compile(
    r"^(?:share this (?:story|article)\s?:|headline\s?:|title\s?:|print\s?:)\s*|\s*\[?(?:loaded|read more)\]?$",
    re.IGNORECASE,
)
_SITE_WORD = re.compile(
    r"\b(?:news|times|post|herald|online|daily|gazette|tribune|journal|press|radio|tv|magazine|mail|mirror|star|telegraph"
    r"|standard|observer|chronicle|bulletin|report|review|express|today|world|network|media|guardian|independent|bbc|cnn"
    r"|nbc|cbs|abc|fox|sky|reuters|afp|wikinews|yahoo|msn|cbc|rt|\w+\.(?:com|org|net|co|in|uk))\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^a-z0-9]+")


def headline_span(text: str, url: str | None) -> tuple[int, int]:
    """Return where the headline stands in its line.

    Args:
        text: the normalised line, not empty.
        url: where the page was fetched; its host says what the site may be called.

    Returns:
        Start and end, neither on white space; the whole line if there is nothing to cut.
    """
    first, last = 0, len(text)
    label = _LABEL.search(text) if ":" in text or text[-1] in "dDeE]" else None
    if label and label[0] != text:
        first, last = (label.end(), last) if label.start() == 0 else (first, label.start())
    parted = _PARTING.search(text) is not None
    host = _LETTERS.sub("", url.split("/")[2].lower()) if parted and url and url.count("/") >= 2 else ""
    for _ in range(3 if parted else 0):
        bars = list(_BAR.finditer(text, first, last))
        dashes = list(_DASH.finditer(text, first, last))
        if bars and _is_name(text[bars[-1].end() : last], text[first : bars[-1].start()]):
            last = bars[-1].start()
        elif dashes and _is_site(text[dashes[-1].end() : last], text[first : dashes[-1].start()], host):
            last = dashes[-1].start()
        else:
            break
    while last > first and text[last - 1].isspace():
        last -= 1
    return (first, last) if last > first else (0, len(text))


def _is_name(tail: str, rest: str) -> bool:
    words = tail.split()
    return len(words) <= 6 and len(rest.split()) >= 3 and len(tail) < len(rest)


def _is_site(tail: str, rest: str, host: str) -> bool:
    words = tail.split()
    if not 1 <= len(words) <= 5 or len(rest.split()) < 3 or not (words[0][0].isupper() or "." in tail):
        return False
    letters = _LETTERS.sub("", tail.lower())
    if host and len(letters) > 2 and (letters in host or letters.removeprefix("the") in host):
        return True
    named = all(
        word[0].isupper() or word.lower() in {"of", "the", "and", "de", "in"} for word in words if word[0].isalpha()
    )
    return (named and _SITE_WORD.search(words[-1]) is not None and len(words) > 1) or "." in words[0][1:-1]
