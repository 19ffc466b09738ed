"""A small study to publish, and everything that a published folder holds as searchable text."""

import shutil
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Project:
    """A project folder, and the command `report` inside it."""

    def __init__(self, root, run_report, out=None):
        self.root, self._run = root, run_report
        self.out = out or root / "_output"

    def report(self, *arguments):
        return self._run(self.root, *arguments)

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, name, text):
        with (self.root / name).open("a", encoding="utf-8") as stream:
            stream.write(text)

    def texts(self):
        """Each published file, archives unpacked and streams of PDF inflated, as name and text."""
        for path in sorted(self.out.rglob("*")):
            if path.is_file():
                for name, content in unpacked(path.name, path.read_bytes()):
                    yield name, content.decode("latin-1")
                    yield f"{name} as UTF-8", content.decode("utf-8", "ignore")


def unpacked(name, content):
    yield name, content
    if name.endswith(".docx"):
        from io import BytesIO

        with zipfile.ZipFile(BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from unpacked(f"{name}/{part}", archive.read(part))
    if name.endswith(".pdf"):
        yield from ((f"{name}/{number}", stream) for number, stream in enumerate(pdf_streams(content)))


def pdf_streams(content):
    from io import BytesIO

    from pypdf import PdfReader
    from pypdf.generic import IndirectObject, StreamObject

    reader = PdfReader(BytesIO(content))
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(found, StreamObject):
            yield found.get_data()
        elif found is not None:
            yield repr(found).encode("utf-8", "ignore")
    for page in reader.pages:
        yield page.extract_text().encode("utf-8", "ignore")


@pytest.fixture
def mini_study(tmp_path, run_report):
    shutil.copytree(ROOT / "tests" / "engine" / "mini", tmp_path / "study")
    return Project(tmp_path / "study", run_report)


#: The parts of the repository from which the paper is built.
PAPER = ("analysis", "templates", "data", "docs", "_extensions", "pyproject.toml", "_quarto.yml")
#: Other data would need an hour of sweeps, of which the paper prints medians and shares.
STORED_SWEEPS = """

from pathlib import Path

from report.sweeps.declaration import Sweep
from report.sweeps.stored_results import StoredResults


def _stored(sweep, _):
    path = Path(__file__).parents[1] / sweep.stored
    return StoredResults(path, "", sweep.name).frame(sweep.design.universes())


Sweep.results = _stored
"""


@pytest.fixture
def paper(tmp_path, run_report):
    """A copy of the paper, whose sweeps have the stored results whatever the data are."""
    root = tmp_path / "paper"
    root.mkdir()
    for name in PAPER:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    project = Project(root, run_report)
    project.append("analysis/__init__.py", STORED_SWEEPS)
    return project
