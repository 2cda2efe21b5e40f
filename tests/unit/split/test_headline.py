"""What of a line is the headline."""

import pytest

from streams.domain.split.headline import headline_span

URL = "https://www.harbourpost.example/news/ferry"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ferry runs again after repairs", "Ferry runs again after repairs"),
        ("Ferry runs again after repairs | Harbour Post", "Ferry runs again after repairs"),
        ("Ferry runs again after repairs | World | Harbour Post", "Ferry runs again after repairs"),
        ("Ferry runs again after repairs - Harbour Post", "Ferry runs again after repairs"),
        ("Ferry runs again after repairs – The Evening News", "Ferry runs again after repairs"),
        ("Ferry runs again after repairs - post.example", "Ferry runs again after repairs"),
        ("Ferry runs again - but only until Friday", "Ferry runs again - but only until Friday"),
        ("Ferry runs again – Mayor", "Ferry runs again – Mayor"),
        ("Share this story: Ferry runs again after repairs", "Ferry runs again after repairs"),
        ("Live | Ferry runs again", "Live | Ferry runs again"),
        ("| | |", "| | |"),
        ("Share this story:", "Share this story:"),
    ],
)
def test_a_site_name_and_a_label_are_cut(line: str, expected: str) -> None:
    first, last = headline_span(line, URL)

    assert line[first:last] == expected


@pytest.mark.parametrize("url", [None, "harbour", "https:"])
def test_an_address_without_a_host_cuts_nothing_by_it(url: str | None) -> None:
    assert headline_span("Ferry runs again after repairs - Quay", url) == (0, 37)
