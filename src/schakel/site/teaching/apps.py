"""Pages over study programmes and what work asks of them."""

from django.apps import AppConfig


class TeachingConfig(AppConfig):
    """The app `teaching`: no models."""

    name = "schakel.site.teaching"
    label = "teaching"
