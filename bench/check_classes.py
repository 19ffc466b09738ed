"""How many edits of each class `report check` finds, and how many untouched copies it calls changed.

Writes the table of docs/check-accuracy.md; `check_classes.py 20` tries at most twenty edits of each class.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from shutil import copytree

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "verify"
sys.path[:0] = [str(ROOT), str(TESTS), str(TESTS.with_name("export"))]

from block_moves import block_moves  # noqa: E402
from editable import Html, Word  # noqa: E402
from edits import edits  # noqa: E402
from mutations import mutations  # noqa: E402
from pdf_margins import typed_beside  # noqa: E402
from places import Page  # noqa: E402
from subject import Sample  # noqa: E402
from table_edits import Book, Csv, Tex, Tidy, table_edits  # noqa: E402
from test_export_resaved import ROUTES  # noqa: E402
from test_verify_edits import overlays  # noqa: E402
from test_verify_hidden_places import ADDED  # noqa: E402
from test_verify_pdf_routes import HARMLESS  # noqa: E402
from word_html import saved_by_word  # noqa: E402
from word_odd_places import ADDED as ADDED_IN_WORD  # noqa: E402
from word_odd_places import HIDDEN as HIDDEN_IN_WORD  # noqa: E402
from word_odd_places import edited  # noqa: E402

from report.export.edition import Edition  # noqa: E402
from report.export.table_exports import FORMATS, table_export, write_tables  # noqa: E402
from report.export.verify_tables import READERS, open_table  # noqa: E402
from report.text.reading.guards import UnreadableError  # noqa: E402

PAGE = ROOT / "docs" / "check-accuracy.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"
#: A class of edits: format, name, and one function for each edit, which makes the copy.
Class = tuple[str, str, list[Callable[[], bytes]]]
NAMES = {
    "insert at start": "number typed at the beginning of a block",
    "insert at middle": "number typed within a block",
    "insert at end": "number typed at the end of a block",
    "mark": "significance mark added",
    "suffix": "sign, unit or exponent attached to a number",
    "prefix": "relation or sign before a number",
}
#: The classes of edits of exported tables, by the beginning of their operation.
OF_TABLES = {
    "write|double at": "number or words written into a cell",
    "attach": "sign, unit or exponent attached to the number of a cell",
    "delete at": "cell emptied",
    "exchange|copy": "cell exchanged with another or copied over it",
    "(delete|double|move) line": "line deleted, doubled or moved",
    "add": "line with a number added",
}
TABLES = {
    "tables.xlsx": lambda data: Book(data, "Table 1"),
    "Table-1.csv": Csv,
    "Table-1.tidy.csv": Tidy,
    "Table-1.tex": Tex,
}


def edit_classes(sample: Sample, name: str, kind: type[Html] | type[Word], most: int) -> Iterator[Class]:
    """The edits of all blocks of a format: every operation with every form of number."""
    copy = kind(sample.bytes(name))
    made = defaultdict(list)
    for edit in edits(copy.blocks, 1):
        made[edit.operation].append(lambda edit=edit: copy.edited((edit.index, edit.text)))
    for operation, each in made.items():
        yield name, NAMES.get(operation, operation), chosen(each, most)
    moves = [lambda data=data: data for _, data in block_moves(copy)]
    yield name, "block deleted, doubled, moved or exchanged", chosen(moves, most)


def mutation_classes(sample: Sample, most: int) -> Iterator[Class]:
    """The mutations of numbers that are printed from rows, and of claims."""
    values = [row.printed for row in sample.documents.ledger.values()]
    made = defaultdict(list)
    for (operator, _), each in mutations(Page(sample.bytes("index.html")), values).items():
        made[operator] += [mutation.apply for mutation in each]
    for operator, each in made.items():
        yield "index.html", operator, chosen(each, most)


def pdf_classes(sample: Sample, most: int) -> Iterator[Class]:
    """Numbers that a white box covers in a PDF, with or without others over it, and numbers beside a column."""
    made = [lambda data=data: data for _, data in overlays(sample.bytes("index.pdf"), max(1, most // 3))]
    yield "index.pdf", "number covered, replaced or added by an editor", made
    beside = [lambda data=data: data for _, data in typed_beside(sample.bytes("index.pdf"), 4 * most)]
    yield "index.pdf", "number typed in a margin, a gap, a header or a footer", beside


def odd_places(sample: Sample) -> Iterator[Class]:
    """Numbers that a copy adds or hides by its lists, titles, colours, drawings, fields and controls."""
    page = sample.bytes("index.html").decode("utf-8")
    made = [lambda change=change: change(page).encode() for change in ADDED.values()]
    yield "index.html", "number added or hidden in an odd place", made
    data = sample.bytes("index.docx")
    yield "index.docx", "number added in an odd place", [lambda n=n: edited(data, n) for n in ADDED_IN_WORD]
    yield "index.docx", "number hidden", [lambda n=n: edited(data, n) for n in HIDDEN_IN_WORD]


def exported(sample: Sample) -> Path:
    """The folder with the tables of the sample in all formats."""
    folder = sample.out.with_name("tables")
    if not folder.exists():
        folder.mkdir()
        edition = Edition(sample.documents.inputs, sample.documents.computed)
        write_tables(table_export(edition, ()), FORMATS, folder)
    return folder


def table_classes(sample: Sample, most: int) -> Iterator[Class]:
    """The edits of exported tables: cells of each kind and lines, in each format."""
    for name, kind in TABLES.items():
        copy = kind((exported(sample) / name).read_bytes())
        made = defaultdict(list)
        for edit in table_edits(copy.lines, copy.kinds, key=name):
            what = next(what for start, what in OF_TABLES.items() if re.match(start, edit.operation))
            made[what].append(lambda copy=copy, edit=edit: copy.written(edit.lines))
        for what, each in made.items():
            yield name, what, chosen(each, most)


def resaved_tables(sample: Sample) -> Iterator[Class]:
    """Exported tables, as they are and with the separators, encodings and digits of spreadsheets."""
    for name in TABLES:
        path = exported(sample) / name
        yield name, "as exported", [path.read_bytes]
        if name.endswith(".csv"):
            routes = [lambda route=route, path=path: route(path) for route in ROUTES.values()]
            yield name, "saved with another separator or encoding, or fewer digits", routes


def untouched(sample: Sample) -> Iterator[Class]:
    """Copies that programs wrote, without an edit."""
    for name in ("index", "supplement"):
        data = sample.bytes(f"{name}.pdf")
        routes = [lambda change=change, data=data: change(data) for change in HARMLESS.values()]
        yield f"{name}.pdf", "pages turned, cropped, scaled, combined, rearranged, lines numbered", routes
        page = sample.bytes(f"{name}.html")
        yield f"{name}.html", "saved by Word as a page", [lambda page=page: saved_by_word(page)]
        for suffix in (".html", ".docx", ".pdf"):
            whole = sample.bytes(f"{name}{suffix}")
            yield f"{name}{suffix}", "as published", [lambda whole=whole: whole]


def chosen(made: list[Callable[[], bytes]], most: int) -> list[Callable[[], bytes]]:
    """At most that many edits, at random but the same in every run."""
    return Random(len(made)).sample(made, min(most, len(made)))


def found(sample: Sample, name: str, made: Iterable[Callable[[], bytes]]) -> int:
    """The number of copies in which the check has findings."""
    return sum(has_findings(sample, name, each()) for each in made)


def has_findings(sample: Sample, name: str, data: bytes) -> bool:
    """Whether the check has findings in a copy, or refuses it as no table of the paper."""
    if Path(name).suffix not in READERS:
        return bool(sample.check(name, data).findings)
    path = sample.out.with_name(name)
    path.write_bytes(data)
    try:
        return bool(open_table(path)(sample.documents).findings)
    except UnreadableError:
        return True


def table(sample: Sample, most: int) -> str:
    """The table, first the edits and then the untouched copies."""
    classes = [
        *edit_classes(sample, "index.html", Html, most),
        *edit_classes(sample, "index.docx", Word, most),
        *mutation_classes(sample, most),
        *pdf_classes(sample, most),
        *odd_places(sample),
        *table_classes(sample, most),
    ]
    lines = ["| edit | format | tried | found |", "|---|---|---|---|"]
    lines += [_line(sample, each) for each in classes]
    lines += ["", "| untouched copy | file | tried | with findings |", "|---|---|---|---|"]
    return "\n".join(
        [*lines, *(_line(sample, each) for each in (*untouched(sample), *resaved_tables(sample)))]
    )


def _line(sample: Sample, each: Class) -> str:
    name, what, made = each
    return f"| {what} | {name} | {len(made)} | {found(sample, name, made)} |"


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        copytree(TESTS / "sample", Path(folder) / "project")
        made = table(Sample(Path(folder) / "project", Path(folder)), most)
    print(made)
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n\n{made}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
