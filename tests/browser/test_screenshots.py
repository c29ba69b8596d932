"""The pictures of pages in the docs are drawn, and are not empty."""

from __future__ import annotations

import struct
from base64 import b64encode

import pytest
from playwright.sync_api import Page

from tests.browser.visits import Tabs
from tools.screenshots import PAGES, PagePicture, page_picture

COLOURS = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  return new Set(new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)).size;
}"""


@pytest.fixture(scope="module")
def page(tabs: Tabs) -> Page:
    return tabs.browser.new_page()


@pytest.mark.parametrize("picture", PAGES, ids=lambda picture: picture.name)
def test_a_picture_shows_the_part_of_the_page_that_has_its_words(page: Page, picture: PagePicture) -> None:
    drawn = page_picture(picture, page)
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == picture.width
    assert 150 < height <= picture.height if picture.below else height == picture.height
    page.goto("about:blank")
    assert page.evaluate(COLOURS, f"data:image/png;base64,{b64encode(drawn).decode()}") > 50
