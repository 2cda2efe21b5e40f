"""The common form of everything that travels: frozen, tolerant when read, closed when written."""

from collections.abc import Callable
from functools import cache
from typing import Self

from pydantic import BaseModel, ConfigDict

_new = object.__new__
_set_values, _set_names, _set_extra, _set_private = (
    BaseModel.__dict__[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
"""What a frozen model can't be asked to set."""


@cache
def _names_of(form: type[BaseModel]) -> set[str]:
    """Return the names of a form's fields: one set for all records, none of which is ever changed."""
    return set(form.model_fields)


class Record(BaseModel):
    """One immutable value. Unknown fields are ignored when read and never written."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)

    def encode(self) -> bytes:
        """Return the UTF-8 JSON that goes on a topic: equal values give equal bytes."""
        # What model_dump_json does, without a string between: a fifth of the time.
        return self.__pydantic_serializer__.to_json(self)

    @classmethod
    def decode(cls, value: bytes) -> Self:
        """Parse what a topic holds.

        Raises:
            pydantic.ValidationError: not UTF-8, not JSON, or JSON of another shape.
        """
        read: Self = cls.__pydantic_validator__.validate_json(value)
        return read

    @classmethod
    def of(cls, **values: object) -> Self:
        """Return a record of values that are known to be valid, a sixth as long as ``model_construct`` takes.

        Args:
            values: of all fields, by name, in the order in which the form declares them, which is that of the JSON.
        """
        made = _new(cls)
        _set_values(made, values)
        _set_names(made, _names_of(cls))
        _set_extra(made, None)
        _set_private(made, None)
        return made

    @classmethod
    def maker(cls) -> Callable[..., Self]:
        """Return what :meth:`of` does as a function, for forms of which a record has dozens: it takes half the time."""
        names = _names_of(cls)

        def of(**values: object) -> Self:  # type: ignore[type-var]
            made = _new(cls)
            _set_values(made, values)
            _set_names(made, names)
            _set_extra(made, None)
            _set_private(made, None)
            return made

        return of
