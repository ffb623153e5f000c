"""The PDF and the pictures: exactly what went out, and nothing else."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from issues.models.issue import IssueStatus
from news.pictures import rendition_name
from tests.issues.releases import (
    edition,
    edition_article,
    published,
    stored_picture,
    stored_release,
    withdrawn,
)

pytestmark = pytest.mark.django_db

PDF = "/so/2026/9/diem-tin.pdf"


class TestThePdf:
    def test_is_the_release_byte_for_byte(self, client):
        release = published(edition())
        response = client.get(PDF)
        data = b"".join(response.streaming_content)
        assert hashlib.sha256(data).hexdigest() == release.pdf_sha256
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'inline; filename="diem-tin-so-9-2026.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "public, no-cache"

    def test_is_not_sent_again_to_who_has_it(self, client):
        release = published(edition())
        response = client.get(PDF, headers={"If-None-Match": f'"{release.pdf_sha256}"'})
        assert response.status_code == 304 and not response.content

    def test_that_is_lost_is_said_kindly(self, client):
        release = published(edition())
        default_storage.delete(release.pdf.name)
        response = client.get(PDF)
        assert response.status_code == 503 and "Chưa mở được bản PDF" in response.content.decode()

    def test_of_a_double_issue_names_both_numbers(self, client):
        published(edition(number=5, last_number=6))
        assert "diem-tin-so-5-6-2026.pdf" in client.get("/so/2026/5/diem-tin.pdf")["Content-Disposition"]


class TestPictures:
    def path(self, picture) -> str:
        """Where a picture is served."""
        return reverse("picture", args=[picture.name])

    def test_of_a_public_release_are_public_with_their_renditions(self, client):
        picture = stored_picture()
        published(edition(articles=[edition_article(1, pictures=(picture,))]))
        for name in (picture.name, rendition_name(picture.name, 960), rendition_name(picture.name, 1500)):
            response = client.get(f"/anh/{name}")
            assert b"".join(response.streaming_content) == default_storage.open(name).read()
            assert (
                response["Content-Type"] == "image/jpeg" and response["X-Content-Type-Options"] == "nosniff"
            )
            assert response["Cache-Control"].startswith("public, max-age=3600")

    def test_avif_is_public_as_its_jpeg_is_and_an_old_picture_answers_with_the_jpeg(self, client):
        picture, secret = stored_picture(), stored_picture((9, 9, 9))
        published(edition(articles=[edition_article(1, pictures=(picture,))]))
        name = rendition_name(picture.name, 960, ".avif")
        response = client.get(f"/anh/{name}")
        assert response["Content-Type"] == "image/avif"
        assert b"".join(response.streaming_content) == default_storage.open(name).read()
        default_storage.delete(name)
        old = client.get(f"/anh/{name}")
        assert old["Content-Type"] == "image/jpeg"
        jpeg = default_storage.open(rendition_name(picture.name, 960)).read()
        assert b"".join(old.streaming_content) == jpeg
        assert client.get(f"/anh/{rendition_name(secret.name, 960, '.avif')}").status_code == 404
        assert client.get(f"/anh/{picture.name[:-4]}.avif").status_code == 404

    def test_of_what_has_not_gone_out_are_for_staff_only(self, client, writer):
        picture = stored_picture()
        stored_release(edition(cover=picture), IssueStatus.APPROVED)
        assert client.get(self.path(picture)).status_code == 404
        client.force_login(writer)
        response = client.get(self.path(picture))
        assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"

    def test_a_login_without_the_permission_is_not_enough(self, client, django_user_model):
        picture = stored_picture()
        client.force_login(django_user_model.objects.create_user("khach", is_staff=True))
        assert client.get(self.path(picture)).status_code == 404

    def test_of_a_withdrawn_or_replaced_release_are_no_longer_public(self, client):
        old, gone = stored_picture((1, 2, 3)), stored_picture((4, 5, 6))
        published(edition(cover=old))
        published(edition())
        withdrawn(edition(number=10, cover=gone))
        assert client.get(self.path(old)).status_code == 404
        assert client.get(self.path(gone)).status_code == 404

    @pytest.mark.parametrize(
        "name",
        [
            "pictures/ab/" + "a" * 39 + ".jpg",
            "pictures/ab/" + "a" * 40 + "-961.jpg",
            "pictures/../releases/so.pdf",
            "releases/so.pdf",
            "pictures/ab/" + "a" * 40 + ".jpg",
        ],
    )
    def test_nothing_else_is_served(self, client, administrator, name):
        published(edition())
        client.force_login(administrator)
        assert client.get(f"/anh/{name}").status_code == 404
