"""The sample study as it is published, and the check as a function of bytes."""

from functools import cached_property
from pathlib import Path

from report.manuscript.inputs import Inputs
from report.pipeline.build import build
from report.pipeline.expected import expected
from report.study.project import Project
from report.text.reading.docx import read_docx
from report.text.reading.html import read_html
from report.text.reading.pdf import read_pdf
from report.verify.check import check_copy

READERS = {".html": read_html, ".docx": read_docx, ".pdf": read_pdf}


class Sample:
    """A project, what it publishes, and what it would publish today."""

    def __init__(self, root, out):
        self.inputs = Inputs(Project(root))
        self.out = out / "published"

    @cached_property
    def published(self):
        """The folder with all formats."""
        build(self.inputs, self.out)
        return self.out

    @cached_property
    def documents(self):
        """What is right today."""
        return expected(self.inputs)

    def bytes(self, name):
        """A published file."""
        return (self.published / name).read_bytes()

    def published_alone(self, name):
        """The path of a published file, from a build of its format alone."""
        format = name.rpartition(".")[2]
        out = self.out.with_name(f"published-{format}")
        if not out.exists():
            build(self.inputs, out, (format,))
        return out / name

    def check(self, name, data):
        """The answer to a file of that name and content."""
        path = Path(name)
        return check_copy(path, READERS[path.suffix](data), self.documents)

    def found(self, name, data):
        """The findings as pairs of kind and id."""
        return [(finding.kind, finding.stat) for finding in self.check(name, data).findings]
