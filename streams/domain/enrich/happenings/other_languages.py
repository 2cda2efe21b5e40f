"""What happened and to how many, in each language of ``streams/data/events/languages.toml``."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from schemas.enriched import EventType, Qualifier
from streams.data.events import parts, table
from streams.domain.enrich.happenings.numerals import Numerals
from streams.domain.enrich.happenings.other_events import BY_TOLL, EventWords, Rule
from streams.domain.enrich.happenings.other_tolls import TollWords
from streams.domain.enrich.happenings.phrases import Phrases
from streams.domain.enrich.happenings.risen import RisenWords
from streams.domain.enrich.happenings.singles import SingleWords
from streams.domain.enrich.happenings.words import UNSPACED, Words

_ALSO = re.compile(rb"^also = .*$", re.MULTILINE)
_BEHIND = 6
"""How many words behind a number may say what it counts, where a language has no number of its own."""
_HEDGES: dict[str, Qualifier] = {"least": "at least", "about": "about", "most": "up to", "over": "more than"}


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words."""

    events: EventWords
    tolls: TollWords
    _saying: Phrases[bool]

    def said(self, words: Words, sentences: Iterable[int]) -> str | None:
        """Return the first words of some sentences that quote somebody, if there are any."""
        for lowest, highest in (words.sentences[number] for number in sentences):
            for index in range(lowest, highest):
                match = self._saying.at(words.lower, index, highest)
                if match is not None:
                    return words.text[words.starts[index] : words.ends[index + match[0] - 1]]
        return None


class _Languages(Mapping[str, Language]):
    """Languages, each read when it is first met: of most a worker never sees an article."""

    def __init__(self) -> None:
        self._codes = {code: code for code in parts("languages")}
        for code, text in parts("languages").items():
            also = _ALSO.search(text)
            if also is not None:
                self._codes |= dict.fromkeys(tomllib.loads(also[0].decode())["also"], code)

    def __getitem__(self, code: str) -> Language:
        return _language_of(self._codes[code])

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


@cache
def _language_of(code: str) -> Language:
    return _language(tomllib.loads(parts("languages")[code].decode())[code], _rules())


@cache
def _rules() -> dict[str, Rule]:
    events = table("events")
    return {
        (rule := f"{kind.lower()}.{name}"): Rule(rule, kind, row["weight"], row.get("category"))
        for kind in get_args(EventType)
        for name, row in events[kind].items()
    }


def _language(row: Mapping[str, Any], rules: Mapping[str, Rule]) -> Language:
    joined, letters = row.get("joined", ""), row.get("letters", 1)

    def numbers(*lines: str) -> Phrases[int]:
        split = (line.split() for line in lines)
        return Phrases(((word.replace("_", " "), int(value)) for value, *said in split for word in said), joined[:1])

    def listed(field: str) -> Phrases[bool]:
        return Phrases(((phrase, True) for phrase in row.get(field, ())), joined)

    def kinds(field: str) -> Phrases[str]:
        return Phrases(((phrase, kind) for kind, phrases in row.get(field, {}).items() for phrase in phrases), joined)

    numerals = Numerals(
        named=numbers(*row["numbers"]),
        times=numbers(*(f"1000 {phrase.replace(' ', '_')}" for phrase in row["thousand"]), *row.get("times", ())),
        links=frozenset(row["and"]),
        joined=joined,
        letters=letters,
    )
    past = listed("past")
    return Language(
        EventWords(
            rules=Phrases(
                ((phrase, rules[rule]) for rule, phrases in row["events"].items() for phrase in phrases), joined
            ),
            idioms=listed("idioms"),
            play=listed("play"),
            market=listed("market"),
            harmless={
                rule: Phrases(((phrase, True) for phrase in phrases), joined)
                for rule, phrases in row.get("harmless", {}).items()
            },
            works=listed("works"),
            by_itself=rules["accident.blast"],
            past=past,
            ago=listed("ago"),
            column=listed("column"),
            by_toll={kind: rules[rule] for kind, rule in BY_TOLL.items()},
            letters=letters,
        ),
        TollWords(
            numerals=numerals,
            kinds=kinds("kinds"),
            verbs=kinds("verbs"),
            persons=listed("persons"),
            hedges=Phrases(((phrase, hedge) for field, hedge in _HEDGES.items() for phrase in row[field]), joined),
            rose=listed("rose"),
            above=listed("above"),
            none=frozenset(row["none"]),
            skipped=listed("skip"),
            named=listed("named"),
            of=frozenset(row.get("of", ())),
            magnitude=listed("magnitude"),
            yearly=listed("yearly"),
            past=past,
            calendar=row.get("calendar", 0),
            reach=row.get("reach", _BEHIND),
            direct=kinds("direct"),
            leads=row.get("leads", False),
            last=row.get("last", False),
            risen=RisenWords(
                former=listed("former"),
                between=tuple(_between(phrase) for phrase in row.get("risen", ())),
                letters=letters,
            ),
            singles=SingleWords(
                persons=listed("one"),
                done=kinds("single"),
                active=kinds("active"),
                auxiliary=listed("auxiliary"),
                parted="auxiliary" in row,
                links=numerals.links,
                letters=letters,
            ),
        ),
        listed("said"),
    )


def _between(phrase: str) -> tuple[list[str], list[str]]:
    """Return the words in front of the first and of the second number of a rise."""
    before, behind, _ = (UNSPACED.sub(r" \g<0> ", part).split() for part in phrase.split("#"))
    return before, behind


LANGUAGES: Mapping[str, Language] = _Languages()
"""By ISO 639-1 code."""
