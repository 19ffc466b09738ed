"""Renderings of earlier builds, and how tables are set."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from report.render import Document, RenderingTask, RenderPool
from report.render.render_cache import key_of, restored, store
from report.rows.errors import RenderError

TABLE = """\
::: {#tbl-fit .stat-table data-table="fit"}
| Model | β |
|:------|---:|
| **[Arm]{.group}** |  |
| One | [0.65]{.stat data-stat="a.b"}[\\*\\*]{.stat .stars data-stat="a.p"} |
| Two | [3]{.stat data-stat="a.n"} |

Fit of it
:::
"""


def pressed(tasks, folder, fresh=False):
    with RenderPool(folder, epoch=0, progress=lambda *_: None, fresh=fresh) as pool:
        pool.submit(tasks)
        return pool.wait_for()


@pytest.fixture
def document(tmp_path):
    (tmp_path / "figures").mkdir()
    return Document("index", f"See @tbl-fit.\n\n{TABLE}", tmp_path, tmp_path / "figures")


def rendered(document, folder, fresh=False):
    pressed([RenderingTask(document, "html")], folder, fresh=fresh)
    return (folder / f"{document.name}.html").read_text(encoding="utf-8")


def is_kept(document, format, epoch):
    folder = document.figures.parent
    return restored(document, format, folder, key_of(document, format, folder, epoch))


def test_what_a_build_rendered_is_taken_by_the_next(document, tmp_path):
    """Even where the text names the very file that is rendered, which was not there before."""
    named = replace(document, markdown="This page is index.html.")
    rendered(named, tmp_path)
    (tmp_path / "index.html").unlink()
    assert is_kept(named, "html", 0)


def test_a_rendering_is_taken_only_while_its_text_is_the_same(document, tmp_path):
    """Another text, another time or another format is another rendering."""
    (tmp_path / "index.html").write_text("kept")
    store(document, "html", tmp_path, key_of(document, "html", tmp_path, 0))
    assert is_kept(document, "html", 0)
    assert not is_kept(document, "html", 1)
    assert not is_kept(document, "docx", 0)
    assert not is_kept(replace(document, markdown="else"), "html", 0)


def test_a_picture_that_changed_is_rendered_anew(document, tmp_path):
    """What a document names belongs to it."""
    picture = Path(document.root) / "scan.png"
    picture.write_bytes(b"one")
    shown = replace(document, markdown="![](scan.png)")
    (tmp_path / "index.html").write_text("kept")
    store(shown, "html", tmp_path, key_of(shown, "html", tmp_path, 0))
    picture.write_bytes(b"two")
    assert not is_kept(shown, "html", 0)


def test_fresh_renderings_take_nothing_from_the_cache(document, tmp_path):
    """Two builds by force are two builds."""
    (tmp_path / "index.html").write_text("kept")
    store(document, "html", tmp_path, key_of(document, "html", tmp_path, 0))
    assert rendered(document, tmp_path) == "kept"
    assert rendered(document, tmp_path, fresh=True) != "kept"


def test_room_for_decimals_and_marks_is_no_text(document, tmp_path):
    """Numbers are aligned, and a cell's text stays the printed text."""
    page = rendered(document, tmp_path)
    assert '<span class="pad" data-pad=".00**"></span>' in page
    assert '<span class="padded"><span>β</span><span class="pad" data-pad="**"></span></span></th>' in page
    assert '<td colspan="2"' in page
    assert 'class="table-scroll"' in page
    assert "Table\u00a01" in page


def test_faults_of_all_documents_come_together(document, tmp_path):
    """No reference is lost because another document failed first."""
    documents = [replace(document, name=name, markdown=f"@fig-{name}") for name in ("one", "two")]
    tasks = [RenderingTask(each, "html") for each in documents]
    with pytest.raises(RenderError) as caught:
        pressed(tasks, tmp_path)
    assert {fault.where for fault in caught.value.faults} == {
        "templates/one.qmd.j2",
        "templates/two.qmd.j2",
    }


def test_a_head_has_room_beside_the_marks_of_its_column(document, tmp_path):
    """A column whose numbers have marks is wider by them, since its head is set beside their space."""
    headed = document.markdown.replace("β", "Information")
    bare = headed.replace("[\\*\\*]", "[]")
    assert bare != headed
    folders = [tmp_path / name for name in ("marked", "bare")]
    widths = []
    for folder, text in zip(folders, (headed, bare), strict=True):
        folder.mkdir()
        page = rendered(replace(document, markdown=text), folder)
        widths.append(int(re.search(r"min-width: (\d+)ch", page)[1]))
    assert widths[0] == widths[1] + 2
