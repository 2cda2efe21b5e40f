"""The rules for what happened, as people write them: TOML files beside this one."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_TABLE = re.compile(r"^(?=\[\w+\]$)", re.MULTILINE)
"""Where a table of the first level begins."""


@cache
def table(name: str) -> dict[str, Any]:
    """Return the rules of ``<name>.toml``."""
    return tomllib.loads(_text(name))


@cache
def parts(name: str) -> dict[str, bytes]:
    """Return the first-level tables of ``<name>.toml`` as TOML by themselves: who needs few of them parses few."""
    _, *found = _TABLE.split(_text(name))
    return {part[1 : part.index("]")]: part.encode() for part in found}


def _text(name: str) -> str:
    return (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
