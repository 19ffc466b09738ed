"""The steps before and after a render, on outputs imitated with pandoc."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypandoc
import pytest

from report.files import manifest
from report.manuscript.inputs import Inputs
from report.manuscript.woven_documents import woven
from report.merge.checked_formulas import open_word
from report.quarto.checked import check_rendered
from report.quarto.documents import for_quarto
from report.quarto.postrender import Rendered, postrender
from report.quarto.prerender import prerender, refuse_losses
from report.quarto.settings import FORMATS
from report.rows.errors import Fault, LintError, RenderError, StoreError, TemplateError, VerifyError
from report.study.project import Project
from report.verify.check import OPENERS, open_paper
from tests.quarto.imitated import imitated

ROOT = Path(__file__).parents[2]


@pytest.fixture
def rendered(project, inputs, monkeypatch):
    """Pre-renders, then imitates Quarto: each document through the extension's filters into `_output`."""
    monkeypatch.setenv(FORMATS, "html")
    prerender(inputs)
    return imitated(project, "index", "supplement", formats=("html",))


def test_the_woven_documents_and_ledgers_of_both_engines_are_equal(project, inputs, computed):
    """Quarto gets what the embedded engine renders: the same text under a remark, the same ledger."""
    prerender(inputs)
    for name, document in woven(inputs, computed).items():
        text = (project / f"{name}.qmd").read_text(encoding="utf-8")
        assert text == for_quarto(name, document.markdown)
        assert text.replace(text.splitlines(keepends=True)[1], "", 1) == document.markdown
    ledger = (project / ".tracepaper" / "quarto" / "ledger.json").read_text(encoding="utf-8")
    assert ledger == computed.results.ledger.to_json()


def test_a_note_of_the_abstract_moves_into_the_metadata():
    """Quarto reads metadata separately from the text, and would print the call of a note literally."""
    text = (
        "---\nabstract: |\n  Slept.[^why]\n---\n\nText.[^other]\n\n[^why]: Since *p* < .05.\n[^other]: No.\n"
    )
    result = for_quarto("index", text)
    assert "  Slept.^[Since *p* < .05.]\n" in result
    assert "[^why]" not in result
    assert "[^other]: No." in result


def test_what_is_unchanged_is_not_written_again(project, inputs):
    """A preview renders again when a source changes, and has to come to rest."""
    prerender(inputs)
    files = [project / "index.qmd", project / "figures" / "bar.svg"]
    before = [path.stat().st_mtime_ns for path in files]
    prerender(inputs)
    assert [path.stat().st_mtime_ns for path in files] == before


def test_typed_numbers_stop_the_render(project, inputs):
    """The step before the render lints as a build does."""
    path = project / "templates" / "index.qmd.j2"
    path.write_text(path.read_text("utf-8") + "\nThe mean was 7.3 hours.\n", encoding="utf-8")
    with pytest.raises(LintError):
        prerender(inputs)


def test_hand_written_documents_are_checked_before_the_render(project, inputs):
    """Quarto would stop at the first unknown id; all of them are reported with their lines."""
    (project / "letter.qmd").write_text("{{< stat hours.men >}}\n{{< stat hours.men >}}\n", encoding="utf-8")
    inputs.project.settings["documents"] = ["letter.qmd"]
    (project / "_quarto.yml").unlink()  # its list does not name the letter
    with pytest.raises(TemplateError) as caught:
        prerender(inputs)
    assert [fault.where for fault in caught.value.faults] == ["letter.qmd:1", "letter.qmd:2"]


def test_the_outputs_are_finished_and_sealed(project, inputs):
    """The page gets styles and cards, the PDF is printed from it, and all that a build publishes lies beside."""
    prerender(inputs)
    rendered = imitated(project, "index", "supplement")
    postrender(inputs, rendered)
    names = {path.relative_to(rendered.out).as_posix() for path in rendered.out.rglob("*") if path.is_file()}
    pages = {f"{name}.{format}" for name in ("index", "supplement") for format in ("html", "pdf", "docx")}
    beside = {"ledger.json", "ledger.csv", "occurrences.json", "manifest.json"}
    assert names >= pages | beside | {"figures/bar.svg", "figures/bar.png"}
    page = (rendered.out / "index.html").read_text(encoding="utf-8")
    assert "<!--styles-->" not in page
    assert 'href="#row-hours.mean"' in page
    assert manifest.read(rendered.out).facts["places"] == len(
        json.loads((rendered.out / "occurrences.json").read_text("utf-8"))["occurrences"]
    )


