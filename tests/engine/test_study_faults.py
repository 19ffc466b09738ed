"""What is wrong in a study's own modules and settings is answered with place, fault and remedy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report.lint import Conventions
from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.manuscript.woven_documents import woven
from report.rows.errors import DataError, ProductError, ReportError, StudyError, TemplateError
from report.rows.ledger import Ledger
from report.study.module_loading import line_of
from report.study.project import Project
from report.study.reproduction import reproductions
from report.study.study import Study
from tests.conftest import usual_path
from tests.sampling import sampled

Faults = Callable[..., str]
PRODUCTS, STUDY, INDEX = "mini/products.py", "mini/study.py", "templates/index.qmd.j2"


@pytest.fixture
def faults(mini: Any, monkeypatch: pytest.MonkeyPatch) -> Faults:
    """The faults of a study that is computed, woven, and compared with printed numbers."""
    monkeypatch.setattr(sys, "path", [str(mini.root), *usual_path(mini.root.parents[1])])
    for name in [name for name in sys.modules if name.split(".")[0] == "mini"]:
        monkeypatch.delitem(sys.modules, name)

    def faults(kind: type[ReportError] = StudyError) -> str:
        with pytest.raises(kind) as caught:
            _all_of(mini.root)
        return str(caught.value)

    return faults


def _all_of(root: Path) -> None:
    inputs = Inputs(Project.find(root))
    computed = compute(inputs)
    woven(inputs, computed)
    inputs.pages_key()
    reproductions(inputs.project.study, inputs.files, computed.results.ledger, root)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("name", sampled([PRODUCTS, STUDY], 2))
@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("def broken(:\n", "SyntaxError"),
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ("import nosuchlibrary\n", "No module named 'nosuchlibrary'\n    install it"),
        ("from report import Nothing\n", "ImportError: cannot import name 'Nothing'"),
    ],
)
def test_what_fails_in_a_module_is_a_fault_at_its_line(
    mini: Any, faults: Faults, name: str, code: str, fault: str
) -> None:
    """A module that cannot be imported is named with the line and the error."""
    path = mini.root / name
    line = len(path.read_text(encoding="utf-8").splitlines()) + 1
    append(path, code)
    assert faults().startswith(f"{name}:{line}  cannot be imported: ")
    assert fault in faults()


def test_the_line_is_that_of_the_module_that_fails(mini: Any, faults: Faults) -> None:
    """Where a module imports a broken one, the place is in the broken one; the error is on one line."""
    append(mini.root / PRODUCTS, "import mini.other\n")
    (mini.root / "mini" / "other.py").write_text("one = 1\nraise ValueError('first\\nsecond')\n", "utf-8")
    assert faults() == "mini/other.py:2  cannot be imported: ValueError: first second\n    fix the module"


def test_the_line_is_none_of_the_engine() -> None:
    """What the engine raises is the fault of the line that called it, also where both lie in one folder."""
    with pytest.raises(ReportError) as caught:
        Ledger.from_json("no ledger")
    where = line_of(caught.value, Path(__file__).parents[2], "elsewhere")
    assert where.startswith("tests/engine/test_study_faults.py:")


def test_all_modules_that_are_not_there_are_named(mini: Any, faults: Faults) -> None:
    """Each name of no module is a fault, all at once."""
    mini.edit(STUDY, '("mini.products",)', '("mini.prodcts", "maxi.products")')
    assert faults().count("does not exist") == 2
    assert "mini.prodcts" in faults()
    assert "maxi.products" in faults()


@pytest.mark.parametrize(
    "named",
    ["mini.stdy:study", "mini.study:stdy", "mini.products:Bar", "mini", "../mini:study", "mini/study:a b"],
)
def test_a_study_that_is_not_there_is_a_fault_of_the_settings(mini: Any, faults: Faults, named: str) -> None:
    """A wrong name in [tool.report] is answered with the file that holds it."""
    mini.edit("pyproject.toml", "mini.study:study", named)
    assert faults().startswith("pyproject.toml  ")


def test_the_command_answers_without_a_traceback(mini: Any) -> None:
    """A broken module costs exit code 1 and three lines."""
    append(mini.root / PRODUCTS, "def broken(:\n")
    done = mini.report("list")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 3


@pytest.mark.parametrize("wrong", ['"index"', "5", '("",)', "(5,)"])
@pytest.mark.parametrize("field", ["modules", "documents"])
def test_names_of_a_study_are_tuples_of_texts(field: str, wrong: str) -> None:
    """A bare text would be read letter by letter."""
    fields: dict[str, Any] = {"modules": ("a",), field: eval(wrong)}
    with pytest.raises(StudyError, match=f"{field} is not a tuple of names"):
        Study("a study", **fields)


def test_the_main_file_is_one_of_the_files(tmp_path: Path) -> None:
    """`--data` never replaces a file that no product reads."""
    with pytest.raises(StudyError, match="'b' is not one of its files"):
        Study("a study", (), {"a": "a.csv"}, data="b")
    with pytest.raises(StudyError, match="has no main data file"):
        Study("a study", (), {"a": "a.csv"}).data_files(tmp_path, tmp_path / "b.csv")


@pytest.mark.parametrize("wrong", sampled(["[5]", '"a.qmd"', "5"], 3))
def test_a_broken_list_of_documents_is_a_fault(mini: Any, faults: Faults, wrong: str) -> None:
    """[tool.report] documents is a list of paths or nothing."""
    append(mini.root / "pyproject.toml", f"documents = {wrong}\n")
    assert "documents is not a list of paths" in faults()


@pytest.mark.parametrize("text", [b"tool = 5\n", b"[tool]\nreport = 5\n", b"[tool.report]\nstudy = '\xff'\n"])
def test_a_broken_file_of_settings_is_a_fault(mini: Any, faults: Faults, text: bytes) -> None:
    """A malformed pyproject.toml is a fault."""
    (mini.root / "pyproject.toml").write_bytes(text)
    assert faults()


def test_settings_of_the_linter_are_a_table() -> None:
    """[tool.report] lint = 5 is answered with how to write it."""
    with pytest.raises(ReportError, match="lint is not a table"):
        Conventions.from_settings(5)


@pytest.mark.parametrize(
    "tag", sampled(["<< 1 / 0 >>", "<< 10.0 ** 999 >>", "<% for i in range(10 ** 9) %><% endfor %>"], 2)
)
def test_whatever_a_tag_raises_is_a_fault_at_its_line(mini: Any, faults: Faults, tag: str) -> None:
    """An arithmetic error in a template is reported like an unknown name."""
    line = len((mini.root / INDEX).read_text(encoding="utf-8").splitlines()) + 1
    append(mini.root / INDEX, f"{tag}\n")
    assert faults(TemplateError).startswith(f"{INDEX}:{line}  ")


def test_a_template_of_other_bytes_is_a_fault(mini: Any, faults: Faults) -> None:
    """A template that is not UTF-8 is named."""
    (mini.root / INDEX).write_bytes(b"caf\xe9\n")
    assert faults(TemplateError).startswith(f"{INDEX}  is not UTF-8 text")


def test_constants_that_are_not_there_are_a_fault(mini: Any, faults: Faults) -> None:
    """A file of constants that the study names and nobody wrote is named."""
    mini.edit(STUDY, "data/protocol.yaml", "data/nothing.yaml")
    assert faults(DataError).startswith("data/nothing.yaml  cannot be read")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Sleep of {hours.n} participants"', "5"),
        ('"A bar of {hours.mean} hours."', "None"),
        ('row("Participants", "{hours.n}")', 'row("Participants", 5)'),
    ],
)
def test_what_is_no_text_in_a_float_is_a_fault_of_its_product(
    mini: Any, faults: Faults, old: str, new: str
) -> None:
    """A number that was given for a text of a table or figure is answered at the product's line."""
    mini.edit(PRODUCTS, old, new)
    assert faults(ProductError).startswith(f"{PRODUCTS}:")


