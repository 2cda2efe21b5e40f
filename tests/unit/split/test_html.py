"""HTML into text blocks and metadata."""

import pytest

from schemas.rejected import Reason, Refused
from streams.domain.split.html import extract

DOCUMENT = """<html lang="en-GB"><head><title>Ferry runs again | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><link rel="canonical" href="https://post.example/ferry">
<meta property="article:published_time" content="2024-01-02T03:04:05+02:00"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Ferry runs again</h1>
<p>The ferry across the bay ran again on Tuesday after a week of repairs, its operator said in the morning.</p>
<p>About two hundred people were on board the first crossing, many of them on their way to work in the city.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_document_gives_its_text_and_what_its_head_says() -> None:
    found = extract(DOCUMENT, "https://post.example/ferry?from=feed")

    assert "ran again on Tuesday" in found.text
    assert "All rights reserved" not in found.text
    assert found.title == "Ferry runs again"
    assert found.published_at == "2024-01-02T03:04:05+02:00"
    assert found.url == "https://post.example/ferry"
    assert found.language == "en"
    assert found.site == "The Harbour Post"


@pytest.mark.parametrize("html", ["", "<html></html>", "\x00", "<html><body><p> </p></body></html>"])
def test_a_document_without_text_is_refused(html: str) -> None:
    with pytest.raises(Refused) as refused:
        extract(html, None)

    assert refused.value.reason is Reason.UNREADABLE_HTML


def test_a_document_of_another_year_reads_the_same_whenever_it_is_read() -> None:
    assert extract(DOCUMENT, None) == extract(DOCUMENT, None)


def test_metadata_that_is_not_there_is_none() -> None:
    words = "The ferry ran again on Tuesday after a week of repairs and two hundred people were on board. "

    found = extract(f"<html><body><article><p>{words * 3}</p><p>{words * 2}</p></article></body></html>", None)

    assert (found.published_at, found.language, found.url) == (None, None, None)
