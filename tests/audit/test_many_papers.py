"""Audits of many papers: which files are read, what is cached, and the table of all findings."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from report.audit.many_papers import HEAD, Request, audit_all, lines_of, papers_in, table
from report.text.reading.guards import UnreadableError

#: The papers that were audited, in order.
AUDITED: list[str] = []


@dataclass(frozen=True)
class Audited:
    """The result of an audit that was not made."""

    file: Path

    def record(self) -> dict[str, Any]:
        """A record with the name of the file."""
        return {"file": str(self.file), "findings": [], "summary": {"read": 1, "checked": 1}}


@dataclass(frozen=True)
class Recorder(Request):
    """A request that notes the papers instead of auditing them."""

    def run(self, path: Path) -> Any:
        AUDITED.append(path.name)
        text = path.read_text(encoding="utf-8")
        if text == "unreadable":
            raise UnreadableError("has no text")
        if text == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "slow":
            (path.parent / f"{os.getpid()}.pid").touch()
            time.sleep(60)
        if text == "broken":
            raise ValueError("what the library said")
        return Audited(path)


@pytest.fixture(autouse=True)
def _empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache for each test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    AUDITED.clear()


def write(folder: Path, **files: str) -> list[Path]:
    """Papers with these texts, by name."""
    folder.mkdir(exist_ok=True)
    made = [folder / f"{name}.txt" for name in files]
    for file, text in zip(made, files.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    return made


def audit(file: Path, request: Request | None = None) -> dict[str, Any]:
    """The record of one paper."""
    ((_, record),) = audit_all([file], request or Recorder())
    return record


def test_folders_are_searched_and_files_taken_by_name(tmp_path: Path) -> None:
    """All known formats in all folders below, sorted; other files and folders with such a name are left out."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "folder.pdf").mkdir()
    for name in ("b.pdf", "a.DOCX", "deep/c.html", "notes.xlsx", "deep/d.tex", "README"):
        (tmp_path / "in" / name).touch()
    (tmp_path / "own.md").touch()
    found = papers_in(
        [tmp_path / "own.md", tmp_path / "in", tmp_path / "folder.pdf", tmp_path / "missing.pdf"]
    )
    assert [str(each.relative_to(tmp_path)) for each in found] == [
        "own.md",
        "in/a.DOCX",
        "in/b.pdf",
        "in/deep/c.html",
        "in/deep/d.tex",
    ]


def test_a_paper_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    """A file and its folder may both be given."""
    (file,) = write(tmp_path / "in", a="A")
    assert papers_in([file, tmp_path / "in", file]) == [file]


def test_no_papers(tmp_path: Path) -> None:
    """An empty folder has no papers, and nothing is audited."""
    assert papers_in([]) == papers_in([tmp_path]) == []
    assert list(audit_all([], Recorder())) == []


def test_a_finished_paper_comes_from_the_cache(tmp_path: Path) -> None:
    """The same content is not audited again, also under another name, which the record has."""
    one, two = write(tmp_path, a="A", b="A")
    assert audit(one)["file"] == str(one)
    assert audit(one)["file"] == str(one)
    assert audit(two)["file"] == str(two)
    assert AUDITED == ["a.txt"]


def test_a_changed_paper_or_request_is_audited_again(tmp_path: Path) -> None:
    """The cache goes by content, format and all options."""
    (file,) = write(tmp_path, a="A")
    page = tmp_path / "a.md"
    page.write_text("A", encoding="utf-8")
    requests = (
        Recorder(),
        Recorder(alpha=0.01),
        Recorder(rules=("wald",)),
        Recorder(facts={"n": 3}),
        Recorder(shows_all=True),
    )
    for request in requests:
        audit(file, request)
    audit(page)
    write(tmp_path, a="B")
    audit(file)
    assert AUDITED == ["a.txt"] * 5 + ["a.md", "a.txt"]


@pytest.mark.parametrize(
    ("text", "error"), [("unreadable", "has no text"), ("broken", "cannot be read: ValueError")]
)
def test_an_unreadable_paper_has_an_error_and_is_tried_again(text: str, error: str, tmp_path: Path) -> None:
    """The reason is stated without the words of a library; the next run may have more luck."""
    (file,) = write(tmp_path, a=text)
    assert audit(file) == audit(file) == {"file": str(file), "error": error}
    assert AUDITED == ["a.txt", "a.txt"]


def test_a_missing_paper_has_an_error(tmp_path: Path) -> None:
    """A file that disappears during a long run does not end it."""
    assert audit(tmp_path / "gone.txt")["error"] == "cannot be read: FileNotFoundError"


