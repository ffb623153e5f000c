"""Model fields whose text is NFC however it arrives: forms, imports, bulk updates, and in look-ups."""

from django.db import models

from news.text import nfc


class NormalisedText:
    """Mixed into Django's text fields: normalises on save, on bulk write and in queries alike."""

    def get_prep_value(self, value):
        """The value as the database sees it."""
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        """Normalise the instance too, so that what was saved is what is in hand."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = nfc(value)
            setattr(model_instance, self.attname, value)
        return value


class CharField(NormalisedText, models.CharField):
    """A line of NFC text."""


class TextField(NormalisedText, models.TextField):
    """NFC text of any length."""
