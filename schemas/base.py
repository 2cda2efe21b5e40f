"""The common form of everything that travels: frozen, tolerant when read, closed when written."""

from typing import Self

from pydantic import BaseModel, ConfigDict


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
        return cls.model_validate_json(value)

    @classmethod
    def of(cls, **values: object) -> Self:
        """Return a record of values that are known to be valid, a third as long as ``model_construct`` takes.

        Args:
            values: of all fields, by name, in the order in which the form declares them, which is that of the JSON.
        """
        made = cls.__new__(cls)
        for name, value in (
            ("__dict__", values),
            ("__pydantic_fields_set__", set(values)),
            ("__pydantic_extra__", None),
            ("__pydantic_private__", None),
        ):
            object.__setattr__(made, name, value)
        return made