FINDING: Mapping[str, Any] = {
    "severity": "inconsistent",
    "rule": "wald",
    "statement": "b = 0.30",
    "computed": "3.000",
    "question": "Is it?",
    "where": [{"page": 3, "section": "Results"}, {"page": 4}],
}


def record(*findings: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a paper."""
    return {"summary": {"read": 12, "checked": 7}, "findings": list(findings)}


def test_each_finding_is_a_line() -> None:
    """With the first of its places, and the counts of the paper."""
    first, second = lines_of(Path("a.pdf"), record(FINDING, {**FINDING, "where": [{"part": "abstract"}]}))
    assert dict(zip(HEAD, first, strict=True)) == {
        "paper": "a.pdf",
        "severity": "inconsistent",
        "rule": "wald",
        "page": "3",
        "section": "Results",
        "statement": "b = 0.30",
        "computed": "3.000",
        "question": "Is it?",
        "read": "12",
        "checked": "7",
    }
    assert second[3:5] == ("", "abstract")


def test_a_finding_may_have_no_place_and_no_question() -> None:
    """What is not known is empty."""
    bare = {"severity": "worth a look", "rule": "r", "statement": "s", "where": []}
    assert list(lines_of(Path("a.pdf"), record(bare))) == [
        ("a.pdf", "worth a look", "r", "", "", "s", "", "", "12", "7")
    ]


def test_a_paper_without_findings_is_a_line_too() -> None:
    """A paper that is missing from the table was not read."""
    assert list(lines_of(Path("a.pdf"), record())) == [("a.pdf", "none", *[""] * 6, "12", "7")]


def test_an_unreadable_paper_is_a_line_with_the_reason() -> None:
    """The reason is where a question would be."""
    (line,) = lines_of(Path("a.pdf"), {"error": "has no text"})
    assert dict(zip(HEAD, line, strict=True))["question"] == "has no text"
    assert line[1] == "not readable"
    assert len(line) == len(HEAD)


def read(*cells: str) -> list[str]:
    """The cells of a line as a program reads them from the CSV."""
    head, line = csv.reader(io.StringIO(table([cells]), newline=""))
    assert tuple(head) == HEAD
    return line


@pytest.mark.parametrize("cell", ["a, b", 'the "best"', "two\nlines", "β = −0.22", "", "0.5", "−0.5"])
def test_a_cell_survives_csv(cell: str) -> None:
    """Commas, quotation marks, line ends and any letter."""
    assert read(cell, "next") == [cell, "next"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "@SUM(A1)", "\t=1", "-1+1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    """Text of a paper must not be run by a spreadsheet."""
    assert read(cell)[0].startswith("'")


@pytest.mark.parametrize("text", ["two\r\nlines", "two\rlines"])
def test_carriage_returns_become_line_feeds(text: str) -> None:
    """A carriage return would end the line of the table."""
    assert read(text, "next") == ["two\nlines", "next"]


def test_a_table_without_lines_has_its_head() -> None:
    """Lines end in a line feed."""
    assert table([]) == ",".join(HEAD) + "\n"


def test_a_paper_that_kills_its_process_does_not_end_the_run(tmp_path: Path) -> None:
    """The others are audited all the same."""
    files = write(tmp_path / "in", a="A", b="deadly", c="C", d="D")
    found = {path.name: record for path, record in audit_all(files, Recorder())}
    assert found["b.txt"]["error"] == "cannot be read: there is not enough memory"
    assert sorted(name for name, record in found.items() if "error" not in record) == [
        "a.txt",
        "c.txt",
        "d.txt",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no signal at the death of a parent")
def test_processes_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    """No process keeps on reading papers."""
    write(tmp_path / "in", a="slow", b="slow")
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import test_many_papers as papers\n"
        "if __name__ == '__main__':\n"
        "    files = sorted(Path(sys.argv[2]).glob('*.txt'))\n"
        "    list(papers.audit_all(files, papers.Recorder()))\n"
    )
    script = tmp_path / "run.py"
    script.write_text(code, encoding="utf-8")
    command = [sys.executable, str(script), str(Path(__file__).parent), str(tmp_path / "in")]
    with subprocess.Popen(command) as run:
        pids = _when(lambda: [int(each.stem) for each in (tmp_path / "in").glob("*.pid")])
        run.kill()
    assert _when(lambda: [pid for pid in pids if not _is_alive(pid)]) == pids


def _when(read: Callable[[], list[int]]) -> list[int]:
    """What is read as soon as it has entries, at most 30 s later."""
    for _ in range(300):
        found = read()
        if found:
            time.sleep(0.5)
            return read()
        time.sleep(0.1)
    return []


def _is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
