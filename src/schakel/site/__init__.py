"""The public site and its back office: a Django project with Wagtail."""
