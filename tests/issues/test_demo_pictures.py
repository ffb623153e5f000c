"""The demo pictures: same seed, same picture; another seed, clearly another one."""

import pytest
from PIL import Image, ImageChops, ImageStat

from issues.demo.pictures import SCENES, draw

LISTED = [
    "port",
    "sea",
    "city",
    "lab",
    "chip",
    "robot",
    "satellite",
    "field",
    "factory",
    "school",
    "hospital",
    "energy",
    "data",
    "bridge",
    "market",
    "workshop",
    "forest",
    "ship",
]
SMALL = (300, 200)


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean difference of two pictures of the same size, 0–255."""
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean) / 3


def test_the_listed_scenes_are_the_known_ones():
    assert sorted(SCENES) == sorted(LISTED)


@pytest.mark.parametrize("scene", LISTED)
def test_a_scene_is_drawn_the_same_way_twice(scene):
    first, second = draw(scene, 7, SMALL), draw(scene, 7, SMALL)
    assert first.mode == "RGB"
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("scene", LISTED)
def test_neighbouring_seeds_look_different(scene):
    pictures = [draw(scene, seed, SMALL) for seed in (11, 12, 13)]
    assert difference(pictures[0], pictures[1]) > 6
    assert difference(pictures[1], pictures[2]) > 6
    assert difference(pictures[0], pictures[2]) > 6


@pytest.mark.parametrize("scene", LISTED)
def test_a_scene_fills_a_landscape_and_a_cover(scene):
    for size in ((300, 200), (248, 351)):
        picture = draw(scene, 3, size)
        assert picture.size == size
        # Neither a blank sheet nor one flat tone: each quarter holds something to look at.
        for quarter in quarters(picture):
            assert max(ImageStat.Stat(quarter).stddev) > 4


def quarters(picture: Image.Image) -> list[Image.Image]:
    half_w, half_h = picture.width // 2, picture.height // 2
    return [picture.crop((x, y, x + half_w, y + half_h)) for x in (0, half_w) for y in (0, half_h)]


@pytest.mark.parametrize("scene", LISTED)
def test_many_seeds_draw_without_error(scene):
    for seed in range(100, 112):
        assert draw(scene, seed, (90, 60)).size == (90, 60)


def test_scenes_of_the_same_seed_are_not_each_other():
    pictures = [draw(scene, 5, SMALL).tobytes() for scene in LISTED]
    assert len(set(pictures)) == len(LISTED)


def test_the_default_size_is_that_of_a_web_picture():
    assert draw("chip", 1).size == (1500, 1000)


def test_an_unknown_scene_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="volcano") as caught:
        draw("volcano", 1)
    assert all(scene in str(caught.value) for scene in LISTED)


def test_a_size_without_area_is_refused():
    with pytest.raises(ValueError, match="positive"):
        draw("port", 1, (0, 100))
