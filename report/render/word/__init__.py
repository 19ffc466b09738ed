"""Word: pandoc's file, finished so that a co-author can edit it and every number stays tied to its row."""

from report.render.word.file import render_word

__all__ = ["render_word"]
