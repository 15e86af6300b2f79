"""The API on its own, without the site around it."""

from django.urls import include, path

urlpatterns = [path("api/v1", include("schakel.api.urls"))]
