"""The rows in which two stored ledgers differ, read without parsing the rows that are the same in both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from report.rows.ledger import Ledger
from report.rows.ledger_diff import COMPARED


def differing(old: str, new: str, names: tuple[str, str]) -> tuple[Ledger, Ledger]:
    """Both ledgers, reduced to the rows that differ; a text that is not a ledger is a fault that names its file."""
    contents = [_content(old)]
    contents.append(contents[0] if old == new else _content(new))
    if None in contents:
        return Ledger.from_json(old, names[0]), Ledger.from_json(new, names[1])
    one, other = (_by_id(content) for content in contents if content is not None)
    changed = [id for id in {**one, **other} if _compared(one.get(id)) != _compared(other.get(id))]
    texts = (
        json.dumps({**content, "rows": [rows[id] for id in changed if id in rows]})
        for content, rows in zip(contents, (one, other), strict=True)
        if content is not None
    )
    first, second = (Ledger.from_json(text, name) for text, name in zip(texts, names, strict=True))
    return first, second


def _content(text: str) -> dict[str, Any] | None:
    """The record of a ledger; None if the text has another structure."""
    try:
        content = json.loads(text)
        _by_id(content)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _by_id(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in content["rows"]}


def _compared(row: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if row is None else tuple(row.get(key) for key in COMPARED)
