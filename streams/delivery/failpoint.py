"""Named places where a crash test may end the process with SIGKILL; without the variable they do nothing."""

import os
import signal
from collections import Counter

_NAME, _, _COUNT = os.environ.get("DATELINE_FAIL_POINT", "").partition(":")
_AT = int(_COUNT or 1)
_passed: Counter[str] = Counter()


def reach(name: str) -> None:
    """Die here if ``DATELINE_FAIL_POINT`` is ``name[:n]`` and this is the n-th time it is reached."""
    if name != _NAME:
        return
    _passed[name] += 1
    if _passed[name] == _AT:
        os.kill(os.getpid(), signal.SIGKILL)
