import io
import os
import sys

import pytest

from streams.ops.progress import is_read, screen, tell


def test_a_pipe_is_read_until_its_reader_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w") as output:
        monkeypatch.setattr(sys, "stdout", output)
        assert is_read()

        os.close(reader)

        assert not is_read()
        with pytest.raises(BrokenPipeError):
            tell(screen(), "a line")
        os.dup2(os.open(os.devnull, os.O_WRONLY), writer)  # what is left of the line can go there


@pytest.mark.parametrize("output", [None, io.StringIO()])
def test_what_is_no_pipe_counts_as_read(monkeypatch: pytest.MonkeyPatch, output: io.StringIO | None) -> None:
    monkeypatch.setattr(sys, "stdout", output)
    assert is_read()
