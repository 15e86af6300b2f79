"""Addresses of the app; the words in them follow the language."""

from __future__ import annotations

from django.urls import path

from schakel.site.readers.views import feedback

app_name = "readers"

urlpatterns = [
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/<slug:reference>/", feedback.thanks, name="thanks"),
]
