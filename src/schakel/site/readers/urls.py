"""Addresses of the app; the words in them follow the language."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from schakel.site.readers.views import feedback, subscriptions

app_name = "readers"

urlpatterns = [
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/<slug:reference>/", feedback.thanks, name="thanks"),
    path(_("<slug:region>/subscribe/"), subscriptions.subscribe, name="subscribe"),
    path(_("<slug:region>/subscribe/sent/"), subscriptions.asked, name="asked"),
    path(_("subscription/confirm/<str:token>/"), subscriptions.confirm, name="confirm"),
    path(_("subscription/change/<str:token>/"), subscriptions.manage, name="manage"),
    path(_("subscription/end/<str:token>/"), subscriptions.leave, name="leave"),
]
