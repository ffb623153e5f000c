"""The pictures for addresses that are passed on: right size, all of the text on them, drawn in the house's colours."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from issues.card_lines import TORN, break_cost, fit, leading
from issues.cards import HEADLINE_SIZES, SIZE, bold
from issues.models import PublicArticle
from news.pictures import PRINT, rendition_name
from tests.issues.machines.archives import digest, queries_of
from tests.issues.releases import edition, edition_article, published, stored_picture, withdrawn

ROOM = (620, 352)
LONG = "Thành phố nghiệm thu mạng lưới quan trắc nước mặt tự động lớn nhất vùng duyên hải " * 5


def opened(response) -> Image.Image:
    """The card that was sent."""
    assert response.status_code == 200 and response["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(response.content)).convert("RGB")


class TestLines:
    @pytest.mark.parametrize(
        "text",
        [
            "Số hóa",
            "Trạm đo",
            LONG[:399],
            "x" * 300,
            "Việt Nam " * 12,
            "– " * 40,
            "A",
            "1 2 3 4 5 6 7 8 9 10 11 12",
        ],
    )
    def test_always_fit(self, text):
        size, lines = fit(text, HEADLINE_SIZES, ROOM, bold)
        assert lines and size in HEADLINE_SIZES
        assert max(map(bold(size), lines)) <= ROOM[0] and leading(size) * len(lines) <= ROOM[1]

    def test_say_all_where_there_is_room(self):
        text = "Máy ảnh gắn gậy giúp nông dân Lâm Đồng chọn đúng ngày hái cà phê"
        _, lines = fit(text, HEADLINE_SIZES, ROOM, bold)
        assert " ".join(lines) == text

    def test_what_does_not_fit_ends_in_an_ellipsis_after_a_word(self):
        _, lines = fit(LONG * 2, HEADLINE_SIZES, ROOM, bold)
        assert lines[-1].endswith("…") and f"{lines[-1].removesuffix('…')} " in LONG * 2

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("di", "động"),
            ("chuyển", "đổi"),
            ("Hải", "Phòng"),
            ("500", "kỹ"),
            ("năm", "2027"),
            ("Huế", "–"),
            ("công", "nghệ,"),
        ],
    )
    def test_what_belongs_together_is_torn_last(self, before, after):
        assert break_cost(before, after) == TORN

    @pytest.mark.parametrize(("before", "after"), [("phẩm,", "nhà"), ("mạng", "và"), ("VIỆT", "KÝ")])
    def test_where_a_line_may_end(self, before, after):
        assert break_cost(before, after) == 0

    def test_words_and_names_stay_whole_where_a_hardly_smaller_size_allows_it(self):
        _, lines = fit("Phòng sạch di động lăn bánh về Tràng Duệ", HEADLINE_SIZES, ROOM, bold)
        assert any("di động" in line for line in lines) and any("Tràng Duệ" in line for line in lines)


@pytest.mark.django_db
class TestCards:
    def test_of_an_issue_and_of_each_article(self, client, archive):
        for path in ("/so/2026/9/the.jpg", "/so/2026/5/the.jpg", "/so/2026/9/901-tram-quan-trac-901/the.jpg"):
            assert opened(client.get(path)).size == SIZE

    def test_differ_by_number_headline_section_and_picture(self, client, archive):
        paths = ["/so/2026/9/the.jpg", "/so/2026/5/the.jpg", "/so/2025/50/the.jpg"]
        paths += [f"/so/2026/9/{n}-tram-quan-trac-{n}/the.jpg" for n in (901, 902, 903, 904)]
        assert len({digest(client.get(path).content) for path in paths}) == len(paths)

    def test_wear_the_mastheads_colours_and_show_the_picture(self, client):
        picture = stored_picture((200, 160, 40))
        published(edition(articles=[edition_article(1, pictures=(picture,))]))
        image = opened(client.get("/so/2026/9/1-tram-quan-trac-1/the.jpg"))

        def near(place, colour) -> bool:
            return all(abs(a - b) < 12 for a, b in zip(image.getpixel(place), colour, strict=True))

        assert near((40, 20), (0x0B, 0x25, 0x45)) and near((4, 300), (0xC4, 0x20, 0x2E))
        assert near((1000, 300), (200, 160, 40))

    def test_a_lost_or_damaged_picture_does_not_take_the_card_with_it(self, client):
        picture = stored_picture()
        published(edition(articles=[edition_article(1, pictures=(picture,))], cover=picture))
        with default_storage.open(rendition_name(picture.name, PRINT), "wb") as file:
            file.write(b"no picture")
        assert opened(client.get("/so/2026/9/the.jpg")).size == SIZE
        default_storage.delete(rendition_name(picture.name, PRINT))
        default_storage.delete(picture.name)
        assert opened(client.get("/so/2026/9/1-tram-quan-trac-1/the.jpg")).size == SIZE

    def test_hostile_and_extreme_words(self, client):
        for n, headline in enumerate(
            ("", "\x07\x0b", LONG[:400], "x" * 500, "👩‍🔬 Ω 漢字 שלום", "<b>&amp;"), 1
        ):
            published(
                edition(
                    number=n,
                    articles=[edition_article(n, headline=headline, source=headline[:200])],
                    theme=headline[:200],
                )
            )
            assert opened(client.get(f"/so/2026/{n}/{n}-tram-quan-trac-{n}/the.jpg")).size == SIZE
            assert opened(client.get(f"/so/2026/{n}/the.jpg")).size == SIZE

    def test_a_correction_draws_anew_and_an_unchanged_card_is_not_sent_again(self, client):
        published(edition(articles=[edition_article(1)]))
        path = "/so/2026/9/1-tram-quan-trac-1/the.jpg"
        first = client.get(path)
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
        published(edition(articles=[edition_article(1, headline="Trạm mang tên mới")]))
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).content != first.content

    def test_addresses(self, client, archive):
        withdrawn(edition(number=8, articles=[edition_article(801)]))
        assert client.get("/so/2026/8/the.jpg").status_code == 410
        assert client.get("/so/2026/8/801-tram-quan-trac-801/the.jpg").status_code == 410
        assert client.get("/so/2026/77/the.jpg").status_code == 404
        assert client.get("/so/2026/9/501-tram-quan-trac-501/the.jpg").status_code == 404
        assert client.get("/so/2026/6/the.jpg")["Location"] == "/so/2026/5/the.jpg"
        moved = client.get("/so/2026/9/901-cu/the.jpg")
        assert moved.status_code == 301 and moved["Location"] == "/so/2026/9/901-tram-quan-trac-901/the.jpg"

    def test_colours_that_are_none(self, client, archive):
        front = PublicArticle.objects.get(pk=901).issue.front_json.replace("#0b2545", "url(x)")
        PublicArticle.objects.get(pk=901).issue.__class__.objects.filter(number=9).update(front_json=front)
        assert client.get("/so/2026/9/the.jpg").status_code == 404

    def test_one_query(self, client, archive):
        assert queries_of(client, "/so/2026/9/the.jpg") == 1
        assert queries_of(client, "/so/2026/9/901-tram-quan-trac-901/the.jpg") == 1
