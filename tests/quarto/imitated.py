"""Quarto imitated with pandoc: the documents of a project through the filters of the extension."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypandoc

from report.quarto.postrender import Rendered
from report.study.build_facts import epoch


def imitated(project: Path, *names: str, formats: Sequence[str] = ("html", "docx")) -> Rendered:
    """Render documents that the step before a render wrote, each in each format, into `_output`."""
    out = project / "_output"
    out.mkdir(exist_ok=True)
    files = []
    for name in names:
        for format in formats:
            path = out / f"{name}.{format}"
            command = [pypandoc.get_pandoc_path(), f"{name}.qmd", "-f", "markdown-implicit_figures", "-s"]
            command += ["--section-divs", "--embed-resources", "-o", str(path)]
            command += ["-L", "_extensions/tracepaper/reading.lua", "--citeproc"]
            command += ["-L", "_extensions/tracepaper/tracepaper.lua", "-M", "link-citations"]
            command += ["--template=.tracepaper/quarto/page.html"] if format == "html" else []
            environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch(project))}
            subprocess.run(command, cwd=project, env=environment, capture_output=True, check=True)
            files.append(path)
    return Rendered(project, out, tuple(files))
