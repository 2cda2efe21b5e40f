"""The dashboard *Pipeline*: ``python -m deploy.grafana.pipeline`` writes the JSON that Grafana loads."""

from pathlib import Path

from grafana_foundation_sdk.builders import bargauge, common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import (
    BarGaugeDisplayMode,
    GraphTresholdsStyleMode,
    LegendDisplayMode,
    LegendPlacement,
    StackingMode,
    VizOrientation,
)
from grafana_foundation_sdk.models.dashboard import (
    DashboardCursorSync,
    DataSourceRef,
    Threshold,
    ThresholdsMode,
)

from deploy.grafana.panels import ROWS, Bars, Number, Panel, Query

JSON_FILE = Path(__file__).parent / "dashboards" / "pipeline.json"
SOURCE = DataSourceRef(type_val="prometheus", uid="prometheus")

WIDTH = 24


def build() -> str:
    """Return the dashboard as JSON, the same for the same code."""
    board = (
        dashboard.Dashboard("Pipeline")
        .uid("dateline-pipeline")
        .description("Dateline from page to alert.")
        .tags(["dateline"])
        .time("now-1h", "now")
        .refresh("15s")
        .timezone("utc")
        .readonly()
        .tooltip(DashboardCursorSync.CROSSHAIR)
    )
    number = 0
    for title, panels in ROWS.items():
        number += 1
        board.with_row(dashboard.Row(title).id(number))
        for panel in panels:
            number += 1
            board.with_panel(_panel(panel, WIDTH // len(panels)).id(number))
    return JSONEncoder(sort_keys=True, indent=2).encode(board.build()) + "\n"


def _panel(panel: Panel, span: int) -> timeseries.Panel | stat.Panel | bargauge.Panel:
    if isinstance(panel, Number):
        return (
            stat.Panel()
            .title(panel.title)
            .description(panel.description)
            .unit(panel.unit)
            .datasource(SOURCE)
            .height(4)
            .span(span)
            .thresholds(_limit(panel.limit))
            .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
            .with_target(_target(panel.query, "A").instant())
        )
    if isinstance(panel, Bars):
        return (
            bargauge.Panel()
            .title(panel.title)
            .description(panel.description)
            .unit(panel.unit)
            .datasource(SOURCE)
            .height(9)
            .span(span)
            .orientation(VizOrientation.HORIZONTAL)
            .display_mode(BarGaugeDisplayMode.BASIC)
            .min(0)
            .thresholds(_limit(None))
            .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
            .with_target(_target(panel.query, "A").instant())
        )
    graph = (
        timeseries.Panel()
        .title(panel.title)
        .description(panel.description)
        .unit(panel.unit)
        .datasource(SOURCE)
        .height(9)
        .span(span)
        .axis_soft_min(0)
        .fill_opacity(25 if panel.stacked else 0)
        .thresholds(_limit(panel.limit))
        .legend(
            common.VizLegendOptions()
            .display_mode(LegendDisplayMode.LIST)
            .placement(LegendPlacement.BOTTOM)
            .show_legend(True)
        )
    )
    if panel.limit is not None:
        graph.thresholds_style(common.GraphThresholdsStyleConfig().mode(GraphTresholdsStyleMode.DASHED))
    if panel.stacked:
        graph.stacking(common.StackingConfig().mode(StackingMode.NORMAL))
    for ref, query in zip("ABCDEF", panel.queries, strict=False):
        graph.with_target(_target(query, ref).range())
    return graph


def _limit(limit: float | None) -> dashboard.ThresholdsConfig:
    steps = [Threshold(value=None, color="green")]
    if limit is not None:
        steps.append(Threshold(value=limit, color="red"))
    return dashboard.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)


def _target(query: Query, ref: str) -> prometheus.Dataquery:
    return prometheus.Dataquery().expr(query.expr).legend_format(query.legend).datasource(SOURCE).ref_id(ref)


if __name__ == "__main__":
    JSON_FILE.write_text(build())
