"""The title block: titles, authors in Quarto's schema, dates, and the words of the document's language."""

from __future__ import annotations

import pytest

from report.rows.errors import RenderError
from report.template.front_matter import front_faults
from report.text.language import languages

AUTHORS = """---
title: A sample
author:
  - name: Ada Example
    corresponding: true
    email: ada@example.org
    orcid: 0000-0002-1825-0097
    affiliations:
      - ref: uni
      - ref: clinic
  - name: {given: Bo, family: Example}
    equal-contributor: true
    affiliations:
      - name: Institute of Sleep
        city: Oslo
      - ref: uni
affiliations:
  - id: uni
    name: University of Somewhere
    department: Department of Dreams
  - id: clinic
    name: Clinic of Elsewhere
---

Text.
"""


def test_authors_share_numbered_affiliations(rendered):
    """Each affiliation is printed once, with the number that its authors bear; marks are explained below."""
    made = rendered(AUTHORS, "html", "pdf", "docx")
    expected = [
        ("Author", "Ada Example1,2,*, Bo Example1,3,†"),
        ("Affiliation", "1Department of Dreams, University of Somewhere"),
        ("Affiliation", "2Clinic of Elsewhere"),
        ("Affiliation", "3Institute of Sleep, Oslo"),
        ("AuthorNote", "* Correspondence: Ada Example, ada@example.org"),
        ("AuthorNote", "† These authors contributed equally."),
        ("AuthorNote", "ORCID: Ada Example, 0000-0002-1825-0097"),
    ]
    assert made.paragraphs[1 : 1 + len(expected)] == expected
    for _, text in expected:
        assert text in made.read
    assert "true" not in made.read + made.printed
    assert "https://orcid.org/0000-0002-1825-0097" in made.page


def test_a_single_author_needs_no_numbers(rendered):
    """The affiliation of a single author is below the name, without a number."""
    made = rendered(
        "---\ntitle: A\nauthor:\n  - name: Ada\n    affiliations: [Here]\n---\n\nText.\n", "html", "docx"
    )
    assert made.paragraphs[1:3] == [("Author", "Ada"), ("Affiliation", "Here")]
    assert made.read.startswith("A Ada Here")


@pytest.mark.parametrize("written", ['title: |\n  A: "b"', 'title: >\n  A: "b"', "title: 'A: \"b\"'"])
def test_a_title_is_a_title_however_its_yaml_is_written(written, rendered):
    """Block scalars make no paragraphs of titles and subtitles."""
    made = rendered(f"---\n{written}\nsubtitle: >\n  Below\n---\n\nText.\n", "html", "docx")
    assert '<h1 class="title">A: “b”</h1>' in made.page
    assert '<p class="subtitle">Below</p>' in made.page
    assert made.paragraphs[:2] == [("Title", "A: “b”"), ("Subtitle", "Below")]


@pytest.mark.parametrize(
    ("written", "lang", "printed"),
    [
        ("2025-03-01", "en", "1 March 2025"),
        ("2025-03-01", "de", "1. März 2025"),
        ("2025-03-01", "es", "1 de marzo de 2025"),
        ("today", "fr", "14 novembre 2023"),
        ("Spring 2025", "en", "Spring 2025"),
    ],
)
def test_a_date_is_the_same_in_each_format(written, lang, printed, rendered):
    """Dates are written out in the language; `today` is the date of the sources."""
    made = rendered(f"---\ntitle: A\ndate: {written}\nlang: {lang}\n---\n\nText.\n", "html", "pdf", "docx")
    assert ("Date", printed) in made.paragraphs
    assert printed in made.read
    assert printed in made.printed


LABELS = {
    "de": ("Tabelle 1", "Zusammenfassung", "Schlagwörter", "Inhalt", "Seite 1 von 1"),
    "fr": ("Tableau 1", "Résumé", "Mots-clés", "Sommaire", "page 1 sur 1"),
    "es": ("Tabla 1", "Resumen", "Palabras clave", "Índice", "página 1 de 1"),
    "nl": ("Tabel 1", "Samenvatting", "Trefwoorden", "Inhoud", "pagina 1 van 1"),
}


