"""A small document with a number in every kind of place, rendered to Word."""

import struct
import sys
import zlib
from pathlib import Path

import pytest

from report.render import Document, render
from report.render.word import EmbeddedLedger, with_ledger

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
EPOCH = 1_700_000_000
SAMPLE = HERE / "sample.md"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="60mm" viewBox="0 0 100 60">'
    '<text data-stat="fit.cfi">.97</text></svg>'
)


def png(wide, high):
    """A white picture."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * wide) * high)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def rendered(folder, markdown, settings=""):
    """The bytes of a document rendered in a folder that is a project."""
    (folder / "pyproject.toml").write_text(f"[tool.report]\n{settings}\n")
    figures = folder / "figures"
    figures.mkdir(exist_ok=True)
    for name, wide in (("paths", 90), ("broad", 400)):
        (figures / f"{name}.svg").write_text(SVG.format(wide))
        (figures / f"{name}.png").write_bytes(png(wide, 60))
    document = Document("index", markdown, folder, figures)
    return render(document, ["docx"], folder, epoch=EPOCH)[0].read_bytes()


@pytest.fixture(scope="session")
def markdown():
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def data(tmp_path_factory, markdown):
    return rendered(tmp_path_factory.mktemp("word"), markdown)


@pytest.fixture(scope="session")
def word(data):
    from word_file import WordFile

    return WordFile(data)


@pytest.fixture(scope="session")
def embedded(word):
    ids = dict.fromkeys(id for id, _ in word.spans(SAMPLE.read_text(encoding="utf-8")))
    labels = {id: f"label of {id} " + "and more of it " * 4 for id in ids}
    return EmbeddedLedger("abc1234 · data 5678", True, dict.fromkeys(ids, "0.5"), labels)


@pytest.fixture(scope="session")
def copy(data, embedded):
    return with_ledger(data, embedded, EPOCH)


@pytest.fixture
def render_in(tmp_path):
    """Render other Markdown, with settings of the project if there are any."""
    from word_file import WordFile

    return lambda text, settings="": WordFile(rendered(tmp_path, text, settings))
