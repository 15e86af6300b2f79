"""A real Chromium that visits the running site, wide and narrow, light and dark, with and without
JavaScript."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_RUN = """([within, rules]) => axe.run(
    within == "html" ? document : within,
    {resultTypes: ["violations"], ...(rules.length ? {runOnly: rules} : {})}
)"""
# The rules of axe that look at colours.
COLOURS = ("color-contrast", "link-in-text-block")

Visit = Callable[..., Page]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All tests here need a browser; without one they are left out, but never on CI."""
    here = Path(__file__).parent
    own = [item for item in items if here in item.path.parents]
    for item in own:
        item.add_marker(pytest.mark.browser)
    if own and CHROMIUM is None and not os.environ.get("CI"):
        items[:] = [item for item in items if item not in own]
        config.hook.pytest_deselected(items=own)


@pytest.fixture(scope="package")
def browser(live_site) -> Iterator[Browser]:
    """Chromium without a screen, after the site is made and closed before Django is used again:
    Playwright and Django do not share a thread."""
    assert CHROMIUM, "no Chromium found: install the package chromium, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def new_context(
    browser: Browser, width: int = 1440, scheme: str = "light", scripts: bool = True
) -> BrowserContext:
    """A browser that has visited nothing; colours change at once, so that none is seen half-way."""
    return browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )


@pytest.fixture
def visit(browser: Browser, live_site) -> Iterator[Visit]:
    """Opens a page of the site: `visit("/nl/oost/", width=390, scheme="dark", scripts=False)`."""
    contexts = []

    def open_page(path: str, **how: object) -> Page:
        contexts.append(new_context(browser, **how))
        page = contexts[-1].new_page()
        page.goto(f"{live_site.address}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Runs axe, nothing ignored; gives one line a finding.

    `within` is a selector: only what lies there is looked at. `rules` are the ids of the rules of
    axe to run; without them, all.
    """

    def run(page: Page, within: str = "html", rules: Sequence[str] = ()) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        found = page.evaluate(AXE_RUN, [within, list(rules)])
        return [
            f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return run