@pytest.mark.parametrize("lang", LABELS)
def test_labels_are_in_the_language_of_the_document(lang, rendered):
    """Table, abstract, keywords, contents and page numbers follow `lang`, in each format."""
    table, abstract, keywords, contents, page = LABELS[lang]
    front = f"---\ntitle: A\nlang: {lang}\nabstract: Text.\nkeywords: [b]\n---\n\n"
    made = rendered(f"{front}@tbl-a\n\n| A |\n|---|\n| a |\n\n: C {{#tbl-a}}\n", "html", "pdf", "docx")
    texts = [text.replace("\xa0", " ") for _, text in made.paragraphs]
    assert f"<summary>{contents}</summary>" in made.page
    for label in (table, abstract, keywords):
        assert label in made.read.replace("\xa0", " ")
        assert any(label in text for text in texts)
    assert page in made.printed


def test_a_document_may_give_its_own_words(rendered):
    """Quarto's keys below `language` take the place of the engine's words."""
    text = (
        "---\ntitle: A\nlanguage:\n  crossref-tbl-title: Tab.\n---\n\n| A |\n|---|\n| a |\n\n: C {#tbl-a}\n"
    )
    assert "Tab. 1 C" in rendered(text).read.replace("\xa0", " ")


def test_every_language_has_all_words():
    """No language falls back to English for a single word."""
    from report.text.language import _all

    every = _all()
    assert {"en", "de", "fr", "es", "nl"} <= set(languages())
    assert all(set(words) == set(every["en"]) and len(words["months"]) == 12 for words in every.values())


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        ("titel: A", 2, "did you mean title"),
        ("author:\n  - name: A\n    affilations: [B]", 4, "did you mean affiliation"),
        (
            "author:\n  - name: A\n    affiliations: [{ref: un}]\naffiliations:\n  - {id: uni, name: U}",
            4,
            "did you mean uni",
        ),
        ("author: A\naffiliations:\n  - {id: uni, name: U}", 4, "does not belong to any author"),
        ("author:\n  - name: A\n    corresponding: yep", 4, "corresponding is 'yep'"),
        ("lang: tlh", 2, "lang is tlh"),
        ("date: todya", 2, "did you mean today"),
        ("date: 2025-02-31", 2, "not a calendar date"),
        ("acknowledgements: Thanks to all.", 2, "which no format prints"),
        ("reference-doc: house.docx", 2, "which does not exist"),
    ],
)
def test_what_no_format_would_print_is_a_fault_at_its_line(wrong, line, said, tmp_path):
    """Unknown keys, references and values of the front matter are faults with the nearest that is known."""
    text = f"---\n{wrong}\n---\n\nText.\n"
    faults = list(front_faults(text, "templates/index.qmd.j2", text, tmp_path))
    assert any(f"{each.what} {each.remedy}".find(said) >= 0 for each in faults), faults
    assert any(each.where == f"templates/index.qmd.j2:{line}" for each in faults), faults


def test_today_needs_a_commit(rendered):
    """Sources without a commit have no date that would be the same tomorrow."""
    with pytest.raises(RenderError, match="no commit"):
        rendered("---\ntitle: A\ndate: today\n---\n\nText.\n", epoch=315532800)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---\nNote: a rule was meant.\n---", [8]),
        ("---\ntitle: B\nabstract: C\n---", [8]),
        ("---\nno mapping\n---", []),
        ("---\n\nBetween: rules.\n\n---", []),
        ("```yaml\n\n---\ntitle: B\n---\n```", []),
        ("Head\n---\ntitle: B\n---", []),
    ],
)
def test_metadata_in_the_text_are_a_fault(text, lines):
    """Pandoc prints none of them, and they replace the front matter."""
    template = f"---\ntitle: A\n---\n\nText.\n\n{text}\n\nMore.\n"
    found = list(front_faults(template, "templates/index.qmd.j2", template))
    assert [each.where for each in found] == [f"templates/index.qmd.j2:{line}" for line in lines]
