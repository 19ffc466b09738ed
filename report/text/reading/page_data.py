"""The data that the engine embeds in a page: the ledger with its printed texts, and the provenance cards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def printed_texts(tree: HtmlElement) -> Mapping[str, str]:
    """The ids and printed texts of a page's ledger; empty if it has none."""
    return ledger_texts(_data(tree, "ledger"))


def cards(tree: HtmlElement) -> Mapping[str, Mapping[str, object]]:
    """The contents of a page's provenance cards by row; empty if it has none."""
    try:
        rows = json.loads(_data(tree, "provenance"))["rows"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {id: row for id, row in rows.items() if isinstance(row, dict)} if isinstance(rows, dict) else {}


def _data(tree: HtmlElement, id: str) -> str:
    """The data in the script element of that id."""
    return next((script.text or "" for script in tree.iter("script") if script.get("id") == id), "")


def ledger_texts(text: str, key: str = "rows") -> dict[str, str]:
    """The ids and printed texts of an embedded ledger, or another mapping in it; empty if it is not a ledger."""
    try:
        rows = json.loads(text)[key]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    if isinstance(rows, list):
        rows = {row.get("id"): row.get("printed") for row in rows if isinstance(row, dict)}
    if not isinstance(rows, dict):
        return {}
    return {id: text for id, text in rows.items() if isinstance(id, str) and isinstance(text, str)}
