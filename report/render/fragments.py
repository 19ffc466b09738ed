"""Single blocks of Markdown as HTML, without the document that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from report.render.guard.outputs import active_in_page
from report.render.pandoc import READER
from report.render.pandoc_process import run
from report.rows.errors import RenderError

_SEPARATOR = '<div class="fragment-end">'


def fragments(texts: Sequence[str], root: Path) -> list[str]:
    """Each text as HTML, in one run of pandoc; empty if pandoc fails or if a text has active content.

    Citations and cross-references are left as spans with the class `citation`.
    """
    markdown = "".join(f"{text}\n\n::: {{.fragment-end}}\n:::\n\n" for text in texts)
    options = ("--to=html5", "--mathml", "--email-obfuscation=none")
    try:
        done = run(markdown, [f"--from={READER}", *options], root)
    except RenderError:
        return []
    if done.returncode or any(active_in_page(f"<html><body>{done.stdout}</body></html>")):
        return []
    parts = [part.replace("</div>", "").strip() for part in done.stdout.split(_SEPARATOR)]
    return parts[: len(texts)] if len(parts) == len(texts) + 1 else []
