"""Agent ``enrich``: an article in, one record for each desk that must hear of it out."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import to_json

from schemas.article import SplitArticle
from schemas.base import Record
from schemas.enriched import EnrichedArticle
from schemas.rejected import Reason, Refused
from streams.agents.stamp import stamp
from streams.delivery.message import SCHEMA, Incoming, Outgoing
from streams.domain.enrich.entities import Namer
from streams.domain.stages import enrich_article

ENRICHED_SCHEMA = b"dateline.enriched/1"


def enrich_stage(
    *,
    to: str,
    mode: str,
    now: Callable[[], float],
    without: frozenset[str] = frozenset(),
    namer: Namer | None = None,
) -> Callable[[Incoming], Sequence[Outgoing]]:
    """Wire the stage to its output.

    Args:
        to: topic that the desks read; the key is the country.
        mode: ``live``, or the replay's name.
        now: seconds since 1970, for the header that says when it was processed.
        without: terms that the country matcher must not know.
        namer: reads the names of persons and organisations, if any does.
    """

    def enrich(record: Incoming) -> Sequence[Outgoing]:
        item = decoded(SplitArticle, record.value)
        headers = (*record.handed_on, (SCHEMA, ENRICHED_SCHEMA), *stamp("enrich", mode, now()))
        records = enrich_article(item, without=without, namer=namer)
        return [
            Outgoing(to, out.country.encode(), value, record.timestamp_ms, headers)
            for out, value in zip(records, encoded(records), strict=True)
        ]

    return enrich


def encoded(records: Sequence[EnrichedArticle]) -> list[bytes]:
    """Encode the records of one article, at least one: they differ in what is the desk's, so the rest is done once."""
    first = records[0].encode()
    # Inside a JSON string the quotes would be escaped, and the page before it has no such field.
    head, _, rest = first.partition(_own(records[0]))
    return [first, *(head + _own(out) + rest for out in records[1:])]


def _own(record: EnrichedArticle) -> bytes:
    return b'"country":"%s","sentences":%s' % (record.country.encode(), to_json(record.sentences))


T = TypeVar("T", bound=Record)


def decoded(form: type[T], value: bytes | None) -> T:
    """Parse a record's value.

    Raises:
        Refused: it is not of that form; says where.
    """
    if not value:
        raise Refused(Reason.EMPTY, "the record has no value")
    try:
        return form.decode(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        reason = Reason.INVALID_JSON if first["type"] == "json_invalid" else Reason.INVALID_SHAPE
        raise Refused(reason, f"{'.'.join(map(str, first['loc'])) or 'value'}: {first['msg']}") from error
