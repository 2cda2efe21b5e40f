"""Pages composed at random from real articles and real menus, so that no layout is learned by heart."""

import random
import re
import textwrap
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streams.data.split import phrases, scripts
from streams.data.split.recipe import Labelled, labelled, mask, rows
from streams.domain.split.lines import lines_of
from streams.domain.split.states import ABRUPT, FIRST, IN_BODY, TITLE

MIXED = 0.35
"""Share of composed pages that are real articles under the menus of other sites."""

PLAIN = 0.12
"""Share of composed pages with nothing but headlines and paragraphs."""
BRIEFS = 0.15
"""Share of composed pages that are short texts without a site's menus: bulletins, tickers, what an app shows."""
FOREIGN = 0.4
"""Share of these whose words nobody knows, as on pages of other languages."""
_PLAIN = {
    "title": "before", "live": False, "byline": None, "time": None, "section": False, "bullets": None,
    "standfirst": False, "dateline": None, "caption": 0, "share": None, "advert": 0, "inline": 0, "boxes": 0,
    "lists": 0, "comments": False, "tail": None, "separator": None, "close": 0, "between": 0, "found": 0,
}  # fmt: skip


@dataclass(slots=True)
class Story:
    """An article to compose pages from."""

    title: str
    paragraphs: list[str]
    site: str = ""
    parts: list[tuple[str, str]] = field(default_factory=list)
    """Lines with their roles as a real page has them, headline to last paragraph; empty for a clean text."""


@dataclass(slots=True)
class Pool:
    """What pages are composed from."""

    stories: list[Story] = field(default_factory=list)
    openers: list[list[str]] = field(default_factory=list)
    """Runs of lines above articles of real pages."""
    closers: list[list[str]] = field(default_factory=list)
    """Runs of lines below them."""
    found: list[Story] = field(default_factory=list)
    """Articles as real pages have them, with what stands between their paragraphs."""


def pool_of(pages: list[Labelled], data: Path) -> Pool:
    """Collect stories, and the furniture of the given real pages."""
    pool = Pool()
    for row in rows(data / "pages" / "fundus_pages" / "pages.jsonl"):
        gold = [paragraph for block in row["gold_paragraphs"] for paragraph in block.split("\n")]
        pool.stories.append(Story(row["title"], gold, row["publisher"]))
    for name in ("newscluster_5w1h", "trnews", "geowebnews"):
        path = data / ("clusters" if name.startswith("newsc") else "countries") / name / "articles.jsonl"
        for row in rows(path):
            paragraphs = [part.strip() for part in (row.get("text") or "").split("\n") if part.strip()]
            if row.get("title") and len(paragraphs) >= 2:
                pool.stories.append(Story(row["title"].strip(), paragraphs, row["id"]))
    for page in pages:
        if page.group not in {"l3s", "fundus", "zyte"}:
            continue
        inner = [i for i, allowed in enumerate(page.allowed) if allowed & mask(FIRST, ABRUPT, IN_BODY)]
        texts = [line.text for line in page.lines]
        heads = [i for i, allowed in enumerate(page.allowed) if allowed & mask(TITLE)]
        if not inner:
            continue
        top = min(heads[0] if heads else inner[0], inner[0])
        if heads and heads[0] < inner[0] and inner[-1] - heads[0] < 150:
            roles = [
                (texts[i], "T" if i == heads[0] else "P" if i in set(inner) else "K" if i < inner[0] else "G")
                for i in range(heads[0], inner[-1] + 1)
            ]
            pool.found.append(Story(texts[heads[0]], [texts[i] for i in inner], page.site, roles))
        if top > 1:
            pool.openers.append(texts[:top])
        if len(texts) - inner[-1] > 3:
            pool.closers.append(texts[inner[-1] + 1 :])
    return pool


