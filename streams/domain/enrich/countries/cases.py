"""The nominative of a name: what a word of a language with cases may be a form of.

Tables hold names as a dictionary does. A rule says what an ending may stand for; what comes
out counts only if the tables know it, so that rules may be generous. All of it in the folded form of
``streams.data.fold``, without the accents of Latin letters.
"""

from collections.abc import Iterator
from functools import lru_cache

_POLISH = """
owie>ow cie>t,ta,c dzie>d,da,dz rze>r,ra le>l,la ce>ka,ca dze>ga sze>cha,ch ie>,a,o,y iem>,o em>,o,y owi> u>,o a>,o,y
y>a i>a,y,e e>a ach>y,e,i om>y,e ami>y,e ka>ek,ki ku>ek kiem>ek nia>en niu>en niem>en ej>a iej>a ego>y,i emu>y,i ym>y
im>i,ie ych>e,y ich>ie,i >y kie>ki kiej>ki kiego>ki kiemu>ki kim>ki kich>ki kimi>ki ko>ki scy>ski ccy>cki ow>owie,y
"""
_CZECH = """
u>,o,a,y a>,o e>,a,o,ie em>,o,e y>a,e i>a,,ie ii>ie,ia ou>a,o ze>ha,ga ce>ka re>ra,r ovi> ech>y ach>y,a um>y,i,ove
om>,o,y och>y ami>y ych>e,y ym>y,e eho>e,y emu>e,y im>i eji>ea ej>a ia>i iu>ia iou>ia ka>ky ke>ky ki>ky kou>ky,ka kem>ky
ko>ky keho>ky kemu>ky kych>ky kym>ky kymi>ky sti>sky cti>cky
"""
_SERBIAN = """
e>a, i>a,,e u>a,,o om>a,,o em>,e oj>a a>,o,e ama>e,a,i im>i,e ih>i,e og>i,o ga>i iji>ija lu>ao la>ao
ka>ki ke>ki ko>ki ku>ki kog>ki koga>ki kom>ki,ka,ko kome>ki koj>ki,ka kim>ki kih>ki ci>k
"""
_SERBIAN_CYRILLIC = """
е>а, и>а,,е у>а,,о ом>а,,о ем>,е ој>а а>,о,е ама>е,а,и им>и,е их>и,е ог>и,о
ка>ки ке>ки ко>ки ку>ки ког>ки кога>ки ком>ки,ка,ко кој>ки,ка ким>ки ких>ки
"""
_RUSSIAN = """
ии>ия ию>ия ией>ия ы>а е>а, у>а, ой>ая,а,ий,ый ом>,ий,ый а> и>я,ь,а я>й,ь ю>й,ь,я ем>й,ь ей>я ых>ые,ый их>ие,ий
ым>ые,ый им>ие,ий ах>ы,и,а,е ов>ы,а ого>ый,ий ому>ый,ий ую>ая,ый,ий ая>ый,ий ое>ый,ий ые>ый ие>ий ыми>ый ими>ий
ев>ы ям>е ями>е ям>е ян>яне ам>ы,е ами>ы,е
"""
_UKRAINIAN = """
ії>ія ію>ія ією>ія и>а,і і>а,,о,я,ий у>а,,ий ою>а,ий ом> а>,ий я>й,ь ю>й,ь,я ем>й,ь єю>я ої>а,ий ій>а,ий их>і,ий
им>і,ий ими>ий ах>и,і ів>и,і ого>ий ому>ий е>ий ові> єва>їв єві>їв єву>їв ова>ів ові>ів ову>ів ян>яни ам>и
"""
_GREEK = "ς> ν> ου>ο,ος ο>ος ους>οι,ος ων>ες,οι ού>ός,ό ών>ός,ή ούς>ός οί>ός ές>ή,ός ής>ή ή>ός ό>ός ά>ό,ός"
_HUNGARIAN = """
ban> ben> ba> be> bol> nak> nek> ra> re> rol> on> en> an> n> ot> et> at> t> tol> hoz> hez> ig> kent> ert> i>
val> vel> gal> gel> sal> sel> nal> nel> ral> rel> kal> kel> mal> mel> tal> tel> lal> lel> dal> del> zal> zel>
"""
_FINNISH = """
ssa> sta> lla> lta> lle> ksi> n> a> an> en> in> on> un> seen> tta> hin> issa> ista> illa> ilta> ille> iksi> ia> iin>
ien> sen>nen set>nen sten>nen sta>nen,,s sia>nen sessa>nen sesta>nen sella>nen selta>nen selle>nen siin>nen
sissa>nen silla>nen sille>nen
"""
_ROMANIAN = "iei>ia ei>a ului> ul> lui> ilor>e ii>i lor>"
_GERMAN = "s> er> ern> ers> en>"
_GENITIVE = "s> ssa>"
_BENGALI = "ের> র> তে> ে> কে> য়> য়ে>"
"""Endings, and behind each what they may stand for; nothing but the mark where only the ending goes."""


