"""The project's settings, with static files as they lie there: a server that a test starts has no collected ones."""

from diemtin.settings import *  # noqa: F403
from diemtin.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
