import json

import pytest

from streams.domain import ids
from streams.ops.publish import key_of


@pytest.mark.parametrize(
    ("page", "key"),
    [
        ({"text": "x", "id": "7", "url": "https://a.example/1"}, b"https://a.example/1"),
        ({"text": "x", "id": "7"}, b"7"),
        ({"text": "x", "id": 7, "url": ""}, b"7"),
    ],
)
def test_a_page_is_keyed_by_its_url_else_its_id(page: dict[str, object], key: bytes) -> None:
    assert key_of(json.dumps(page).encode()) == key


@pytest.mark.parametrize("value", [b'{"text": "x"}', b"no json", b"\xff", b"[1]", b"[" * 100_000, b'"\\ud800"'])
def test_what_names_nothing_is_keyed_by_the_id_of_its_value(value: bytes) -> None:
    assert key_of(value) == ids.page_id(value).encode()


def test_a_key_never_takes_the_room_that_the_record_has_for_its_frame() -> None:
    url = "https://a.example/" + "x" * 100_000

    assert len(key_of(json.dumps({"url": url}).encode())) == 2048
    assert key_of(b'{"url": "\\ud800"}') == b"?"
