"""The command `report fit`: JSON of one shape, a readable table, faults with their file and a remedy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from report.cli.app import run
from report.pathmodels.intervals import Bounds
from report.pathmodels.printing import _bounds, _number

MODEL = "# mediation\nm ~ a*x\ny ~ b*m\nind := a*b\n"
TOP = {"n", "missing", "converged", "estimates", "r2", "fit", "warnings"}
ROW = [
    "lhs",
    "op",
    "rhs",
    "label",
    "est",
    "se",
    "z",
    "p",
    "ci_lower",
    "ci_upper",
    "std",
    "std_se",
    "std_z",
    "std_p",
]
FIT = {
    "npar", "chisq", "df", "pvalue", "baseline_chisq", "baseline_df", "cfi", "tli", "rmsea", "rmsea_ci_lower",
    "rmsea_ci_upper", "srmr", "logl", "aic", "bic",
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    rng = np.random.default_rng(4)
    x = rng.normal(size=50)
    m = 0.5 * x + rng.normal(size=50)
    data = pd.DataFrame({"x": x, "m": m, "y": 0.4 * m + rng.normal(size=50), "note": "text"})
    data.loc[3, "y"] = np.nan
    (tmp_path / "model.lav").write_text(MODEL, encoding="utf-8")
    data.to_csv(tmp_path / "data.csv", index=False)
    return str(tmp_path / "model.lav"), str(tmp_path / "data.csv")


def main(arguments: list[str]) -> int:
    """The exit code of `report fit` with these arguments."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["report", "fit", *arguments])
        with pytest.raises(SystemExit) as ended:
            run()
    return int(ended.value.code or 0)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_json_has_the_documented_shape(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every key of the documentation, with null where nothing was estimated."""
    found = answer(capsys, *files)
    assert set(found) >= TOP
    assert set(found["fit"]) >= FIT
    assert [list(row) for row in found["estimates"]] == [ROW] * len(found["estimates"])
    assert (found["n"], found["missing"], found["converged"]) == (49, "listwise", True)
    assert set(found["r2"]) == {"m", "y"}
    fixed = next(row for row in found["estimates"] if (row["lhs"], row["rhs"]) == ("x", "x"))
    assert (fixed["z"], fixed["p"], fixed["std_z"]) == (None, None, None)


def test_fiml_keeps_incomplete_cases(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """All 50 cases, with intercepts and exogenous moments among the rows."""
    found = answer(capsys, *files, "--missing", "fiml")
    assert found["n"] == 50
    rows = {(row["lhs"], row["op"], row["rhs"]): row for row in found["estimates"]}
    assert rows["x", "~1", ""]["se"] > 0
    assert rows["x", "~~", "x"]["se"] > 0


def test_bootstrap_is_added_to_the_json(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Each row has both intervals with the Monte Carlo error of each bound; the seed repeats them."""
    one, two = (answer(capsys, *files, "--bootstrap", "200", "--seed", "9")["bootstrap"] for _ in range(2))
    assert one == two
    assert (one["resamples"], one["failed"], one["seed"]) == (200, 0, 9)
    effect = next(row for row in one["rows"] if row["op"] == ":=")
    for kind in ("raw", "std"):
        for method in ("percentile", "corrected"):
            assert effect[kind][method]["lower_error"] > 0


def test_json_is_written_to_a_file(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file has what is printed."""
    there = tmp_path / "fit.json"
    assert main([*files, "--json", "--json-out", str(there)]) == 0
    assert json.loads(there.read_text(encoding="utf-8")) == json.loads(capsys.readouterr().out)


def test_the_table_is_readable(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Estimates in columns, R2, fit, warnings, and the bootstrap with its errors."""
    assert main([*files, "--bootstrap", "200"]) == 0
    text = capsys.readouterr().out
    for part in (
        "ML, listwise, n = 49 of 50",
        "ind := a*b",
        "R2   m ",
        "chi-square",
        "RMSEA",
        "percentile",
        "seed 1",
    ):
        assert part in text
    assert max(map(len, text.splitlines())) <= 160


def test_a_saturated_model_prints_no_perfect_fit(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that it is saturated instead."""
    Path(files[0]).write_text("y ~ m + x", encoding="utf-8")
    assert main(list(files)) == 0
    text = capsys.readouterr().out
    assert "saturated: df = 0" in text
    assert "CFI" not in text
    assert "RMSEA" not in text


@pytest.mark.parametrize(
    ("model", "data", "says"),
    [
        ("y ~ m +", None, "model.lav line 1, column 7: a term is missing after the last +"),
        ("y ~ q", None, "no column q in the data; its columns are x, m, y, note"),
        ("y ~ note", None, "column note is not numeric"),
        ("y ~ not", None, "did you mean note?"),
        ("y ~ x", "y, x\n1,2\n", "remove the spaces around ' x' in the header"),
        ("y ~ 1e300*x", None, "its fixed values are incompatible"),
        (MODEL, "", "data.csv is empty"),
        (MODEL, "x,m,y\n", "the data have no rows"),
        (MODEL, "x,m,y\n1,2,3\n1,2,3,4,5\n", "data.csv:3 has 5 cells, but the header has 3"),
    ],
)
def test_mistakes_are_told_without_a_traceback(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], model: str, data: str | None, says: str
) -> None:
    """One message on the error stream, nothing on the screen, exit 1."""
    Path(files[0]).write_text(model, encoding="utf-8")
    if data is not None:
        Path(files[1]).write_text(data, encoding="utf-8")
    assert main(list(files)) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    assert says in " ".join(shown.err.split())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\xff\xff", "an Excel workbook"),
        ("x,m,y\n".encode("utf-16"), "text in UTF-16"),
        (b"\xe9\n", "is not UTF-8 CSV"),
    ],
)
def test_other_kinds_of_files_are_recognised(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], content: bytes, kind: str
) -> None:
    """Files are recognised by their first bytes, not by their name."""
    Path(files[1]).write_bytes(content)
    assert main(list(files)) == 1
    assert kind in " ".join(capsys.readouterr().err.split())


def test_absent_files_are_named(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """A model or data file that is not there, and an output folder that is not there."""
    assert main(["nowhere.lav", files[1]]) == 1
    assert main([files[0], "nowhere.csv"]) == 1
    assert main([*files, "--json-out", f"{files[0]}/fit.json"]) == 1
    shown = capsys.readouterr().err
    for name in ("nowhere.lav", "nowhere.csv", "model.lav"):
        assert name in shown


@pytest.mark.parametrize(
    "option", [["--bootstrap", "0"], ["--bootstrap", "ten"], ["--seed", "-1"], ["--missing", "x"]]
)
def test_impossible_options_end_with_usage(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    """The option and its fault are named."""
    assert main([*files, *option]) == 2
    assert option[0] in capsys.readouterr().err


def test_windows_files_are_read(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """A byte-order mark and Windows line ends change nothing."""
    plain = answer(capsys, *files)
    for name in files:
        text = Path(name).read_text(encoding="utf-8").replace("\n", "\r\n")
        Path(name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert answer(capsys, *files) == plain


def test_the_command_runs_outside_a_project(files: tuple[str, str]) -> None:
    """A model and a data file are all that it needs."""
    command = [sys.executable, "-m", "report", "fit", *files]
    there = Path(files[0]).parent
    done = subprocess.run(command, cwd=there, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_resampled_and_probed_results_are_in_the_json(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """BCa limits, the Bollen-Stine p, score tests, simple slopes with their figure."""
    model = tmp_path / "moderated.lav"
    model.write_text("m ~ a*x + x:z + z\ny ~ a*m\n", encoding="utf-8")
    data = pd.read_csv(files[1]).drop(columns="note").dropna()
    data.assign(z=np.arange(len(data)) % 7 - 3.0).to_csv(tmp_path / "more.csv", index=False)
    figure = tmp_path / "slopes.svg"
    found = answer(
        capsys, str(model), str(tmp_path / "more.csv"), "--bootstrap", "99", "--interval", "bca", "--bollen-stine",
        "--score-tests", "--slopes", "m ~ x | z", "--slopes-at", "-1,2", "--slopes-figure", str(figure),
    )  # fmt: skip
    assert found["bootstrap"]["rows"][0]["raw"]["accelerated"]["lower"] < found["estimates"][0]["est"]
    assert 0 < found["bollen_stine"]["pvalue"] <= 1
    assert [each["constraint"] for each in found["score"]["releases"]] == ["m ~ x == y ~ m"]
    assert [each["at"] for each in found["slopes"]["slopes"]] == [-1, 2]
    assert figure.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--interval", "bca"], "add --bootstrap N"),
        (["--bollen-stine"], "add --bootstrap N"),
        (["--slopes", "y on x"], "OUTCOME ~ PREDICTOR | MODERATOR"),
        (["--slopes", "y ~ x | z", "--slopes-at", "low"], "is not a list of numbers"),
        (["--slopes-figure", "slopes.svg"], 'add --slopes "y ~ x | z"'),
        (["--slopes", "y ~ x | z", "--slopes-figure", "slopes.gif"], "use .svg, .pdf or .png"),
        (["--score-tests"], "no equality constraint"),
        (["--slopes", "y ~ m | x"], "y from m and from m:x"),
    ],
)
def test_tests_that_are_not_defined(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    """Each names what is missing, and the command ends with a fault instead of a traceback."""
    assert main([*files, *options]) in (1, 2)
    message = " ".join(capsys.readouterr().err.split())
    assert words in message
    assert "Traceback" not in message


def test_comparisons_print_their_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both forms of the scaled difference, and the same model with equal loadings in all groups."""
    data = Path(__file__).parent / "golden" / "models" / "holzinger.csv"
    model = tmp_path / "visual.lav"
    model.write_text("visual =~ x1 + x2 + x3\n", encoding="utf-8")
    given = [str(model), str(data), "--estimator", "MLR", "--group", "school"]
    found = answer(capsys, *given, "--compare-equal", "loadings", "--difference", "2010")["comparison"]
    assert found["method"].endswith("(Satorra & Bentler, 2010)")
    assert found["df"] == 2
    assert main([*given, "--compare-equal", "loadings"]) == 0
    assert "scaled chi-square difference (Satorra & Bentler, 2001): chi-square" in capsys.readouterr().out


def test_a_form_of_the_difference_needs_a_comparison(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """--difference by itself is a fault with its remedy."""
    assert main([*files, "--difference", "2010"]) == 2
    assert "add --compare MODEL" in capsys.readouterr().err


def test_a_label_that_is_a_column_is_pointed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """x*z is a product in R's formulas and a label here; the warning names both columns, also one outside the model."""
    frame = pd.DataFrame(np.random.default_rng(1).normal(size=(40, 3)), columns=["x", "z", "y"])
    frame.to_csv(tmp_path / "data.csv", index=False)
    for text, warned in (
        ("y ~ x*z", True),
        ("y ~ x*z\ne := 2*x", False),
        ("y ~ b*z", False),
        ("y ~ x:z", False),
    ):
        (tmp_path / "model.lav").write_text(text, encoding="utf-8")
        assert main([str(tmp_path / "model.lav"), str(tmp_path / "data.csv")]) == 0
        assert ("write x:z for their product" in capsys.readouterr().out) == warned, text


def test_no_number_prints_as_minus_zero() -> None:
    """Estimates, limits and tests that round to zero have no sign."""
    bounds = Bounds(-0.00004, -0.00001, 1e-6, 1e-6)
    assert _bounds(bounds) == "0.000 (1e-06) to 0.000 (1e-06)"
    assert _number(-0.0004) == "0.000"
    assert _number(-0.0006) == "-0.001"


@pytest.mark.parametrize(
    ("options", "where", "says"),
    [
        (["--wald", "a =="], "--wald", "line 1, column 3: nothing follows =="),
        (["--wald", "q == 0"], "--wald", "q is neither a label nor a defined parameter"),
        (["--wald", "a > 0"], "--wald", "'a > 0' is not a restriction"),
    ],
)
def test_a_fault_of_a_test_names_its_option(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], options: list[str], where: str, says: str
) -> None:
    """The data have no part in it."""
    assert main([*files, *options]) == 2
    assert f"{where}  {says}" in capsys.readouterr().err


def test_modifiers_of_another_number_of_groups_are_a_fault_of_the_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three labels for two groups: the number of groups is known from the data only."""
    (tmp_path / "model.lav").write_text("y ~ c(a, b, c)*x\n", encoding="utf-8")
    rows = [f"{k % 7},{k % 5},{'ab'[k % 2]}" for k in range(30)]
    (tmp_path / "data.csv").write_text("\n".join(["x,y,arm", *rows]), encoding="utf-8")
    assert main([str(tmp_path / "model.lav"), str(tmp_path / "data.csv"), "--group", "arm"]) == 1
    assert "model.lav  line 1, column 16: 3 modifiers for 2 groups" in capsys.readouterr().err


def test_moments_have_no_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A column of groups is refused instead of ignored, as is a standard deviation below zero."""
    (tmp_path / "model.lav").write_text("y ~ x\n", encoding="utf-8")
    moments = tmp_path / "moments.csv"
    moments.write_text(",x,y\nx,1,\ny,.3,1\nsd,1,-2\nn,50,\n", encoding="utf-8")
    arguments = [str(tmp_path / "model.lav"), str(moments), "--moments"]
    assert main([*arguments, "--group", "arm"]) == 2
    assert "--group  moments describe a single sample" in capsys.readouterr().err
    assert main(arguments) == 1
    assert "moments.csv:4  has a standard deviation that is not positive" in capsys.readouterr().err
