"""Provenance on the page, as a reader meets it: by mouse, finger, keyboard, without scripts, in light and dark."""

from itertools import product

import pytest

from tests.sampling import sampled

pytestmark = pytest.mark.browser

NUMBER = "main p a[data-stat='hours.mean']"
CARD = ".card"


def test_the_page_is_one_file_and_its_scripts_run(opened):
    """The page makes no network request, and no script fails."""
    page = opened()
    assert page.faults == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert len([url for url in page.asked if url.startswith("file:")]) == 1


def test_a_mouse_brings_the_card(opened):
    """Label, printed and full value, n, function with line and source, inputs, data with hash, other places."""
    page = opened()
    page.locator(NUMBER).first.hover()
    page.wait_for_selector(CARD, state="visible")
    said = page.locator(CARD).inner_text()
    for part in (
        "7.5",
        "hours.mean",
        "mini/products.py:",
        "sleep",
        "data/sleep.csv (sha256",
        "Also printed in",
    ):
        assert part in said
    assert "def hours(sleep)" in page.locator(f"{CARD} pre").inner_text()
    page.mouse.move(5, 890)
    page.wait_for_selector(CARD, state="hidden")


def test_the_keyboard_opens_pins_and_closes(opened):
    """Focus shows the card, Enter pins it, Escape closes it and goes back to the number."""
    page = opened()
    page.keyboard.press("Tab")
    number = page.locator(NUMBER).first
    number.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD, state="visible")
    assert page.locator(f"{CARD} [aria-pressed]").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Escape")
    page.wait_for_selector(CARD, state="hidden")
    assert page.evaluate("document.activeElement.dataset.stat") == "hours.mean"


def test_a_finger_brings_the_card(opened):
    """A phone's window holds the page, a tap opens the card within it, and a tap elsewhere closes it."""
    page = opened(390, 800, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(NUMBER).first.tap()
    page.wait_for_selector(CARD, state="visible")
    box = page.locator(CARD).bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 800
    page.touchscreen.tap(195, box["y"] - 15 if box["y"] > 30 else box["y"] + box["height"] + 15)
    page.wait_for_selector(CARD, state="hidden")


def test_every_number_opens_its_own_card(opened):
    """Text, abstract, title, table, note, caption, footnote and drawing: the card names the number's row."""
    page = opened()
    numbers = page.locator("main a[data-stat], main svg [data-stat]")
    assert page.locator("main svg [data-stat]").count() > 0
    for place in range(numbers.count()):
        number = numbers.nth(place)
        number.scroll_into_view_if_needed()
        number.click()
        assert number.get_attribute("data-stat") in page.locator(f"{CARD} dl").inner_text()
        page.keyboard.press("Escape")


def test_the_panel_lists_searches_filters_and_jumps(opened):
    """The panel lists all numbers; a search and a filter shorten the list; a line leads to its place."""
    page = opened()
    page.locator(".numbers-open").click()
    lines = page.locator(".numbers li")
    everything = lines.count()
    assert f"{everything} of {everything}" in page.locator(".numbers .count").inner_text()
    page.locator("#numbers-search").fill("hours.min")
    assert 0 < lines.count() < everything
    page.locator("#numbers-search").fill("")
    page.locator("#numbers-filter").select_option("not computed from the data")
    assert 0 < lines.count() < everything
    page.locator("#numbers-filter").select_option("in: Results".replace("in: ", "section:"))
    lines.first.locator("a").click()
    page.wait_for_selector(".number-found")
    assert page.locator(CARD).is_visible()


def test_the_key_t_shows_all_numbers(opened):
    """Pressed once it underlines every number, pressed again it stops."""
    page = opened()
    page.keyboard.press("t")
    assert page.locator("body.show-numbers").count() == 1
    page.keyboard.press("t")
    assert page.locator("body.show-numbers").count() == 0


def test_without_scripts_numbers_are_links(opened):
    """Each number leads to its line of the appendix, which says where it comes from."""
    page = opened(java_script_enabled=False)
    page.locator(NUMBER).first.click()
    assert page.url.endswith("#row-hours.mean")
    entry = page.locator("[id='row-hours.mean']")
    assert entry.is_visible()
    assert "mini/products.py:" in entry.locator("xpath=ancestor::*[contains(@class, 'made')]").inner_text()
    missing = [
        link
        for link in page.locator("main a[data-stat]").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        if page.locator(f"[id='{link[1:]}']").count() != 1
    ]
    assert missing == []


def test_the_switch_turns_the_page_dark_and_back(opened):
    """The reader's choice overrules the system's."""
    page = opened(color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".theme").click()
    assert page.evaluate(ground) != light
    page.locator(".theme").click()
    assert page.evaluate(ground) == light


@pytest.mark.parametrize(
    ("state", "width", "scheme"),
    sampled(product(["page", "card", "panel"], [390, 1280], ["light", "dark"]), 3),
)
def test_axe_finds_nothing(opened, scheme, width, state):
    """WCAG 2.2 A and AA, in each state of the page."""
    from axe_playwright_python.sync_playwright import Axe

    page = opened(width, color_scheme=scheme)
    if state == "card":
        page.locator(NUMBER).first.click()
        page.wait_for_selector(CARD, state="visible")
    if state == "panel":
        page.locator(".numbers-open").click()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=rules)
    assert found.response["violations"] == [], found.generate_report()
