"""The API assembled from the rooms. A new room adds its line to ``ROOMS``."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from pejl.api.description import complete
from pejl.api.edge import at_the_edge, version_tag
from pejl.api.problems import not_found, tell_problems
from pejl.effects.api import chains, evaluations, learning
from pejl.effects.api import reading as effects
from pejl.followup.api import rounds as followup
from pejl.indicators.api import imports, indicators, values
from pejl.initiatives.api import decisions, ideas, initiatives, parts
from pejl.organisation.api import writing as organisation
from pejl.overview import api as overview
from pejl.strategy.api import centres, drivers, focus_areas, objectives, strategies

ROOMS = [
    (organisation,),
    (strategies, focus_areas, objectives, drivers, centres),
    (initiatives, ideas, parts, decisions),
    (indicators, values, imports),
    (effects, chains, evaluations, learning),
    (followup,),
    (overview,),
]
"""The modules of each room that hold operations; those of one room share a router."""


class OpenJson(JSONRenderer):
    """JSON with æ, ø and å as they are."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Ninja, with the ETags, problems and headers that hold for every operation."""

    def create_response(self, request: HttpRequest, data: Any, **how: Any) -> HttpResponse:
        response = super().create_response(request, data, **how)
        if response.status_code in {200, 201}:
            response.headers["ETag"] = version_tag(data, response.content)
        return response

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        return self._described(path_prefix or self.get_root_path(path_params or {}))

    @cache  # noqa: B019 - there is one API, and it lives as long as the program
    def _described(self, root: str) -> OpenAPISchema:
        document = super().get_openapi_schema(path_prefix=root)
        complete(document)
        return document

    def _get_urls(self) -> list[Any]:
        patterns: list[Any] = [*super()._get_urls(), re_path(r"", not_found)]
        for pattern in patterns:
            pattern.callback = at_the_edge(pattern.callback)
        return patterns


api = Api(
    title="Pejl",
    version="1",
    description=(
        "A municipality's development strategy as open data: read without a token what everyone may read, "
        "and do with a personal token what its person may do. docs/api.md tells more."
    ),
    urls_namespace="api",
    docs_url=None,
    renderer=OpenJson(),
)
tell_problems(api)
for room in ROOMS:
    api.add_router("", room[0].router, tags=[room[0].__name__.split(".")[1]])
