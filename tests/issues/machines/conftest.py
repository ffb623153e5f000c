"""What the tests of feeds, sitemaps, cards and API stand on."""

import pytest

from tests.issues.machines.archives import SITE, Archive, filled


@pytest.fixture(autouse=True)
def site(settings):
    """The address of the site, which is not the host that a test asks; no page is kept from one request to the next."""
    settings.SITE_URL = SITE
    settings.KEEP_PAGES = False


@pytest.fixture
def archive(newsroom) -> Archive:
    """Three issues on the shelf."""
    return filled()
