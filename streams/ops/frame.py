"""A page for eyes: its articles framed, what belongs to none dimmed, the words that speak for countries underlined."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from schemas.enriched import Country, EntityKind, ExplainedArticle, Quantity
from streams.data.countries import country_names
from streams.engine import Explained
from streams.ops.show import SEVERITY_STYLE, bounds, printable

COLOURS = ("cyan", "magenta", "yellow", "green", "blue", "red")
"""Of the countries of one article, best first, over and over."""
MOST_WIDTH = 110
TEXT_KINDS = frozenset({"title", "summary", "paragraph"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of the page between two seams."""

    start: int
    end: int
    owner: int | None
    """Index of its article; ``None`` if it belongs to none."""
    kind: str
    """Of its piece, or why it was dropped."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A range to underline."""

    start: int
    end: int
    iso2: str
    colour: str


def show(one: Explained, console: Console) -> None:
    """Print a page that split could read."""
    if one.page is None:
        return
    width = min(console.width, MOST_WIDTH)
    shown: set[int] = set()
    for owner, run in _runs(_stretches(one, len(one.page.text))):
        body = _body(one, run, owner, width, plain=not console.is_terminal)
        if not body:
            continue
        if owner is None:
            console.print(Group(*body), style="dim", width=width)
            continue
        article = one.articles[owner]
        again = owner in shown
        shown.add(owner)
        console.print(
            Panel(
                Group(*body, *([] if again else [Text(), *_said(article)])),
                title=Text(f" article {owner + 1} of {len(one.articles)}{' (goes on)' if again else ''} "),
                subtitle=None if again else Text(f" {_standing(article)} "),
                title_align="left",
                subtitle_align="right",
                box=ROUNDED,
                width=width,
            )
        )
    if not one.articles:
        console.print(f"no article in this page ({len(one.page.cut.dropped)} ranges dropped)")


def _stretches(one: Explained, length: int) -> Iterator[Stretch]:
    """Yield the page in order without a hole: pieces, what was dropped, and the white space between."""
    known = [
        Stretch(piece.start, piece.end, index, piece.kind)
        for index, article in enumerate(one.articles)
        for piece in article.pieces
    ]
    if one.page is not None:
        known += [Stretch(dropped.start, dropped.end, None, dropped.kind) for dropped in one.page.cut.dropped]
    at = 0
    for stretch in sorted(known, key=lambda stretch: (stretch.start, stretch.end)):
        if stretch.start > at:
            yield Stretch(at, stretch.start, None, "")
        if stretch.end > at:
            yield Stretch(max(at, stretch.start), stretch.end, stretch.owner, stretch.kind)
            at = stretch.end
    if at < length:
        yield Stretch(at, length, None, "")


def _runs(stretches: Iterator[Stretch]) -> Iterator[tuple[int | None, list[Stretch]]]:
    """Yield what is framed together: an article takes in what lies between its own pieces."""
    run: list[Stretch] = []
    between: list[Stretch] = []
    owner: int | None = None
    for stretch in stretches:
        if stretch.owner is None:
            between.append(stretch)
            continue
        if stretch.owner != owner:
            if run:
                yield owner, run
            if between:
                yield None, between
            run, owner = [], stretch.owner
        else:
            run += between
        between = []
        run.append(stretch)
    if run:
        yield owner, run
    if between:
        yield None, between


def _body(one: Explained, run: list[Stretch], owner: int | None, width: int, *, plain: bool) -> list[RenderableType]:
    marks = [] if owner is None else list(_marks(one.articles[owner]))
    shown: list[RenderableType] = []
    for stretch in run:
        text = _styled(one, stretch, marks)
        if not any(char.isalnum() for char in text.plain):  # bullet marks and rules between the pieces
            continue
        if stretch.kind == "summary":
            text = Text("• ") + text
        if stretch.owner is None and stretch.kind:
            text.append(f"  [{stretch.kind}]", "italic")
        shown += _with_underlines(text, width - 4) if plain else [text]
    return shown


