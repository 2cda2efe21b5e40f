"""Copies made on purpose, and texts that only look like copies: which of them a desk calls a copy."""

import itertools
import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from schemas.article import Article, Piece
from schemas.enriched import EnrichedArticle, Enrichment
from schemas.page import PageRef
from streams.domain.dedupe import Desk, DeskRules
from streams.domain.enrich.signature import signature
from streams.domain.ids import article_id
from streams.domain.text import ArticleText
from tests.quality.report import Row

SEED = 20261123
KEPT = 1600
"""Articles that the desk knows."""
ASKED = 320
"""Manipulated texts of each kind."""
SETS = (
    "clusters/newscluster_5w1h/articles.jsonl",
    "clusters/fnc1_test/bodies.jsonl",
    "clusters/ecbplus/articles.jsonl",
    "countries/reuters21578/articles.jsonl.gz",
)
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    "|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
NAMES = [
    "Albrecht",
    "Okonkwo",
    "Varga",
    "Lindqvist",
    "Moreau",
    "Tanaka",
    "Petrosyan",
    "Haddad",
    "Silva",
    "Kowalski",
    "Novak",
    "Eriksen",
    "Duarte",
    "Mbeki",
    "Castellan",
    "Ferreira",
    "Ostrova",
    "Brandtholm",
    "Kestrel",
    "Marlow",
    "Quillon",
    "Ravensby",
    "Tormund",
    "Ulverston",
    "Wexcombe",
    "Yarrow",
    "Zellner",
    "Ashdown",
    "Calder",
]
WORDS = [
    "amber",
    "bridge",
    "candle",
    "drift",
    "ember",
    "falcon",
    "garden",
    "harbour",
    "island",
    "jungle",
    "kettle",
    "lantern",
    "meadow",
    "needle",
    "orchard",
    "pebble",
    "quiver",
    "ribbon",
    "saddle",
    "timber",
    "umbrella",
    "velvet",
    "willow",
    "yonder",
    "zephyr",
    "copper",
    "marble",
    "thunder",
    "valley",
    "whistle",
]
ORDINAL = re.compile(r"\b(\d+)(st|nd|rd|th)\b|\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b")
SPELLED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

Change = Callable[[str, str, random.Random], tuple[str, str] | None]


def record(title: str, body: str, name: str) -> EnrichedArticle:
    """Return a desk record of desk ZZ for a text."""
    ident = article_id(name, title, (body,))
    page = f"{title}\n{body}"
    article = Article(
        article_id=ident,
        title=title or None,
        paragraphs=(body,),
        confidence=1.0,
        start=0,
        end=len(page),
        pieces=(Piece(kind="paragraph", start=len(title) + 1, end=len(page), reason="given"),),
    )
    return EnrichedArticle(
        page=PageRef(id=name),
        country="ZZ",
        article=article,
        enrichment=Enrichment(),
        signature=signature(ArticleText(article)),
    )


def texts(shared: Path) -> list[tuple[str, str, str]]:
    """Return cluster (or nothing), title and body of the articles, of 100 to 1,500 words."""
    from tests.quality.copies import gold

    found: list[tuple[str, str, str]] = []
    for name in SETS:
        rows = list(gold(shared / "data" / name))
        if "reuters" in name:
            rows = random.Random(SEED).sample(rows, 1500)
        for row in rows:
            body = " ".join((row.get("text") or row.get("body") or "").split())
            if 100 <= len(body.split()) <= 1500:
                cluster = str(row.get("cluster") or row.get("claim_component") or "")
                found.append((f"{name}/{cluster}" if cluster else "", row.get("title") or "", body))
    return found


def spaced(title: str, body: str, rng: random.Random) -> tuple[str, str]:
    return title.upper(), re.sub(" ", lambda _: rng.choice((" ", "  ", "\n", "\t ")), body.upper())


def dressed(title: str, body: str, rng: random.Random) -> tuple[str, str]:
    name = f"{rng.choice(NAMES)} {rng.choice(NAMES)}"
    return (
        " ".join(rng.sample(WORDS, 7)).capitalize(),
        f"By {name}, Staff Writer. LONDON (Reuters) - {body} (Reporting by {name}; editing by {rng.choice(NAMES)})",
    )


def scattered(title: str, body: str, rng: random.Random) -> tuple[str, str]:
    words = body.split()
    for place in rng.sample(range(len(words)), len(words) // 10):
        words[place] = rng.choice(WORDS)
    return title, " ".join(words)


def in_runs(title: str, body: str, rng: random.Random) -> tuple[str, str]:
    words = body.split()
    left = len(words) // 10
    while left > 0:
        run = min(left, rng.randint(5, 12))
        at = rng.randrange(len(words) - run)
        words[at : at + run] = rng.choices(WORDS, k=run)
        left -= run
    return title, " ".join(words)


def first(share: float) -> Change:
    def cut(title: str, body: str, _rng: random.Random) -> tuple[str, str]:
        words = body.split()
        return title, " ".join(words[: max(int(len(words) * share), 1)])

    return cut


def teaser(title: str, body: str, _rng: random.Random) -> tuple[str, str]:
    return title, " ".join(body.split()[:50]) + "... Read more"


def inside(others: list[tuple[str, str, str]]) -> Change:
    def embed(title: str, body: str, rng: random.Random) -> tuple[str, str]:
        before, after = rng.choice(others)[2], rng.choice(others)[2]
        return "", f"{before[: rng.randint(300, 1500)]} {title} {body} {after[: rng.randint(300, 1500)]}"

    return embed


def renumbered(title: str, body: str, rng: random.Random) -> tuple[str, str] | None:
    if len(set(re.findall(r"\d+", body))) < 4:
        return None
    changed: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        number = match.group()
        while changed.get(number, number) == number:
            changed[number] = str(rng.randint(1, 9)) + "".join(rng.choices("0123456789", k=len(number) - 1))
        return changed[number]

    return re.sub(r"\d+", other, title), re.sub(r"\d+", other, body)


def renamed(title: str, body: str, rng: random.Random) -> tuple[str, str] | None:
    names = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", body)) - set(MONTHS.split("|"))
    if len(names) < 4:
        return None
    new = {name: rng.choice(NAMES) + rng.choice(("", "a", "o", "en", "ic", "er")) for name in sorted(names)}
    form = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names)))})\b")
    return form.sub(lambda m: new[m.group()], title), form.sub(lambda m: new[m.group()], body)


