"""What single lines look like in the language of news sites: bullets, links, bylines, datelines, furniture."""

import re

from streams.data.events import table
from streams.data.split import NOTICES


def any_of(*alternatives: str) -> str:
    """Return a group of alternatives of a regular expression."""
    return "(?:" + "|".join(alternatives) + ")"


BULLET = re.compile(r"^(?:[-–—*•·‣▪▸►●○◦◆■□➤➢✓»∙⁃]|&bull;)[ \t\u00a0\u2009]*(?=[^\W_]|[\"'“‘«„(€$£])")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]", re.IGNORECASE)
BARE_URL = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…。！？।؟۔](?:[\"'”’»«)\]]|\s?\(\d+\))*$")
ELLIPSIS_END = re.compile(r"(?:…|\.\.\.+|\[\.\.\.\]|\[…\])[\"'”’)\]]*$")

_AUTHOR = any_of(
    "by", "written by", "reported by", "reporting by", "posted by", "story by", "words by", "authors?", "par", "por",
    "von", "di", "door", "(?:text|words|story) (?:and|&) (?:photo(?:graph)?|picture)s(?: by)?",
)  # fmt: skip
BYLINE = re.compile(rf"^{_AUTHOR}\b[: ]\s*\S", re.IGNORECASE)
_BEHIND_PLACE = re.compile(r"^[^|–—-]{2,40}\s?[|–—-]\s?By (?=[A-Z]|our\b|a staff\b)")
"""Where a story was filed from, and by whom."""
_SUPPLIER = any_of(
    "reuters", "ap", "afp", "associated press", "agence france-presse", "agencies", "xinhua", "bloomberg", "pa media",
    "ani", "pti", "tass", "dpa", "efe", "upi", "kyodo", "yonhap", "anadolu agency", "staff(?: writer| reporter)?",
    "news desk", "web desk",
)  # fmt: skip
AGENCY = re.compile(
    rf"^\(?(?:the )?{_SUPPLIER}\)?(?: (?:news )?(?:agency|staff|agencies))?\.?$",
    re.IGNORECASE,
)
CREDITING = frozenset(
    """
    by written reported reporting posted story words author authors par por von di door the reuters ap afp associated
    agence agencies xinhua bloomberg pa ani pti tass dpa efe upi kyodo yonhap anadolu staff news web text
    """.split()  # noqa: SIM905
)
"""First words of the lines that ``BYLINE`` and ``AGENCY`` match."""


def is_byline(text: str) -> bool:
    """Say whether a short line names who wrote or supplied the story."""
    return (
        BYLINE.match(text) is not None
        or AGENCY.match(text) is not None
        or (" By " in text and _BEHIND_PLACE.match(text) is not None)
    )


DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][\w.’'\-]*(?: [\w.’'\-]+){0,4}(?:, [^\W\d_][\w.’' \-]{1,30})?)"
    r"(?P<rest>(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:, \d{4})?)?"
    r"(?: ?[(\[/][^()\[\]/]{2,40}[)\]/])?)\s?(?P<mark>:|--|—|–|-) ?(?=\S)"
)
CREDIT_OPENING = re.compile(r"^\([A-Z][A-Za-z. ]{1,30}\)\s*(?:[-–—:] ?)?(?=[A-Z“\"‘'])")
_LABEL = any_of(
    "advertisement", "advert", "sponsored(?: content)?", "menu", "search", "home",
    r"share(?: this)?(?: article| story| on \w+)?", "subscribe(?: now| today)?", "sign (?:in|up)", "log ?(?:in|out)",
    "my account", "newsletters?", "e-?paper", r"comments?(?: \(\d+\))?", "read more", "more",
    "related(?: (?:articles?|stories|topics|content|news|links|posts))?", "most (?:read|popular|viewed|shared)",
    "trending(?: now)?", "latest(?: news)?", "top stories", "recommended(?: for you)?", "you may also like",
    "more from .{1,40}", "follow us.{0,40}", "tags?", "topics?", "print", "e-?mail", "facebook", "twitter", "whatsapp",
    "linkedin", "telegram", "copy link", "back to top", "skip to .{1,40}", "privacy policy", "terms .{1,40}",
    "cookie policy", "contact us", "about us", r"all rights reserved\.?", r"loading\.*", "next", "previous",
    "load more", "view (?:all|comments|more)", "see (?:all|more)",
)  # fmt: skip
NOTICE = re.compile(
    r"\b(?:page (?:you (?:are|were) looking for|you (?:have )?requested|(?:was |could )?not (?:be )?found)|error 404"
    r"|404 (?:error|not found)|403 forbidden|access denied|checking your browser|verify (?:that )?you are (?:a )?human"
    r"|(?:enable|requires|turn on) (?:javascript|cookies)|(?:log|sign) ?in to (?:continue|read|view))\b",
    re.IGNORECASE,
)
"""What a server or a paywall says in place of a page."""
FURNITURE = re.compile(f"^{_LABEL}$", re.IGNORECASE)

_WIRE = any_of(
    "reuters", "ap", "afp", "epa", "pa", "ap photo", "ap images", "epa-efe", "pa images", "pa wire", "nurphoto",
    "anadolu", "bloomberg", "alamy", "istock", "instagram", "screengrab",
)  # fmt: skip
_CREDITED = any_of(
    "getty(?: images)?", "shutterstock", "file photo", r"photo(?:graph)?(?: credit)?(?::| by\b)", "image(?: credit)?:",
    "picture:", "courtesy", rf"{_WIRE}\s?[)\]]?$", "handout", "credits?:",
)  # fmt: skip
CREDIT = re.compile(rf"\b{_CREDITED}", re.IGNORECASE)
CREDIT_WORDS = frozenset(
    """
    photo photograph getty shutterstock image picture courtesy credit credits handout afp reuters ap epa pa images wire
    nurphoto anadolu bloomberg alamy istock instagram screengrab
    """.split()  # noqa: SIM905
)
_MONTH = any_of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept?", "oct", "nov", "dec")
_CLOCK = any_of("am", "pm", r"a\.m", r"p\.m", "hrs", "gmt", "utc", "est", "edt", "et", "ist", "bst", "cet")
_UNIT = any_of("h", "hr", "hrs", "hours?", "m", "mins?", "minutes?", "d", "days?", "weeks?", "months?", "years?")
_TIME = any_of(
    rf"\d{{1,2}}[:.]\d\d ?{_CLOCK}?\b", r"(?:19|20)\d\d\b", rf"\d+ ?{_UNIT} (?:ago|read)",
    r"(?:19|20)\d\d年", r"\d{1,2}月\d{1,2}日",
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", rf"{_MONTH}[a-z]*\.? \d{{1,2}}\b", rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}",
)  # fmt: skip
TIMES = re.compile(rf"\b{_TIME}", re.IGNORECASE)
MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
"""How the words begin by which ``TIMES`` knows a month."""
DAY_WORDS = frozenset(
    word.casefold()
    for row in table("dates").values()
    for field in ("weekdays", "months", "solar_months")
    for forms in row.get(field, ())
    for word in forms.split()
    if word.isalpha()
) | frozenset(
    """
    mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun jul aug
    sep sept oct nov dec january february march april june july august september october november december
    """.split()  # noqa: SIM905
)
"""Names of days and months."""
_OF = frozenset(
    word.casefold() for row in table("dates").values() for word in " ".join(row.get("of", ())).split() if word.isalpha()
)
"""What stands between the two in other languages."""
_PUBLISHED = frozenset(word for row in NOTICES.values() for word in row["published"].split())
TIME_WORDS = (
    DAY_WORDS
    | _OF
    | _PUBLISHED
    | frozenset(
        """
    am pm gmt utc est edt et ist bst cet published updated posted last on at date time first the of by ago read min
    mins minute minutes hour hours day days week weeks month months year years hrs hr modified created pst pdt cst cdt
    aest sgt pkt wib th st nd rd z t
    """.split()  # noqa: SIM905
    )
)
_MORE = any_of(
    "read (?:more|also|next|on)", "also read", "see also", "more:", "related", "watch", "listen", "don't miss",
    "in pictures", "recommended", "continue reading", "view gallery", "photos?:", "video", "live:", "gallery",
    "must read", "you may", "up next", "most (?:read|popular|viewed)", "sign up", "subscribe",
)  # fmt: skip
_MORE_ELSEWHERE = tuple(phrase for row in NOTICES.values() for phrase in row["more"])
"""The same in other languages."""
MORE_LINE = re.compile(rf"^[»>›*•▼■◆【\[(\-–— ]*{any_of(_MORE, *map(re.escape, _MORE_ELSEWHERE))}(?!\w)", re.IGNORECASE)
SECTIONS = re.compile(r"\s([|/·•›>»*])\s.*\s\1\s")
"""In a row of sections."""
LEADING = frozenset(
    """
    read also see more related watch listen don in recommended continue view photo photos video live gallery must you up
    most sign subscribe
    """.split()  # noqa: SIM905
) | {phrase.split()[0].casefold() for phrase in _MORE_ELSEWHERE}
"""First words of the lines that ``MORE_LINE`` matches."""
_OF_READERS = r"(?:(?:user|reader|readers[’'])\s)?comments?"
COMMENTS = re.compile(
    r"^\W*"
    + any_of(
        _OF_READERS + r" ?(?:\(\d+\)|(?:are )?(?:now )?closed|on this (?:story|article))",
        rf"\d+ {_OF_READERS} (?:so far|on this (?:story|article))",
        r"(?:post|add|leave) (?:a|your) comment\b",
        r"the following are (?:the )?comments (?:from|by|of) (?:our |the )?readers\b",
        r"posted by: .{2,60}?\d{1,2}[:.]\d\d",
    ),
    re.IGNORECASE,
)
"""How a line opens in which readers' comments stand one after another."""
COMMENTING = frozenset({"comment", "comments", "posted"})
"""One of these is among the first words of such a line."""
ELSEWHERE = re.compile(
    r"^\W*"
    + any_of(
        "most (?:read|popular|viewed|shared|recent|commented)(?: .{1,20})?", "popular(?: .{1,20})?",
        "you (?:may|might) (?:also )?(?:like|be interested).{0,20}", "recommended(?: .{1,20})?",
        "trending(?: .{1,20})?",
        "related(?: (?:articles?|stories|content|news|links|posts|coverage|topics))?", "latest(?: .{1,20})?",
        "(?:more|other|top|latest) (?:news|stories|headlines|articles|from .{1,30}|on .{1,30}|in .{1,30})",
        "editors?[’']?s? (?:picks?|choice)", "(?:up|read) next", "don[’']t miss", "in other news", "also in .{1,30}",
    )
    + r"\W*$",
    re.IGNORECASE,
)  # fmt: skip
"""What stands above a site's list of other stories."""
SPOKEN = frozenset(
    [
        "said",
        "says",
        "told",
        "according",
        "added",
        "reported",
        "announced",
        "say",
        "tells",
        "asked",
        "warned",
        "claimed",
        "stated",
        "confirmed",
    ]
)
YOU = frozenset({"you", "your", "our", "we", "us"})
ASKING = frozenset(
    """
    subscribe subscription newsletter newsletters cookies cookie javascript browser password login register inbox
    email e-mail click download app privacy unsubscribe comments comment reply facebook twitter whatsapp instagram
    linkedin telegram rights reserved copyright advertisement sponsored
    """.split()  # noqa: SIM905
)
"""What a site says of itself."""
SAYING = SPOKEN | YOU | ASKING
