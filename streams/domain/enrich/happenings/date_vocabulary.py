"""The words for times in one language other than English."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0963\u0966-\u0dff])+")
"""The scripts of India write vowels as marks, which are no letters to Unicode."""
_JOINTS = frozenset({",", "("})

Kind = Literal["weekday", "day", "month", "week"]


class Form(NamedTuple):
    """One way to write a word for a time."""

    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    """Which of the words need one."""
    kind: Kind
    value: int
    """A month's number; those of the solar Hijri calendar are 13 to 24."""
    step: int
    """-1 for the last one, 1 for the coming one, 0 for neither."""


class Vocabulary:
    """One language's words, see ``streams/data/events/dates.toml``."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.forms: dict[str, list[Form]] = {}
        begin, endings = ("", *row.get("beginnings", ())), ("", *row.get("endings", ()))
        for number, forms in enumerate(row["weekdays"]):
            self._add("weekday", number, forms, begin, endings)
        for number, forms in enumerate((*row["months"], *row.get("solar_months", ())), 1):
            self._add("month", number, forms, begin)
        self.solar = "solar_months" in row
        for days, forms in row["days"].items():
            self._add("day", int(days), forms, begin)
        for weeks, forms in row["weeks"].items():
            self._add("week", int(weeks), forms, begin)
        for found in self.forms.values():
            found.sort(key=lambda form: -len(form.words))
        self.steps = [
            (_cut(phrase), step) for step, phrases in ((-1, row["last"]), (1, row["next"])) for phrase in phrases
        ]
        self.name_ends = [_cut(phrase) for phrase in row.get("name_ends", ())]
        self.until = frozenset(row.get("until", ())) | {"–", "—"}
        self.of, self.ordinals = frozenset(row["of"]) | {","}, frozenset(row["ordinals"])
        self.lead = frozenset(row["lead"]) | _JOINTS
        self.future, self.names = frozenset(row["future"]), frozenset(row["names"])
        self.morning = frozenset(row.get("morning", ()))
        self.small: str | None = row.get("small")
        self.day_words = frozenset(row.get("day", ()))
        self.month_first: bool = row.get("month_first", False)

    def _add(
        self, kind: Kind, value: int, forms: str, beginnings: Iterable[str], endings: Iterable[str] = ("",)
    ) -> None:
        for written in forms.split():
            form = written.rstrip("+-")
            step = {"+": 1, "-": -1}.get(written[len(form) :], 0)
            behind = endings if form.isalpha() else ("",)
            for said in {f"{front}{form}{back}" for front in beginnings for back in behind}:
                cut = _WORD.findall(said.replace("_", " "))
                words = tuple(word.lower() for word in cut)
                capitals = tuple(word[0].isupper() for word in cut)
                self.forms.setdefault(words[0], []).append(Form(words, capitals, kind, value, step))


def _cut(phrase: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(phrase.replace("_", " ")))