def both(title: str, body: str, rng: random.Random) -> tuple[str, str] | None:
    changed = renumbered(title, body, rng)
    return renamed(*changed, rng) if changed else None


def next_ordinal(title: str, body: str, _rng: random.Random) -> tuple[str, str] | None:
    match = ORDINAL.search(body)
    if match is None:
        return None
    if match.group(1):
        number = int(match.group(1)) + 1
        ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        other = f"{number}{ending}"
    else:
        other = SPELLED[(SPELLED.index(match.group(3)) + 1) % len(SPELLED)]
    return title, body[: match.start()] + other + body[match.end() :]


def shingles(body: str) -> set[tuple[str, ...]]:
    """Return the 5-word shingles of a text."""
    words = re.findall(r"\w+", body.casefold())
    return {tuple(words[at : at + 5]) for at in range(max(len(words) - 4, 1))}


def told_by_others(corpus: list[tuple[str, str, str]]) -> Iterator[tuple[int, int]]:
    """Yield places of two texts of one event that share less than a tenth of their 5-word shingles."""
    clusters: dict[str, list[int]] = {}
    for place, (cluster, _, _) in enumerate(corpus):
        if cluster:
            clusters.setdefault(cluster, []).append(place)
    for places in clusters.values():
        for a, b in itertools.pairwise(places):
            ours, theirs = shingles(corpus[a][2]), shingles(corpus[b][2])
            if len(ours & theirs) < 0.1 * min(len(ours), len(theirs)):
                yield a, b


@cache
def measured(shared: Path) -> dict[str, tuple[int, int]]:
    """Return how many texts of each kind were called a copy of their original, and of how many."""
    rng = random.Random(SEED)
    corpus = texts(shared)
    rng.shuffle(corpus)
    corpus = corpus[: KEPT + ASKED]
    kept = corpus[:KEPT]
    desk = Desk("ZZ", DeskRules(expire=False))
    originals: list[str] = []
    copies: dict[str, str] = {}
    for number, (_, title, body) in enumerate(kept):
        one = record(title, body, str(number))
        outcome = desk.decide(one)
        desk.apply(outcome)
        ident = one.article.article_id
        originals.append(ident)
        decision = outcome.decision
        if decision and decision.matched and decision.decision in {"exact", "near", "truncated"}:
            copies[ident] = copies.get(decision.matched, decision.matched)

    def is_copy(title: str, body: str, original: str) -> bool:
        decision = desk.decide(record(title, body, "asked")).decision
        if decision is None or decision.matched is None or decision.decision not in {"exact", "near", "truncated"}:
            return False
        return copies.get(decision.matched, decision.matched) == copies.get(original, original)

    kinds: dict[str, Change] = {
        "case and spacing": spaced,
        "headline, byline, wire tag": dressed,
        "a tenth edited, one by one": scattered,
        "a tenth edited, in runs": in_runs,
        "first 50 %": first(0.5),
        "first 25 %": first(0.25),
        "first 10 %": first(0.1),
        "teaser and read more": teaser,
        "inside a longer page": inside(corpus[KEPT:]),
        "all numbers changed": renumbered,
        "names changed": renamed,
        "numbers and names changed": both,
        "one ordinal changed": next_ordinal,
    }
    found: dict[str, tuple[int, int]] = {}
    for kind, change in kinds.items():
        hits = asked = 0
        for place in rng.sample(range(KEPT), KEPT):
            _, title, body = kept[place]
            changed = change(title, body, rng)
            if changed is None:
                continue
            hits += is_copy(*changed, originals[place])
            asked += 1
            if asked == ASKED:
                break
        found[kind] = hits, asked
    hits = asked = 0
    for a, b in told_by_others(kept):
        hits += is_copy(kept[a][1], kept[a][2] + ".", originals[b])
        asked += 1
    found["same event told by others"] = hits, asked
    return found


LEAST = {
    "case and spacing": 0.99,
    "headline, byline, wire tag": 0.99,
    "a tenth edited, one by one": 0.85,
    "a tenth edited, in runs": 0.99,
    "first 50 %": 0.99,
    "first 25 %": 0.99,
    "first 10 %": 0.85,
    "teaser and read more": 0.99,
    "inside a longer page": 0.99,
}
MOST = {
    "all numbers changed": 0.05,
    "names changed": 0.10,
    "numbers and names changed": 0.02,
    "one ordinal changed": 0.20,
    "same event told by others": 0.0,
}


def rows(shared: Path) -> list[Row]:
    """Return the share of each kind that is called a copy."""
    table: list[Row] = []
    for kind, (hits, asked) in measured(shared).items():
        must = LEAST.get(kind, MOST.get(kind))
        table.append(
            Row("manipulated", kind, hits / max(asked, 1), must, at_most=kind in MOST, note=f"{hits} of {asked}")
        )
    return table


if __name__ == "__main__":
    print(json.dumps(measured(Path("shared"))))
