"""The text of one document as a build would print it in Word now, rendered in a scratch folder."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from report.rows.errors import ToolError

if TYPE_CHECKING:
    from report.manuscript.computation import Computed
    from report.manuscript.inputs import Inputs


def word_file(inputs: Inputs, computed: Computed, name: str) -> bytes:
    """A document as a finished Word file, with its ledger and the base of a merge."""
    from report.manuscript.woven_documents import woven
    from report.pipeline.rendering_tasks import word_tasks
    from report.pipeline.result_files import write_figures
    from report.render import RenderPool
    from report.study.build_facts import epoch

    documents = woven(inputs, computed)
    with TemporaryDirectory(prefix="report-merge-") as scratch:
        folder = Path(scratch)
        write_figures(computed, folder)
        with RenderPool(folder, epoch=epoch(inputs.project.root), progress=lambda *_: None) as pool:
            pool.submit(word_tasks(inputs, computed, {name: documents[name]}, folder, documents))
            if missing := pool.wait_for():
                raise ToolError(missing)
        return (folder / f"{name}.docx").read_bytes()
