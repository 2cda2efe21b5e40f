import json
from pathlib import Path

import pytest

from schemas.article import SplitArticle
from streams import engine
from streams.domain.dedupe import DeskRules
from streams.domain.enrich import Enriched, enrich
from streams.domain.enrich.entities import Namer
from streams.engine import explain_lines, run_lines
from tests.load import pages

RULES = DeskRules()


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(each) for each in path.read_text().splitlines()]


def test_lines_that_can_not_be_read_say_why_and_the_others_pass() -> None:
    outputs = [
        one.output()
        for one in explain_lines([b"{oops\n", b"\n", line(id="b", text=""), line(id="c", text="One line."), b"[]\n"])
    ]
    assert outputs[0] == {"id": None, "line": 1, "articles": [], "error": "invalid-json"}
    assert (outputs[1]["id"], outputs[1]["line"], outputs[1]["error"]) == ("b", 3, "empty")
    assert outputs[2]["id"] == "c"
    assert "error" not in outputs[2]
    assert outputs[3]["error"] == "invalid-shape"


def test_one_article_when_the_text_is_taken_whole() -> None:
    text = json.loads(next(pages("seed", 1, seed=1)))["text"]
    (one,) = explain_lines([line(id="x", text=text)], whole=True)
    assert len(one.articles) == 1
    (cut,) = explain_lines([line(id="x", text=text)])
    assert len(cut.articles) == 2


def test_a_run_writes_every_decision_and_gives_the_same_bytes_again(tmp_path: Path) -> None:
    lines = [*pages("wire", 60, seed=3), *pages("seed", 10, seed=3)]
    counts = run_lines(lines, tmp_path / "a", rules=RULES)
    run_lines(lines, tmp_path / "b", rules=RULES)
    names = ("articles.jsonl", "decisions.jsonl", "alerts.jsonl")
    assert [(tmp_path / "a" / name).read_bytes() for name in names] == [
        (tmp_path / "b" / name).read_bytes() for name in names
    ]
    articles, decisions, alerts = (read(tmp_path / "a" / name) for name in names)
    assert [one["id"] for one in articles] == [json.loads(value)["id"] for value in lines]
    told = {decision["article_id"] for decision in decisions}
    assert told == {article["article_id"] for one in articles for article in one["articles"]}  # type: ignore[attr-defined]
    assert counts.pages == 70
    assert counts.articles == len(told)
    assert counts.alerts == len(alerts) == sum(decision["alert_id"] is not None for decision in decisions)
    assert sum(counts.decisions.values()) == len(decisions)
    assert counts.decisions["exact"] > 0


def test_the_same_page_twice_is_an_exact_copy_also_without_positions(tmp_path: Path) -> None:
    value = next(pages("wire", 1, seed=9))
    run_lines([value, value], tmp_path, rules=RULES)
    verdicts = [decision["decision"] for decision in read(tmp_path / "decisions.jsonl")]
    half = len(verdicts) // 2
    assert set(verdicts[:half]) == {"new"}
    assert set(verdicts[half:]) == {"exact"}


def test_sorting_by_time_puts_lines_without_one_last(tmp_path: Path) -> None:
    lines = [
        line(id="none", text="Rain fell in Peru on Monday, officials said."),
        line(id="late", text="Rain fell in Chile on Monday, officials said.", published_at="2026-03-02"),
        line(id="early", text="Rain fell in Ghana on Monday, officials said.", published_at="2026-03-01"),
    ]
    run_lines(lines, tmp_path, rules=RULES, by_time=True)
    assert [one["id"] for one in read(tmp_path / "articles.jsonl")] == ["early", "late", "none"]


def test_a_bug_on_one_page_is_said_and_the_next_page_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(item: SplitArticle, *, namer: Namer | None) -> Enriched:
        if "Peru" in item.article.paragraphs[0]:
            raise ZeroDivisionError("oops")
        return enrich(item, namer=namer)

    monkeypatch.setattr(engine, "enrich", broken)
    outputs = [
        one.output()
        for one in explain_lines(
            [line(id="a", text="Rain fell in Peru."), line(id="b", text="Rain fell in Chile.")], whole=True
        )
    ]
    assert (outputs[0]["id"], outputs[0]["error"], outputs[0]["detail"]) == ("a", "bug", "ZeroDivisionError: oops")
    assert len(outputs[1]["articles"]) == 1
