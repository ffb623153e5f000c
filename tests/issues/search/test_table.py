"""Sixty things that people type, and what must come first: the same on both databases."""

import unicodedata

import pytest

from issues.models import PublicArticle
from issues.search import search

pytestmark = pytest.mark.django_db

# (typed, articles that come first in this order, articles that may not be found at all)
TABLE = [
    # Without marks, with marks, with some of them
    ("chuyen doi so", [101, 102], [103]),
    ("chuyển đổi số", [101, 102], [103]),
    ("CHUYỂN ĐỔI SỐ", [101, 102], []),
    ("chuyện đời", [103], []),
    ("chuyen doi so dong son", [101], []),
    ("đường", [104, 106], []),
    ("duong", [104, 105, 106], []),
    ("Dương", [105], []),
    ("dưỡng", [107], []),
    ("duong sat", [104], []),
    ("lượng đường", [106], [104]),
    ("đô thị", [212, 213], []),
    ("đồ thị", [213, 212], []),
    ("do thi", [212, 213], []),
    ("bản đồ", [211], []),
    ("ban do", [211], []),
    ("thu hồi", [315, 314], []),
    ("thủ hội", [314, 315], []),
    ("thu hoi bo sac", [315], [314]),
    # Where the tone stands
    ("hòa nhạc", [109], []),
    ("hoà nhạc", [109], []),
    ("toà soạn", [108], []),
    ("tòa soạn", [108], []),
    ("khỏe", [310], []),
    ("khoẻ", [310], []),
    ("thuý kiều", [214], []),
    ("thúy kiều", [214], []),
    ("hóa chất", [111], []),
    ("hoá chất", [111], [110]),
    ("hoa phượng", [110], []),
    ("thuỷ cung", [205], []),
    ("quý tỵ", [304], []),
    ("qúy tỵ", [304], []),
    # đ and d
    ("dien gio", [302], []),
    ("điện gió", [302], []),
    ("dong ho cat", [304], []),
    # Headline before body, side by side before apart
    ("trí tuệ nhân tạo", [112], []),
    ("tri tue", [112], []),
    ("cảm biến", [207], []),
    ("cam bien", [207], []),
    ("công nghệ", [201, 318, 317], []),
    ("nhân tạo", [312, 112], []),
    ("trạm", [301, 302, 112], []),
    ("mặt trời", [311, 312], []),
    ("lúa", [313, 204], []),
    ("máy quét", [303], []),
    # Quotes, without, one or the other
    ('"công nghệ"', [201, 318], [317]),
    ('"trí tuệ nhân tạo"', [112], [113, 312]),
    ('"nhà khoa học"', [307], [318]),
    ("“đường sắt”", [104], [105, 106]),
    ("cảng -hàng", [202], [203]),
    ('mặt trời -"nhân tạo"', [311], [312]),
    ("robot OR phao", [306, 205, 302], []),
    ("plasma OR “xe điện”", [206, 312], []),
    # Names, numbers, signs
    ("vinabuoy", [306], []),
    ("VinaBuoy phao", [306], []),
    ("98,97%", [308], []),
    ("ST-Biển", [313], []),
    ("rô-bốt", [205], []),
    ("in 3D", [318], []),
    ("kênh giang trâu đất", [303], []),
    ("Cột Đèn, chợ!", [311], []),
    ("(héc-ta)", [204], []),
    # A word in the headline and one in the text
    ("cần cẩu phòng mát", [202], []),
    ("thư viện nửa đêm", [309], []),
    ("nothing like this", [], [101, 201, 301]),
]


def found(text: str) -> list[int]:
    """The keys of what is found on the first page."""
    return [hit.article for hit in search(text).hits]


def test_the_table_is_long_enough_and_so_is_the_archive(archive):
    assert len({typed for typed, _, _ in TABLE}) >= 60
    assert PublicArticle.objects.count() >= 40


@pytest.mark.parametrize(("typed", "first", "never"), TABLE, ids=[row[0] for row in TABLE])
class TestWhatComesFirst:
    def test_as_typed(self, archive, typed, first, never):
        keys = found(typed)
        assert keys[: len(first)] == first
        assert not set(never) & set(keys)

    def test_decomposed(self, archive, typed, first, never):
        """As some keyboards and systems send it: every mark a character of its own (NFD)."""
        assert found(unicodedata.normalize("NFD", typed)) == found(typed)
