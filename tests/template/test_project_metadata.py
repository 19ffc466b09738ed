"""`_quarto.yml` gives metadata to every document, as in Quarto."""

from __future__ import annotations

import pytest

from report.files.safe_yaml import load
from report.template.project_metadata import project_metadata_faults, with_project_metadata
from report.text.metadata_blocks import front_matter

DOCUMENT = '---\ntitle: "A study"\nlang: en\n---\n\nText.\n'


def project(tmp_path, text):
    (tmp_path / "_quarto.yml").write_text(text, encoding="utf-8")
    return tmp_path


def metadata(markdown):
    front = front_matter(markdown)
    return load(front.yaml) if front else {}


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("csl: vancouver", "csl", "vancouver"),
        ("date: 2025-03-31", "date", "2025-03-31"),
        ('subtitle: "Part: two"', "subtitle", "Part: two"),
        ("number-sections: true", "number-sections", True),
        ("author:\n  - {name: Ada, orcid: 0000-0001}", "author", [{"name": "Ada", "orcid": "0000-0001"}]),
        ("keywords: [Schlaf, Träume]", "keywords", ["Schlaf", "Träume"]),
    ],
)
def test_a_document_inherits_metadata(tmp_path, line, key, value):
    woven = with_project_metadata(DOCUMENT, project(tmp_path, line))
    assert metadata(woven) == {"title": "A study", "lang": "en", key: value}
    assert woven.endswith("---\n\nText.\n")


def test_the_front_matter_takes_precedence(tmp_path):
    assert with_project_metadata(DOCUMENT, project(tmp_path, "lang: de\ntitle: All")) == DOCUMENT


def test_a_document_without_front_matter_gets_one(tmp_path):
    assert with_project_metadata("Text.\n", project(tmp_path, "lang: de")) == "---\nlang: de\n---\n\nText.\n"


@pytest.mark.parametrize(
    "text", ["", "project: {type: default}\nformat: {html: {toc: true}}", "- a list", "lang: [de", "\ufeff"]
)
def test_settings_of_quarto_and_unreadable_files_add_nothing(tmp_path, text):
    root = project(tmp_path, text)
    assert with_project_metadata(DOCUMENT, root) == DOCUMENT
    assert not [*project_metadata_faults(root)]


def test_without_the_file_nothing_is_added(tmp_path):
    assert with_project_metadata(DOCUMENT, tmp_path) == DOCUMENT
    assert with_project_metadata(DOCUMENT, None) == DOCUMENT


def test_a_misspelt_key_is_a_fault_at_its_line(tmp_path):
    """Quarto accepts any key, so a misspelt one would be lost without a word; unrelated keys are left to Quarto."""
    root = project(tmp_path, "project:\n  title: P\ncsll: apa\nwebsite-theme-of-ours: blue\n")
    assert [str(fault).splitlines()[0] for fault in project_metadata_faults(root)] == [
        "_quarto.yml:3  has the key csll, which no format prints"
    ]


def test_statistics_in_the_front_matter_do_not_hide_its_keys(tmp_path):
    """The front matter is read before its statistics are quoted, when it may not be valid YAML."""
    document = "---\ntitle: [57]{#o1 .stat}: a trial\n---\n"
    assert with_project_metadata(document, project(tmp_path, "title: Other")) == document
