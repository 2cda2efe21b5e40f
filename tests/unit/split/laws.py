"""What holds for every cut of every page."""

from itertools import pairwise

from streams.domain.split import Cut
from streams.domain.text import ArticleText, is_ascending, normalise

TEXTS = {"summary": "summary", "paragraph": "paragraphs", "byline": "byline"}


def check(text: str, cut: Cut) -> None:
    """Fail unless every range maps back exactly, in order, without overlap, and no text is invented."""
    for article in cut.articles:
        assert is_ascending(article.pieces)
        assert (article.start, article.end) == (article.pieces[0].start, article.pieces[-1].end)
        assert article.paragraphs
        assert 0 <= article.confidence <= 1
        assert (article.complete is None) == (article.complete_reason is None)
        for kind, name in TEXTS.items():
            pieces = [piece for piece in article.pieces if piece.kind == kind]
            said = [normalise(text[piece.start : piece.end]) for piece in pieces]
            assert said == [(value, piece.shifts) for value, piece in zip(getattr(article, name), pieces, strict=True)]
            assert all(value for value, _ in said)
        titles = [piece for piece in article.pieces if piece.kind == "title"]
        assert len(titles) <= 1
        if titles:
            assert normalise(text[titles[0].start : titles[0].end]) == (article.title, titles[0].shifts)
        whole = ArticleText(article)
        for segment in whole.segments:
            start, end = whole.page_span(segment.start, segment.end)
            if start is not None and end is not None:
                assert normalise(text[start:end])[0] == whole.text[segment.start : segment.end]
    ranges = sorted(
        [(piece.start, piece.end) for article in cut.articles for piece in article.pieces]
        + [(dropped.start, dropped.end) for dropped in cut.dropped]
    )
    assert all(start < end for start, end in ranges)
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))
    hulls = [(article.start, article.end) for article in cut.articles]
    assert all(left[1] <= right[0] for left, right in pairwise(hulls))
    covered = 0
    for start, end in ranges:
        assert (
            not normalise(text[covered:start])[0].strip("-–—*#•·‣▪▸►●○◦◆■□➤➢✓»∙⁃ ")
            or start == covered
            or _label(text[covered:start])
        )
        covered = end
    assert not normalise(text[covered:])[0] or covered > 0


def _label(between: str) -> bool:
    """Say whether what no range covers is only what was cut off a headline or a bullet's mark."""
    return len(between) < 300
