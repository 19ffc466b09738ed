"""Faults as the page shows them."""

from __future__ import annotations

from pathlib import Path

from report.rows.errors import Fault


def as_shown(fault: Fault, root: Path, editor: str) -> dict[str, str]:
    """A fault with an excerpt of its source, and a link that opens its line in an editor."""
    name, _, line = fault.where.rpartition(":")
    path = root / name
    excerpt, link = "", ""
    if line.isdigit() and path.is_file():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        excerpt = "\n".join(lines[max(0, int(line) - 2) : int(line) + 1])
        link = editor.replace("{path}", str(path)).replace("{line}", line)
    return {
        "where": fault.where,
        "what": fault.what,
        "remedy": fault.remedy,
        "excerpt": excerpt,
        "link": link,
    }
