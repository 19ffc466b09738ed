"""The rendering tasks of documents: one for each document and format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs
from report.manuscript.woven_documents import context_of
from report.study.build_facts import epoch
from report.template import Woven

if TYPE_CHECKING:
    from report.render import Task


def rendering_tasks(
    inputs: Inputs,
    computed: Computed,
    documents: Mapping[str, Woven],
    formats: Iterable[str],
    folder: Path,
    woven: Mapping[str, Woven] | None = None,
) -> list[Task]:
    """Return a task for each document and format; Word files get the ledger embedded, and woven ones their base."""
    from report.render import Document, Task

    root, figures = inputs.project.root, folder / "figures"
    return [
        Task(
            Document(name, each.markdown, root, figures),
            format,
            partial(_finish_word, inputs, computed, name, woven) if format == "docx" else None,
        )
        for format in sorted(formats)
        for name, each in documents.items()
    ]


def word_tasks(
    inputs: Inputs,
    computed: Computed,
    documents: Mapping[str, Woven],
    folder: Path,
    woven: Mapping[str, Woven],
) -> list[Task]:
    """Return the tasks that render woven documents as Word files."""
    return rendering_tasks(inputs, computed, documents, ["docx"], folder, woven)


def _finish_word(
    inputs: Inputs, computed: Computed, name: str, woven: Mapping[str, Woven] | None, path: Path
) -> None:
    """Embed the ledger in a Word file, and the base by which edits of a woven document can be merged."""
    from report.merge.embedded_base import embed_base
    from report.template.origins import origins
    from report.trace import carry

    build, moment = computed.results.ledger.build, epoch(inputs.project.root)
    carry(path, computed.results.ledger, moment)
    if woven is not None:
        templates = inputs.project.templates()
        places = origins(templates, woven, name, context_of(inputs, computed))
        embed_base(path, name, woven[name].markdown, places, templates, build, moment)