class Composer:
    """Draws pages from a pool; the same seed gives the same pages."""

    def __init__(self, pool: Pool, seed: int) -> None:
        self.pool = pool
        self.rng = random.Random(seed)

    def page(self, number: int) -> Labelled:
        """Compose one page."""
        rng = self.rng
        parts: list[tuple[str, str, int]] = []  # text, role, article
        style = self._style()
        if rng.random() < PLAIN:
            style |= _PLAIN
        if self.pool.found and rng.random() < MIXED:
            return self._mixed(number, style)
        if style["title"] == "none" and style["separator"] is None:
            # Nothing would mark where one article ends: no one could tell.
            style["dateline"] = style["dateline"] or "paren"
        count = rng.choices((0, 1, 2, 3, 4, 6), (10, 25, 30, 15, 12, 8))[0]
        if rng.random() < 0.55:
            opener = self._furniture(self.pool.openers, rng.choice([4, 8, 15, 40, 120]), last=True)
            parts += [(text, "O", -1) for text in opener]
            if len(opener) > 15 and count > 1 and rng.random() < 0.7:
                count = 1
        if rng.random() < 0.2:
            parts.append((rng.choice([*phrases.MASTHEADS, rng.choice(phrases.SITES)]), "O", -1))
            if rng.random() < 0.6:
                parts.append((self._time(rng.randrange(4)), "O", -1))
        stories = rng.sample(self.pool.stories, k=min(count + 14, len(self.pool.stories)))
        spare = stories[count:]
        if count == 0:
            self._listing(parts, spare + rng.sample(self.pool.stories, k=10))
        for index, story in enumerate(stories[:count]):
            if index:
                self._between(parts, style, spare)
            if style["live"] and len(story.paragraphs) > 5:
                self._live(parts, story, index, style)
                continue
            if self.pool.found and rng.random() < style["found"]:
                real = rng.choice(self.pool.found)
                parts += [(text, role, index) for text, role in real.parts]
                continue
            self._story(parts, story, index, style, last=index == count - 1, spare=spare)
        if count and style["comments"]:
            self._comments(parts)
        if count and rng.random() < style["close"]:
            self._teasers(parts, spare)
        if rng.random() < 0.5:
            parts += [
                (text, "O", -1) for text in self._furniture(self.pool.closers, rng.choice([3, 10, 30, 100]), last=False)
            ]
        return self._assemble(number, parts, style)

    def _mixed(self, number: int, style: dict[str, Any]) -> Labelled:
        """Put one real article between what stands above and below those of two other sites."""
        rng = self.rng
        story = rng.choice(self.pool.found)
        parts: list[tuple[str, str, int]] = [(text, "O", -1) for text in rng.choice(self.pool.openers)[-150:]]
        parts += [(text, role, 0) for text, role in story.parts]
        parts += [(text, "O", -1) for text in rng.choice(self.pool.closers)[:150]]
        return self._assemble(number, parts, style | {"blank": 0, "wrap": 0, "joined": False, "shouted": False})

    def briefs(self, number: int) -> Labelled:
        """Put a few short texts under one another, with a line or two of the site's own around them."""
        rng = self.rng
        style = self._style()
        style |= _PLAIN | {
            "title": rng.choice(["before", "before", "before", "twice"]),
            "byline": rng.choice([None, None, "above", "before-title"]),
            "time": rng.choice([None, "above", "above", "before-title"]),
            "dateline": style["dateline"],
            "section": rng.random() < 0.25,
            "share": rng.choice([None, None, None, "above", "below"]),
            "inline": rng.choice([0, 0, 0.15, 0.3]),
            "advert": rng.choice([0, 0, 0, 0.1]),
            "caption": rng.choice([0, 0, 0.3]),
            "separator": rng.choice([None, "rule", "stars", "blank"]),
            "blank": rng.choice([0, 0, 1, 1]),
            "tight": rng.random() < 0.7,
            "joined": False, "wrap": 0, "cut": 0, "short": False, "lists": None,
            "script": rng.choice(("latin", *scripts.SCRIPTS)) if rng.random() < FOREIGN else None,
        }  # fmt: skip
        count = rng.choices((1, 2, 3, 5), (40, 30, 20, 10))[0]
        stories = rng.sample(self.pool.stories, k=min(count + 12, len(self.pool.stories)))
        told, spare = stories[:count], stories[count:]
        parts: list[tuple[str, str, int]] = [(text, "O", -1) for text in self._own_lines(spare, rng.choice([0, 1, 2]))]
        for index, story in enumerate(told):
            if index:
                self._between(parts, style, spare)
            brief = Story(story.title, self._shortened(story.paragraphs), story.site)
            self._story(parts, brief, index, style, last=False, spare=spare)
        parts += [(text, "O", -1) for text in self._own_lines(spare, rng.choice([0, 1, 2, 3]))]
        return self._assemble(number, parts, style)

    def _shortened(self, paragraphs: list[str]) -> list[str]:
        """Retell a story in its first sentences, one to three a paragraph; the last paragraph is often only one."""
        rng = self.rng
        sentences = [one for paragraph in paragraphs for one in re.split(r"(?<=[.!?]) (?=[A-Z\"“])", paragraph)]
        short, at = [], 0
        for _ in range(rng.choice([1, 2, 2, 3, 3, 4])):
            size = rng.choice([1, 2, 2, 3])
            if at < len(sentences):
                short.append(" ".join(sentences[at : at + size]))
            at += size
        if at < len(sentences) and rng.random() < 0.6:
            short.append(rng.choice(sentences[at:]))
        return short

    def _own_lines(self, spare: list[Story], count: int) -> list[str]:
        """Draw what stands on such a page beside its texts: sections in a row, other headlines, notices."""
        rng = self.rng
        mark = rng.choice([" | ", " > ", " / ", " · ", "  "])

        def titles(most: int) -> list[str]:
            return [story.title[: rng.choice([30, 60, 200])] for story in rng.sample(spare, k=rng.randint(1, most))]

        kinds = (
            lambda: mark.join(rng.sample(phrases.SECTIONS, k=rng.randint(2, 5))),
            lambda: mark.join(rng.sample(phrases.SHARE, k=rng.randint(1, 4))),
            lambda: mark.join(titles(3)),
            lambda: f"{rng.choice(phrases.LEADS)} {titles(1)[0]}".strip(),
            lambda: rng.choice([*phrases.MASTHEADS, *phrases.SITES]),
            lambda: rng.choice([*phrases.ADVERTS, *phrases.LETTER, *phrases.SIGN_UP]),
            lambda: f"© {rng.randint(2005, 2026)} {rng.choice(phrases.SITES)}. All rights reserved.",
        )
        return [rng.choice(kinds)() for _ in range(count)]

    def _style(self) -> dict[str, Any]:
        rng = self.rng
        return {
            "title": rng.choices(("before", "twice", "after", "after-link", "both", "none"), (44, 12, 10, 17, 8, 9))[0],
            "found": rng.choice([0, 0, 0.3, 1]),
            "live": rng.random() < 0.04,
            "joined": rng.random() < 0.02,
            "shouted": rng.random() < 0.02,
            "caps": rng.random() < 0.1,
            "site": rng.choice([" | ", " - ", " – ", " :: "]) + rng.choice(phrases.SITES) if rng.random() < 0.07
            else "",
            "numbered": rng.random() < 0.04,
            "byline": rng.choice([None, None, None, "above", "above", "below", "before-title"]),
            "byline_form": rng.randrange(7),
            "time": rng.choice([None, None, "above", "above", "above", "before-title", "below"]),
            "time_form": rng.randrange(9),
            "section": rng.random() < 0.15,
            "bullets": rng.choices((None, "above", "below", "after-time"), (58, 28, 7, 7))[0],
            "mark": rng.choice(["- ", "• ", "* ", "– ", "· ", "• ", "-", "▪ ", "— "]),
            "standfirst": rng.random() < 0.15,
            "dateline": rng.choices((None, "colon", "paren", "dash", "date"), (52, 12, 18, 9, 9))[0],
            "caption": rng.choice([0, 0, 0, 0.5, 1]),
            "share": rng.choice([None, None, "above", "below", "both"]),
            "advert": rng.choice([0, 0, 0.03, 0.1]),
            "inline": rng.choice([0, 0, 0, 0.05, 0.1]),
            "boxes": rng.choice([0, 0, 0, 0, 0.05, 0.1]),
            "lists": rng.choice([0, 0, 0.15]),
            "comments": rng.random() < 0.1,
            "tail": rng.choice(phrases.TAILS),
            "separator": rng.choice([None, None, None, "blank", "blank", "rule", "stars", "blanks"]),
            "blank": rng.choices((0, 1, 2), (65, 28, 7))[0],
            "cut": rng.choices((0, 0.3, 0.9), (55, 25, 20))[0],
            "short": rng.random() < 0.4,
            "close": rng.choice([0.1, 0.5, 0.9]),
            "between": rng.choice([0, 0, 0.4, 0.9]),
            "wrap": rng.choices((0, 66, 76), (96, 2, 2))[0],
            "crlf": rng.random() < 0.05,
            "tight": False,
            "script": rng.choice(scripts.SCRIPTS) if rng.random() < 0.1 else None,
        }  # fmt: skip

    def _story(
        self,
        parts: list[tuple[str, str, int]],
        story: Story,
        number: int,
        style: dict[str, Any],
        *,
        last: bool,
        spare: list[Story],
    ) -> None:
        rng = self.rng
        paragraphs = list(story.paragraphs)
        if style["short"] or (style["cut"] and rng.random() < style["cut"]) or (last and rng.random() < 0.2):
            paragraphs = paragraphs[: rng.randint(1 if rng.random() < 0.2 else 2, 6)]
            if rng.random() < 0.3 and len(paragraphs[-1]) > 80:
                paragraphs[-1] = paragraphs[-1][: rng.randint(40, len(paragraphs[-1]) - 5)].rstrip()
                if rng.random() < 0.3:
                    paragraphs[-1] += rng.choice(["...", "…", "... Read more", " …"])
        paragraphs = paragraphs[: rng.choice([25, 25, 12, 60])]
        title = story.title.upper() if style["caps"] else story.title
        if style["numbered"]:
            title = f"{number + 1}. {title}"
        title += style["site"]
        place = style["title"]
        head: list[tuple[str, str, int]] = []
        if style["section"]:
            parts.append((rng.choice(phrases.SECTIONS), "O", -1))
        for what in ("byline", "time"):
            if style[what] == "before-title":
                parts.append((self._meta(what, style), "O", -1))
        above = place in {"before", "twice", "both"}
        role = "K" if above else "O"
        if above:
            head.append((title, "T", number))
            if place == "twice":
                head.append((title, "K", number))
        if style["bullets"] == "above" and above:
            head += [(text, "K", number) for text in self._bullets(paragraphs, style)]
        metas = [what for what in ("byline", "time") if style[what] == "above"]
        rng.shuffle(metas)
        if style["standfirst"] and above and len(paragraphs) > 2:
            head.append((re.split(r"(?<=[.!?]) ", paragraphs[1])[0][:220], "K", number))
        head += [(self._meta(what, style), role, number if above else -1) for what in metas]
        if style["bullets"] == "after-time" and above:
            head += [(text, "K", number) for text in self._bullets(paragraphs, style)]
        if style["share"] in {"above", "both"}:
            head += [(text, role, number if above else -1) for text in rng.sample(phrases.SHARE, k=rng.randint(1, 6))]
        if rng.random() < style["caption"]:
            head += [(text, role, number if above else -1) for text in self._picture(paragraphs)]
        parts += head
        paragraphs[0] = self._dateline(style) + paragraphs[0]
        # Every story has a list, most below the first paragraph: with fewer, short lines of real texts are lost.
        place_of_list = rng.randrange(1, 9) if rng.random() < (style["lists"] or 0) else 0
        for index, paragraph in enumerate(paragraphs):
            if index:
                if rng.random() < style["advert"]:
                    parts += [(text, "G", number) for text in rng.sample(phrases.ADVERTS, k=rng.randint(1, 2))]
                if rng.random() < style["inline"]:
                    other = rng.choice(spare).title
                    lead = rng.choice(phrases.LEADS)
                    parts.append((f"{lead} {other}".strip(), "G", number))
                if rng.random() < style["caption"] * 0.15:
                    parts += [(text, "G", number) for text in self._picture(paragraphs)]
                if rng.random() < style["boxes"]:
                    parts += [(text, "G", number) for text in self._box(spare)]
            parts.append((paragraph, "P", number))
            if index == place_of_list and style["lists"] is not None:
                parts += [(text, "P", number) for text in self._list(rng.choice(spare))]
        self._below(parts, title, paragraphs, number, style)

    def _live(self, parts: list[tuple[str, str, int]], story: Story, number: int, style: dict[str, Any]) -> None:
        """A running story: entries with their times under one headline."""
        rng = self.rng
        parts.append((story.title, "T", number))
        if style["byline"]:
            parts.append((self._meta("byline", style), "K", number))
        form = rng.choice(
            [
                "{h:02}:{m:02}",
                "{h:02}.{m:02} GMT",
                "{k}:{m:02} {half}",
                "{h}h{m:02}",
                "{n} min ago",
                "{h:02}:{m:02} UTC",
            ]
        )
        minute = rng.randint(900, 1300)
        titled = rng.random() < 0.35
        for index, paragraph in enumerate(story.paragraphs[:40]):
            if index % rng.choice([1, 2, 3]) == 0:
                hour = minute // 60 % 24
                said = form.format(
                    h=hour, m=minute % 60, k=hour % 12 or 12, half="pm" if hour > 11 else "am", n=index * 7 + 2
                )
                parts.append((said, "G" if index else "K", number))
                if titled:
                    entry = " ".join(paragraph.split()[: rng.randint(3, 9)]).rstrip(".,;:")
                    parts.append((entry, "G" if index else "K", number))
                minute -= rng.randint(2, 30)
            parts.append((paragraph, "P", number))

    def _below(
        self, parts: list[tuple[str, str, int]], title: str, paragraphs: list[str], number: int, style: dict[str, Any]
    ) -> None:
        rng = self.rng
        for what in ("byline", "time"):
            if style[what] == "below":
                parts.append((self._meta(what, style), "N", number))
        place = style["title"]
        if place in {"after", "after-link", "both"}:
            parts.append((title, "E" if place != "both" else "N", number))
            role = "L" if place != "both" else "N"
            if place != "after" or rng.random() < 0.3:
                parts.append((self._link(), role, number))
            if place == "after-link":
                parts.append((title, role, number))
            if style["bullets"] in {"below", "above"}:
                parts += [(text, role, number) for text in self._bullets(paragraphs, style)]
        tail = style["tail"]
        if tail == "link":
            parts.append((rng.choice(["", "Read at: ", "Link: ", "Source: "]) + self._link(), "N", number))
        elif tail == "share" or style["share"] in {"below", "both"}:
            parts += [(text, "N", number) for text in rng.sample(phrases.SHARE, k=rng.randint(1, 6))]
        elif tail == "tags":
            parts.append(("Tags: " + ", ".join(rng.sample(phrases.SECTIONS, k=3)), "N", number))
        elif tail == "more":
            parts.append(
                (rng.choice(["Read more", "Continue reading", "Full story", "Read full story »"]), "N", number)
            )
        elif tail == "copyright":
            site = rng.choice(phrases.SITES)
            parts.append((f"© {rng.randint(2005, 2026)} {site}. All rights reserved.", "N", number))
        elif tail == "bio":
            name = rng.choice(phrases.NAMES)
            beat = rng.choice(phrases.SECTIONS).lower()
            beat = f"{name} is a reporter at {rng.choice(phrases.SITES)} covering {beat}."
            parts.append((f"{beat} Follow {name.split()[0]} on Twitter.", "N", number))
        elif tail == "close":
            parts.append((rng.choice(phrases.CLOSE), "N", number))
        elif tail == "newsletter":
            parts += [(text, "N", number) for text in phrases.SIGN_UP]

    def _picture(self, paragraphs: list[str]) -> list[str]:
        """Draw a caption with its credit, on one line or two, or only one of them."""
        rng = self.rng
        caption = rng.choice([rng.choice(phrases.CAPTIONS), self._caption(paragraphs)])
        credit = rng.choice(phrases.CREDIT_LINES).format(rng.choice(phrases.NAMES))
        return rng.choice([[caption], [caption, credit], [credit, caption], [credit], [f"{caption} {credit}"]])

    def _box(self, spare: list[Story]) -> list[str]:
        """Draw what sites put between paragraphs: other stories, an account, a newsletter, a player."""
        rng = self.rng
        kind = rng.choices(range(4), (1, 3, 3, 3))[0]
        if kind == 0:
            titles = [story.title for story in rng.sample(spare, k=min(rng.randint(1, 4), len(spare)))]
            return [rng.choice([*phrases.CLOSE, *phrases.LEADS]), *titles]
        lines = (phrases.ACCOUNT, phrases.LETTER, phrases.VIDEO)[kind - 1]
        return rng.sample(lines, k=rng.randint(1, 5 if kind == 2 else 2))

    def _list(self, story: Story) -> list[str]:
        """Draw a list that is part of the text: a sentence with a colon and short items."""
        rng = self.rng
        clauses = [re.split(r"[.,;:] ", paragraph)[-1].rstrip(".") for paragraph in story.paragraphs[:7]]
        items = [clause[: rng.choice([40, 70, 110])].rstrip() for clause in clauses if len(clause) > 12]
        return [rng.choice(phrases.LIST_LEADS), *items] if len(items) > 1 else []

    def _comments(self, parts: list[tuple[str, str, int]]) -> None:
        """Draw what readers say below a story."""
        rng = self.rng
        if rng.random() < 0.7:
            parts.append((rng.choice(phrases.COMMENTS), "O", -1))
        said = rng.choice(["{}", "{}", "{} says:", "{} wrote:", "Posted by {}", "{} •"])
        timed, answered = rng.random() < 0.7, rng.random() < 0.6
        time_form, most = rng.randrange(12), rng.choice([1, 2, 5])
        for _ in range(rng.randint(1, 12)):
            parts.append((said.format(rng.choice([*phrases.READERS, *phrases.NAMES])), "O", -1))
            if timed:
                time = self._time(time_form) if time_form < 9 else f"{rng.randint(2, 23)} hours ago"
                parts.append((time, "O", -1))
            opinions = rng.sample(phrases.OPINIONS, k=rng.randint(1, most))
            parts += [(text, "O", -1) for text in (opinions if rng.random() < 0.2 else [" ".join(opinions)])]
            if answered:
                parts += [(text, "O", -1) for text in rng.sample(phrases.ANSWER, k=rng.randint(1, 3))]

    def _between(self, parts: list[tuple[str, str, int]], style: dict[str, Any], spare: list[Story]) -> None:
        separator = style["separator"]
        if separator == "rule":
            parts.append((self.rng.choice(["---", "______", "=====", "* * *"]), "O", -1))
        elif separator == "stars":
            parts.append(("***", "O", -1))
        elif separator in {"blank", "blanks"}:
            parts.append(("", "", 1 if separator == "blank" else 3))
        if self.rng.random() < style["between"]:
            self._teasers(parts, spare)

    def _teasers(self, parts: list[tuple[str, str, int]], spare: list[Story]) -> None:
        rng = self.rng
        if rng.random() < 0.7:
            parts.append((rng.choice(phrases.CLOSE), "O", -1))
        lead = rng.random() < 0.3
        times = rng.random() < 0.2
        for story in rng.sample(spare, k=min(rng.randint(1, 7), len(spare))):
            parts.append((story.title, "O", -1))
            if lead:
                text = re.split(r"(?<=[.!?]) ", story.paragraphs[0])[0][: rng.choice([90, 140, 220])]
                parts.append((text + (rng.choice(["...", "…", ""]) if len(text) > 80 else ""), "O", -1))
            if times:
                ago = [f"{rng.randint(1, 23)} hours ago", f"{rng.randint(1, 59)} min ago", self._time(rng.randrange(9))]
                parts.append((rng.choice(ago), "O", -1))

    def _listing(self, parts: list[tuple[str, str, int]], stories: list[Story]) -> None:
        for _ in range(self.rng.randint(1, 3)):
            self._teasers(parts, stories)
            parts += [
                (text, "O", -1) for text in self._furniture(self.pool.closers, self.rng.randint(0, 10), last=False)
            ]

    def _furniture(self, runs: list[list[str]], size: int, *, last: bool) -> list[str]:
        run = self.rng.choice(runs)
        if last:
            return run[-size:] if self.rng.random() < 0.5 else run[:size]
        return run[:size] if self.rng.random() < 0.6 else run[-size:]

    def _bullets(self, paragraphs: list[str], style: dict[str, Any]) -> list[str]:
        rng = self.rng
        texts = [re.split(r"(?<=[.!?]) ", paragraph)[0] for paragraph in paragraphs[1:5]] or paragraphs[:1]
        cut = rng.choice([80, 110, 200, 400])
        return [style["mark"] + text[:cut].rstrip(rng.choice([".", "."])) for text in texts[: rng.randint(1, 4)]]

    def _dateline(self, style: dict[str, Any]) -> str:
        place, rng = self.rng.choice(phrases.PLACES), self.rng
        form = style["dateline"]
        if form is None:
            return ""
        if form == "colon":
            return (
                f"{place}: "
                if rng.random() < 0.7
                else f"{place}, {rng.choice(['Egypt', 'France', 'India', 'Kenya'])}: "
            )
        if form == "paren":
            return f"{place} ({rng.choice(phrases.AGENCIES[:6])}) {rng.choice(['-', '–', '—'])} "
        if form == "dash":
            return f"{place} {rng.choice(['-', '–', '—', '--'])} "
        return f"{place}, {rng.choice(phrases.MONTHS)} {rng.randint(1, 28)} {rng.choice(['-', '(Reuters) -', '—'])} "

    def _meta(self, what: str, style: dict[str, Any]) -> str:
        rng = self.rng
        if what == "time":
            return self._time(style["time_form"])
        name, agency = rng.choice(phrases.NAMES), rng.choice(phrases.AGENCIES)
        forms: list[str] = [
            f"By {name}", f"By {name} and {rng.choice(phrases.NAMES)}", f"{name}, {agency}", agency, f"By {agency}",
            f"{name} | {rng.choice(phrases.SITES)}", f"Written by {name}",
        ]  # fmt: skip
        return forms[int(style["byline_form"])]

    def _time(self, form: int) -> str:
        rng = self.rng
        year, month, day = rng.randint(2005, 2026), rng.randint(1, 12), rng.randint(1, 28)
        hour, minute = rng.randint(0, 23), rng.randint(0, 59)
        name = phrases.MONTHS[month - 1]
        return [
            f"{year}-{month:02}-{day:02}",
            f"{name} {day}, {year}",
            f"{day} {name} {year}",
            f"{day} {name[:3]} {year} {hour:02}:{minute:02}",
            f"Published: {year}-{month:02}-{day:02} {hour:02}:{minute:02}",
            f"Updated {name[:3]} {day}, {year} {hour % 12 or 12}:{minute:02} {'PM' if hour > 11 else 'AM'} GMT",
            f"Posted on {day}/{month:02}/{year}",
            f"Last updated: {day} {name} {year} - {hour:02}:{minute:02} UTC",
            f"{rng.randint(2, 23)} hours ago",
        ][form]

    def _link(self) -> str:
        rng = self.rng
        code = "".join(rng.choices("abcdefghijkmnpqrstuvwxyz23456789", k=rng.randint(5, 9)))
        return rng.choice(["https://", "http://", "https://www."]) + rng.choice(phrases.ADDRESSES) + code

    def _caption(self, paragraphs: list[str]) -> str:
        rng = self.rng
        text = re.split(r"(?<=[.!?]) ", rng.choice(paragraphs))[0][: rng.choice([60, 110, 160])]
        return f"{text} {rng.choice(phrases.CREDITS).format(rng.choice(phrases.NAMES))}"

    def _assemble(self, number: int, parts: list[tuple[str, str, int]], style: dict[str, Any]) -> Labelled:
        ends: list[int] = []
        labels: list[tuple[str, int]] = []
        out: list[str] = []
        size = 0
        line_end = "\r\n" if style["crlf"] else "\n"
        if style["script"]:
            parts = [(scripts.rewritten(text, style["script"]), role, owner) for text, role, owner in parts]
        below = [role for _, role, _ in parts[1:]] + [""]
        for (text, role, owner), following in zip(parts, below, strict=True):
            if not role:
                out.append(line_end * owner)
                size += len(line_end) * owner
                continue
            body = line_end.join(textwrap.wrap(text, style["wrap"])) if style["wrap"] and role == "P" else text
            if style["shouted"]:
                body = body.upper()
            blank = style["blank"] if role in {"P", "T"} else min(style["blank"], 1)
            if style["tight"] and (role, following) != ("P", "P"):
                blank = 0
            gap = line_end * (1 + blank)
            out.append(body + gap)
            size += len(body) + len(gap)
            ends.append(size)
            labels.append((role, owner))
        text = "".join(out)
        if style["joined"]:
            text = text.replace("\r\n", "  ").replace("\n", " ")
        lines = lines_of(text).lines
        roles: list[tuple[str, int]] = []
        for line in lines:
            role, owner = labels[min(bisect_left(ends, line.start + 1), len(labels) - 1)]
            roles.append((role, owner) if role in {"P", "T", "K", "E", "L"} else ("O", -1))
        return labelled(f"composed-{number}", "composed", str(number), text, lines, roles, None)


def composed_pages(pool: Pool, count: int, seed: int = 1) -> Iterator[Labelled]:
    """Compose so many pages, briefs among them; the same pool, count and seed give the same pages."""
    composer = Composer(pool, seed)
    briefs = round(count * BRIEFS)
    for number in range(count - briefs):
        yield composer.page(number)
    for number in range(count - briefs, count):
        yield composer.briefs(number)
