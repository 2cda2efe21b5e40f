"""Lengths of time as people read them."""


def span(seconds: float) -> str:
    """Return a length of time with its two largest units: ``0.4 s``, ``72 s`` as ``1 min 12 s``, ``3 d 4 h``."""
    if 0 < seconds < 10:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    whole = round(seconds)
    for size, unit, smaller, name in ((86_400, "d", 3600, "h"), (3600, "h", 60, "min"), (60, "min", 1, "s")):
        if whole >= size:
            rest = whole % size // smaller
            return f"{whole // size} {unit}" + (f" {rest} {name}" if rest else "")
    return f"{whole} s"
