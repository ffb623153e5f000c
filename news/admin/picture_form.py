"""The form of an article's picture: an upload, the box that is cut out of it, and its words."""

from django import forms
from django.urls import reverse

from news.admin.ordered import OrderedForm
from news.admin.widgets import PictureWidget
from news.cropping import FIELDS, LONGEST_SIDE, WHOLE, Box, box_of, box_typed, cropped, keep
from news.models import Picture
from news.pictures import CleanUpload, PictureRefused

PREFIX = "pictures"
MOST_ROWS = 40
WORDS = {
    "alt": "Hãy mô tả ảnh cho người không nhìn thấy ảnh.",
    "credit": "Hãy ghi tác giả hoặc nguồn của ảnh.",
}


class ArticlePictureWidget(PictureWidget):
    """The stored picture, and for the script that draws the box where the whole one is and how large."""

    template = "admin/widgets/article_picture.html"

    def context_of(self, value) -> dict:
        """The address and size of the whole picture."""
        picture = getattr(value, "instance", None)
        if not (picture and picture.pk and picture.image):
            return {}
        _, width, height = picture.whole
        url = reverse("admin:news_article_original", args=[picture.article_id, picture.pk])
        return {"whole": url, "whole_width": width, "whole_height": height}


def crop_field(label: str) -> forms.IntegerField:
    """One number of the box."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=LONGEST_SIDE)


class PictureForm(OrderedForm):
    """A new picture has to be described and credited; what was stored without may stay so, and is a finding."""

    crop_left = crop_field("Cắt từ trái")
    crop_top = crop_field("từ trên")
    crop_width = crop_field("rộng")
    crop_height = crop_field("cao")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            self.initial[name] = self.initial.get(name) or None
            self.fields[name].widget.attrs["class"] = "crop-number"
        for name in WORDS if self.instance.pk is None else ():
            self.fields[name].help_text = "Bắt buộc khi thêm ảnh."

    def clean(self):
        """The piece that is cut out, and the words that a new picture needs."""
        cleaned = super().clean()
        if not cleaned.get("image"):
            return cleaned
        box = box_of(*(cleaned.get(name) for name in FIELDS))
        if self.has_upload:
            self.take_original()
        elif box != self.stored_box:
            self.cut_anew(box)
        cleaned.update(zip(FIELDS, (box.left, box.top, box.width, box.height), strict=True))
        for name, words in WORDS.items():
            if not cleaned.get(name) and (self.instance.pk is None or self.initial.get(name)):
                self.add_error(name, words)
        return cleaned

    @property
    def has_upload(self) -> bool:
        """Whether another picture comes with the form."""
        return isinstance(self.cleaned_data.get("image"), CleanUpload)

    @property
    def stored_box(self) -> Box:
        """The box as it was."""
        return box_of(*(self.initial.get(name) for name in FIELDS))

    def take_original(self) -> None:
        """The whole picture of the upload is kept with the row."""
        upload = self.files[self.add_prefix("image")]
        self.original = getattr(upload, "prepared_original", None)

    def cut_anew(self, box: Box) -> None:
        """Another piece of the stored picture."""
        name, width, height = self.instance.whole
        try:
            self.cleaned_data["image"] = CleanUpload(cropped(name, box))
        except PictureRefused as refused:
            self.add_error("crop_width", str(refused))
            return
        self.instance.original = name
        self.instance.original_width, self.instance.original_height = width, height

    def save(self, commit=True):
        """Store the whole picture beside the piece."""
        if original := getattr(self, "original", None):
            self.instance.original = keep(original)
            self.instance.original_width, self.instance.original_height = original.width, original.height
        return super().save(commit)


def prepare_crops(article_key, data, files) -> None:
    """Name the box of each upload, and cut what is stored anew, before anything is locked: it takes up to a second."""
    stored = {str(picture.pk): picture for picture in stored_pictures(article_key)}
    for n in range(MOST_ROWS):
        prefix = f"{PREFIX}-{n}"
        box = box_typed(data, prefix)
        if upload := files.get(f"{prefix}-image"):
            upload.crop_box = box
        elif (picture := stored.get(data.get(f"{prefix}-id", ""))) and box != box_of_row(picture):
            cut_ahead(picture, box)


def stored_pictures(article_key):
    """The pictures of the article of an address, none where it names none."""
    key = str(article_key or "")
    known = key.isascii() and key.isdigit() and len(key) < 19
    return Picture.objects.filter(article=int(key)) if known else ()


def box_of_row(picture: Picture) -> Box:
    """The box as it is stored."""
    return box_of(*(getattr(picture, name) for name in FIELDS)) if picture.crop_width else WHOLE


def cut_ahead(picture: Picture, box: Box) -> None:
    """Have the piece at hand; why there is none the form says."""
    try:
        cropped(picture.whole[0], box)
    except PictureRefused:
        return
