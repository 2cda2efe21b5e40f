"""Reads PromQL: which series a query asks for, and how Grafana's variables become values."""

from collections.abc import Iterator
from typing import Any

import promql_parser as parser

VARIABLES = {"$__rate_interval": "1m", "$__range": "1h", "$__interval": "15s"}


def filled(query: str, **values: str) -> str:
    """Put values in place of Grafana's variables, ``rate_interval="20s"``."""
    for name, value in (VARIABLES | {f"$__{name}": value for name, value in values.items()}).items():
        query = query.replace(name, value)
    return query


def selectors(expression: Any) -> Iterator[tuple[str, dict[str, str]]]:  # noqa: ANN401 - the parser's node types share no base
    """Yield each selected metric's name and the labels it is matched by."""
    match expression:
        case parser.VectorSelector():
            yield expression.name or "", {m.name: m.value for m in expression.matchers.matchers if m.name != "__name__"}
        case parser.MatrixSelector():
            yield from selectors(expression.vector_selector)
        case parser.BinaryExpr():
            yield from selectors(expression.lhs)
            yield from selectors(expression.rhs)
        case parser.Call():
            for argument in expression.args:
                yield from selectors(argument)
        case parser.AggregateExpr() | parser.ParenExpr() | parser.SubqueryExpr() | parser.UnaryExpr():
            yield from selectors(expression.expr)
        case parser.NumberLiteral() | parser.StringLiteral():
            return
        case _:
            raise TypeError(f"unknown PromQL node {type(expression).__name__}")


def parse(query: str) -> Any:  # noqa: ANN401 - see selectors
    """Parse a query without variables.

    Raises:
        ValueError: it is no PromQL.
    """
    return parser.parse(query)
