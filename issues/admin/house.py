"""The house's spellings: the terms that an issue should not mix with other ways to write them."""

from django import forms
from django.contrib import admin

from issues.models import HouseForm
from news.admin.binned import BinnedDeletion
from news.text import squeeze


class HouseFormForm(forms.ModelForm):
    """One term. Spellings are cleaned of blank lines and repeats."""

    class Meta:
        model = HouseForm
        fields = ("preferred", "variants", "note")

    def clean_preferred(self):
        """On one line."""
        return squeeze(self.cleaned_data["preferred"])

    def clean_variants(self):
        """One spelling a line, each once, none of them the preferred one."""
        lines = dict.fromkeys(filter(None, map(squeeze, self.cleaned_data["variants"].splitlines())))
        lines.pop(self.cleaned_data.get("preferred"), None)
        if not lines:
            raise forms.ValidationError("Hãy ghi ít nhất một cách viết khác với cách viết của tòa soạn.")
        return "\n".join(lines)


@admin.register(HouseForm)
class HouseFormAdmin(BinnedDeletion, admin.ModelAdmin):
    """House spellings; editors extend them."""

    form = HouseFormForm
    list_display = ("preferred", "others", "note")
    search_fields = ("preferred", "variants")

    @admin.display(description="cách viết khác")
    def others(self, form):
        """The other spellings, in one line."""
        return ", ".join(form.variants.splitlines())
