"""Countries: every one of them, and what an article is about, on the development sets and on the project's own."""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from schemas.article import Article, Piece
from schemas.enriched import Country
from streams.data.countries import terms
from streams.domain.enrich.countries import countries
from streams.domain.enrich.countries.match import hits
from streams.domain.enrich.language import language_of
from streams.domain.text import ArticleText
from streams.engine import explain_lines
from tests.quality.ambiguity import Case, articles, languages, sentences
from tests.quality.report import Row

FLOORS = {
    "trnews": ("--all", 0.92, "spaCy with GeoNames 0.813"),
    "lgl": ("--all", 0.85, "0.705"),
    "geowebnews": ("--all", 0.90, "0.846"),
    "geovirus": ("--all", 0.93, "0.894"),
    "cliff_handcoded": ("--focus", 0.94, "0.735; CLIFF says 0.95"),
    "muc34": ("--focus", 0.92, "0.778"),
    "reuters21578": ("--focus", 0.80, "0.781"),
}
OWN = 0.95
OTHER = 0.85
_FIGURES = re.compile(r"F1 ([\d.]+).*?top1 ([\d.]+)")


def article_of(case: Case) -> Article:
    """Lay a case out as an article cut from a page of its own."""
    lines = [("title", case.title)] if case.title else []
    lines += [("summary", line) for line in case.summary] + [("paragraph", line) for line in case.paragraphs]
    pieces, at = [], 0
    for kind, line in lines:
        assert line is not None
        pieces.append(Piece(kind=kind, start=at, end=at + len(line), reason="own"))
        at += len(line) + 1
    return Article(
        article_id="a_" + case.id,
        title=case.title,
        summary=case.summary,
        paragraphs=case.paragraphs,
        confidence=1.0,
        start=0,
        end=at - 1,
        pieces=tuple(pieces),
    )


def read(case: Case, language: str | None = "en") -> tuple[Country, ...]:
    """Say what the reader says of a case."""
    return countries(ArticleText(article_of(case)), when=None, language=language)


def most_mentioned(case: Case) -> str | None:
    """Say the country that is mentioned most, each term in its usual sense: the rule that CLIFF made known."""
    text = ArticleText(article_of(case)).text
    counted: Counter[str] = Counter()
    for hit in hits(text, language="en").hits:
        speaking = [m for m in hit.meanings if m.kind != "none"]
        if speaking:
            counted[max(speaking, key=lambda m: (m.kind in {"name", "demonym", "capital"}, m.people)).country] += 1
    return counted.most_common(1)[0][0] if counted else None


def f1(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Return the micro F1 of (gold, said); a text without gold and without answer counts as one right."""
    right = wrong = missed = 0
    for gold, said in pairs:
        right += len(gold & said) + (not gold and not said)
        wrong += len(said - gold)
        missed += len(gold - said)
    return 2 * right / (2 * right + wrong + missed)


def calibration_gap(pairs: Iterable[tuple[float, bool]]) -> float:
    """Return how far scores are from the share that is right, on average over ten bins of equal width."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for score, right in pairs:
        bins[min(int(score * 10), 9)].append((score, right))
    total = sum(map(len, bins))
    return sum(abs(sum(score - right for score, right in one)) for one in bins) / total


def own_rows() -> list[Row]:
    """Measure on the project's own set, the two halves apart."""
    assert terms()
    cases = sentences() + articles()
    out = []
    for fitted, name in ((True, "own, seen half"), (False, "own, kept-out half")):
        half = [case for case in cases if case.fitted is fitted]
        said = {case.id: read(case) for case in half}
        usual = {case.id: frozenset({most_mentioned(case)} - {None}) for case in half}
        measures: list[tuple[str, Callable[[Case], frozenset[str]], Callable[[Country], bool]]] = [
            ("focus F1", lambda case: case.focus, lambda country: country.focus),
            ("all F1", lambda case: case.every, lambda _: True),
        ]
        for measure, gold, wanted in measures:
            value = f1((gold(c), frozenset(x.iso2 for x in said[c.id] if wanted(x))) for c in half)
            peer = f1((gold(c), frozenset(code for code in usual[c.id] if code)) for c in half)
            out.append(Row(name, measure, value, OWN, note=f"{len(half)} texts; most mentioned {peer:.3f}"))
        gap = calibration_gap((c.score, c.iso2 in case.focus) for case in half for c in said[case.id])
        out.append(Row(name, "focus score off by", gap, note="mean gap between score and share in focus, ten bins"))
    return out


def language_rows() -> list[Row]:
    """Measure on sentences in 36 other languages, the two halves apart."""
    out = []
    for fitted, name in ((True, "other languages, seen half"), (False, "other languages, kept-out half")):
        cases = [case for _, case in languages() if case.fitted is fitted]
        said = {case.id: read(case, language_of(case.paragraphs[0])) for case in cases}
        told = {case.id: frozenset(country.iso2 for country in said[case.id] if country.focus) for case in cases}
        every = {case.id: frozenset(country.iso2 for country in said[case.id]) for case in cases}
        some = [case for case in cases if case.focus]
        heard = sum(not told[case.id].isdisjoint(case.focus) for case in some)
        note = f"{len(cases)} sentences; {heard} of {len(some)} told to a desk that it is about"
        out.append(Row(name, "focus F1", f1((case.focus, told[case.id]) for case in cases), OTHER, note=note))
        out.append(Row(name, "all F1", f1((case.every, every[case.id]) for case in cases)))
    return out


def set_rows(shared: Path) -> list[Row]:
    """Measure on the development sets with the shared scores."""
    out = []
    for name, (mode, floor, peer) in FLOORS.items():
        folder = shared / "data" / "countries" / name
        gold = next(iter(sorted(folder.glob("articles.jsonl*"))), None)
        if gold is None:
            continue
        lines = _run(shared, "to_input.py", str(gold)).splitlines()
        with tempfile.TemporaryDirectory() as temporary:
            answers = Path(temporary) / "said.jsonl"
            with answers.open("w", encoding="utf-8") as file:
                for explained in explain_lines((line.encode() for line in lines), whole=True):
                    file.write(json.dumps(explained.output(), ensure_ascii=False) + "\n")
            printed = _run(shared, "countries.py", str(gold), str(answers), mode)
        found = _FIGURES.search(printed)
        if found is None:
            raise ValueError(f"no figures in: {printed}")
        focus = mode == "--focus"
        out.append(Row(name, "focus top1" if focus else "all F1", float(found[2 if focus else 1]), floor, note=peer))
    return out


def _run(shared: Path, script: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, str(shared / "score" / script), *arguments], capture_output=True, text=True, check=True
    ).stdout


def rows(shared: Path) -> list[Row]:
    """Return every figure about countries."""
    return [*set_rows(shared), *own_rows(), *language_rows()]


def mistakes() -> Iterable[str]:
    """Yield what goes wrong in the seen half, a line each."""
    for case in sentences() + articles():
        if not case.fitted:
            continue
        said = read(case)
        focus = {country.iso2 for country in said if country.focus}
        every = {country.iso2 for country in said}
        if focus != case.focus or every != case.every:
            shown = [(c.iso2, c.score, [(e.kind, e.text) for e in c.evidence]) for c in said]
            yield json.dumps([case.id, sorted(case.focus), sorted(case.every), shown, case.title or case.paragraphs[0]])


if __name__ == "__main__":
    for line in mistakes():
        print(line)
