"""Citations that a co-author typed as text are offered the entries of the bibliography."""

from __future__ import annotations

import pytest

from report.merge.selections import selection
from report.merge.typed_citations import entries, references, typed_citations
from report.rows.errors import UsageError

BIBLIOGRAPHY = r"""
@article{smith2020, author = {Smith, John and Lee, Kim}, year = {2020}, title = {A}}
@book{smith2020b, author = {Anna Smith}, date = "2020-05-01"}
@article{mueller, author = "M{\"u}ller, J{\"o}rg and Roe, R.", title = {On {2018}}, year = 2019}
@string{x = {y}}
@article{o_neil1999, author = {O'Neil, P.}, year = {1999}}
"""
KNOWN = tuple(entries(BIBLIOGRAPHY))


@pytest.mark.parametrize(
    ("text", "typed", "meanings"),
    [
        ("shown (Müller & Roe, 2019).", "(Müller & Roe, 2019)", {"@mueller": "[@mueller]"}),
        ("shown (Müller et al., 2019).", "(Müller et al., 2019)", {"@mueller": "[@mueller]"}),
        ("As Müller et al. (2019) say", "Müller et al. (2019)", {"@mueller": "@mueller"}),
        ("(see O’Neil 1999)", "(see O’Neil 1999)", {"@o_neil1999": "[@o_neil1999]"}),
        ("(Smith, 2020a)", "(Smith, 2020a)", {"@smith2020": "[@smith2020]", "@smith2020b": "[@smith2020b]"}),
        (
            "(O'Neil, 1999; Müller, 2019)",
            "(O'Neil, 1999; Müller, 2019)",
            {"@o_neil1999+@mueller": "[@o_neil1999; @mueller]"},
        ),
        ("(Nobody, 2001)", "(Nobody, 2001)", {}),
    ],
)
def test_a_typed_citation_means_entries_with_its_first_author_and_year(text, typed, meanings):
    """Accents, braces and the form of the name do not matter; several entries are alternatives."""
    (found,) = typed_citations(text, KNOWN)
    assert (found.text, found.meanings) == (typed, meanings)


@pytest.mark.parametrize(
    "text", ["in 2020", "(n = 2020)", "a sample (from 2020)", "the year (2020)", "(2020)"]
)
def test_a_year_alone_is_no_citation(text):
    """Without the name of an author there is nothing to cite."""
    assert list(typed_citations(text, KNOWN)) == []


@pytest.fixture
def known(built):
    return references(built.templates, built.root)


def test_a_typed_citation_is_a_proposal_that_cites_when_accepted(built, edited, known):
    """The hunk offers the entry; accepting it writes the citation into the template."""
    data = edited(("is a number.", "is a number (Author, 2020)."))
    (hunk,) = built.merge(data, known=known).hunks
    assert (hunk.state, hunk.rows) == ("proposal", ("@author2020",))
    cited = built.merged(data, known=known, selection=selection("1=@author2020"))
    assert "nothing in it is a number [@author2020].\n" in cited
    text = built.merged(data, known=known, selection=selection("1=typed"))
    assert 'is a number << literal("(Author, 2020)", "typed in a Word copy") >>.' in text


def test_a_citation_without_an_entry_is_left_to_do(built, edited, known):
    """The hunk says that the entry is missing; a key that does not fit is a fault."""
    data = edited(("is a number.", "is a number, as Smith et al. (2019) say."))
    (hunk,) = built.merge(data, known=known).hunks
    assert (hunk.state, hunk.rows) == ("proposal", ())
    assert "add one and merge again" in hunk.remedy
    with pytest.raises(UsageError, match="can mean nothing"):
        built.merge(data, known=known, selection=selection("1=@author2020"))
