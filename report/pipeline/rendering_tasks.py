"""The rendering tasks of documents: one for each document and format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from report.files.engine_hash import engine_hash
from report.files.file_states import digest_of
from report.files.installed import versions
from report.files.store import Cache
from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs
from report.pipeline.word_contents import word_contents
from report.template import Woven

if TYPE_CHECKING:
    from report.render import RenderingTask


def rendering_tasks(
    inputs: Inputs,
    computed: Computed,
    documents: Mapping[str, Woven],
    formats: Iterable[str],
    folder: Path,
    woven: Mapping[str, Woven] | None = None,
    *,
    fresh: bool = False,
) -> list[RenderingTask]:
    """Return a task for each document and format; Word files get the ledger embedded, and woven ones their base.

    With `fresh`, no finished Word file of an earlier build is used.
    """
    from report.render import Document, RenderingTask

    root, figures = inputs.project.root, folder / "figures"
    return [
        RenderingTask(
            Document(name, each.markdown, root, figures),
            format,
            partial(_finish_word, inputs, computed, name, woven, fresh) if format == "docx" else None,
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
) -> list[RenderingTask]:
    """Return the tasks that render woven documents as Word files."""
    return rendering_tasks(inputs, computed, documents, ["docx"], folder, woven)


def _finish_word(
    inputs: Inputs,
    computed: Computed,
    name: str,
    woven: Mapping[str, Woven] | None,
    fresh: bool,
    path: Path,
) -> None:
    """Embed the ledger in a Word file, and the base by which edits of a woven document can be merged.

    The finished file of an earlier build is used if the rendered file and all that is embedded in it are the same.
    """
    contents, root = word_contents(inputs, computed, name, woven), inputs.project.root

    def finished() -> bytes:
        contents.embed(path)
        return path.read_bytes()

    rendered = hashlib.sha256(path.read_bytes()).hexdigest()
    key = digest_of([engine_hash(), repr(versions()), rendered, contents.key])
    cache = Cache(root / ".tracepaper" / "pages" / name.replace("/", "-") / "finished")
    path.write_bytes(cache.get_or_compute(key, bytes, finished, fresh=fresh))
