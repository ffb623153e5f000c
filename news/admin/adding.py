"""The link below rows of a form that adds another one: what it adds is named as in the middle of a sentence."""

import json


class AddsRows:
    """For a ModelAdmin with inlines. The stock link has a capital in the middle: “Thêm Ảnh”."""

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        """With the link's words as they are written."""
        shown = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for formset in shown:
            values = json.loads(formset.inline_formset_data())
            values["options"]["addText"] = f"Thêm {formset.opts.verbose_name}"
            formset.inline_formset_data = json.dumps(values)
        return shown
