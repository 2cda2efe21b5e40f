"""What the dashboard *Pipeline* shows: rows of panels, each with its title, description, unit and queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grafana_foundation_sdk.models import units

LAG_LIMIT = 1000
COMMIT_AGE_LIMIT = 120
REJECTED_LIMIT = 0.1
LATENCY_LIMIT = 1
"""Lines in the panels; the first three are where the alerts fire, the last is the design's target for p95."""


@dataclass(frozen=True, slots=True)
class Query:
    """One PromQL query and what its series are called."""

    expr: str
    legend: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A panel of lines over time."""

    title: str
    description: str
    unit: str
    queries: Sequence[Query]
    limit: float | None = None
    """Where a red line is drawn."""
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A panel of one number, now or over the shown time."""

    title: str
    description: str
    unit: str
    query: Query
    limit: float | None = None
    """Red from here on."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A panel of bars, one a series, over the shown time."""

    title: str
    description: str
    unit: str
    query: Query


Panel = Graph | Number | Bars


def _quantiles(metric: str, by: str = "", at: Sequence[float] = (0.5, 0.95, 0.99)) -> list[Query]:
    labels = f"{by}, le" if by else "le"
    name = f"{{{{{by}}}}} " if by else ""
    return [
        Query(
            f"histogram_quantile({q}, sum by ({labels}) (rate({metric}_bucket[$__rate_interval])))",
            f"{name}p{q * 100:.0f}",
        )
        for q in at
    ]


