"""What a browser would send: the fields of a form as it stands on the page, with changes."""

from django.contrib.messages import get_messages
from django.urls import reverse


def change_url(obj) -> str:
    """The address of a row's form."""
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def step_url(obj, step: str) -> str:
    """The address of a step's confirm page."""
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_step", args=[obj.pk, step])


def filled_in(response, **changes) -> dict:
    """Every field of the page's form and inlines with its value, as strings; `changes` by field name."""
    data = {}
    forms = [response.context["adminform"].form]
    for formset in response.context.get("inline_admin_formsets", []):
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False or getattr(bound.field.widget, "input_type", "") == "file":
                continue
            data[bound.html_name] = bound.field.prepare_value(value)
    return data | changes


def said(response) -> list[str]:
    """The messages that the person will see next."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def text_of(response) -> str:
    """The page."""
    return response.content.decode()
