"""A result that says its finding: in a notebook it is its sentence."""

from __future__ import annotations

__all__ = ["Said"]


class Said:
    """A record with a `sentence`; showing the record shows it."""

    __slots__ = ()

    def sentence(self) -> str:
        """The finding in words."""
        raise NotImplementedError

    def _repr_markdown_(self) -> str:
        return self.sentence()