def test_a_tagged_class_is_a_fault(mini: Any, faults: Faults) -> None:
    """Only functions are products."""
    append(mini.root / PRODUCTS, "\n@stats\nclass Rows:\n    pass\n")
    assert "tags Rows, which is not a function" in faults()


@pytest.mark.parametrize(
    ("code", "kind", "where"),
    [
        ("def compare(:\n", StudyError, "mini/again.py:1"),
        ("def compare(ledger, files):\n    return [{}['a']]\n", ProductError, "mini/again.py:2"),
        ("def compare(ledger, files):\n    return [5]\n", ProductError, "mini.again"),
        ("compare = 5\n", StudyError, "mini.again"),
    ],
)
def test_what_fails_in_a_comparison_is_a_fault(
    mini: Any, faults: Faults, code: str, kind: type[ReportError], where: str
) -> None:
    """A function that compares with printed numbers must return what it declares."""
    mini.edit(STUDY, "documents=", 'reproduction="mini.again:compare",\n    documents=')
    (mini.root / "mini" / "again.py").write_text(code, encoding="utf-8")
    assert faults(kind).startswith(f"{where}  ")


@pytest.mark.parametrize("label", ["1 / 0", '"$$"', 'r"$\\alhpa$"'])
def test_what_fails_while_a_figure_is_drawn_or_written_is_a_fault(
    mini: Any, faults: Faults, label: str
) -> None:
    """An error in `draw`, or one that matplotlib raises when it writes the picture, names file, line and figure."""
    mini.edit(
        PRODUCTS,
        "axes = canvas.add_subplot()",
        f"axes = canvas.add_subplot()\n        axes.set_title({label})",
    )
    assert faults(ProductError).startswith(f"{PRODUCTS}:")
    assert "bar cannot be drawn: " in faults(ProductError)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_template_may_begin_with_a_byte_order_mark(mini: Any, end: str) -> None:
    """What an editor on Windows writes reads like any other template."""
    plain = Project.find(mini.root).templates()
    for path in (mini.root / "templates").rglob("*.j2"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", end.encode()))
    assert Project.find(mini.root).templates() == plain
