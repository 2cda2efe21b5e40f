"""``python -m streams.ops.asyncapi``: write the topics, keys, headers and limits into ``schemas/asyncapi.yaml``."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from schemas.rejected import Rejection
from streams.topics import Names, Topic, all_topics

FILE = Path(__file__).resolve().parents[2] / "schemas" / "asyncapi.yaml"

PROCESSED = {
    "dateline-schema": "Name and major version of the value's form.",
    "dateline-mode": "`live`, or the name of the replay that wrote it.",
    "dateline-split-at": "When split wrote it, ms since 1970; likewise `-enrich-at` and `-dedupe-at` further down.",
    "traceparent": "W3C trace context of the page, handed on unchanged.",
}
ABOUT = {
    "pages.raw": ("page", "the page's url, else its id", "Scraped pages, as crawlers send them."),
    "articles.split": ("article", "article_id", "One article and where it stood in its page."),
    "articles.enriched": (
        "enriched",
        "the country, `FR`",
        "One article for the desk of one focus country. Its order is the order of the desks.",
    ),
    "articles.duplicates": ("decision", "the country, `FR`", "What a desk made of an article that sent nothing."),
    "alerts.state": ("alert", "alert_id", "The latest version of each alert, compacted."),
    "alerts.{country}": (
        "alert",
        "alert_id",
        "What one country's desk says, in order; `country` is its ISO 3166-1 alpha-2 code in lower case, "
        "`xk` for Kosovo, `zz` for articles about no country.",
    ),
    "desks.state": (None, "country and part of the desk, or `watermark`", "What the desks remember; for workers only."),
}


def document() -> dict[str, Any]:
    """Return the AsyncAPI 3.0 document."""
    names = Names()
    by_name = {topic.name: topic for topic in all_topics(["FR"])}
    by_name["alerts.{country}"] = by_name.pop(names.alerts("FR"))
    del by_name[names.alerts("ZZ")]
    channels = {_channel_id(name): _channel(name, topic) for name, topic in sorted(by_name.items())}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Dateline",
            "version": version("dateline"),
            "description": "Scraped news pages in, one alert per event and country out. Read `alerts.*` with "
            "isolation level read_committed.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {"kafka": {"host": "localhost:9092", "protocol": "kafka"}},
        "channels": channels,
        "operations": {
            f"{action}-{channel}": {"action": action, "channel": {"$ref": f"#/channels/{channel}"}}
            for channel in channels
            for action in (["receive"] if channel == "pages-raw" else ["send"])
        },
    }


def text() -> str:
    """Return the document as YAML."""
    return str(yaml.safe_dump(document(), sort_keys=False, allow_unicode=True, width=120))


def _channel_id(name: str) -> str:
    return name.replace(".{country}", "-country").replace(".", "-")


def _channel(name: str, topic: Topic) -> dict[str, Any]:
    rejected = name.endswith(".rejected")
    form, key, about = ABOUT.get(
        name, (None, "as it came", f"Records of `{name.removesuffix('.rejected')}` that can never pass, byte for byte.")
    )
    told: dict[str, Any] = {header: {"type": "string", "description": says} for header, says in PROCESSED.items()}
    if rejected:
        fields = Rejection.model_json_schema(mode="serialization")
        told = {f"dateline-{field}": said for field, said in fields["properties"].items()}
        told["dateline-reason"] = {"type": "string", **fields["$defs"]["Reason"]}
    message: dict[str, Any] = {"bindings": {"kafka": {"key": {"type": "string", "description": key}}}}
    if form is not None:
        message["payload"] = {"$ref": f"json/{form}.v1.json"}
    if name not in {"pages.raw", "desks.state"}:
        message["headers"] = {"type": "object", "properties": told}
    configuration = {
        "cleanup.policy": [topic.settings["cleanup.policy"]],
        **({"retention.ms": int(topic.settings["retention.ms"])} if topic.retention_days else {}),
        "max.message.bytes": topic.max_bytes,
    }
    channel: dict[str, Any] = {
        "address": name,
        "description": about,
        "messages": {"record": message},
        "bindings": {"kafka": {"partitions": topic.partitions, "topicConfiguration": configuration}},
    }
    if "{country}" in name:
        channel["parameters"] = {"country": {"description": "ISO 3166-1 alpha-2 in lower case, `xk`, or `zz`."}}
    return channel


if __name__ == "__main__":
    FILE.write_text(text())
