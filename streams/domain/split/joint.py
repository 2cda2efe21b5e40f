"""Features that always come together, one number for each combination: a third of the additions a line.

Such a number is below zero: it counts from the end of a table of scores to which :func:`with_joint` has added the sums.
"""

import math
from collections.abc import Callable, Iterable
from itertools import accumulate, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from streams.domain.split.layout import BASE, CLASSES, COUNTS, FURNITURE, LENGTHS, MASSES, NEAR, SHARES

KINDS = len(CLASSES)
_SPAN, _ROW, _LEADS, _ECHOES = len(NEAR) + 2, len(MASSES) + 1, 25, 13
"""How many steps some groups have; the last echo has the number of the first of the next group, and was learned so."""


def _numbers(*groups: tuple[str, int]) -> tuple[int, ...]:
    return tuple(BASE[name] + index for name, index in groups)


_GROUPS: dict[str, tuple[tuple[int, ...], Callable[..., tuple[int, ...]]]] = {
    "size": (
        (len(LENGTHS) + 1, len(COUNTS) + 1, 5),
        lambda length, words, sentences: _numbers(
            ("bias", 0), ("length", length), ("words", words), ("sentences", sentences)
        ),
    ),
    "marks": (
        (12, 13, 4),
        lambda ending, start, capitals: _numbers(("ending", ending), ("opening", start), ("capitals", capitals)),
    ),
    "beside": (
        (KINDS, KINDS, KINDS),
        lambda left, kind, right: _numbers(
            ("class", kind), ("before", kind * KINDS + left), ("after", kind * KINDS + right)
        ),
    ),
    "near": (
        (KINDS, KINDS, KINDS),
        lambda left, kind, right: _numbers(("before-2", kind * KINDS + left), ("after-2", kind * KINDS + right)),
    ),
    "page": (
        (len(FURNITURE) + 1, KINDS, 5),
        lambda furniture, kind, around: _numbers(("page", kind * 6 + furniture), ("labels-around", around)),
    ),
    "space": (
        (KINDS, 6, 3, 3),
        lambda kind, gap, here, below: _numbers(
            ("gap", gap), ("gap-here", kind * 3 + here), ("gap-below", kind * 3 + below)
        ),
    ),
    "lead": (
        (KINDS, 4, _LEADS),
        lambda kind, stop, lead: _numbers(("after-stop", kind * 4 + stop), *([("lead", lead - 1)] if lead else [])),
    ),
    "body": (
        (KINDS, _SPAN, _SPAN),
        lambda kind, since, until: _numbers(("since-body", kind * _SPAN + since), ("until-body", kind * _SPAN + until)),
    ),
    "mass": (
        (3, _ROW, _ROW, _ROW),
        lambda group, mass, before, after: _numbers(
            ("mass", group * _ROW + mass), ("mass-before", before), ("mass-after", after)
        ),
    ),
    "place": ((5, len(SHARES) + 1), lambda seen, passed: _numbers(("seen", seen), ("passed", passed))),
    "echo": (
        (_ECHOES, _ECHOES, 9),
        lambda below, above, size: _numbers(("echo-below", below), ("echo-above", above), ("echo-order", size)),
    ),
    "cohesion": ((8, 8), lambda near, wide: _numbers(("cohesion", near), ("wide-cohesion", wide))),
}
"""How many values each part of a combination has, and for which features they stand."""
_ALL = [features(*parts) for sizes, features in _GROUPS.values() for parts in product(*(range(size) for size in sizes))]


def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = {}
    first = -len(_ALL)
    for name, (sizes, _) in _GROUPS.items():
        last = first + math.prod(sizes)
        tables[name] = np.arange(first, last).reshape(sizes).tolist()
        first = last
    return tables


JOINT = _tables()
"""The numbers of combinations: nested lists, one level for each part."""


def spelled_out(found: Iterable[int]) -> list[int]:
    """Return the features that some numbers stand for."""
    return [feature for number in found for feature in (_ALL[number] if number < 0 else (number,))]


def with_joint(features: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return a table of scores, feature by state, with the sums of all combinations at its end."""
    flat = [feature for found in _ALL for feature in found]
    starts = [0, *accumulate(map(len, _ALL[:-1]))]
    sums = np.add.reduceat(features.take(flat, axis=0), starts, axis=0, dtype=np.int32)
    return np.concatenate([features, sums])
