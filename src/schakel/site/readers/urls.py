"""Addresses of the app; the words in them follow the language."""

app_name = "readers"

urlpatterns: list[object] = []
