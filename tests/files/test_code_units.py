"""The text by which code is compared: without comments, docstrings and positions, and for every version of Python."""

from report.files.code_units import units_of

SOURCE = b"""
@stats
def mean(values, *, digits=2):
    return round(sum(values) / len(values), digits) or None
"""
#: Results of sweeps are stored with hashes of this text: if it changes, `report sweep` must compute them again.
DIGEST = "a7d189f09b7034d9860344de43fc3ab85fb65bd4d441668ff29887e16f0161ee"


def digest(source: bytes) -> str:
    (unit,) = units_of(source, lambda name: False)
    return unit.digest


def test_the_digest_of_code_is_the_same_everywhere():
    """A stored digest holds with any Python and any version of the engine."""
    assert digest(SOURCE) == DIGEST


def test_comments_docstrings_and_lines_do_not_count():
    """A new docstring, a comment and an empty line give the same digest."""
    documented = SOURCE.replace(b"    return", b'    """The mean."""\n\n    return')
    assert digest(documented) == digest(b"# new\n\n" + SOURCE) == digest(SOURCE)


def test_every_value_of_the_code_counts():
    """Constants, names, operators, defaults and decorators are part of the digest."""
    for old, new in (
        (b"=2", b"=3"),
        (b"/", b"//"),
        (b"or None", b"or 0"),
        (b"@stats", b"@claims"),
        (b"digits)", b"2)"),
    ):
        assert old in SOURCE
        assert digest(SOURCE.replace(old, new)) != digest(SOURCE), old
