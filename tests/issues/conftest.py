"""What tests of issues share."""

import pytest
from django_tasks import default_task_backend

from issues import pdf
from issues.press.process import Press
from tests.make import pdf_bytes


@pytest.fixture
def press():
    """A press of the test's own."""
    made = Press()
    yield made
    made.stop()


@pytest.fixture
def rendered(monkeypatch):
    """What was asked of the typesetter: (layout, part) of each rendering; `rendered.during` runs in the middle of one."""

    class Rendered(list):
        during = staticmethod(lambda watch: None)

    made = Rendered()

    def render(value, layout="", part="", watch=None, seconds=0):
        made.append((layout, part))
        made.during(watch)
        return pdf.Pdf(pdf_bytes(f"{value.label} {value.theme} {layout} {part}"), 7)

    monkeypatch.setattr(pdf, "render", render)
    return made


@pytest.fixture
def queue(settings):
    """The background tasks that wait; nothing runs them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    default_task_backend.clear()
    return default_task_backend.results
