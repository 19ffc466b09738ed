"""How long builds take: everything, nothing changed, one table's function or one word changed; and what an idle build
imports.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
COPIED = ("report", "analysis", "templates", "data", "docs", "_extensions", "pyproject.toml", "_quarto.yml")
REPORT = "from report.cli import main; main()"


def compile_all() -> None:
    """Compile the modules as an installation does, so that no build pays for it."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", "report", "analysis"], cwd=ROOT, check=True)


def timed(project: Path, *arguments: str) -> float:
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(project)}
    subprocess.run(
        [sys.executable, "-c", REPORT, *arguments],
        cwd=project,
        env=environment,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began


def change_one_word(project: Path) -> None:
    path = project / "templates" / "index.qmd.j2"
    text = path.read_text(encoding="utf-8")
    head, body = text.split("\n---\n", 1)
    path.write_text(f"{head}\n---\n{body}\n\nA further word.\n", encoding="utf-8")


def change_one_table(project: Path, word: str) -> None:
    """Let the function of a table of the main document give it another caption."""
    path = project / "analysis" / "tables" / "demographics.py"
    text = (ROOT / "analysis" / "tables" / "demographics.py").read_text(encoding="utf-8")
    old = '    return _characteristics("psilocybin")\n'
    assert old in text
    new = f"""    made = _characteristics("psilocybin")
    return Table(f"{{made.caption}}, {word}", made.columns, made.rows, made.notes)
"""
    path.write_text(text.replace(old, new), encoding="utf-8")


def table_changed(project: Path, formats: str) -> float:
    """The median of three builds in these formats, each after a change of the function of a table."""
    timed(project, "build", "--to", formats, "-q")
    seconds = []
    for word in ("again", "once more", "at last"):
        change_one_table(project, f"{word} in {formats}")
        seconds.append(timed(project, "build", "--to", formats, "-q"))
    return median(seconds)


def idle_imports(project: Path) -> list[str]:
    probe = "import sys, atexit; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr)); "
    probe += "sys.argv = ['report', 'build', '-q']; "
    done = subprocess.run(
        [sys.executable, "-c", probe + REPORT],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        name
        for name in ("numpy", "pandas", "matplotlib", "semopy", "weasyprint")
        if name in done.stderr.split()
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "paper"
        project.mkdir()
        compile_all()
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, project / name)
            elif source.exists():
                shutil.copy(source, project / name)
        full = timed(project, "build", "-q")
        idle = min(timed(project, "build", "-q") for _ in range(3))
        imported = idle_imports(project)
        table = {
            formats: table_changed(project, formats) for formats in ("html,pdf,docx", "html,docx", "html")
        }
        change_one_word(project)
        word = timed(project, "build", "--to", "html", "-q")
        print(f"full build, all formats      {full:6.2f} s   (at most 20)")
        heavy = imported or "none of the heavy libraries"
        print(f"nothing changed              {idle:6.2f} s   (at most 0.5), {full / idle:.0f} times faster")
        print(f"                             an idle build imports {heavy}")
        for formats, seconds in table.items():
            print(f"one table changed, {formats:13} {seconds:6.2f} s   (at most 2.5)")
        print(f"one word changed, HTML       {word:6.2f} s   (at most 3)")


if __name__ == "__main__":
    main()
