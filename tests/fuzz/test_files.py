"""Uploads of any bytes: a picture of ours, or a refusal in words; never an exception, never for long."""

import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from issues.originals import OriginalRefused, count_pages
from news.pictures import PictureRefused, clean_picture
from tests.fuzz import inputs
from tests.fuzz.bounds import in_time


@given(st.one_of(inputs.damaged(), st.binary(max_size=400)))
def test_a_picture_is_made_anew_or_refused(data):
    with in_time():
        try:
            picture = clean_picture(data)
        except PictureRefused as refused:
            assert str(refused).endswith(".")
        else:
            made = Image.open(io.BytesIO(picture.data))
            assert made.format == "JPEG" and not made.getexif() and picture.renditions


@given(st.one_of(inputs.damaged(files=(inputs.PDF,)), st.binary(max_size=400).map(b"%PDF-1.7\n".__add__)))
def test_an_original_is_counted_or_refused(data):
    with in_time():
        try:
            assert count_pages(data) >= 1
        except OriginalRefused as refused:
            assert str(refused).endswith(".")
