"""Edits of every kind reach the open page, and none leaves it with a number or a text of an earlier state."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.preview.conftest import DATA, INDEX, PRODUCTS, Session

pytestmark = [pytest.mark.slow, pytest.mark.browser]

FIGURE = """

@figure
def second_bar():
    return Figure("A second bar.", "A bar of {hours.mean} hours.", Bar())
"""


def record_first_change(preview: Session) -> None:
    """Store the text of the page as it is when its numbers have been renewed for the first time after this."""
    preview.page.wait_for_timeout(3000)  # until the pages behind an earlier test's edits have been made
    preview.page.evaluate(
        "window.atOnce = ''; document.addEventListener('provenance', () => { window.atOnce = "
        "document.querySelector('main').innerText; }, { once: true })"
    )


def test_twenty_edits_typed_fast_end_in_the_last(preview: Session) -> None:
    """No edit is lost, and no older page replaces a newer text at the end."""
    before = preview.text(INDEX)
    for count in range(20):
        word = "Zebra" + "a" * count
        (preview.root / INDEX).write_text(before.replace("Over <<", f"{word}, over <<"), encoding="utf-8")
        time.sleep(0.03)
    preview.sees(f"{word}, over 3 nights")
    time.sleep(2)
    preview.sees(f"{word}, over 3 nights")


def test_a_changed_word_appears_before_the_page_is_made_again(preview: Session) -> None:
    """The paragraph keeps its citation, its cross-references and the links of its numbers."""
    record_first_change(preview)
    preview.edit(INDEX, "sleep was", "their sleep was")
    preview.sees("nights, their sleep was")
    assert "nights, their sleep was" in preview.page.evaluate("window.atOnce")
    text = preview.page.inner_text("main")
    assert "(Author 2020)" in text
    assert "Table\u00a01 and Figure\u00a01" in text
    assert preview.page.locator("main p a[data-stat='hours.mean'][href='#row-hours.mean']").count() >= 1


def test_a_paragraph_that_refers_to_another_document_appears_at_once(preview: Session) -> None:
    """The number of the table is that of the page, and the page is not made again for it."""
    record_first_change(preview)
    preview.edit(INDEX, 'See << see("supp', 'Look at << see("supp')
    preview.sees("Look at Table")
    assert "Look at Table\u00a0S1." in preview.page.evaluate("window.atOnce")


def test_the_note_of_a_table_appears_before_the_page_is_made_again(preview: Session) -> None:
    """The table keeps its number, and its own numbers keep their links."""
    record_first_change(preview)
    preview.edit(PRODUCTS, "*Note.* From", "*Note.* Nights from")
    preview.sees("Nights from 6.8")
    assert "Nights from 6.8" in preview.page.evaluate("window.atOnce")
    assert "Table\u00a01" in preview.page.inner_text("#tbl-sleep-table caption")
    assert preview.page.locator("#tbl-sleep-table td a[href='#row-hours.n']").count() == 1


def test_a_number_appears_before_the_page_is_made_again(preview: Session) -> None:
    """Its card shows the same value, also while the pages are made."""
    record_first_change(preview)
    preview.edit(PRODUCTS, '"hours.mean", sum(sleep) / n', '"hours.mean", sum(sleep) / n + 3')
    preview.page.wait_for_function("window.atOnce")
    number = preview.page.locator("main p a[data-stat='hours.mean']").first
    number.click()
    assert preview.page.inner_text(".card .value") == number.inner_text()
    preview.page.keyboard.press("Escape")
    preview.page.mouse.move(0, 0)
    preview.page.wait_for_selector(".preview-changes:not([hidden])")


def test_numbers_of_a_refresh_with_a_fault_are_taken_back(preview: Session) -> None:
    """The last good page stays behind the fault, whole."""
    good = preview.page.inner_text("main p a[data-stat='hours.mean'] >> nth=0")
    preview.edit(INDEX, "<< hours.mean | eq >>", "<< hours.mean | eqq >>")
    preview.edit(PRODUCTS, '"hours.mean", sum(sleep) / n', '"hours.mean", sum(sleep) / n + 3')
    preview.sees_fault("eqq")
    preview.page.wait_for_function(
        "text => document.querySelector('main p a[data-stat=\"hours.mean\"]').textContent === text", arg=good
    )


def test_a_syntax_error_is_shown_until_it_is_repaired(preview: Session) -> None:
    """The last good page stays behind the fault."""
    preview.edit(INDEX, "<< hours.mean | eq >>", "<< hours.mean | eq")
    preview.sees_fault(INDEX)
    assert "Over 3 nights" in preview.page.inner_text("main")
    preview.edit(INDEX, "<< hours.mean | eq", "<< hours.mean | eq >>")
    preview.sees("Over 3 nights")


def test_a_syntax_error_of_the_analysis_names_its_line(preview: Session) -> None:
    """A broken module never shows old numbers as new: the fault says where it is broken."""
    preview.edit(PRODUCTS, "n = len(sleep)", "n = len(sleep")
    preview.sees_fault(PRODUCTS)
    preview.edit(PRODUCTS, "n = len(sleep", "n = len(sleep)")
    preview.sees("Over 3 nights")


def test_numbers_stay_dimmed_while_a_fault_keeps_them_from_being_computed(preview: Session) -> None:
    """Old numbers behind a fault of the analysis never look current, not even on a page that is opened later."""
    dimmed = "document.body.classList.contains('preview-pending')"
    preview.edit(PRODUCTS, "n = len(sleep)", "n = len(sleep) // 0")
    preview.sees_fault("ZeroDivisionError")
    assert preview.page.evaluate(dimmed)
    preview.open()
    preview.sees_fault("ZeroDivisionError")
    assert preview.page.evaluate(dimmed)
    preview.edit(PRODUCTS, "n = len(sleep) // 0", "n = len(sleep)")
    preview.sees("Over 3 nights")
    preview.page.wait_for_function(f"!{dimmed}")
    assert "the last good page stays" in preview.said()
    assert preview.said().rstrip().endswith("no faults")


def test_a_build_from_another_terminal_is_reported(preview: Session) -> None:
    """The page says that the published files are new, and goes on following edits."""
    command = [sys.executable, "-c", "from report.cli import main; main()", "build", "--to", "html", "-q"]
    subprocess.run(command, cwd=preview.root, check=True)
    preview.page.wait_for_selector(".preview-bar output:has-text('report build published')")
    preview.edit(INDEX, "Over <<", "Heron, over <<")
    preview.sees("Heron, over 3 nights")


def test_a_new_section_appears_and_a_removed_one_goes(preview: Session) -> None:
    """The other sections stay in their order."""
    preview.edit(INDEX, "# Results", "# Aims\n\nWe slept.\n\n# Results")
    preview.sees("We slept.")
    preview.edit(INDEX, "# Aims\n\nWe slept.\n\n# Results", "# Results")
    preview.sees_no_more("We slept.")
    assert "Over 3 nights" in preview.page.inner_text("main")


def test_a_new_citation_is_set_and_listed(preview: Session) -> None:
    """The full pass corrects the paragraph and adds the entry to the references."""
    entry = (
        "@article{novel2021, author = {Novel, Nora}, title = {Naps}, journal = {Naps}, year = {2021},"
        " volume = {1}, pages = {1--2}}\n"
    )
    bibliography = preview.root / "templates" / "references.bib"
    bibliography.write_text(bibliography.read_text(encoding="utf-8") + entry, encoding="utf-8")
    preview.edit(INDEX, "[@author2020]", "[@author2020; @novel2021]")
    preview.sees("(Author 2020; Novel 2021)")
    preview.sees("Novel, Nora")


def test_a_new_figure_is_drawn_and_numbered(preview: Session) -> None:
    """A product that was added and placed appears with its number."""
    with (preview.root / PRODUCTS).open("a", encoding="utf-8") as stream:
        stream.write(FIGURE)
    preview.edit(INDEX, '<< figure("bar") >>', '<< figure("bar") >>\n\n<< figure("second_bar") >>')
    preview.sees("A second bar.")
    assert preview.page.locator("main figure svg, main .figure svg").count() >= 2


def test_a_renamed_product_needs_its_new_name(preview: Session) -> None:
    """A template that names the old product has a fault until it names the new one."""
    preview.edit(PRODUCTS, "def sleep_table", "def night_table")
    preview.sees_fault("sleep_table")
    preview.edit(INDEX, '<< table("sleep_table") >>', '<< table("night_table") >>')
    preview.edit(INDEX, "@tbl-sleep-table and", "@tbl-night-table and")
    preview.edit(INDEX, 'see("supplement", "tbl-sleep-table")', 'see("supplement", "tbl-night-table")')
    supplement = "templates/supplement.qmd.j2"
    preview.edit(supplement, "sleep_table", "night_table")
    preview.edit(supplement, "@tbl-sleep-table", "@tbl-night-table")
    preview.sees("Table\u00a01")


def test_data_replaced_during_a_computation_end_in_the_last_data(preview: Session) -> None:
    """Numbers of the first file are never shown as those of the second."""
    lines = preview.text(DATA).splitlines()
    (preview.root / DATA).write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    time.sleep(0.4)
    changed = [*lines[:2], *(line.replace(line.split(",")[-1], "9.0") for line in lines[2:])]
    (preview.root / DATA).write_text("\n".join(changed) + "\n", encoding="utf-8")
    preview.page.wait_for_selector("main a[data-stat='hours.mean'] >> text=9.0")
    preview.page.wait_for_selector(".preview-changes:not([hidden])")


def test_cards_and_the_panel_follow_changed_numbers(preview: Session) -> None:
    """No reload is needed: the card shows the new value, and the panel the new list."""
    lines = preview.text(DATA).splitlines()
    changed = [*lines[:2], *(line.replace(line.split(",")[-1], "9.0") for line in lines[2:])]
    (preview.root / DATA).write_text("\n".join(changed) + "\n", encoding="utf-8")
    preview.page.wait_for_selector("main a[data-stat='hours.mean'] >> text=9.0")
    preview.page.locator("main p a[data-stat='hours.mean']").first.click()
    assert "9.0" in preview.page.inner_text(".card .value")
    preview.page.keyboard.press("Escape")
    preview.page.click(".numbers-open")
    assert "9.0" in preview.page.inner_text(".numbers ol")
    preview.page.keyboard.press("Escape")


def test_a_file_that_an_editor_replaces_counts_as_saved(preview: Session) -> None:
    """Editors write a temporary file and rename it."""
    path = preview.root / INDEX
    part = path.with_name(".index.qmd.j2.swp~")
    part.write_text(preview.text(INDEX).replace("Over <<", "Heron, over <<"), encoding="utf-8")
    os.replace(part, path)
    preview.sees("Heron, over 3 nights")


def test_a_file_with_crlf_shows_the_same_page(preview: Session) -> None:
    """Only the edit is seen, not the ends of lines."""
    text = preview.text(INDEX).replace("Over <<", "Tiger, over <<").replace("\n", "\r\n")
    (preview.root / INDEX).write_bytes(text.encode())
    preview.sees("Tiger, over 3 nights")


def test_forty_files_changed_at_once_are_one_state(preview: Session) -> None:
    """As after a checkout of another branch: the page shows the new state of all files."""
    for number in range(38):
        name = "templates" if number % 2 else "mini"
        (preview.root / name / f"extra_{number}.py").write_text("X = 1\n", encoding="utf-8")
    preview.edit(INDEX, "Over <<", "Otter, over <<")
    preview.edit(PRODUCTS, '"hours.min", min(sleep)', '"hours.min", min(sleep) - 1')
    preview.sees("Otter, over 3 nights")
    preview.page.wait_for_selector(".preview-changes:not([hidden])")


def test_a_comment_in_the_analysis_dims_no_number(preview: Session) -> None:
    """Numbers are pending only after an edit that can change one."""
    watch = """window.dimmed = false; new MutationObserver(() => {
        if (document.body.classList.contains('preview-pending')) window.dimmed = true;
    }).observe(document.body, { attributes: true });"""
    preview.page.evaluate(watch)
    preview.edit(PRODUCTS, "    n = len(sleep)", "    # The sample.\n    n = len(sleep)")
    time.sleep(3)
    assert not preview.page.evaluate("window.dimmed")
    preview.edit(PRODUCTS, "n = len(sleep)", "n = len(sleep) + 0")
    preview.page.wait_for_function("window.dimmed")


def test_the_page_returns_after_the_preview_was_gone(preview: Session) -> None:
    """After sleep or a restart the page connects again, and shows what changed in between."""
    preview.stop()
    assert preview.process.returncode is not None
    preview.edit(INDEX, "Over <<", "Badger, over <<")
    preview.process = preview.start()
    preview.sees("Badger, over 3 nights")
