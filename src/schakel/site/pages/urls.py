"""Addresses of feeds and calendars; the words in them follow the language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from schakel.site.pages import calendar, feeds

app_name = "publishing"

urlpatterns = [
    path("<slug:region>/feed.atom", feeds.atom, name="atom"),
    path("<slug:region>/feed.rss", feeds.rss, name="rss"),
    path("<slug:region>/data/<str:indicator>/feed.atom", feeds.figure_atom, name="figure_atom"),
    path(_("<slug:region>/events/events.ics"), calendar.calendar, name="calendar"),
    path(_("<slug:region>/events/<slug:event>.ics"), calendar.one_event, name="event"),
]
