"""Model fields whose text is NFC and without control characters however it arrives: forms, imports, bulk updates, and in
look-ups."""

from django.db import models

from news.text import stored


class NormalisedText:
    """Mixed into Django's text fields: normalises in forms, on save, on bulk write and in queries alike."""

    def to_python(self, value):
        """The value as it is stored. Forms ask before they look whether anything is there at all; Django also asks before
        each write and each query."""
        value = super().to_python(value)
        return stored(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        """Normalise the instance too, so that what was saved is what is in hand."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = stored(value)
            setattr(model_instance, self.attname, value)
        return value


class CharField(NormalisedText, models.CharField):
    """A line of text."""


class TextField(NormalisedText, models.TextField):
    """Text of any length."""
