"""The fields of a Word file, such as page numbers and links: their instructions are not text, their results are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINK = re.compile(r'\s*HYPERLINK\s+"?((?:https?://|mailto:)[^\s"]+)', re.IGNORECASE)


@dataclass
class _Field:
    instruction: str = ""
    has_result: bool = False


class OpenFields:
    """The fields that have begun and not ended, the innermost last."""

    def __init__(self) -> None:
        self._fields: list[_Field] = []

    def read(self, kind: str) -> None:
        """Read the beginning of a field, the separator before its result, or its end."""
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].has_result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def add(self, instruction: str) -> None:
        """Add a part of the instruction of the innermost field."""
        if self._fields:
            self._fields[-1].instruction += instruction

    @property
    def any(self) -> bool:
        """Whether text here is inside a field."""
        return bool(self._fields)

    @property
    def hide_text(self) -> bool:
        """Whether text here belongs to the instruction of a field."""
        return not all(each.has_result for each in self._fields)

    @property
    def link(self) -> str:
        """The address of the field that links the text here, or nothing."""
        found = (_LINK.match(each.instruction) for each in reversed(self._fields))
        return next((each[1] for each in found if each), "")
