"""Options of the command line: paths, lists of formats, and the options of `report fit`."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.cli.fit_tests import Other, Probe, Resampling, listed, read_other, read_probe
from report.cli.model_files import read_cases, read_model
from report.cli.options import chosen_formats, path_of, resolved
from report.pathmodels.results import Options
from report.rows.errors import Fault, ReportError


def fault(error: pytest.ExceptionInfo[ReportError]) -> tuple[str, str, str]:
    """Location, fault and remedy of an error with one fault."""
    (found,) = error.value.faults
    assert isinstance(found, Fault)
    return found.where, found.what, found.remedy


@pytest.mark.parametrize("text", ["a/b.csv", "", ".", "Größe.csv", "a~b", "/x/~y"])
def test_paths_are_taken_as_they_are(text: str) -> None:
    """Only a tilde at the beginning means something."""
    assert path_of(text) == Path(text)


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in a shell."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path_of("~") == tmp_path
    assert path_of("~/data.csv") == tmp_path / "data.csv"


def test_a_home_folder_that_does_not_exist() -> None:
    """The remedy is to write the path in full."""
    with pytest.raises(ReportError) as error:
        path_of("~nobody-of-that-name/x")
    assert fault(error) == (
        "~nobody-of-that-name/x",
        "names a home folder that does not exist",
        "write the full path",
    )


def test_a_name_that_is_not_utf8() -> None:
    """The shell passes bytes that are no text as surrogates."""
    with pytest.raises(ReportError) as error:
        path_of("data\udcff.csv")
    assert fault(error) == ("data?.csv", "has a name that is not valid UTF-8", "rename it")


def test_a_path_without_links(tmp_path: Path) -> None:
    """Links are followed; a link to itself is a fault."""
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert resolved(tmp_path / "link") == (tmp_path / "file").resolve()
    assert resolved(tmp_path / "a" / ".." / "b") == tmp_path.resolve() / "b"


@pytest.mark.parametrize(
    ("wanted", "formats"),
    [
        ("html", ("html",)),
        ("html,pdf", ("html", "pdf")),
        (" PDF , html ", ("pdf", "html")),
        ("html,html,,", ("html",)),
    ],
)
def test_lists_of_formats(wanted: str, formats: tuple[str, ...]) -> None:
    """In the order of the list, each once, in any case."""
    assert chosen_formats("--to", wanted, ("html", "pdf", "docx")) == formats


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        ("htm", "unknown format: htm"),
        ("html,doc,txt", "unknown format: doc, txt"),
        ("", "no format given"),
        (" , ", "no format given"),
    ],
)
def test_wrong_lists_of_formats(wanted: str, what: str) -> None:
    """All unknown formats are named, and those that there are."""
    with pytest.raises(ReportError) as error:
        chosen_formats("--to", wanted, ("html", "pdf"))
    assert fault(error) == ("--to", what, "choose from html, pdf")


@pytest.mark.parametrize(
    ("text", "parts"), [("", ()), ("a", ("a",)), (" a , b,, c ", ("a", "b", "c")), ("a b", ("a b",))]
)
def test_lists_with_commas(text: str, parts: tuple[str, ...]) -> None:
    """Empty parts are left out."""
    assert listed(text) == parts


def test_a_comparison_with_another_model() -> None:
    """Another text, or the same with equal parameters in all groups."""
    assert read_other(None, "y ~ x", "", "2001") is None
    assert read_other("y ~ z", "y ~ x", "", "2001") == Other("y ~ z")
    assert read_other(None, "y ~ x", "regressions, intercepts", "2010") == Other(
        "y ~ x", ("regressions", "intercepts"), "2010"
    )


def test_a_scaled_difference_needs_a_comparison() -> None:
    """The form of a difference alone means nothing."""
    with pytest.raises(ReportError) as error:
        read_other(None, "y ~ x", "", "2010")
    assert fault(error) == ("--difference", "needs a comparison", "add --compare MODEL")


@pytest.mark.parametrize(
    ("slopes", "at", "probe"),
    [
        ("", "", None),
        ("y ~ x | z", "", Probe("y", "x", "z")),
        (" y~x|z ", "-1, 0,1", Probe("y", "x", "z", (-1.0, 0.0, 1.0))),
        ("mood_6 ~ group.a | Größe", "2.5,", Probe("mood_6", "group.a", "Größe", (2.5,))),
    ],
)
def test_an_interaction_to_probe(slopes: str, at: str, probe: Probe | None) -> None:
    """Outcome, predictor and moderator, with values of the moderator if any are given."""
    assert read_probe(slopes, at, None) == probe


@pytest.mark.parametrize(
    ("slopes", "at", "figure", "where", "what"),
    [
        ("", "1", None, "--slopes-at", "needs an interaction"),
        ("", "", "a.svg", "--slopes-figure", "needs an interaction"),
        ("y ~ x | z", "", "a.jpg", "--slopes-figure", "a.jpg has an unsupported format"),
        ("y ~ x", "", None, "--slopes", "'y ~ x' is not of the form OUTCOME ~ PREDICTOR | MODERATOR"),
        (
            "y ~ x | z | w",
            "",
            None,
            "--slopes",
            "'y ~ x | z | w' is not of the form OUTCOME ~ PREDICTOR | MODERATOR",
        ),
        ("y ~ x | z", "1;2", None, "--slopes-at", "'1;2' is not a list of numbers"),
        ("y ~ x | z", "low", None, "--slopes-at", "'low' is not a list of numbers"),
    ],
)
def test_a_wrong_interaction(slopes: str, at: str, figure: str | None, where: str, what: str) -> None:
    """Each fault names its option."""
    with pytest.raises(ReportError) as error:
        read_probe(slopes, at, Path(figure) if figure else None)
    assert fault(error)[:2] == (where, what)
    assert fault(error)[2]


@pytest.mark.parametrize(
    ("resampling", "option"),
    [
        (Resampling(None, 1, 1, "bca"), "--interval"),
        (Resampling(None, 1, 1, None, True), "--bollen-stine"),
        (Resampling(0, 1, 1, "bca", True), "--interval"),
    ],
)
def test_options_of_a_bootstrap_need_one(resampling: Resampling, option: str) -> None:
    """The remedy says how to ask for it."""
    with pytest.raises(ReportError) as error:
        resampling.check()
    assert fault(error) == (option, "needs a bootstrap", "add --bootstrap N, such as 5000")


@pytest.mark.parametrize("resampling", [Resampling(None, 1, 1), Resampling(500, 1, 1, "bca", True)])
def test_right_options_of_a_bootstrap(resampling: Resampling) -> None:
    """Nothing is asked for, or with a number of resamples."""
    resampling.check()


def test_the_text_of_a_model(tmp_path: Path) -> None:
    """In UTF-8, with or without the mark of its byte order."""
    file = tmp_path / "model.lav"
    file.write_bytes(b"\xef\xbb\xbfy ~ x # Gr\xc3\xb6\xc3\x9fe\n")
    assert read_model(file) == "y ~ x # Größe\n"


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        (None, "cannot be read: No such file or directory", "check the path"),
        (b"y ~ x # Gr\xf6\xdfe", "is not valid UTF-8", "save the file as UTF-8"),
    ],
)
def test_a_model_that_cannot_be_read(tmp_path: Path, content: bytes | None, what: str, remedy: str) -> None:
    """Missing, or in another encoding."""
    file = tmp_path / "model.lav"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReportError) as error:
        read_model(file)
    assert fault(error) == (str(file), what, remedy)


def cases(folder: Path, syntax: str, data: str, codes: tuple[str, ...] = ()) -> dict[str, list[float]]:
    """The columns of a data file that a model needs."""
    file = folder / "data.csv"
    file.write_text(data, encoding="utf-8")
    frame = read_cases(folder / "model.lav", syntax, file, Options(), codes)
    return {name: frame[name].tolist() for name in frame.columns}


def test_only_the_columns_of_the_model_are_read(tmp_path: Path) -> None:
    """Others may contain anything; codes mean missing values."""
    read = cases(tmp_path, "y ~ x", "id,x,y,note\n1,1,2,a\n2,-99,3,b\n", ("-99",))
    assert sorted(read) == ["x", "y"]
    assert read["y"] == [2.0, 3.0]
    assert read["x"][0] == 1.0
    assert read["x"][1] != read["x"][1]


def test_a_fault_of_the_model_names_its_file(tmp_path: Path) -> None:
    """The syntax is read before the data."""
    with pytest.raises(ReportError) as error:
        cases(tmp_path, "y ~", "x,y\n1,2\n")
    where, what, remedy = fault(error)
    assert (where, remedy) == (str(tmp_path / "model.lav"), "correct the model")
    assert what
