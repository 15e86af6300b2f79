"""Addresses of the app; the words in them follow the language."""

app_name = "pacts"

urlpatterns: list[object] = []
