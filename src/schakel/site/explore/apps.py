"""The pages over answers: goals, areas, figures, data, terms."""

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    """The app `explore`: no models, only views of what the answers say."""

    name = "schakel.site.explore"
    label = "explore"
