"""Ways into technical work: for people, for firms, and special routes."""

from django.apps import AppConfig


class PathsConfig(AppConfig):
    """The app `paths`: no models. Nothing that a visitor types is stored."""

    name = "schakel.site.paths"
    label = "paths"
