"""How long the properties are tried: a moment, always with the same inputs, in the suite; as `make fuzz` says beyond it."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

# Rows are made once for all inputs of a test; whatever an input changes is taken back.
SUPPRESSED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))

settings.register_profile(
    "suite", derandomize=True, deadline=None, database=None, suppress_health_check=SUPPRESSED, max_examples=25
)
settings.register_profile(
    "long",
    deadline=None,
    suppress_health_check=SUPPRESSED,
    max_examples=EXAMPLES or 25,
    print_blob=True,
    report_multiple_bugs=True,
    # The smallest input is worth a while, not an hour.
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)


def pytest_collection_modifyitems(items):
    """The profile holds for the properties of this folder alone."""
    profile = settings.get_profile("long" if EXAMPLES else "suite")
    for item in items:
        function = getattr(item, "function", None)
        if "tests/fuzz" in str(item.path) and hasattr(function, "hypothesis"):
            function._hypothesis_internal_use_settings = profile


@pytest.fixture(autouse=True)
def clients_raise(client):
    """An exception in a view is the test's, with its traceback; a 5xx that a view answers with is looked for besides."""
    client.raise_request_exception = True
