"""Hostile files are refused in one line, quickly and with little memory; nothing is run or fetched."""

import resource
import socket
import threading
import time

import pytest
from hostile import FILES, W, docx, outside, paragraph

from report.text.reading import isolated_reading
from report.text.reading.guards import UnreadableError
from report.verify.check import opened

SECONDS, MEGABYTES = 10, 1100


def computed():
    """The seconds of processor time, user and system, of this process and those that it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


#: Reading this one takes as long as the limit of processor time allows.
LONG = "inflating.pdf"


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.slow) if each == LONG else each for each in FILES]
)
def test_a_hostile_file_is_refused_in_one_line(name, tmp_path):
    """Any hostile file is refused in one sentence, within ten seconds of processor time."""
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    began = computed()
    with pytest.raises(UnreadableError) as refused:
        opened(path)
    assert computed() - began < SECONDS
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEGABYTES * 1024


def test_a_file_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    """The process that reads a file ends when its processor time is used up, here after one second."""
    usual, main = (
        "from report.text.reading.reader_process import main; ",
        "reader_process.SECONDS = 1; main = reader_process.main; ",
    )
    assert usual in isolated_reading._READER
    short = isolated_reading._READER.replace(usual, f"from report.text.reading import reader_process; {main}")
    monkeypatch.setattr(isolated_reading, "_READER", short)
    path = tmp_path / LONG
    path.write_bytes(FILES[LONG]())
    began = computed()
    with pytest.raises(UnreadableError, match="takes more than 8 s to be read"):
        opened(path)
    assert 0.5 < computed() - began < SECONDS


def test_a_file_of_the_machine_is_not_read_through_an_entity(tmp_path):
    """An external entity is not expanded."""
    secret, path = tmp_path / "secret.txt", tmp_path / "copy.docx"
    secret.write_text("the secret is 12345")
    path.write_bytes(outside(secret))
    with pytest.raises(UnreadableError) as refused:
        opened(path)
    assert "12345" not in str(refused.value)


def test_nothing_is_fetched(tmp_path):
    """Neither a document type, a picture nor a template elsewhere is asked for."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.5)
        port = server.getsockname()[1]
        listener = threading.Thread(target=_listen, args=(server, calls))
        listener.start()
        address = f"http://127.0.0.1:{port}/x"
        words = "A word to fill the page with some text. " * 20
        page = (
            f'<html><head><link rel="stylesheet" href="{address}"></head>'
            f'<body><img src="{address}"><p>{words}</p></body></html>'
        )
        (tmp_path / "copy.html").write_text(page)
        office = "http://schemas.openxmlformats.org"
        relations = (
            f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r9"'
            f' Type="{office}/officeDocument/2006/relationships/styles"'
            f' Target="{address}" TargetMode="External"/></Relationships>'
        )
        word = docx(
            paragraph(words),
            f'<!DOCTYPE w:document SYSTEM "{address}">',
            **{"word/_rels/document.xml.rels": relations},
        )
        (tmp_path / "copy.docx").write_bytes(word)
        (tmp_path / "plain.docx").write_bytes(
            docx(paragraph(words), **{"word/_rels/document.xml.rels": relations})
        )
        opened(tmp_path / "copy.html")
        opened(tmp_path / "plain.docx")
        with pytest.raises(UnreadableError):
            opened(tmp_path / "copy.docx")
        listener.join()
    assert calls == []
    assert W


def _listen(server, calls):
    try:
        connection, _ = server.accept()
    except TimeoutError:
        return
    calls.append(connection.recv(100))
    connection.close()


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    """The commonest mistake has its own sentence."""
    with pytest.raises(UnreadableError, match="does not exist"):
        opened(tmp_path / "copy.docx")
