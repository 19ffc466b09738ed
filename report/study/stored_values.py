"""What products return, stored so that every product that needs it gets its own copy."""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from dataclasses import dataclass, field
from typing import Any

from report.rows.errors import exception_text

PROTOCOL = 5


@dataclass(frozen=True)
class Stored:
    """A pickled value, its hash, and the classes and functions that it names, as pairs of module and name.

    An object that cannot be pickled has no content, but a reason.
    """

    content: bytes = b""
    digest: str = ""
    names: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    _opened: list[Any] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def of(cls, value: Any) -> Stored:
        """Store a value."""
        try:
            content = pickle.dumps(value, PROTOCOL)
            reader = _Reader(io.BytesIO(content))
            reader.load()
        except Exception as error:
            return cls(reason=exception_text(error)[:200])
        return cls(content, hashlib.sha256(content).hexdigest(), tuple(sorted(reader.names)))

    @property
    def is_loaded(self) -> bool:
        """Whether all modules that the value needs have been imported."""
        return all(module in sys.modules for module, _ in self.names)

    def value(self) -> Any:
        """The value, restored once in a process."""
        if not self._opened:
            self._opened.append(pickle.loads(self.content))
        return self._opened[0]

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_opened"} | {"_opened": []}


class _Reader(pickle.Unpickler):
    """Restores a value and notes what it names."""

    def __init__(self, stream: io.BytesIO):
        super().__init__(stream)
        self.names: set[tuple[str, str]] = set()

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name)
        self.names.add((getattr(found, "__module__", None) or module, name.partition(".")[0]))
        self.names.add((module, name.partition(".")[0]))
        return found
