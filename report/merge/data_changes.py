"""What differs between two versions of a data file: rows, columns and entries, without any value."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from report.files.safe_yaml import load
from report.rows.counted import counted
from report.rows.errors import ReportError

#: The most columns, entries and ranges of lines that are named.
_SHOWN = 6
#: What is said of a file whose values are the same, and of one whose content is not known.
_SAME, _UNKNOWN = "differs in its comments or its layout", "differs"
_NONE = object()
#: A row of a table with its line in the file.
_Row = tuple[int, Sequence[str]]


def differing(suffix: str, old: str, new: str) -> str:
    """What differs in a data file, by the ending of its name."""
    if old and new and suffix in (".csv", ".tsv", ".txt"):
        return _table(old, new, "\t" if suffix == ".tsv" else ",")
    if old and new and suffix in (".yaml", ".yml", ".json"):
        return _entries(old, new)
    return _UNKNOWN


def _entries(old: str, new: str) -> str:
    """The entries of a YAML or JSON file that differ, by their keys."""
    import yaml

    try:
        before, after = (dict(_leaves(load(text))) for text in (old, new))
    except (yaml.YAMLError, ReportError):
        return _UNKNOWN
    changed = [name for name in {**before, **after} if before.get(name, _NONE) != after.get(name, _NONE)]
    more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
    return f"{', '.join(changed[:_SHOWN])}{more}" if changed else _SAME


def _leaves(content: object, name: str = "") -> Iterator[tuple[str, object]]:
    """The values in nested mappings and lists, each with its keys."""
    if isinstance(content, Mapping) and content:
        for key, value in content.items():
            yield from _leaves(value, f"{name}.{key}" if name else str(key))
    elif isinstance(content, list) and content:
        for number, value in enumerate(content, 1):
            yield from _leaves(value, f"{name}[{number}]")
    else:
        yield name, content


def _table(old: str, new: str, separator: str) -> str:
    """The rows and columns of a table that differ, with the lines of the new file."""
    before, after = (list(_rows(text, separator)) for text in (old, new))
    heads = [[*table[0][1]] if table else [] for table in (before, after)]
    pairs, gone, come = _paired(before[1:], after[1:])
    parts = list(_renamed(*heads))
    parts += [f"{counted(len(come), 'row')} added ({_lines(come)})"] if come else []
    parts += [f"{counted(len(gone), 'row')} removed"] if gone else []
    for name in heads[1]:
        if name in heads[0]:
            here, there = heads[1].index(name), heads[0].index(name)
            lines = [line for line, a, b in pairs if [*a[there : there + 1]] != [*b[here : here + 1]]]
            parts += [f"column {name} in {counted(len(lines), 'row')} ({_lines(lines)})"] if lines else []
    more = [f"and {len(parts) - _SHOWN} more"] if len(parts) > _SHOWN else []
    return "; ".join(parts[:_SHOWN] + more) or _SAME


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """The rows of a table without comments and empty lines."""
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    for cells in reader:
        if cells and not cells[0].startswith("#"):
            yield reader.line_num, cells


def _renamed(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for what, names in (("added", [*new]), ("removed", [*old])):
        other = old if what == "added" else new
        if some := [name for name in names if name not in other]:
            yield f"column {', '.join(some)} {what}"


def _paired(
    old: Sequence[_Row], new: Sequence[_Row]
) -> tuple[list[tuple[int, Sequence[str], Sequence[str]]], list[int], list[int]]:
    """The rows of both tables, each with its line in the new one, and the lines of removed and of added rows.

    Rows belong together by their first cell if it differs in all rows, and by the rows around them otherwise.
    """
    keys = [[cells[0] for _, cells in table] for table in (old, new)]
    if any(len({*each}) < len(each) for each in keys):
        return _aligned(old, new)
    known = dict(zip(keys[0], (cells for _, cells in old), strict=True))
    named = list(zip(keys[1], new, strict=True))
    pairs = [(line, known[key], cells) for key, (line, cells) in named if key in known]
    there = {*keys[1]}
    gone = [line for key, (line, _) in zip(keys[0], old, strict=True) if key not in there]
    return pairs, gone, [line for key, (line, _) in named if key not in known]


def _aligned(
    old: Sequence[_Row], new: Sequence[_Row]
) -> tuple[list[tuple[int, Sequence[str], Sequence[str]]], list[int], list[int]]:
    """The same for rows without an id: those between equal rows belong together in their order."""
    before, after = ([tuple(cells) for _, cells in table] for table in (old, new))
    pairs: list[tuple[int, Sequence[str], Sequence[str]]] = []
    gone: list[int] = []
    come: list[int] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(j - i, m - k)
        pairs += [(new[k + n][0], old[i + n][1], new[k + n][1]) for n in range(both)]
        gone += [line for line, _ in old[i + both : j]]
        come += [line for line, _ in new[k + both : m]]
    return pairs, gone, come


def _lines(numbers: Iterable[int]) -> str:
    """The numbers of lines as ranges."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    texts = [f"{first}" if first == last else f"{first}–{last}" for first, last in ranges]
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    word = "line" if texts == texts[:1] and "–" not in texts[0] else "lines"
    return f"{word} {', '.join(texts[:_SHOWN])}{more}"