def _rules(text: str) -> dict[str, tuple[str, ...]]:
    return {ending: tuple(bases.split(",")) for ending, bases in (rule.split(">") for rule in text.split())}


_RULES = {
    "pl": _rules(_POLISH), "cs": _rules(_CZECH), "sk": _rules(_CZECH), "hr": _rules(_SERBIAN), "bs": _rules(_SERBIAN),
    "sl": _rules(_SERBIAN), "sr": _rules(f"{_SERBIAN} {_SERBIAN_CYRILLIC}"), "ru": _rules(_RUSSIAN),
    "uk": _rules(_UKRAINIAN), "el": _rules(_GREEK), "hu": _rules(_HUNGARIAN), "fi": _rules(_FINNISH),
    "ro": _rules(_ROMANIAN), "de": _rules(_GERMAN), "sv": _rules(_GENITIVE), "da": _rules(_GENITIVE),
    "no": _rules(_GENITIVE), "nl": _rules(_GENITIVE), "bn": _rules(_BENGALI),
}  # fmt: skip
_PREFIXES = {"ar": ("و", "ف", "ب", "ل", "ك", "وب", "ول"), "he": ("ו", "ב", "ל", "מ", "ש", "כ", "וה", "שה", "מה", "כש")}
"""Words that are written together with the one behind them."""
_PARTICLES = (
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "으로", "에서", "부터", "까지", "만", "발",
    "산", "인", "군", "측", "정부", "당국", "대통령", "총리", "경찰", "외교", "국방", "남부", "북부", "동부", "서부",
    "중부", "서", "시", "시내", "지역", "현지", "도심", "인근", "수도", "전쟁", "국민", "정상", "대사", "공군",
    "해군", "육군", "보건", "법원", "검찰", "언론", "매체",
)  # fmt: skip
"""What stands behind the name of a place in Korean: particles, and words of states."""
_CLOSED = {"k": "kk", "p": "pp", "t": "tt", "ng": "nk", "nn": "nt", "ll": "lt", "rr": "rt", "mm": "mp"}
"""Finnish consonants before the last vowel of a closed syllable, and what they are in an open one."""
SHORTEST = 3
"""Letters of a nominative."""
LONGEST_ENDING = 5
LONGEST_PARTICLE = 8


def is_korean_word(folded: str, start: int, end: int) -> bool:
    """Say whether a name stands as a word, but for what Korean writes on to its end."""
    if folded[start - 1 : start].isalpha():
        return False
    rest = folded[end : end + LONGEST_PARTICLE]
    letters = next((at for at, char in enumerate(rest) if not char.isalpha()), len(rest))
    return letters == 0 or rest[:letters].startswith(_PARTICLES)


def inflects(language: str) -> bool:
    """Say whether names of a language stand in cases that are known here."""
    return language in _RULES or language in _PREFIXES


@lru_cache(maxsize=16_384)
def nominatives(word: str, language: str) -> tuple[str, ...]:
    """Return what a folded word may be a form of, itself left out."""
    rules = _RULES.get(language, {})
    found: dict[str, None] = {}
    for prefix in _PREFIXES.get(language, ()):
        if word.startswith(prefix):
            found[word.removeprefix(prefix)] = None
    if language == "ar" and word.startswith("لل"):
        found["ال" + word.removeprefix("لل")] = None
    for cut in range(min(LONGEST_ENDING, len(word) - SHORTEST + 1), -1, -1):
        stem = word[: len(word) - cut]
        for base in rules.get(word[len(stem) :], ()):
            found[stem + base] = None
            if language == "fi":
                found.update(dict.fromkeys(_opened(stem)))
    found.pop(word, None)
    return tuple(form for form in found if len(form) >= SHORTEST)


def _opened(stem: str) -> Iterator[str]:
    yield stem.removesuffix("i")
    for closed, opened in _CLOSED.items():
        if stem[:-1].endswith(closed):
            yield stem[:-1].removesuffix(closed) + opened + stem[-1]
