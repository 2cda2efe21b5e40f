"""Arrays that live as long as a desk and are replaced as it grows."""

import mmap

import numpy as np
from numpy.typing import DTypeLike

OWN_PAGES = 1 << 16
"""Bytes from which on an array gets memory pages of its own. An allocator's heap would keep the holes that arrays of
ever other sizes leave: a third of the memory of a full desk."""


def zeros(size: int, dtype: DTypeLike) -> np.ndarray:
    """Return an array of zeros; the memory of a large one goes back to the system with it."""
    form = np.dtype(dtype)
    if size * form.itemsize < OWN_PAGES:
        return np.zeros(size, form)
    return np.frombuffer(mmap.mmap(-1, size * form.itemsize), form, size)


def grown(array: np.ndarray, size: int) -> np.ndarray:
    """Return a longer copy of an array, with zeros behind."""
    larger = zeros(size, array.dtype)
    larger[: len(array)] = array
    return larger


def kept(array: np.ndarray) -> np.ndarray:
    """Return a copy of an array that takes no more than it holds."""
    return grown(array, len(array))
