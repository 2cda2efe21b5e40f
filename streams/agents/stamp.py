"""What every stage writes into headers, and how Kafka's timestamps become times."""

from datetime import UTC, datetime

from streams.delivery.message import MODE, Headers


def arrived(timestamp_ms: int) -> datetime:
    """Return a Kafka timestamp as UTC."""
    return datetime.fromtimestamp(timestamp_ms / 1000, UTC)


def stamp(stage: str, mode: str, now: float) -> Headers:
    """Return the headers that say who processed a record, when, and for whom.

    Args:
        stage: ``split``, ``enrich`` or ``dedupe``.
        mode: ``live``, or the replay's name.
        now: seconds since 1970.
    """
    return (MODE, mode.encode()), (f"dateline-{stage}-at", str(round(now * 1000)).encode())
