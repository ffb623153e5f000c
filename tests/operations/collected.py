"""The project's settings, with static files collected into a folder of the test's own."""

import os

from diemtin.settings import *  # noqa: F403

STATIC_ROOT = os.environ["COLLECTED"]
