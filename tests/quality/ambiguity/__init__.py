"""Sentences and short articles of our own with the countries they speak of; half of them is kept out of tuning."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_GOLD = re.compile(r"^(-|[A-Z]{2}(?:\+[A-Z]{2})*)(?:\(([A-Z]{2}(?:\+[A-Z]{2})*)\))?$")


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what a reader would say."""

    id: str
    title: str | None
    summary: tuple[str, ...]
    paragraphs: tuple[str, ...]
    focus: frozenset[str]
    """Countries it is about, ISO 3166-1 alpha-2."""
    every: frozenset[str]
    """Countries it speaks of."""
    fitted: bool
    """Whether rules may be made with it; otherwise it is kept out."""


def _gold(text: str) -> tuple[frozenset[str], frozenset[str]]:
    found = _GOLD.match(text.strip())
    if found is None:
        raise ValueError(f"no gold: {text}")
    focus = frozenset() if found[1] == "-" else frozenset(found[1].split("+"))
    return focus, focus | frozenset((found[2] or "").split("+")) - {""}


def sentences() -> list[Case]:
    """Return the sentences, in file order."""
    lines = [line for line in (HERE / "sentences.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
    cases = []
    for number, line in enumerate(lines, 1):
        gold, text = line.split(": ", 1)
        focus, every = _gold(gold)
        cases.append(Case(f"s{number}", None, (), (text,), focus, every, number % 2 == 1))
    return cases


def languages() -> list[tuple[str, Case]]:
    """Return the sentences in other languages, in file order, each with its language, ISO 639-1."""
    lines = [line for line in (HERE / "languages.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
    cases = []
    for number, line in enumerate(lines, 1):
        said, text = line.split(": ", 1)
        language, gold = said.split(" ")
        focus, every = _gold(gold)
        cases.append((language, Case(f"l{number}", None, (), (text,), focus, every, number % 2 == 1)))
    return cases


def articles() -> list[Case]:
    """Return the short articles, in file order."""
    blocks = re.split(r"\n\s*\n", (HERE / "articles.txt").read_text("utf-8"))
    cases: list[Case] = []
    for block in blocks:
        lines = [line for line in block.strip().splitlines() if line[0] != "#"]
        if not lines:
            continue
        focus, every = _gold(lines[0].removeprefix("= "))
        summary = tuple(line[2:] for line in lines[2:] if line.startswith("- "))
        paragraphs = tuple(line for line in lines[2:] if not line.startswith("- "))
        number = len(cases) + 1
        cases.append(Case(f"a{number}", lines[1], summary, paragraphs, focus, every, number % 2 == 1))
    return cases
