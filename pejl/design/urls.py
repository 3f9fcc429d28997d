"""The gallery of components, in the demo only."""

from django.urls import path

from pejl.design import views

app_name = "design"

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("<slug:name>/", views.gallery_component, name="gallery_component"),
]
