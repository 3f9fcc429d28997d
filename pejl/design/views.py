"""The gallery: every component with sample data and its use. It is there in the demo only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from pejl.design.gallery import COMPONENTS, sample_data


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one list."""
    _only_in_the_demo()
    return render(request, "design/gallery.html", {"components": COMPONENTS})


def gallery_component(request: HttpRequest, name: str) -> HttpResponse:
    """One component: how it looks, and the lines of template that make it."""
    _only_in_the_demo()
    component = next((one for one in COMPONENTS if one.name == name), None)
    if component is None:
        raise Http404
    template = get_template(component.template)
    context = {
        "component": component,
        "shown": template.render(sample_data(), request),
        "source": template.template.source.split("{# shown #}")[-1].strip(),  # type: ignore[attr-defined]
        "trail": [(_("Gallery of components"), "/design/"), (component.title, "")],
    }
    return render(request, "design/gallery_component.html", context)


def _only_in_the_demo() -> None:
    if not getattr(settings, "PEJL_DEMO", False):
        raise Http404
