"""Addresses of the app; the words in them follow the language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from schakel.site.search import views

app_name = "search"

urlpatterns = [path(_("<slug:region>/search/"), views.search, name="search")]
