"""The rendering tasks of documents: which there are, and that Word files alone have a final step."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from report.pipeline.rendering_tasks import rendering_tasks, word_tasks
from report.template import Woven

DOCUMENTS = {name: Woven(name, f"# {name}\n", ()) for name in ("index", "supplement")}


def inputs(root: Path) -> Any:
    """The inputs of a project, of which only the folder is needed before a file is rendered."""
    return SimpleNamespace(project=SimpleNamespace(root=root))


def test_each_document_is_rendered_in_each_format(tmp_path: Path) -> None:
    """Formats in the order of the alphabet, documents in that of the study."""
    made = rendering_tasks(inputs(tmp_path), SimpleNamespace(), DOCUMENTS, ["html", "docx"], tmp_path / "out")  # type: ignore[arg-type]
    assert [task.name for task in made] == ["index.docx", "supplement.docx", "index.html", "supplement.html"]


def test_word_files_alone_have_a_final_step(tmp_path: Path) -> None:
    """It embeds the ledger, which pages and PDF files contain by themselves."""
    made = rendering_tasks(
        inputs(tmp_path),
        SimpleNamespace(),  # type: ignore[arg-type]
        DOCUMENTS,
        ["html", "docx", "pdf"],
        tmp_path,
    )
    assert {task.format for task in made if task.finish is not None} == {"docx"}


def test_documents_find_the_project_and_its_figures(tmp_path: Path) -> None:
    """Pictures are below the project, drawings in the folder of the build."""
    (first, _) = word_tasks(inputs(tmp_path), SimpleNamespace(), DOCUMENTS, tmp_path / "out", DOCUMENTS)  # type: ignore[arg-type]
    assert (first.document.root, first.document.figures) == (tmp_path, tmp_path / "out" / "figures")
    assert first.document.markdown == "# index\n"


def test_without_documents_there_is_nothing_to_do(tmp_path: Path) -> None:
    """Whatever the formats."""
    assert rendering_tasks(inputs(tmp_path), SimpleNamespace(), {}, ["html"], tmp_path) == []  # type: ignore[arg-type]