def _styled(one: Explained, stretch: Stretch, marks: list[Mark]) -> Text:
    """Return the stretch as it stands, its line breaks as spaces, its marks underlined."""
    page = one.page.text if one.page else ""
    raw = page[stretch.start : stretch.end]
    # One character for one, so that offsets keep their meaning.
    text = Text("".join(printable(char) or " " for char in raw), style=_style(stretch))
    for mark in marks:
        start, end = max(mark.start, stretch.start), min(mark.end, stretch.end)
        if start < end:
            text.stylize(f"underline {mark.colour}", start - stretch.start, end - stretch.start)
    text.rstrip()
    return text


def _style(stretch: Stretch) -> str:
    if stretch.owner is None:
        return "dim"
    return "bold" if stretch.kind == "title" else "" if stretch.kind in TEXT_KINDS else "dim"


def _with_underlines(text: Text, width: int) -> list[RenderableType]:
    """Wrap a text and put a line of tildes below what is underlined: for where there are no colours."""
    shown: list[RenderableType] = []
    for line in text.wrap(Console(width=width), width):
        line.rstrip()
        shown.append(line)
        below = [" "] * len(line.plain)
        for span in line.spans:
            if "underline" in str(span.style):
                below[span.start : span.end] = "~" * (min(span.end, len(below)) - span.start)
        if "~" in below:
            shown.append(Text("".join(below).rstrip()))
    return shown


def _marks(article: ExplainedArticle) -> Iterator[Mark]:
    for index, country in enumerate(article.countries):
        for evidence in country.evidence:
            if evidence.start is not None and evidence.end is not None:
                yield Mark(evidence.start, evidence.end, country.iso2, COLOURS[index % len(COLOURS)])


def _standing(article: ExplainedArticle) -> str:
    complete = {True: "complete", False: "cut off", None: "may be cut off"}[article.complete]
    reason = f": {article.complete_reason}" if article.complete_reason else ""
    return f"{complete}{reason} · confidence {article.confidence:.2f}"


def _said(article: ExplainedArticle) -> Iterator[Text]:
    for index, country in enumerate(article.countries):
        yield _country(country, COLOURS[index % len(COLOURS)])
    if not article.countries:
        yield Text("no country: goes to desk ZZ", "dim")
    event = article.event
    what = f"{event.type.lower()} ({event.confidence:.2f}; {', '.join(event.rules)})" if event else "no event"
    when = f" on {article.event_time.value}" if article.event_time else ""
    yield Text.assemble(
        (what + when, "bold"),
        " · severity ",
        (article.severity, SEVERITY_STYLE[article.severity]),
        f" · urgency {article.urgency} · certainty {article.certainty}",
    )
    if article.quantities:
        yield Text("numbers: " + ", ".join(dict.fromkeys(map(_quantity, article.quantities))))
    for kind in get_args(EntityKind):
        named = [printable(entity.text) for entity in article.entities if entity.kind == kind]
        if named:
            yield Text(f"{kind}s: " + ", ".join(named))


def _country(country: Country, colour: str) -> Text:
    words = dict.fromkeys(f"{printable(evidence.text)} ({evidence.kind})" for evidence in country.evidence)
    role = country.role + (", alerts" if country.focus else "") + (", ambiguous" if country.ambiguous else "")
    name = country_names().get(country.iso2, country.iso2)
    return Text.assemble(
        (country.iso2, f"bold {colour}"), f" {name}: {role}, {country.score:.2f}", (" · " + ", ".join(words), "dim")
    )


def _quantity(quantity: Quantity) -> str:
    hedge = "" if quantity.qualifier == "exactly" else f"{quantity.qualifier} "
    amount = bounds(quantity.low, quantity.high)
    unit = "" if quantity.unit in {"person", quantity.kind} else f" {quantity.unit}"
    where = f" in {quantity.country}" if quantity.country else ""
    return printable(f"{quantity.kind} {hedge}{amount}{unit}{where}")
