import io
import json
from pathlib import Path

import pytest

from schemas.page import Page
from streams.ops import sources
from streams.ops.errors import OpsError
from streams.ops.sources import Source, Unusable

NOTHING = io.BytesIO()


def read(path: Path, stdin: bytes = b"") -> list[Source | Unusable]:
    return list(sources.read(path, io.BytesIO(stdin)))


def page(found: Source | Unusable) -> Page:
    assert isinstance(found, Source)
    return Page.decode(found.value)


def test_a_text_file_is_one_page_with_every_code_point_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Überschrift\r\n\r\nTeXt \x00 ende\n".encode())

    [found] = read(file)

    assert page(found).text == "Überschrift\r\n\r\nTeXt \x00 ende\n"


def test_the_same_text_gives_the_same_value_whatever_the_file_is_called(tmp_path: Path) -> None:
    for name in ("a.txt", "b.TXT"):
        (tmp_path / name).write_text("One story.")

    [first], [second] = read(tmp_path / "a.txt"), read(tmp_path / "b.TXT")

    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert first.value == second.value


def test_lines_of_json_are_left_as_they_are_valid_or_not(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"text": "a"}\n\n  {"text" : "b"}\r\nnot json\n\xff\xfe\n')

    found = read(file)

    assert [one.value for one in found if isinstance(one, Source)] == [
        b'{"text": "a"}', b'{"text" : "b"}', b"not json", b"\xff\xfe",
    ]  # fmt: skip
    assert [one.where for one in found] == [f"{file}:{number}" for number in (1, 3, 4, 5)]


def test_html_is_read_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    file = tmp_path / "page.htm"
    file.write_bytes('<html><head><meta charset="windows-1251"></head><p>Москва</p>'.encode("windows-1251"))

    [found] = read(file)

    assert "Москва" in (page(found).html or "")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("latin.txt", "caf\u00e9".encode("latin-1"), "byte 3 is not UTF-8"),
        ("latin.html", "<p>caf\u00e9".encode("latin-1"), "byte 6 is not utf-8"),
        ("odd.html", b"<meta charset=klingon><p>x", "unknown encoding, klingon"),
        ("page.md", b"# x", "can't tell what it is"),
    ],
)
def test_what_no_page_can_be_made_of_says_why_in_one_line(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)

    [found] = read(tmp_path / name)

    assert isinstance(found, Unusable)
    assert why in found.why
    assert "\n" not in found.why


def test_standard_input_is_lines_if_it_begins_with_a_brace_else_one_text() -> None:
    lines = read(Path("-"), b'{"text": "a"}\n{"text": "b"}\n')
    [text] = read(Path("-"), b"A headline\n\n{and a body}\n")

    assert [page(one).text for one in lines] == ["a", "b"]
    assert page(text).text == "A headline\n\n{and a body}\n"


def test_a_folder_gives_what_can_be_read_by_name_and_passes_over_the_rest(tmp_path: Path) -> None:
    for name in ("b.txt", "a.jsonl", "c.html", "notes.md", "inner/d.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert [file.name for file in sources.files([str(tmp_path)])] == ["a.jsonl", "b.txt", "c.html", "d.htm"]


def test_a_path_that_is_not_there_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(OpsError, match="does not exist"):
        sources.files([str(tmp_path / "nowhere")])
    with pytest.raises(OpsError, match=r"holds no \.txt"):
        sources.files([str(tmp_path)])


def test_sizes_add_up_to_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("abc")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "x"}) + "\n\n")
    files = sources.files([str(tmp_path)])

    done = sum(one.size for file in files for one in read(file))

    assert sources.size(files) == done + 1  # the blank line stands for nothing
    assert sources.size([*files, Path("-")]) is None
