"""Properties of Word files: facts of the build, dates, and settings; custom properties of others are removed."""

from __future__ import annotations

import pytest

from report.render.word.namespaces import DOCUMENT, PROPERTIES, SETTINGS, w
from report.render.word.package import Package
from report.render.word.properties import Facts, facts_of, tidy

TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
CORE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
    "<dc:title>A long title</dc:title>{}<t:created>2020</t:created><t:modified>2021</t:modified></cp:coreProperties>"
)


def package(language: str = "", **custom: str) -> Package:
    """A package with these custom properties."""
    made = Package({"[Content_Types].xml": TYPES, "docProps/core.xml": CORE.format(language).encode()})
    if custom:
        each = "".join(
            f'<property pid="9" name="{name.replace("_", "-")}"><t>{value}</t></property>'
            for name, value in custom.items()
        )
        made.parts["docProps/custom.xml"] = f'<Properties xmlns="{PROPERTIES}">{each}</Properties>'.encode()
    return made


def test_facts_are_those_of_the_custom_properties() -> None:
    """Without them, the running title is the title, and the language is British English."""
    german = "<dc:language>de-DE</dc:language>"
    assert facts_of(package(german, running_title="Short", build_id="abc")) == Facts("Short", "abc", "de-DE")
    assert facts_of(package()) == Facts("A long title", "", "en-GB")


def test_properties_of_others_are_removed() -> None:
    """The rest are numbered from 2, as Word requires."""
    made = package(running_title="Short", secret="a path", build_id="abc")
    tidy(made, Facts("Short", "abc", "en-GB"), 0)
    found = [(each.get("name"), each.get("pid")) for each in made.tree("docProps/custom.xml")]
    assert found == [("running-title", "2"), ("build-id", "3")]


def test_the_file_has_the_date_of_its_sources() -> None:
    """Two builds of the same sources have the same bytes."""
    made = package()
    tidy(made, Facts("", "", "en-GB"), 1_700_000_000)
    dates = {
        each.text
        for each in made.tree("docProps/core.xml")
        if each.tag.startswith("{http://purl.org/dc/terms/}")
    }
    assert dates == {"2023-11-14T22:13:20Z"}


@pytest.mark.parametrize("noted", [False, True])
def test_settings_name_the_language_and_the_separators_of_notes(noted: bool) -> None:
    """Word repairs a file whose settings name separators that it does not have."""
    made = package()
    if noted:
        made.relate(DOCUMENT, "footnotes", "word/footnotes.xml")
    tidy(made, Facts("", "", "de-DE"), 0)
    settings = made.tree(SETTINGS)
    assert settings.find(w("themeFontLang")).get(w("val")) == "de-DE"
    assert (settings.find(w("footnotePr")) is not None) is noted


def test_a_journal_s_settings_stay() -> None:
    """A reference document has its own."""
    made = package()
    tidy(made, Facts("", "", "en-GB"), 0, own_settings=True)
    assert SETTINGS not in made
