"""The API's description is OpenAPI, and true: every answer is one that it describes, whatever is asked."""

import json

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.issues.releases import edition, edition_article, text, withdrawn

pytestmark = pytest.mark.django_db
DESCRIPTION = "/api/v1/openapi.json"


@pytest.fixture
def described(client, archive):
    """The description, of an API that has something to show and something withdrawn."""
    withdrawn(edition(number=8, articles=[edition_article(801)]))
    # A withdrawn issue is asked for rightly, and answers 410.
    expected = {"positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "404", "410", "429"]}}
    config = schemathesis.Config.from_dict({"checks": expected})
    # What ends a request also closes the connection, and with it the test's transaction; Django's own client does the same.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(DESCRIPTION, app=get_wsgi_application(), config=config)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("name", ["issues", "issue", "article", "articles", "sections", "sources", "openapi"])
def test_every_answer_is_described(described, name):
    operation = described.find_operation_by_id(name)

    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(
        max_examples=40,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def ask(case):
        case.call_and_validate()

    ask()


def test_is_openapi(client, archive):
    description = json.loads(client.get(DESCRIPTION).content)
    OpenAPIV31SpecValidator(description).validate()


def test_describes_every_address_and_nothing_else(client, archive):
    described = set(json.loads(client.get(DESCRIPTION).content)["paths"])
    # The routes use converters that the site's own list of addresses registers.
    from issues.api.urls import urlpatterns

    names = {
        "api-" + name for name in ("issues", "issue", "article", "articles", "sections", "sources", "openapi")
    }
    assert {p.name for p in urlpatterns} == names | {"api", "api-missing"} and len(described) == len(names)
    for path in described:
        asked = path.format(year=2026, number=9, id=901)
        assert client.get(asked).status_code == 200


def test_the_page_for_people_names_every_address(client, archive):
    page = text(client.get("/api/"))
    for path in json.loads(client.get(DESCRIPTION).content)["paths"]:
        assert path in page
    assert 'rel="canonical" href="https://diemtin.example/api/"' in page