def test_the_page_says_what_the_embedded_engine_says(project, inputs, rendered, tmp_path):
    """Each number is at the same place with the same id, whichever engine rendered it."""
    from report.pipeline.build import build
    from report.trace.occurrences import occurrences

    build(inputs, tmp_path / "embedded", ["html"])
    postrender(inputs, rendered)
    for name in ("index", "supplement"):
        texts = [
            (folder / f"{name}.html").read_text("utf-8") for folder in (tmp_path / "embedded", rendered.out)
        ]
        one, other = (list(occurrences(name, text)) for text in texts)
        assert one == other


def test_a_changed_number_is_found(project, inputs, rendered):
    """A page that prints something else than its row fails the render."""
    page = rendered.out / "index.html"
    page.write_text(page.read_text("utf-8").replace(">7.5</span>", ">7.6</span>", 1), encoding="utf-8")
    with pytest.raises(VerifyError) as caught:
        postrender(inputs, rendered)
    assert "7.6" in str(caught.value)


def test_what_quarto_only_warns_about_fails_all_at_once(project, inputs, rendered):
    """Unresolved references, keys, pictures and shortcodes are reported together, and no manifest is written."""
    spoil(rendered.out / "index.html")
    with pytest.raises(RenderError) as caught:
        postrender(inputs, rendered)
    message = str(caught.value)
    for name in (
        "@fig-nowhere",
        "@tbl-none",
        "nokey",
        "other2020",
        "missing.png",
        "nosuch",
        "meta:absent",
        "lost",
    ):
        assert name in message
    assert len(caught.value.faults) == 8
    assert all(fault.where.startswith("index.html, ") for fault in caught.value.faults)
    assert not manifest.is_whole(rendered.out, inputs.pages_key("quarto", "html"))


def spoil(page):
    faults = (
        "<p>See <strong>?@fig-nowhere</strong> and ?tbl-none, "
        '<span class="citation" data-cites="nokey">(<a href="#ref-nokey"><strong>nokey?</strong></a>)</span>, '
        "[@other2020], "
        '<img src="missing.png">, {{&lt; nosuch 1 &gt;}}, <strong>?meta:absent</strong>, a note.[^lost] '
        "Shown: <code>{{&lt; stat x &gt;}}</code>.</p></main>"
    )
    page.write_text(page.read_text("utf-8").replace("</main>", faults), encoding="utf-8")


def test_faults_are_found_in_word_too(project, inputs):
    """With `--to docx` there is no page, so the Word file and its source are searched."""
    prerender(inputs)
    path = project / "index.qmd"
    path.write_text(
        path.read_text("utf-8") + "\n?\\@fig-nowhere {{\\< nosuch 1 \\>}} **nokey?** ![](missing.png)\n\n"
        "<!-- @nokey -->\n",
        encoding="utf-8",
    )
    rendered = imitated(project, "index", formats=("docx",))
    with pytest.raises(RenderError) as caught:
        postrender(inputs, rendered)
    message = str(caught.value)
    assert all(name in message for name in ("@fig-nowhere", "nosuch", "nokey", "missing.png"))


@pytest.mark.slow
def test_only_outputs_of_what_was_rendered_are_replaced(project, inputs, monkeypatch, capsys):
    """`quarto render letter.qmd` beside a built paper leaves the paper, also after a change; exports then refuse."""
    prerender(inputs)
    rendered = imitated(project, "index", "supplement")
    postrender(inputs, rendered)
    assert manifest.read(rendered.out).key
    before = {path.name: path.read_bytes() for path in rendered.out.glob("index.*")}
    (rendered.out / "notes.txt").write_text("mine")
    path = project / "templates" / "supplement.qmd.j2"
    path.write_text(path.read_text("utf-8") + "\nA further sentence.\n", encoding="utf-8")
    later = Inputs(Project(project))
    refuse_losses(rendered.out, ["supplement"])
    prerender(later)
    postrender(later, imitated(project, "supplement", formats=("html",)))
    assert "left unchanged: index.docx, index.html, index.pdf, supplement.docx" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in rendered.out.glob("index.*")} == before
    assert (rendered.out / "notes.txt").read_text() == "mine"
    sealed = manifest.read(rendered.out)
    assert {"index.docx", "index.pdf", "supplement.docx"} <= sealed.files.keys()
    assert "notes.txt" not in sealed.files
    assert not sealed.key
    pages = json.loads((rendered.out / "occurrences.json").read_text("utf-8"))["occurrences"]
    assert {place["document"] for place in pages} == {"index", "supplement"}


