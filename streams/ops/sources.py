"""Files into pages: ``.txt`` is one page, ``.html`` is one page, each line of ``.jsonl`` is one page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from schemas.page import Page
from streams.ops.errors import OpsError

TEXT, LINES, HTML = ".txt", ".jsonl", ".html"
SUFFIXES = {TEXT: TEXT, LINES: LINES, HTML: HTML, ".htm": HTML}
STDIN = "-"
BOM = b"\xef\xbb\xbf"
CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
CHARSET_BYTES = 2048
"""Where a document must have named its encoding; HTML asks for the first 1,024 bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """One page as it stands in a file."""

    where: str
    """File, with the line number in a file of many."""
    value: bytes
    """JSON of a ``Page`` as ``pages.raw`` takes it; a line of JSON is left as it is, valid or not."""
    size: int
    """Bytes of the file that it was made of."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """What no page can be made of."""

    where: str
    """File, with the line number in a file of many."""
    why: str
    """One line."""
    size: int
    """Bytes of the file that it stands for."""


def files(paths: Iterable[str]) -> list[Path]:
    """Return the files to read: each that is named, and in folders each whose ending is known, by name.

    Raises:
        OpsError: a path does not exist, or a folder holds nothing to read.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if path == Path(STDIN) or path.is_file():
            found.append(path)
        elif path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
            if not inside:
                raise OpsError(f"the folder {path} holds no .txt, .jsonl or .html file")
            found.extend(inside)
        else:
            raise OpsError(f"{path} does not exist" if not path.exists() else f"{path} is neither file nor folder")
    return found


def size(paths: Iterable[Path]) -> int | None:
    """Return the bytes of all files together, nothing if standard input is among them."""
    paths = list(paths)
    return None if Path(STDIN) in paths else sum(path.stat().st_size for path in paths)


def read(path: Path, stdin: BinaryIO) -> Iterator[Source | Unusable]:
    """Yield the pages of one file.

    Args:
        path: the file, or ``-``.
        stdin: what ``-`` reads: lines of JSON if the first one begins with a brace, else one text.
    """
    if path == Path(STDIN):
        yield from _read_stdin(stdin)
        return
    kind = SUFFIXES.get(path.suffix.lower())
    try:
        if kind is None:
            yield Unusable(str(path), "can't tell what it is: rename it to .txt, .jsonl or .html", path.stat().st_size)
        elif kind == LINES:
            with path.open("rb") as lines:
                yield from _read_lines(str(path), lines)
        else:
            content = path.read_bytes()
            yield _html(str(path), content) if kind == HTML else _text(str(path), content)
    except OSError as error:
        yield Unusable(str(path), f"can't be read: {error.strerror or error}", 0)


def _read_stdin(stdin: BinaryIO) -> Iterator[Source | Unusable]:
    first = stdin.readline()
    if first.removeprefix(BOM).lstrip().startswith(b"{"):
        yield from _read_lines("stdin", chain([first], stdin))
    else:
        yield _text("stdin", first + stdin.read())


def _read_lines(where: str, lines: Iterable[bytes]) -> Iterator[Source]:
    for number, line in enumerate(lines, start=1):
        value = (line.removeprefix(BOM) if number == 1 else line).strip()
        if value:
            yield Source(f"{where}:{number}", value, len(line))


def _text(where: str, content: bytes) -> Source | Unusable:
    try:
        text = content.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        return Unusable(where, f"byte {error.start} is not UTF-8: convert it first", len(content))
    return Source(where, Page(text=text).model_dump_json(exclude_none=True).encode(), len(content))


def _html(where: str, content: bytes) -> Source | Unusable:
    named = CHARSET.search(content[:CHARSET_BYTES])
    encoding = named.group(1).decode("ascii") if named else "utf-8"
    try:
        html = content.removeprefix(BOM).decode(encoding)
    except LookupError:
        return Unusable(where, f"names an unknown encoding, {encoding}", len(content))
    except UnicodeDecodeError as error:
        return Unusable(where, f"byte {error.start} is not {encoding}: convert it first", len(content))
    return Source(where, Page(html=html).model_dump_json(exclude_none=True).encode(), len(content))
