"""An alert for eyes: who, how bad, what, what changed, how many say so."""

import unicodedata

from rich.text import Text

from schemas.alert import Alert, AlertQuantity, FieldChange
from schemas.enriched import Severity
from streams.ops.tail import Tailed

SEVERITY_STYLE: dict[Severity, str] = {
    "Extreme": "bold white on red",
    "Severe": "bold red",
    "Moderate": "bold yellow",
    "Minor": "green",
    "Unknown": "dim",
}
TYPE_STYLE = {"Alert": "bold", "Update": "bold cyan", "Cancel": "bold magenta"}
TOLLS = ("killed", "injured", "missing", "displaced", "evacuated", "arrested", "infected")
INDENT = " " * 18
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that could move a terminal's cursor, colour it, or turn the line around."""


def printable(text: str) -> str:
    """Return a scraped text as one line that can't command a terminal."""
    return " ".join("".join(" " if unicodedata.category(char) in UNSAFE else char for char in text).split())


def lines(one: Tailed) -> list[Text]:
    """Return an alert as two to four lines."""
    alert = one.alert
    shown = [_first(one)]
    if alert.change is not None:
        shown.append(_line("changed: ", ", ".join(map(_reason, alert.change.reasons)), _changes(alert.change.fields)))
    what = [alert.event.type.lower() if alert.event else "no event", *map(_quantity, _foremost(alert))]
    doubt = "may be another country" if alert.ambiguous else ""
    when = f"on {alert.event_time.value}" if alert.event_time else ""
    others = ", ".join(other.iso2 for other in alert.other_countries)
    shown.append(_line("", ", ".join(what), alert.role or "", doubt, when, f"also {others}" if others else ""))
    shown.append(_line("", _breadth(alert), _where_from(alert), style="dim"))
    return shown


def _first(one: Tailed) -> Text:
    alert = one.alert
    version = "" if alert.version == 1 else f" {alert.version}"
    return Text.assemble(
        (one.arrived.strftime("%Y-%m-%d %H:%M"), "dim"),
        "  ",
        (alert.country, "bold"),
        " ",
        printable(alert.country_name),
        "  ",
        (alert.severity.upper(), SEVERITY_STYLE[alert.severity]),
        "  ",
        (alert.type + version, TYPE_STYLE[alert.type]),
        "  ",
        (printable(alert.headline), "bold"),
    )


def _line(label: str, *parts: str, style: str = "") -> Text:
    return Text.assemble(INDENT, (label, "cyan"), (" · ".join(part for part in parts if part), style))


def _breadth(alert: Alert) -> str:
    story = alert.story
    origins = _count(story.origins, "independent source")
    return origins if story.articles == story.origins else f"{origins}, {_count(story.articles, 'article')}"


def _where_from(alert: Alert) -> str:
    publishers = dict.fromkeys(source.publisher for source in alert.sources if source.publisher)
    shown = ", ".join(list(publishers)[:3])
    return printable(shown + (", …" if len(publishers) > 3 else ""))


def _reason(reason: str) -> str:
    return reason.replace("_", " ")


def _changes(fields: tuple[FieldChange, ...]) -> str:
    shown = [
        f"{change.field.removeprefix('quantities.')} {_value(change.old)} → {_value(change.new)}"
        for change in fields[:3]
    ]
    return printable(", ".join(shown))


def _value(value: object) -> str:
    if value is None:
        return "–"
    return bounds(value, value) if isinstance(value, float) else str(value)


def bounds(low: float, high: float) -> str:
    """Return a number, or the two that it lies between, as people write them."""
    first, last = (f"{number:,.0f}" if number.is_integer() else f"{number:,}" for number in (float(low), float(high)))
    return first if low == high else f"{first}–{last}"


def _foremost(alert: Alert) -> list[AlertQuantity]:
    """Return what a reader asks for first: what happened to people, then the rest."""
    rank = {kind: place for place, kind in enumerate(TOLLS)}
    return sorted(alert.quantities, key=lambda quantity: rank.get(quantity.kind, len(rank)))[:4]


def _quantity(quantity: AlertQuantity) -> str:
    if quantity.qualifier == "no":
        return printable(f"no {quantity.kind}")
    hedge = "" if quantity.qualifier == "exactly" else f"{quantity.qualifier} "
    amount = bounds(quantity.low, quantity.high)
    unit = "" if quantity.unit in {"person", quantity.kind} else f" {quantity.unit}"
    return printable(f"{quantity.kind} {hedge}{amount}{unit}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