@pytest.mark.slow
def test_what_a_render_would_overwrite_is_refused_before_it(project, inputs):
    """An edited output of a document that is to be rendered stops the render, others do not."""
    prerender(inputs)
    rendered = imitated(project, "index", "supplement")
    postrender(inputs, rendered)
    (rendered.out / "index.docx").write_bytes(b"comments of a co-author")
    refuse_losses(rendered.out, ["supplement"])
    with pytest.raises(StoreError, match=r"index\.docx  was changed after it was published"):
        refuse_losses(rendered.out, ["index"])
    listed = {"QUARTO_PROJECT_OUTPUT_DIR": str(rendered.out), "QUARTO_PROJECT_INPUT_FILES": "supplement.qmd"}
    assert step("pre", project, **listed).returncode == 0
    del listed["QUARTO_PROJECT_INPUT_FILES"]
    done = step("pre", project, **listed)
    assert (done.returncode, "index.docx  was changed" in done.stderr) == (1, True)
    (rendered.out / "index.docx").unlink()
    (rendered.out / "ledger.json").write_text("mine")
    with pytest.raises(StoreError, match=r"ledger\.json"):
        refuse_losses(rendered.out, ["supplement"])


def test_a_render_that_fails_at_its_end_can_be_repeated(project, inputs, rendered, monkeypatch):
    """The files that it left are not taken for edited ones, while those of other documents still are."""

    def refused(*given):
        raise RenderError(Fault("index", "cannot be printed", "correct it"))

    monkeypatch.setenv(FORMATS, "html,pdf")
    monkeypatch.setattr("report.quarto.postrender.print_page", refused)
    with pytest.raises(RenderError, match="cannot be printed"):
        postrender(inputs, rendered)
    assert 'href="#row-hours.mean"' in (rendered.out / "index.html").read_text("utf-8")
    refuse_losses(rendered.out, ["index", "supplement"])
    assert not manifest.read(rendered.out).key
    (rendered.out / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"index\.html  was changed after it was published"):
        refuse_losses(rendered.out, ["index"])


@pytest.mark.parametrize("name", ["index.qmd", "figures/bar.svg", "figures/bar.png"])
def test_files_of_the_project_are_not_overwritten(project, inputs, name):
    """A document or picture that somebody else wrote, or edited since, stops the step with its name."""
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("mine")
    with pytest.raises(StoreError, match=f"{name}  exists"):
        prerender(inputs)
    assert (project / name).read_text() == "mine"
    (project / name).unlink()
    prerender(inputs)
    (project / name).write_bytes((project / name).read_bytes() + b"edited")
    with pytest.raises(StoreError, match=f"{name}  exists"):
        prerender(inputs)


def test_what_the_step_wrote_and_stubs_are_replaced(project, inputs):
    """A woven document says itself that it is as it was written; a stub, or an empty file, only keeps a place."""
    prerender(inputs)
    woven_text = (project / "index.qmd").read_bytes()
    path = project / "templates" / "index.qmd.j2"
    path.write_text(path.read_text("utf-8") + "\nA further sentence.\n", encoding="utf-8")
    shutil.rmtree(project / ".tracepaper" / "written")
    prerender(Inputs(Project(project)))
    after = (project / "index.qmd").read_bytes()
    assert after != woven_text
    for stub in (b"", (ROOT / "docs" / "manuscript" / "index.qmd").read_bytes()):
        (project / "index.qmd").write_bytes(stub)
        prerender(Inputs(Project(project)))
        assert (project / "index.qmd").read_bytes() == after