ROWS: Mapping[str, Sequence[Panel]] = {
    "Is news flowing?": (
        Number(
            "Workers up",
            "Workers that answer Prometheus.",
            units.Short,
            Query('count(up{job="dateline"} == 1) or vector(0)', "workers"),
        ),
        Number(
            "Pages",
            "Pages read from pages.raw in the shown time, repeats after a restart included.",
            units.Short,
            Query('sum(increase(dateline_records_read_total{stage="split"}[$__range]))', "pages"),
        ),
        Number(
            "Articles",
            "Articles cut out of pages in the shown time.",
            units.Short,
            Query("sum(increase(dateline_articles_total[$__range]))", "articles"),
        ),
        Number(
            "Alerts",
            "Alert messages of all desks in the shown time: first messages, updates and cancels.",
            units.Short,
            Query("sum(increase(dateline_alerts_total[$__range]))", "alerts"),
        ),
        Number(
            "Waiting",
            "Records that wait in any of the three stages' topics now.",
            units.Short,
            Query("sum(topic:dateline_lag_records:sum)", "records"),
            LAG_LIMIT,
        ),
        Number(
            "Latency p95",
            "Time from a page's arrival in Kafka to its acknowledged alert, 95 of 100 below it, in the shown time.",
            units.Seconds,
            Query(
                "histogram_quantile(0.95, sum by (le) (rate(dateline_alert_latency_seconds_bucket[$__range])))", "p95"
            ),
            LATENCY_LIMIT,
        ),
    ),
    "Flow": (
        Graph(
            "Pages in, articles, alerts out",
            "What enters, what is cut out of it, and what leaves. "
            "Alerts far below articles are duplicates at work; none at all is an alarm.",
            units.CountsPerSecond,
            [
                Query('sum(rate(dateline_records_read_total{stage="split"}[$__rate_interval]))', "pages"),
                Query("sum(rate(dateline_articles_total[$__rate_interval]))", "articles"),
                Query("sum(rate(dateline_alerts_total[$__rate_interval]))", "alerts"),
            ],
        ),
        Graph(
            "Latency from page to alert",
            "Time from a page's arrival in Kafka to its acknowledged alert; the line is the target for p95.",
            units.Seconds,
            _quantiles("dateline_alert_latency_seconds"),
            LATENCY_LIMIT,
        ),
    ),
    "Stages": (
        Graph(
            "Outcomes by stage",
            "What became of the records that each stage read: "
            "passed on, rightly nothing in them, rejected, or seen before.",
            units.CountsPerSecond,
            [
                Query(
                    "sum by (stage, outcome) (rate(dateline_records_total[$__rate_interval]))", "{{stage}} {{outcome}}"
                )
            ],
        ),
        Graph(
            "Time per record by stage",
            "Computing time of one record in a stage, delivery not counted.",
            units.Seconds,
            _quantiles("dateline_stage_duration_seconds", "stage", (0.5, 0.95)),
        ),
        Graph(
            "Time per batch by stage",
            "Time of one batch in a stage, delivery and transaction included.",
            units.Seconds,
            _quantiles("dateline_batch_duration_seconds", "stage", (0.5, 0.95)),
        ),
    ),
    "Lag and progress": (
        Graph(
            "Lag by topic",
            "Records that wait to be processed. "
            "It may jump with a burst; the alarm is for one that keeps growing above the line.",
            units.Short,
            [Query("topic:dateline_lag_records:sum", "{{topic}}")],
            LAG_LIMIT,
        ),
        Graph(
            "Time without progress while records wait",
            "For the slowest partition of each topic: seconds since its progress last moved, 0 when nothing waits.",
            units.Seconds,
            [
                Query(
                    "max by (topic) ((time() - dateline_commit_timestamp_seconds)"
                    " * (min_over_time(dateline_lag_records[$__rate_interval]) > bool 0))",
                    "{{topic}}",
                )
            ],
            COMMIT_AGE_LIMIT,
        ),
        Graph(
            "Records unaccounted for",
            "Records read that are neither counted under an outcome nor in flight. "
            "Anything but 0 over minutes is a loss or a double count.",
            units.Short,
            [Query("instance_stage:dateline_records_unaccounted:sum", "{{stage}} at {{instance}}")],
        ),
    ),
    "Alerts": (
        Bars(
            "Alerts by country and type",
            "The twenty busiest pairs in the shown time; ZZ is news about no country.",
            units.Short,
            Query(
                "topk(20, sum by (country, type) (increase(dateline_alerts_total[$__range])) > 0)",
                "{{country}} {{type}}",
            ),
        ),
        Graph(
            "Alerts by type",
            "First messages, material updates and withdrawals of all desks.",
            units.CountsPerSecond,
            [Query("sum by (type) (rate(dateline_alerts_total[$__rate_interval]))", "{{type}}")],
            stacked=True,
        ),
    ),
    "Duplicates and rejections": (
        Graph(
            "Duplicates by method",
            "Articles that a desk knew already, by how it recognised them.",
            units.CountsPerSecond,
            [
                Query(
                    "sum by (decision, method) (rate("
                    'dateline_decisions_total{decision=~"exact|near|truncated|same"}[$__rate_interval])) > 0',
                    "{{decision}} by {{method}}",
                )
            ],
            stacked=True,
        ),
        Graph(
            "Rejected by reason",
            "Records that can never pass; each lies whole in the rejected topic of its stage.",
            units.CountsPerSecond,
            [
                Query(
                    "sum by (stage, reason) (rate(dateline_rejected_total[$__rate_interval])) > 0",
                    "{{stage}} {{reason}}",
                )
            ],
            stacked=True,
        ),
        Graph(
            "Share rejected by stage",
            "Rejected records of all that a stage read, over five minutes.",
            units.PercentUnit,
            [Query("stage:dateline_rejected:ratio_rate5m", "{{stage}}")],
            REJECTED_LIMIT,
        ),
    ),
    "Workers": (
        Graph(
            "Memory by worker",
            "Resident memory of each worker; the desks' memory is in it.",
            units.BytesIEC,
            [Query('process_resident_memory_bytes{job="dateline"}', "{{instance}}")],
        ),
        Graph(
            "CPU by worker",
            "Cores that each worker keeps busy; one is a worker's most.",
            units.Short,
            [Query('rate(process_cpu_seconds_total{job="dateline"}[$__rate_interval])', "{{instance}}")],
        ),
        Graph(
            "Desk restore time",
            "How long the last take-over of each partition's desks took.",
            units.Seconds,
            [Query("max by (partition) (dateline_desk_restore_seconds)", "partition {{partition}}")],
        ),
        Graph(
            "Desk entries restored",
            "State entries that each partition's desks were last restored from.",
            units.Short,
            [Query("max by (partition) (dateline_desk_kept_entries)", "partition {{partition}}")],
        ),
    ),
}
