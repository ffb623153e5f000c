"""The archive for programs: a read-only JSON API under /api/v1/, described by OpenAPI 3.1 and by a page for people.

Plain views, and msgspec for values, their JSON and their JSON Schema. It was weighed against django-ninja 1.7: that brings
pydantic and its core (18 MB beside msgspec's 0.7 MB) for what are seven addresses without a request body; and msgspec, which
the edition is stored with anyway, writes the same schemas from the very types that the answers are made of, so that the
description cannot drift from what is sent.

    values        what is sent, as types
    making        rows of the public shelf -> values
    asking        parameters of an address -> questions
    answers       JSON, problems, headers, methods
    views, urls   the addresses
    description   the OpenAPI document
"""
