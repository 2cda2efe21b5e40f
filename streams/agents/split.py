"""Agent ``split``: a page in, its articles out."""

from collections.abc import Callable, Sequence

from streams.agents.stamp import arrived, stamp
from streams.delivery.message import SCHEMA, Incoming, Outgoing
from streams.domain.stages import split_page

ARTICLE_SCHEMA = b"dateline.article/1"


def split_stage(*, to: str, mode: str, now: Callable[[], float]) -> Callable[[Incoming], Sequence[Outgoing]]:
    """Wire the stage to its output.

    Args:
        to: topic of the articles.
        mode: ``live``, or the replay's name.
        now: seconds since 1970, for the header that says when it was processed.
    """

    def split(record: Incoming) -> Sequence[Outgoing]:
        page = split_page(
            record.value, position=(record.partition, record.offset), arrived=arrived(record.timestamp_ms)
        )
        headers = (*record.handed_on, (SCHEMA, ARTICLE_SCHEMA), *stamp("split", mode, now()))
        return [
            Outgoing(to, item.article.article_id.encode(), item.encode(), record.timestamp_ms, headers)
            for item in page.articles
        ]

    return split