def step(name, project, **environment):
    return subprocess.run(
        [sys.executable, "-m", "report.quarto", name],
        env={**os.environ, "QUARTO_PROJECT_DIR": str(project)} | environment,
        cwd=project.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_faults_of_a_step_are_lines_on_stderr(project, inputs):
    """Quarto adds no message of its own: place, fault, remedy, exit code 1 and no traceback."""
    (project / "data" / "sleep.csv").unlink()
    done = step("pre", project)
    assert done.returncode == 1
    assert "data/sleep.csv  cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_data_file_of_the_command_reaches_the_steps(project, inputs):
    """`report build --engine quarto --data FILE` computes from that file."""
    other = project.parent / "other.csv"
    shutil.copy(project / "data" / "sleep.csv", other)
    other.write_text(other.read_text("utf-8").replace("6.75", "6.95"), encoding="utf-8")
    assert step("pre", project, TRACEPAPER_DATA=str(other)).returncode == 0
    assert "[7.0]" in (project / "index.qmd").read_text("utf-8")


@pytest.mark.slow
def test_findings_of_the_check_fail_the_render(project, inputs):
    """The last step is the check of the paper: a number that no row accounts for stops it."""
    prerender(inputs)
    rendered = imitated(project, "index", "supplement", formats=("html",))
    page = rendered.out / "index.html"
    text = page.read_text("utf-8")
    end = text.rindex("</p>")
    page.write_text(f"{text[:end]} It was 88.8 hours long.{text[end:]}", encoding="utf-8")
    done = step(
        "post",
        project,
        QUARTO_PROJECT_OUTPUT_DIR=str(rendered.out),
        QUARTO_PROJECT_OUTPUT_FILES="_output/index.html\n_output/supplement.html",
        TRACEPAPER_FORMATS="html",
    )
    assert done.returncode == 1
    assert "index.html" in done.stdout + done.stderr
    assert "88.8: no row accounts for it" in done.stdout + done.stderr


@pytest.mark.slow
def test_an_output_that_cannot_be_read_fails_the_render(project, inputs):
    """An output that the check cannot read is one that no reviewer can check."""
    prerender(inputs)
    rendered = imitated(project, "index", "supplement", formats=("html",))
    (rendered.out / "index.docx").write_bytes(b"PK no archive")
    assert check_rendered(inputs, {rendered.out / "index.docx": "index"}) == 1
    assert check_rendered(inputs, {path: rendered.name(path) for path in rendered.files}) == 0


def test_a_document_with_few_words_passes(project, inputs, capsys):
    """A Word file or a PDF with so little text is no recognisable copy; the page was verified before."""
    (project / "slip.qmd").write_text("Mean {{< stat hours.mean >}} hours.\n", encoding="utf-8")
    inputs.project.settings["documents"] = ["slip.qmd"]
    (project / "_quarto.yml").unlink()  # its list does not name the slip
    path = project / "slip.docx"
    pypandoc.convert_text("Mean 7.5 hours.", "docx", "markdown", outputfile=str(path))
    assert check_rendered(inputs, {path: "slip"}) == 0
    assert "slip.docx was not checked: slip has fewer than 40 words" in capsys.readouterr().err
    assert check_rendered(inputs, {path: "index"}) == 1


def test_jats_is_no_fault(inputs, tmp_path, capsys):
    """A manuscript contains the article as XML, which `report check` does not read."""
    assert check_rendered(inputs, {tmp_path / "index.xml": "index"}) == 0
    assert "index.xml was not checked" in capsys.readouterr().err


def test_only_a_complete_render_removes_links(project, inputs, monkeypatch):
    """After a render of one document, the page of another may be rendered later."""
    monkeypatch.setenv(FORMATS, "html")
    prerender(inputs)
    for complete in (False, True):
        rendered = replace(imitated(project, "index", formats=("html",)), complete=complete)
        postrender(inputs, rendered)
        page = (rendered.out / "index.html").read_text("utf-8")
        assert ('href="supplement.html#tbl-' in page) is not complete


def test_word_files_are_checked_with_their_formulas(inputs, monkeypatch):
    """As in `report check`: a formula with other letters or in another structure is a finding."""
    monkeypatch.setitem(OPENERS, ".docx", open_paper)
    assert check_rendered(inputs, {}) == 0
    assert OPENERS[".docx"] is open_word


def test_slides_are_not_printed(tmp_path):
    """A deck of reveal.js gets no PDF unasked, which would contain its speaker notes."""
    (tmp_path / "slides.html").write_text(
        '<body><div class="reveal"><aside class="notes">No</aside></div></body>'
    )
    (tmp_path / "letter.html").write_text("<body><p>Dear reviewers</p></body>")
    pages = Rendered(tmp_path, tmp_path, (tmp_path / "slides.html", tmp_path / "letter.html"))
    assert list(pages.pages()) == ["slides", "letter"]
    assert list(pages.printable()) == ["letter"]
