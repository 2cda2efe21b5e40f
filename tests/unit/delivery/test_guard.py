import asyncio

from aiokafka.errors import InvalidProducerEpoch, KafkaTimeoutError, ProducerFenced

from schemas.rejected import Reason, Refused
from streams.delivery.guard import attempt, exit_code
from streams.delivery.message import Incoming, Outgoing

RECORD = Incoming("pages.raw", 0, 5, 0, None, b"x")


def test_exit_codes_tell_what_ended_the_worker() -> None:
    codes = [exit_code(e) for e in (ProducerFenced(), InvalidProducerEpoch(), asyncio.CancelledError())]
    assert codes == [71, 71, 75]
    assert exit_code(KafkaTimeoutError()) == exit_code(RuntimeError("x")) == 70


def test_a_refusal_is_handed_back_and_a_bug_becomes_one() -> None:
    def refuse(_: Incoming) -> list[Outgoing]:
        raise Refused(Reason.EMPTY, "nothing")

    def fail(_: Incoming) -> list[Outgoing]:
        raise KeyError("oops")

    refused, bug = attempt(refuse, RECORD), attempt(fail, RECORD)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.EMPTY
    assert isinstance(bug, Refused)
    assert (bug.reason, bug.detail) == (Reason.BUG, "KeyError: 'oops'")
