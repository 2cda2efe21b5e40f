from schemas.rejected import Reason, Refused
from streams.delivery.message import Incoming, Outgoing, rejection

INPUT = Incoming(
    "pages.raw", 2, 17, 1_700_000_000_000, b"\xffkey", b"\x00\xfe", (("traceparent", b"00-ab"), ("x", b"\xff"))
)


def headers(message: Outgoing) -> dict[str, bytes]:
    return dict(message.headers)


def test_a_rejected_record_is_the_input_byte_for_byte_with_its_reason() -> None:
    out = rejection(INPUT, Refused(Reason.NOT_UTF8, "byte 1"), stage="split", to="pages.raw.rejected")
    assert (out.key, out.value, out.timestamp_ms) == (INPUT.key, INPUT.value, INPUT.timestamp_ms)
    assert out.headers[: len(INPUT.headers)] == INPUT.headers
    assert headers(out) | {"dateline-reason": b"not-utf8", "dateline-stage": b"split", "dateline-attempt": b"1"} == (
        headers(out)
    )
    assert headers(out)["dateline-source"] == b"pages.raw:2:17"


def test_a_second_rejection_replaces_the_first_ones_headers_and_counts_on() -> None:
    first = rejection(INPUT, Refused(Reason.BUG, "x"), stage="split", to="r")
    again = Incoming("pages.raw", 0, 3, 0, first.key, first.value, first.headers)
    second = rejection(again, Refused(Reason.EMPTY, "y"), stage="split", to="r")
    assert [value for name, value in second.headers if name == "dateline-attempt"] == [b"2"]
    assert [value for name, value in second.headers if name == "dateline-reason"] == [b"empty"]


def test_an_unreadable_attempt_header_counts_as_none() -> None:
    odd = Incoming("pages.raw", 0, 3, 0, b"", b"", (("dateline-attempt", "²".encode()),))
    out = rejection(odd, Refused(Reason.EMPTY, ""), stage="split", to="r")
    assert headers(out)["dateline-attempt"] == b"1"


def test_the_detail_is_cut_at_512_bytes_between_characters() -> None:
    refused = Refused(Reason.BUG, "ä" * 400)
    assert len(refused.detail.encode()) == 512


def test_trace_context_and_processing_times_are_handed_on_and_nothing_else() -> None:
    record = Incoming(
        "t",
        0,
        0,
        0,
        b"",
        b"",
        (("traceparent", b"1"), ("dateline-split-at", b"2"), ("dateline-mode", b"3"), ("x", b"4")),
    )
    assert record.handed_on == (("traceparent", b"1"), ("dateline-split-at", b"2"))
