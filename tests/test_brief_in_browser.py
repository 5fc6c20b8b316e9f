"""The brief in a real browser: it asks the network for nothing, runs nothing, and fits a phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from sayso.keep.record import Record
from sayso.tell.brief import write_brief

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: .ci/run installs it")


@pytest.fixture(scope="module")
def brief(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    with Record.open(sample_record) as record:
        write_brief(record, path)
    return path


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_fetched_and_nothing_overflows(brief: Path, tab: Page, width: int) -> None:
    asked: list[str] = []
    faults: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(brief.as_uri())
    assert asked == [brief.as_uri()] and faults == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator("h2").count() >= 5


def test_a_number_in_brackets_opens_the_page_it_names(brief: Path, tab: Page) -> None:
    tab.goto(brief.as_uri())
    link = tab.locator("a.ref").first
    target = link.get_attribute("href")
    link.click()
    assert tab.url.endswith(str(target)) and tab.locator(str(target)).is_visible()
