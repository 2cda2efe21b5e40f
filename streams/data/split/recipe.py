"""Labelled pages to learn line scores from: real pages with gold bodies.

The real sets are not part of the project; :func:`real_pages` reads them from a
folder. ``compose`` glues articles of those sets together in layouts drawn at
random (where the headline stands, bylines, times, bullets, share blocks,
teasers, adverts, separators, cut-off endings).
"""

import gzip
import html
import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.rejected import Refused
from streams.domain.split.html import HtmlText, extract
from streams.domain.split.lines import Line, lines_of
from streams.domain.split.states import (
    ABRUPT,
    FIRST,
    GAP,
    HEAD,
    IN_BODY,
    OUTSIDE,
    STATES,
    TAIL,
    TAIL_TITLE,
    TITLE,
)

ANY = (1 << len(STATES)) - 1
_WORD = re.compile(r"\w+")


def mask(*states: int) -> int:
    """Return the bit set of some states."""
    return sum(1 << state for state in states)


@dataclass(slots=True)
class Labelled:
    """A page and what is known about its lines."""

    id: str
    group: str
    """The set, and for glued pages the layout: what is held out together."""
    site: str
    """What pages of one publisher share."""
    text: str
    lines: list[Line]
    allowed: list[int]
    """For each line, the bit set of states it may be in."""
    title: str | None = None
    url: str | None = None
    owners: list[int] = field(default_factory=list)
    """For each line, the article whose paragraph it is; -1 for none."""
    titles: dict[int, str] = field(default_factory=dict)
    """The headline of each article whose headline is on the page, case folded."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def words(text: str) -> list[str]:
    """Return the case-folded words of a text."""
    return _WORD.findall(text.casefold())


def real_pages(data: Path) -> Iterator[Labelled]:
    """Yield the labelled pages of the sets under ``data/pages``."""
    pages = data / "pages"
    for row in rows(pages / "glued" / "pages.jsonl"):
        yield _glued(row)
    for row in rows(pages / "fundus_pages" / "pages.jsonl"):
        gold = [paragraph for block in row["gold_paragraphs"] for paragraph in block.split("\n")]
        yield _one_article(row["id"], "fundus", row["publisher"], row["page_text"], gold, row["title"], None)
    for row in rows(pages / "l3s_gn1" / "pages.jsonl.gz"):
        yield _labelled_lines(row)
    for row in rows(pages / "zyte_aeb" / "pages.jsonl"):
        title = _html_title(pages / "zyte_aeb" / "html" / f"{row['id']}.html.gz")
        gold = row["gold_text"].split("\n")
        yield _one_article(row["id"], "zyte", row["id"], row["page_text"], gold, title, row["url"])
        read = _extracted(pages / "zyte_aeb" / "html" / f"{row['id']}.html.gz", row["url"])
        if read is not None:
            page = _one_article(row["id"], "extracted", row["id"], read.text, gold, title, row["url"])
            page.title = read.title
            yield page
    for row in rows(pages / "trafilatura_eval_en" / "pages.jsonl.gz"):
        yield _snippets(row)


def _extracted(path: Path, url: str) -> HtmlText | None:
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        try:
            return extract(file.read(), url)
        except Refused:
            return None


def _html_title(path: Path) -> str | None:
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        source = file.read()
    found = re.search(r"<meta[^>]+og:title[^>]+content=(?:\"([^\"]+)\"|'([^']+)')", source) or re.search(
        r"<title[^>]*>([^<]+)()</title>", source
    )
    if not found:
        return None
    return str(html.unescape(found[1] or found[2])).strip()


def _finish(
    id_: str,
    group: str,
    site: str,
    text: str,
    lines: list[Line],
    allowed: list[int],
    title: str | None,
    url: str | None,
) -> Labelled:
    return Labelled(id_, group, site, text, lines, allowed, title, url)


def _glued(row: dict[str, Any]) -> Labelled:
    lines = lines_of(row["page_text"]).lines
    said = [words(line.text) for line in lines]
    roles: list[tuple[str, int]] = [("O", -1)] * len(lines)
    at = 0
    for number, article in enumerate(row["articles"]):
        for paragraph in article["paragraphs"]:
            want = words(paragraph)
            for index in range(at, len(lines)):
                mine = said[index]
                if mine == want or (
                    len(mine) > 4 and len(want) > 4 and (mine[: len(want)] == want or want[: len(mine)] == mine)
                ):
                    roles[index] = ("P", number)
                    at = index + 1
                    break
    _around(row["articles"], said, roles, lines)
    return labelled(row["id"], "glued-" + row["layout"], row["id"], row["page_text"], lines, roles, row.get("url"))


def _around(
    articles: list[dict[str, Any]], said: list[list[str]], roles: list[tuple[str, int]], lines: list[Line]
) -> None:
    for number, article in enumerate(articles):
        mine = [index for index, (role, owner) in enumerate(roles) if owner == number]
        if not mine:
            continue
        floor = max((i for i, (_, owner) in enumerate(roles) if -1 < owner < number), default=-1) + 1
        ceiling = min((i for i, (_, owner) in enumerate(roles) if owner > number), default=len(roles))
        want = words(article["title"] or "")
        above = [i for i in range(floor, mine[0]) if said[i] == want and roles[i][1] < 0]
        if above:
            first = above[-2] if len(above) > 1 and above[-1] - above[-2] == 1 else above[-1]
            roles[first] = ("T", number)
            for index in range(first + 1, mine[0]):
                roles[index] = ("K", number)
            continue
        below = [i for i in range(mine[-1] + 1, ceiling) if said[i] == want]
        if below:
            roles[below[0]] = ("E", number)
            for index in range(below[0] + 1, ceiling):
                text = lines[index].text
                if index in below or text.startswith(("http", "www", "- ", "• ", "* ", "– ", "· ")):
                    roles[index] = ("L", number)
                else:
                    break


def _one_article(
    id_: str, group: str, site: str, text: str, gold: list[str], title: str | None, url: str | None
) -> Labelled:
    lines = lines_of(text).lines
    said = [words(line.text) for line in lines]
    grams: set[tuple[str, ...]] = set()
    whole = {tuple(words(paragraph)) for paragraph in gold}
    tokens = [word for paragraph in gold for word in words(paragraph)]
    grams.update(tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3))
    roles: list[tuple[str, int]] = [("O", -1)] * len(lines)
    sure = []
    for index, mine in enumerate(said):
        if len(mine) >= 7:
            pieces = [tuple(mine[i : i + 4]) for i in range(len(mine) - 3)]
            share = sum(piece in grams for piece in pieces) / len(pieces)
            if share >= 0.7:
                sure.append(index)
    if sure:
        # A standfirst may repeat elsewhere on the page: keep the densest run.
        for index in sure:
            roles[index] = ("P", 0)
        seen: dict[tuple[str, ...], int] = {}
        centre = sorted(sure)[len(sure) // 2]
        for index in sure:
            key = tuple(said[index])
            if key in seen:
                far = max(seen[key], index, key=lambda i: abs(i - centre))
                roles[far] = ("O", -1)
                seen[key] = index if far == seen[key] else seen[key]
            else:
                seen[key] = index
        kept = [index for index in sure if roles[index][0] == "P"]
        first, last = kept[0], kept[-1]
        for index in range(first, last + 1):
            if roles[index][0] == "O" and said[index] and tuple(said[index]) in whole:
                roles[index] = ("P", 0)
        for index in range(max(first - 3, 0), first):
            if len(said[index]) > 3 and tuple(said[index]) in whole:
                roles[index] = ("P", 0)
        for index in range(last + 1, min(last + 4, len(lines))):
            if len(said[index]) > 2 and tuple(said[index]) in whole and said[index] != words(title or ""):
                roles[index] = ("P", 0)
    _headline(said, roles, title)
    return labelled(id_, group, site, text, lines, roles, url, soft_title=True)


def _snippets(row: dict[str, Any]) -> Labelled:
    """Label what must be kept and what must go; the rest of the page is left open."""
    lines = lines_of(row["page_text"]).lines
    keep = [" ".join(words(snippet)) for snippet in row["must_contain"]]
    drop = [" ".join(words(snippet)) for snippet in row["must_not_contain"]]
    allowed = []
    for line in lines:
        text = " ".join(words(line.text))
        bits = ANY
        if any(snippet in text for snippet in keep):
            bits = mask(FIRST, ABRUPT, IN_BODY) | (mask(TITLE) if len(text) < 120 else 0)
        elif any(snippet in text or (len(text) > 20 and text in snippet) for snippet in drop):
            bits = mask(OUTSIDE, GAP, HEAD, TAIL)
        allowed.append(bits)
    return Labelled(
        row["id"], "snippets", row["id"], row["page_text"], lines, allowed, None, row["url"], [-2] * len(lines)
    )


def _headline(said: list[list[str]], roles: list[tuple[str, int]], title: str | None) -> None:
    body = [index for index, (role, _) in enumerate(roles) if role == "P"]
    if not body or not title:
        return
    want = words(title)
    best, place = 0.0, -1
    for index in range(body[0] - 1, -1, -1):
        mine = said[index]
        if not mine or len(mine) > 2 * len(want) + 6:
            continue
        shared = len(set(mine) & set(want)) / len(set(mine) | set(want))
        if mine == want:
            shared = 1.1
        if shared > best:
            best, place = shared, index
    if best >= 0.6:
        roles[place] = ("T", 0)
        for index in range(place + 1, body[0]):
            roles[index] = ("K", 0)


def _labelled_lines(row: dict[str, Any]) -> Labelled:
    text = "\n".join(line for _, line in row["lines"])
    lines = lines_of(text).lines
    starts = []
    offset = 0
    for _, line in row["lines"]:
        starts.append(offset)
        offset += len(line) + 1
    roles: list[tuple[str, int]] = []
    for line in lines:
        index = bisect_left(starts, line.start + 1) - 1
        label = row["lines"][index][0]
        visible = len(words(line.text))
        roles.append(("P", 0) if label == "fulltext" and visible else ("H", 0) if label == "headline" else ("O", -1))
    body = [index for index, (role, _) in enumerate(roles) if role == "P"]
    heads = [index for index, (role, _) in enumerate(roles) if role == "H"]
    for index in heads:
        roles[index] = ("O", -1)
    above = [index for index in heads if body and index < body[0]]
    if above:
        roles[above[-1]] = ("T", 0)
        for index in range(above[-1] + 1, body[0]):
            roles[index] = ("K", 0)
    site = re.sub(r"^https?://(?:www\.)?([^/]+).*", r"\1", row["url"])
    return labelled(row["id"], "l3s", site, text, lines, roles, row["url"], soft_title=True)


def labelled(
    id_: str,
    group: str,
    site: str,
    text: str,
    lines: list[Line],
    roles: list[tuple[str, int]],
    url: str | None,
    *,
    soft_title: bool = False,
) -> Labelled:
    """Label a page from the roles of its lines.

    Args:
        id_: the page's.
        group: its set.
        site: its publisher.
        text: the page.
        lines: of the page.
        url: where it was fetched.
        roles: of each line: P paragraph, T headline above, K between that and the body, E headline below, L below
            that, O none of these; with the number of its article.
        soft_title: whether a headline that no line has is unknown rather than absent.
    """
    owners = [owner if role == "P" else -1 for role, owner in roles]
    titles = {
        owner: line.text.casefold() for line, (role, owner) in zip(lines, roles, strict=True) if role in {"T", "E"}
    }
    return Labelled(id_, group, site, text, lines, _states(roles, soft_title=soft_title), None, url, owners, titles)


def _states(roles: list[tuple[str, int]], *, soft_title: bool = False) -> list[int]:
    """Turn roles into the states that each line may be in."""
    allowed: list[int] = []
    open_article = -1
    headed = -1
    last_body = {owner: index for index, (role, owner) in enumerate(roles) if role == "P"}
    for index, (role, owner) in enumerate(roles):
        if role == "P":
            if owner == open_article:
                allowed.append(mask(IN_BODY))
            elif headed == owner:
                allowed.append(mask(FIRST))
            else:
                allowed.append(mask(ABRUPT))
            open_article = owner
        elif role == "T":
            headed = owner
            allowed.append(mask(TITLE))
        elif role == "K":
            allowed.append(mask(HEAD))
        elif role == "E":
            allowed.append(mask(TAIL_TITLE))
        elif role == "L":
            allowed.append(mask(TAIL))
        elif open_article >= 0 and index < last_body[open_article]:
            allowed.append(mask(GAP))
        else:
            allowed.append(mask(OUTSIDE))
    if soft_title and roles and not any(role == "T" for role, _ in roles):
        # The headline is unknown, not absent: leave open which line above the body it is.
        body = [index for index, (role, _) in enumerate(roles) if role == "P"]
        if body:
            for index in range(max(body[0] - 12, 0), body[0]):
                allowed[index] = mask(OUTSIDE, TITLE, HEAD)
            allowed[body[0]] = mask(FIRST, ABRUPT)
    return allowed
