"""Records of ``articles.enriched`` drawn, not computed: as many as a full desk needs, in seconds.

Texts of templates share whole phrases, so a desk with 100,000 of them would look
for copies where news has none. Here the signatures are drawn instead: fingerprints
of unrelated articles are unrelated, terms follow the long tail that the strongest
words of news have (one of seven articles has the most common one), countries
likewise, and each article names a town of its own.
"""

import base64
import itertools
import math
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.article import SplitArticle
from schemas.enriched import EnrichedArticle, Evidence, Signature
from schemas.page import PageRef
from streams.data.countries import country_names
from streams.domain import ids
from streams.domain.enrich import Enriched
from streams.domain.enrich.signature import NAME, NUMBERS, SCHEME, TERM
from streams.domain.enrich.speaking import speaking
from streams.domain.stages import records_for
from streams.domain.text import ArticleText
from streams.engine import explain_value
from tests.load import pages

TEMPLATES = 60
VOCABULARY = 40_000
TERMS = 24
FINGERPRINTS, LEAD = 58, 30
"""Of an article of 460 words."""
EARLIER = 3000
"""So many articles back a copy's original may lie."""
BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
SPAN = timedelta(days=5)
"""Publication times of all records: within the window for copies, so that nothing expires."""
CHUNK = 1000


def desk_records(count: int, *, seed: int, copies: float = 0.15) -> Iterator[EnrichedArticle]:
    """Yield records in the order in which the desks read them, 1.6 of an article.

    Args:
        count: records.
        seed: of the generator; equal arguments give equal records.
        copies: share of articles that repeat an earlier one, half of them edited.
    """
    return itertools.islice(_records(count, seed, copies), count)


def _records(count: int, seed: int, copies: float) -> Iterator[EnrichedArticle]:
    rng = np.random.default_rng(seed)
    templates = _templates(seed)
    codes = rng.permutation(sorted(country_names()))
    heard = 1 / np.arange(1, len(codes) + 1)
    heard /= heard.sum()
    spread = _spread()
    earlier: deque[tuple[_Template, list[str], Signature, int]] = deque(maxlen=EARLIER)
    for number in itertools.count():
        if number % CHUNK == 0:
            draws = _draws(rng, spread)
            at = rng.choice(codes, size=(CHUNK, 2), p=heard)
        row = number % CHUNK
        if earlier and rng.random() < copies:
            template, countries, signature, place = earlier[rng.integers(len(earlier))]
            if rng.random() < 0.5:
                signature = _edited(rng, signature)
        else:
            countries = list(dict.fromkeys(map(str, at[row][: 1 if row % 5 < 2 else 2])))
            signature = _signature(rng, number, seed, *(drawn[row] for drawn in draws))
            template = templates[number % len(templates)]
            place = number
            earlier.append((template, countries, signature, place))
        article_id = "a_" + ids.digest(f"desk-{seed}-{number}", signature.text_hash)
        published = BEGIN + SPAN * (number / count)
        page = PageRef(
            id=f"desk-{seed}-{number}",
            url=f"https://site{number % 37}.example/{seed}/{number}",
            position=(number % 4, number // 4),
            published_at=published,
            event_time=published,
        )
        text, shown = template
        article = shown.article.model_copy(update={"article_id": article_id, "url": None, "published_at": published})
        first = shown.enrichment.countries[0]
        named = tuple(sign for sign in first.evidence if sign.kind not in {"city", "region", "capital"})
        town = Evidence(text=f"Town {place}", kind="city", start=0, end=4)
        said = shown.enrichment.model_copy(
            update={
                "countries": tuple(
                    first.model_copy(update={"iso2": code, "focus": True, "evidence": (town, *named)})
                    for code in countries
                )
            }
        )
        yield from records_for(
            SplitArticle(page=page, article=article), Enriched(said, signature, speaking(text, said, countries))
        )


class _Template(NamedTuple):
    text: ArticleText
    record: EnrichedArticle


def _templates(seed: int) -> list[_Template]:
    values = pages("wire", TEMPLATES, seed=seed, copies=0)
    records = [record for value in values for record in explain_value(value).records[:1] if record.enrichment.countries]
    return [_Template(ArticleText(record.article), record) for record in records]


def _spread() -> NDArray[np.float64]:
    """Return the share of articles that have each term among their strongest, as running sums that end at 1."""
    rank = np.arange(VOCABULARY)
    sums = np.cumsum(1 / (rank + 30))
    return np.asarray(sums / sums[-1])


def _draws(rng: np.random.Generator, spread: NDArray[np.float64]) -> tuple[NDArray[np.uint32], ...]:
    prints = np.sort(rng.integers(2**29, size=(CHUNK, FINGERPRINTS), dtype=np.uint32), axis=1) * np.uint32(8)
    lead = np.sort(rng.integers(2**31, size=(CHUNK, LEAD), dtype=np.uint32), axis=1) * np.uint32(2)
    terms = np.searchsorted(spread, rng.random((CHUNK, TERMS))).astype(np.uint32)
    return prints, lead, terms


def _signature(
    rng: np.random.Generator,
    number: int,
    seed: int,
    prints: NDArray[np.uint32],
    lead: NDArray[np.uint32],
    drawn: NDArray[np.uint32],
) -> Signature:
    ranks = np.unique(drawn)
    weights = np.log(VOCABULARY / (ranks + 1.0)) + 1
    order = np.argsort(-weights)
    terms = np.empty(len(ranks), dtype=TERM)
    terms["term"] = (ranks[order] * np.uint32(2654435761)).astype("<u4")
    terms["weight"] = weights[order] / math.sqrt(float((weights**2).sum()))
    numbers = np.empty(6, dtype=NUMBERS)
    numbers["context"] = rng.integers(2**32, size=6, dtype=np.uint64)
    numbers["value"] = rng.integers(2**16, size=6)
    hashes = np.unique(drawn[:12] % 2**16)
    names = np.empty(len(hashes), dtype=NAME)
    names["name"], names["weight"] = hashes, 240
    return Signature(
        scheme=SCHEME,
        text_hash=ids.digest(f"desk-{seed}", str(number)),
        words=460,
        fingerprints=_packed(prints.astype("<u4")),
        lead_fingerprints=_packed(lead.astype("<u4")),
        terms=_packed(terms),
        numbers=_packed(numbers),
        names=_packed(names),
    )


def _edited(rng: np.random.Generator, signature: Signature) -> Signature:
    """Return a signature with one shingle of six another one."""
    prints = np.frombuffer(base64.b64decode(signature.fingerprints), dtype="<u4").copy()
    changed = rng.random(len(prints)) < 1 / 6
    prints[changed] = rng.integers(2**29, size=int(changed.sum())) * 8
    text_hash = ids.digest(signature.text_hash, str(rng.integers(2**31)))
    return signature.model_copy(update={"text_hash": text_hash, "fingerprints": _packed(np.unique(prints))})


def _packed(values: np.ndarray) -> str:
    return base64.b64encode(values.tobytes()).decode()
