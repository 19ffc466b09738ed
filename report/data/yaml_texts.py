"""Reads YAML without converting scalars, such as `no` and `1:30`, and without losing repeated keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.files.safe_yaml import compose
from report.rows.errors import DataError, Fault

if TYPE_CHECKING:
    from yaml import Node


@dataclass(frozen=True)
class YamlEntry:
    """A value with its line: a text, a list of texts, or a mapping from texts to entries."""

    content: Any
    line: int

    def __getitem__(self, key: str) -> YamlEntry:
        return self.content[key] if isinstance(self.content, dict) and key in self.content else _NOTHING

    def __bool__(self) -> bool:
        return bool(self.content)

    @property
    def text(self) -> str:
        """The scalar, or an empty string for a list or a mapping."""
        return self.content if isinstance(self.content, str) else ""

    @property
    def texts(self) -> list[str]:
        """The scalars of a list; a single one is a list of one."""
        if isinstance(self.content, list):
            return [each.text for each in self.content]
        return [self.text] if self.text else []

    @property
    def entries(self) -> dict[str, YamlEntry]:
        """The entries of a mapping."""
        return self.content if isinstance(self.content, dict) else {}


_NOTHING = YamlEntry("", 0)


def read_texts(text: str, file: str) -> YamlEntry:
    """The content of a YAML text; a syntax error or a repeated key is a fault."""
    import yaml

    try:
        node = compose(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark else file
        message = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise DataError(Fault(where, f"is not valid YAML: {message}", "correct the line")) from None
    if node is None:
        return _NOTHING
    if faults := list(_twice(node, file)):
        raise DataError(faults)
    return _entry(node)


def _twice(node: Node, file: str) -> Iterator[Fault]:
    import yaml

    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                where = f"{file}:{key.start_mark.line + 1}"
                yield Fault(where, f"names {key.value} twice", "keep one of the two entries")
            seen.add(key.value)
            yield from _twice(value, file)


def _entry(node: Node, line: int | None = None) -> YamlEntry:
    """A node with its line; an entry of a mapping has the line of its key."""
    import yaml

    line = line or node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return YamlEntry({str(k.value): _entry(v, k.start_mark.line + 1) for k, v in node.value}, line)
    if isinstance(node, yaml.SequenceNode):
        return YamlEntry([_entry(each) for each in node.value], line)
    return YamlEntry(str(node.value), line)
