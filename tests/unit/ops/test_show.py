from datetime import UTC, datetime

from schemas.alert import Alert, AlertQuantity, Change, FieldChange, OtherCountry, StoryCounts
from schemas.enriched import Event, EventTime
from streams.ops.show import bounds, lines, printable
from streams.ops.tail import Tailed

ARRIVED = datetime(2026, 3, 11, 6, 45, tzinfo=UTC)
UPDATE = Alert(
    alert_id="0" * 32,
    version=2,
    type="Update",
    country="KZ",
    country_name="Kazakhstan",
    role="location",
    score=0.97,
    ambiguous=False,
    change=Change(
        reasons=("toll_up", "confirmed"), fields=(FieldChange(field="quantities.killed", old=9.0, new=14.0),)
    ),
    event=Event(type="DISASTER", categories=("Met",), confidence=0.9, rules=("flood",)),
    severity="Severe",
    urgency="Immediate",
    certainty="Observed",
    headline="Dam breaks near Oral",
    summary=(),
    language="en",
    event_time=EventTime(value="2026-03-10", precision="day"),
    first_published=None,
    last_published=None,
    quantities=(
        AlertQuantity(kind="length", low=80, high=80, unit="km", qualifier="exactly"),
        AlertQuantity(kind="killed", low=14, high=14, unit="person", qualifier="exactly"),
        AlertQuantity(kind="injured", low=0, high=0, unit="person", qualifier="no"),
        AlertQuantity(kind="evacuated", low=2400, high=3100, unit="person", qualifier="at least"),
        AlertQuantity(kind="magnitude", low=6.1, high=6.1, unit="magnitude", qualifier="exactly"),
    ),
    other_countries=(OtherCountry(iso2="RU", role="actor"),),
    evidence=(),
    story=StoryCounts(story_id="s_" + "0" * 32, articles=5, texts=2, publishers=4, origins=2),
    sources=(),
)


def shown(alert: Alert) -> str:
    return "\n".join(line.plain for line in lines(Tailed(alert, alert.encode(), ARRIVED)))


def test_an_alert_says_who_how_bad_what_and_what_changed_at_a_glance() -> None:
    first, changed, what, breadth = shown(UPDATE).splitlines()

    assert first == "2026-03-11 06:45  KZ Kazakhstan  SEVERE  Update 2  Dam breaks near Oral"
    assert changed.strip() == "changed: toll up, confirmed · killed 9 → 14"
    assert what.strip().split(" · ") == [
        "disaster, killed 14, no injured, evacuated at least 2,400–3,100, length 80 km",
        "location",
        "on 2026-03-10",
        "also RU",
    ]
    assert breadth.strip() == "2 independent sources, 5 articles"


def test_a_first_alert_has_no_line_of_changes() -> None:
    alert = UPDATE.model_copy(update={"version": 1, "type": "Alert", "change": None})

    assert "changed" not in shown(alert)
    assert "  Alert  " in shown(alert)


def test_an_alert_without_event_country_or_time_still_shows() -> None:
    alert = UPDATE.model_copy(
        update={"country": "ZZ", "country_name": "no country", "role": None, "event": None, "event_time": None,
                "quantities": (), "other_countries": (), "severity": "Unknown", "ambiguous": True}
    )  # fmt: skip

    assert "no event · may be another country" in shown(alert)


def test_a_hostile_headline_cannot_command_the_terminal() -> None:
    alert = UPDATE.model_copy(update={"headline": "\x1b[2J\x1b]0;owned\x07Bad\r\nnews\u202e!\u2028"})

    assert "\x1b" not in shown(alert)
    assert shown(alert).splitlines()[0].endswith("[2J ]0;owned Bad news !")


def test_printable_leaves_letters_of_every_script() -> None:
    assert printable("Қазақстан  ناشر 中国\n") == "Қазақстан ناشر 中国"


def test_numbers_are_written_as_people_write_them() -> None:
    assert bounds(2400.0, 2400.0) == "2,400"
    assert bounds(3.5e9, 4e9) == "3,500,000,000–4,000,000,000"
    assert bounds(6.1, 6.1) == "6.1"
