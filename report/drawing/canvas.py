"""A drawing of matplotlib before it is written: laid out once, so that all formats agree, and ready for vectors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

#: Collections of more shapes than this are drawn as a picture inside the vector drawing.
_MANY = 4000


def settle(canvas: Canvas) -> None:
    """Lay out a drawing for good: what constrains its layout measures texts, which differ a little by format."""
    engine = canvas.get_layout_engine()
    if engine is not None:
        canvas.draw_without_rendering()
        canvas.set_layout_engine("none")
    for artist in canvas.findobj():
        _mark_scales(artist)


def _mark_scales(artist: Any) -> None:
    """Labels of contours and the key of arrows are numbers of a scale."""
    from matplotlib.contour import ContourSet
    from matplotlib.quiver import QuiverKey

    labels = artist.labelTexts if isinstance(artist, ContourSet) and hasattr(artist, "labelTexts") else []
    labels = [artist.text] if isinstance(artist, QuiverKey) else labels
    for label in labels:
        label.set_gid(label.get_gid() or "axis")


@contextmanager
def ready_for_vectors(canvas: Canvas) -> Iterator[None]:
    """Within, what no vector can show as pixels do is drawn as pixels, and texts with effects are texts as well."""
    from matplotlib.text import Text

    pictures = [artist for artist in canvas.findobj() if _needs_pixels(artist)]
    before = [artist.get_rasterized() for artist in pictures]
    haloed = [text for text in canvas.findobj(Text) if text.get_path_effects() and _fills(text)]
    for artist in pictures:
        artist.set_rasterized(True)
    for text in haloed:
        _draw_twice(text)
    try:
        with _transparent_hatches():
            yield
    finally:
        for artist, rasterized in zip(pictures, before, strict=True):
            artist.set_rasterized(rasterized)
        for text in haloed:
            del text.draw


def _needs_pixels(artist: Any) -> bool:
    """Whether shapes abut without smoothed edges, fade into each other, or are too many; bound artists are kept."""
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
    """Whether the effects of a text end in the text itself, which may then be drawn over them once more."""
    from matplotlib.patheffects import Normal, withSimplePatchShadow, withStroke

    return isinstance(text.get_path_effects()[-1], Normal | withStroke | withSimplePatchShadow)


def _draw_twice(text: Any) -> None:
    """Effects turn a text into outlines; the text itself is drawn on top of them."""
    outlines = text.draw

    def draw(renderer: Any, *arguments: Any, **options: Any) -> None:
        effects = text.get_path_effects()
        outlines(renderer, *arguments, **options)
        text.set_path_effects([])
        try:
            outlines(renderer, *arguments, **options)
        finally:
            text.set_path_effects(effects)

    text.draw = partial(draw)


@contextmanager
def _transparent_hatches() -> Iterator[None]:
    """Within, matplotlib writes the lines of a hatching with their opacity, which it leaves out by itself."""
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
