"""The expected documents of a check: rows recomputed from the data, rendered as in a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from report.rows.errors import ToolError
from report.text.blocks import Block, Copy
from report.text.reading.html import page_copy

if TYPE_CHECKING:
    from report.manuscript.computation import Computed
    from report.manuscript.inputs import Inputs
    from report.rows.ledger import Ledger


@dataclass(frozen=True)
class Expected:
    """The documents of a project as they would be published now, each rendered on first use."""

    inputs: Inputs
    computed: Computed

    @property
    def ledger(self) -> Ledger:
        """The recomputed rows."""
        return self.computed.results.ledger

    @cached_property
    def _markdown(self) -> dict[str, str]:
        """The woven documents, and those that authors write by hand."""
        from report.manuscript.handwritten import book_of, expanded_documents
        from report.manuscript.woven_documents import woven

        documents = {name: each.markdown for name, each in woven(self.inputs, self.computed).items()}
        return documents | expanded_documents(
            self.inputs.project, lambda: book_of(self.inputs.project, self.computed)
        )

    @cached_property
    def _pages(self) -> dict[str, Copy]:
        return {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the documents."""
        return tuple(self._markdown)

    def blocks(self, name: str) -> tuple[Block, ...]:
        """The blocks of a document."""
        return self._page(name).blocks

    def descriptions(self, name: str) -> tuple[Block, ...]:
        """The alternative texts of a document's pictures."""
        return self._page(name).descriptions

    def styles(self, name: str) -> tuple[str, ...]:
        """The style rules of a document's page that hide text or add some, and its scripts."""
        from report.text.reading.styles import script_name
        from report.trace.page_cards import ASSETS

        cards = (ASSETS / "provenance.js").read_text(encoding="utf-8")
        return (*self._page(name).styles, script_name(cards))

    @cached_property
    def sweeps(self) -> tuple[str, ...]:
        """What the provenance appendix says of sweeps: their size, their failed fits and their run."""
        from report.trace.sweep_facts import sweep_facts

        root = self.inputs.project.root
        return tuple({text: None for row in self.ledger.values() for text in sweep_facts(row, root)})

    @cached_property
    def drawings(self) -> dict[str, tuple[str, bytes]]:
        """The name and the raster picture of each figure, by the SHA-256 of its SVG as Word files hold it."""
        from report.drawing.safe_svg import sanitised

        return {
            sha256(svg).hexdigest(): (name, drawn.png)
            for name, drawn in self.computed.drawn.items()
            for svg in (drawn.svg.encode(), sanitised(drawn.svg.encode()))
        }

    def _page(self, name: str) -> Copy:
        if name not in self._pages:
            self._pages[name] = page_copy(self._rendered(name))
        return self._pages[name]

    def _rendered(self, name: str) -> str:
        """Return a document as HTML, from the cache if a build has rendered the same text."""
        from report.pipeline.result_files import write_figures
        from report.render import Document, RenderingTask, RenderPool
        from report.study.build_facts import epoch

        root = self.inputs.project.root
        with TemporaryDirectory(prefix="report-check-") as scratch:
            folder = Path(scratch)
            write_figures(self.computed, folder)
            document = Document(name, self._markdown[name], root, folder / "figures")
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with RenderPool(folder, epoch=epoch(root), progress=lambda *_: None) as pool:
                pool.submit([RenderingTask(document, "html")])
                if missing := pool.wait_for():
                    raise ToolError(missing)
            return (folder / f"{name}.html").read_text(encoding="utf-8")

    def _add_export(self, name: str) -> None:
        """Add the document of the export of that name, if there is one."""
        from report.export.expected_exports import exported_document

        if name not in self._markdown and (exported := exported_document(name, self.inputs, self.computed)):
            self._markdown[name] = exported

    def likely(self, path: Path, tables: Sequence[str]) -> Iterator[str]:
        """Yield the documents' names: first those suggested by the file name, then the export of its tables."""
        from report.export.expected_exports import exported_name

        shown = exported_name(tables, self.inputs, self.computed) if tables else ""
        for name in filter(None, (path.stem, shown)):
            self._add_export(name)
        stem = path.stem.casefold()
        yield from sorted(
            self.names, key=lambda name: (Path(name).name.casefold() not in stem, name != shown)
        )


def expected(inputs: Inputs, progress: Callable[[str, float], None] = lambda *_: None) -> Expected:
    """Return the expected documents after recomputing every product."""
    from report.manuscript.computation import compute

    return Expected(inputs, compute(inputs, progress, fresh=True))
