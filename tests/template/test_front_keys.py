"""Keys of a document's front matter: printed ones, those of authors, and those that control Quarto."""

from __future__ import annotations

import pytest

from report.template.front_keys import AFFILIATION, AUTHOR, NAME, PRINTED, QUARTO


@pytest.mark.parametrize(
    "key", ["format", "toc-depth", "code-fold", "fig-cap-location", "metadata-files", "html-math-method"]
)
def test_keys_that_control_quarto(key: str) -> None:
    """Whole keys alone."""
    assert QUARTO.fullmatch(key)
    assert key not in PRINTED


@pytest.mark.parametrize("key", ["titel", "my-code-fold", "author", "tocs", "code-"])
def test_other_keys_do_not(key: str) -> None:
    """A key that begins or ends alike, and one that is printed."""
    assert not QUARTO.fullmatch(key)


def test_keys_that_are_printed() -> None:
    """Of documents, authors, names and affiliations."""
    assert {"title", "abstract", "keywords", "lang"} <= PRINTED
    assert {"name", "orcid"} <= AUTHOR
    assert {"given", "family"} <= NAME
    assert {"ror", "city"} <= AFFILIATION
