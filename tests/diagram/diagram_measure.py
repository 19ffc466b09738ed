"""What a canvas shows, measured with matplotlib's own renderer, in points from the upper left corner."""

from dataclasses import dataclass

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import PathPatch

from report.drawing.geometry import Rect


@dataclass(frozen=True)
class Word:
    """A text and where its ink lies."""

    text: str
    gid: str
    size: float
    rect: Rect


def words(canvas):
    """All texts, measured without hinting, as they are exported."""
    height = canvas.get_size_inches()[1] * 72
    with rc_context({"text.hinting": "none"}):
        renderer = FigureCanvasAgg(canvas).get_renderer()
        found = []
        for text in canvas.texts:
            box = text.get_window_extent(renderer)
            rect = Rect(box.x0, height - box.y1, box.x1, height - box.y0)
            found.append(Word(text.get_text(), text.get_gid() or "", text.get_fontsize(), tightened(rect)))
    return found


def tightened(rect):
    """Without the empty room above capitals and under the baseline that belongs to a font's line."""
    spare = rect.height * 0.12
    return Rect(rect.left, rect.top + spare, rect.right, rect.bottom - spare)


def marks(canvas, kind="mark:"):
    """Curves that encode rows: gid, and dense points along each."""
    height = canvas.get_size_inches()[1] * 72
    for patch in canvas.get_children():
        if isinstance(patch, PathPatch) and (patch.get_gid() or "").startswith(kind):
            path = patch.get_path().transformed(patch.get_transform())
            points = np.vstack([curve(np.linspace(0, 1, 300)) for curve, _ in path.iter_bezier()])
            yield patch.get_gid().removeprefix(kind), np.column_stack([points[:, 0], height - points[:, 1]])


def boxes(canvas):
    """The bordered rectangles."""
    height = canvas.get_size_inches()[1] * 72
    for patch in canvas.get_children():
        if isinstance(patch, PathPatch) and patch.get_edgecolor()[3] and patch.get_facecolor()[3]:
            box = patch.get_path().transformed(patch.get_transform()).get_extents()
            yield Rect(box.x0, height - box.y1, box.x1, height - box.y0)


def groups(found):
    """Labels of arrows: a coefficient and the stars beside it as one."""
    labels = []
    for word in found:
        if word.gid.startswith("p:") and labels:
            last = labels[-1]
            labels[-1] = Word(last.text + word.text, last.gid, last.size, joined(last.rect, word.rect))
        else:
            labels.append(word)
    return labels


def joined(one, other):
    return Rect(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def overlapping(found):
    """Pairs of texts that share area; runs of one line may touch."""
    rects = [(word, word.rect.grown(-0.3)) for word in found]
    return [(a.text, b.text) for i, (a, r) in enumerate(rects) for b, s in rects[i + 1 :] if r.overlaps(s)]


def lies_on(points, rect):
    x, y = points[:, 0], points[:, 1]
    return bool(((x > rect.left) & (x < rect.right) & (y > rect.top) & (y < rect.bottom)).any())
