"""What changed between two versions of a page and of its numbers."""

from __future__ import annotations

from typing import Any

from lxml import html

from report.rows.ledger import Ledger
from report.rows.ledger_diff import Weight, diff

Blocks = dict[str, str]


def blocks(page: str) -> Blocks:
    """The blocks of a page that can be replaced on their own, as HTML by key, in reading order."""
    main = html.document_fromstring(page).find(".//main")
    children = [] if main is None else [child for child in main if isinstance(child.tag, str)]
    return {
        child.get("id") or f"{child.tag}-{place}": html.tostring(child, encoding="unicode", with_tail=False)
        for place, child in enumerate(children)
    }


def patch(before: Blocks, after: Blocks) -> dict[str, Any]:
    """The keys of all blocks of the new page, and the content of those that are new or changed."""
    changed = {key: text for key, text in after.items() if before.get(key) != text}
    return {"type": "patch", "order": list(after), "blocks": changed}


def provenance(page: str) -> str:
    """The data of a page's cards and of its panel, as JSON; empty if it prints no number."""
    found = html.document_fromstring(page).find(".//script[@id='provenance']")
    return "" if found is None else str(found.text or "")


def changed_numbers(before: str, after: str) -> list[dict[str, str]]:
    """The printed values that changed between two ledgers: flipped claims, significance and signs first."""
    if not before or before == after:
        return []
    changes = diff(Ledger.from_json(before), Ledger.from_json(after))
    shown = (change for change in changes if change.weight < Weight.SILENT)
    return [
        {"id": each.id, "label": each.label, "old": each.old, "new": each.new, "kind": each.kind}
        for each in shown
    ]
