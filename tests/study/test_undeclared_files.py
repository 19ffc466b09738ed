"""Files that products read without declaring them, and older builds by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.files.file_states import FileState, file_state
from report.files.observed import Observed
from report.pipeline.revisions import Version, version
from report.rows.build_record import Build
from report.rows.errors import StoreError
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.study.product import Product
from report.study.study import DataFile
from report.study.undeclared_files import cited, data_behind, hints, of_modules


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with three data files."""
    (tmp_path / "data").mkdir()
    for name in ("declared", "read", "loaded"):
        (tmp_path / "data" / f"{name}.csv").write_text(f"{name}\n")
    return tmp_path


def observed(root: Path, **lines: str) -> Observed:
    """Files of the project, each read by a line of it."""
    found = Observed()
    for name, line in lines.items():
        path = root / "data" / f"{name}.csv"
        found.saw(str(path), file_state(path), f"{root}/{line}" if line.startswith("study") else line)
    return found


def declared(root: Path) -> dict[str, DataFile]:
    """The only declared file."""
    return {"main": DataFile(root / "data" / "declared.csv", "data/declared.csv")}


def test_undeclared_files_are_data_behind_the_rows(root: Path) -> None:
    """By name and hash; a declared file is behind them anyway."""
    steps = [observed(root, declared="study.py:3", read="study.py:4"), observed(root, read="study.py:9")]
    found = list(data_behind(steps, declared(root), root))
    assert found == [("data/read.csv", file_state(root / "data" / "read.csv").sha256)]


def test_a_link_to_a_declared_file_is_declared(root: Path) -> None:
    """The same bytes under another name."""
    (root / "data" / "link.csv").symlink_to("declared.csv")
    assert list(data_behind([observed(root, link="study.py:4")], declared(root), root)) == []


def test_an_undeclared_file_is_a_hint_with_its_line(root: Path) -> None:
    """In the order of their paths; what a library read has no line of the project."""
    found = hints(
        observed(root, read="study.py:4", declared="study.py:5", loaded="library"), declared(root), root
    )
    assert found == (
        "a library reads data/loaded.csv, which Study(files=...) does not declare",
        "study.py:4 reads data/read.csv, which Study(files=...) does not declare",
    )


def test_a_step_that_cannot_be_observed_is_a_hint(root: Path) -> None:
    """It costs every build its cache."""
    steps = Observed(untraceable={"starts a process": f"{root}/study.py:7"})
    assert hints(steps, {}, root) == (
        "study.py:7 starts a process: its inputs cannot be observed, so every build recomputes the statistics",
    )


def test_a_missing_file_is_no_hint(root: Path) -> None:
    """It was only looked for."""
    found = Observed()
    found.saw(str(root / "gone.csv"), FileState("", (0,) * 5), f"{root}/study.py:4")  # type: ignore[arg-type]
    assert hints(found, {}, root) == ()


def test_a_stored_sweep_is_no_hint(root: Path) -> None:
    """Its product declares it."""
    (root / "data" / "read.json").write_text('{"subject": 1, "results": [], "seconds_for_a_unit": 1}')
    assert hints(observed(root, read="study.py:4"), {}, root) == ()


def test_a_file_outside_the_project_is_cited_by_its_name(root: Path) -> None:
    """No path of the machine is printed."""
    assert cited(str(root / "data" / "read.csv"), root) == "data/read.csv"
    assert cited("/home/someone/secret/read.csv", root) == "read.csv"


def product(name: str, file: str) -> Product:
    """A product of a module."""
    return Product(name, "stats", lambda: None, (), file, 1)


def test_what_a_module_reads_belongs_to_its_own_products(root: Path) -> None:
    """And what a module without products reads belongs to all."""
    one, two = f"{root}/study1.py", f"{root}/study2.py"
    loading = observed(root, declared="study1.py:2", read="study2.py:2", loaded="study_helper.py:2")
    found = of_modules(loading, {one}, [product("a", one), product("b", two)])
    assert {Path(path).name for path in found.files} == {"declared.csv", "loaded.csv"}
    assert set(found.readers) == set(found.files)


LEDGER = Ledger.of([Stat("a.n", 3, "count", "cases")], Build(study="S", commit="abc1234"))


def build(folder: Path, ledger: Ledger = LEDGER) -> Path:
    """A folder with a ledger."""
    folder.mkdir(parents=True)
    (folder / "ledger.json").write_text(ledger.to_json(), encoding="utf-8")
    return folder


def test_an_older_build_is_a_folder_or_a_ledger(tmp_path: Path) -> None:
    """With its commit and rows."""
    folder = build(tmp_path / "old")
    for name in (folder, folder / "ledger.json"):
        found = version(tmp_path, str(name))
        assert (found.commit, found.ledger.stat("a.n").value) == ("abc1234", 3)


def test_a_stamped_submission_is_found_by_its_name(tmp_path: Path) -> None:
    """Below the folder of submissions."""
    folder = build(tmp_path / "submissions" / "first")
    assert version(tmp_path, "first") == Version("first", folder, "abc1234")


def test_a_build_of_changed_code_has_no_commit(tmp_path: Path) -> None:
    """The plus says that files differed from the commit."""
    changed = Ledger.of([], Build(commit="abc1234+"))
    assert version(tmp_path, str(build(tmp_path / "old", changed))).commit == ""


def test_word_files_of_a_build_are_by_document(tmp_path: Path) -> None:
    """Without those that show tracked changes; a ledger alone has none."""
    folder = build(tmp_path / "old")
    for name in ("index.docx", "index.tracked.docx", "index.html"):
        (folder / name).write_bytes(name.encode())
    assert version(tmp_path, str(folder)).word_files() == {"index": b"index.docx"}
    assert version(tmp_path, str(folder / "ledger.json")).word_files() == {}


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_a_ledger_that_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes | None) -> None:
    """It is located by its path."""
    path = tmp_path / "ledger.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError) as raised:
        _ = Version("x", tmp_path).text
    (fault,) = raised.value.faults
    assert (fault.where, fault.what) == (str(path), "is not the ledger of a build")
