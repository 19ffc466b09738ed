"""Prepares a matplotlib figure for saving: one layout for all formats, only artists that vector formats can show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

#: Collections with more shapes than this are rasterized inside the vector drawing.
_MANY = 4000


def settle(canvas: Canvas) -> None:
    """Fix the layout of a drawing: layout engines measure text, and text widths differ slightly between formats."""
    engine = canvas.get_layout_engine()
    if engine is not None:
        canvas.draw_without_rendering()
        canvas.set_layout_engine("none")
    for artist in canvas.findobj():
        _mark_scales(artist)


def _mark_scales(artist: Any) -> None:
    """Mark contour labels and quiver keys as axis text, since their numbers belong to a scale."""
    from matplotlib.contour import ContourSet
    from matplotlib.quiver import QuiverKey

    labels = artist.labelTexts if isinstance(artist, ContourSet) and hasattr(artist, "labelTexts") else []
    labels = [artist.text] if isinstance(artist, QuiverKey) else labels
    for label in labels:
        label.set_gid(label.get_gid() or "axis")


@contextmanager
def ready_for_vectors(canvas: Canvas) -> Iterator[None]:
    """Rasterize artists that vector formats cannot reproduce, and keep texts with path effects as text."""
    from matplotlib.text import Text

    to_rasterize = [artist for artist in canvas.findobj() if _needs_pixels(artist)]
    before = [artist.get_rasterized() for artist in to_rasterize]
    with_effects = [text for text in canvas.findobj(Text) if text.get_path_effects() and _fills(text)]
    for artist in to_rasterize:
        artist.set_rasterized(True)
    for text in with_effects:
        _draw_twice(text)
    try:
        with _transparent_hatches():
            yield
    finally:
        for artist, rasterized in zip(to_rasterize, before, strict=True):
            artist.set_rasterized(rasterized)
        for text in with_effects:
            del text.draw


def _needs_pixels(artist: Any) -> bool:
    """Whether shapes abut without antialiasing, blend, or are too many; artists tied to rows are never rasterized."""
    from matplotlib.collections import Collection, QuadMesh, TriMesh

    if not isinstance(artist, Collection) or ":" in str(artist.get_gid() or ""):
        return False
    if isinstance(artist, TriMesh | QuadMesh):
        return True
    shapes: Any = artist
    smoothed = shapes.get_antialiased()
    many = max(len(shapes.get_paths()), len(shapes.get_offsets())) > _MANY
    return many or (len(smoothed) > 0 and not any(smoothed))


def _fills(text: Any) -> bool:
    """Whether the last effect of a text draws the text itself, so that the text may be drawn over it again."""
    from matplotlib.patheffects import Normal, withSimplePatchShadow, withStroke

    return isinstance(text.get_path_effects()[-1], Normal | withStroke | withSimplePatchShadow)


def _draw_twice(text: Any) -> None:
    """Draw the text itself on top of its effects, which turn it into draw_with_effects."""
    draw_with_effects = text.draw

    def draw(renderer: Any, *arguments: Any, **options: Any) -> None:
        effects = text.get_path_effects()
        draw_with_effects(renderer, *arguments, **options)
        text.set_path_effects([])
        try:
            draw_with_effects(renderer, *arguments, **options)
        finally:
            text.set_path_effects(effects)

    text.draw = partial(draw)


@contextmanager
def _transparent_hatches() -> Iterator[None]:
    """Make matplotlib write the opacity of hatch lines, which it otherwise omits."""
    from matplotlib.backends import backend_svg
    from matplotlib.colors import to_hex

    writer: Any = backend_svg
    own, plain = writer.RendererSVG._write_hatches, writer.rgb2hex

    def write(renderer: Any) -> None:
        writer.rgb2hex = lambda colour: to_hex(colour, keep_alpha=len(colour) == 4 and colour[3] < 1)
        try:
            own(renderer)
        finally:
            writer.rgb2hex = plain

    writer.RendererSVG._write_hatches = write
    try:
        yield
    finally:
        writer.RendererSVG._write_hatches = own
