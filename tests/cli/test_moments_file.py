"""Moments as data: covariances, or correlations with standard deviations, from a CSV file."""

import pytest

from report.cli.moments_file import read_moments
from report.rows.errors import DataError

WHOLE = ",x,y\nx,1,\ny,.3,1\n"


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "m.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_moments(path)

    return read_text


def faults(read, text):
    with pytest.raises(DataError) as raised:
        read(text)
    return [str(fault).split("/")[-1].split("\n")[0] for fault in raised.value.faults]


def test_covariances_are_taken_as_they_are(read):
    moments = read(",x,y\nx,4,\ny,1.5,9\nn,30\n")
    (group,) = moments.samples
    assert moments.variables == ("x", "y")
    assert group.n == 30
    assert group.cov.tolist() == [[4, 1.5], [1.5, 9]]
    assert group.mean is None


def test_correlations_are_scaled_by_standard_deviations(read):
    (group,) = read(f"{WHOLE}sd,2,3\nmean,0,−1\nn,30\n").samples
    assert group.cov.ravel() == pytest.approx([4, 1.8, 1.8, 9])
    assert group.mean.tolist() == [0, -1]


@pytest.mark.parametrize("text", [",x,y\nx,1,.3\ny,,1\nn,30\n", ",x,y\nx,1,.3\ny,.3,1\nn,30\n"])
def test_either_triangle_or_both_are_enough(read, text):
    assert read(text).samples[0].cov.tolist() == [[1, 0.3], [0.3, 1]]


def test_lines_may_come_in_any_order_with_blank_lines_and_a_byte_order_mark(read):
    text = "\ufeff,x,y\n\nn,30\ny,.3,1\n,,\nx,1,\n"
    assert read(text).samples[0].cov.tolist() == [[1, 0.3], [0.3, 1]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{WHOLE}n,\n", ["m.csv:4  has 0 numbers in line n, which needs 1"]),
        (f"{WHOLE}n,30,31\n", ["m.csv:4  has 2 numbers in line n, which needs 1"]),
        (f"{WHOLE}n,30.5\n", ["m.csv:4  has n = 30.5"]),
        (f"{WHOLE}n,1e400\n", ["m.csv:4  has '1e400' in line n"]),
        (f"{WHOLE}n,many\n", ["m.csv:4  has 'many' in line n"]),
        (f"{WHOLE}sd,2\nn,30\n", ["m.csv:4  has 1 number in line sd, which needs 2"]),
        (f"{WHOLE}mean,1,,\nn,30\n", ["m.csv:4  has 1 number in line mean, which needs 2"]),
        (f"{WHOLE}y,.4,1\nn,30\n", ["m.csv  has 2 lines y"]),
        (",x,x\nx,1,\nn,30\n", ["m.csv  has 2 columns x"]),
        (",x,y\nx,1\ny,.3,1,5\nn,30\n", ["m.csv:3  has 3 numbers in line y, which needs at most 2"]),
        (",x,y\nx,1\ny,inf,1\nn,30\n", ["m.csv:3  has 'inf' in line y"]),
        (",x,y\nx,1\ny,,1\nn,30\n", ["m.csv  has no number for y with x"]),
        (",x,y\nx,,\ny,.3,1\nn,30\n", ["m.csv  has no number for x with x"]),
        (",x,y\nx,1,.2\ny,.3,1\nn,30\n", ["m.csv  has a matrix that is not symmetric"]),
        (
            ",x,y\nx,2,\ny,.3,1\nsd,2,3\nn,30\n",
            ["m.csv  has an sd line, but the diagonal of its matrix is not 1"],
        ),
        (f"{WHOLE}z,1\n", ["m.csv  has no line n", "m.csv:4  has the name 'z', which is not a column"]),
        ("", ["m.csv  is empty"]),
        (b"\xff\xfe\x00", ["m.csv  is not valid UTF-8"]),
    ],
)
def test_what_is_missing_or_does_not_fit_is_a_fault_at_its_line(read, text, found):
    assert faults(read, text) == found


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(DataError, match="cannot be read: No such file"):
        read_moments(tmp_path / "missing.csv")
