"""Records put aside in a temporary file: memory holds only where they stand."""

import pickle
import tempfile
from types import TracebackType
from typing import Any, Self

from streams.ops.errors import OpsError


class Spool:
    """An append-only file without a name, gone with the process; a context manager.

    What is read back is what this process wrote, so pickle is safe here.
    """

    def __enter__(self) -> Self:
        self._file = tempfile.TemporaryFile(prefix="dateline-replay-")
        self._end = 0
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, thing: Any) -> int:  # noqa: ANN401 - whatever pickles
        """Put something aside; returns where it stands.

        Raises:
            OpsError: the disk is full.
        """
        place = self._end
        try:
            self._file.seek(place)
            pickle.dump(thing, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise OpsError(
                f"can't write temporary files in {tempfile.gettempdir()}: {error.strerror}; set TMPDIR to a larger disk"
            ) from error
        self._end = self._file.tell()
        return place

    def get(self, place: int) -> Any:  # noqa: ANN401
        """Return what was put aside there."""
        self._file.seek(place)
        return pickle.load(self._file)
