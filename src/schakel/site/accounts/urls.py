"""Addresses of logging in; they stand before those of Wagtail's back office."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from schakel.site.accounts import views

urlpatterns = [
    path(
        "login/",
        never_cache(sensitive_post_parameters()(views.LoginView.as_view())),
        name="wagtailadmin_login",
    ),
    path("second-factor/", views.ask_code, name="second_factor"),
    path("second-factor/set-up/", views.set_up, name="second_factor_set_up"),
    path("second-factor/renew/", views.renew, name="second_factor_renew"),
    path("second-factor/leave/", views.leave, name="second_factor_leave"),
    path("users/<int:user_id>/second-factor/", views.reset, name="second_factor_reset"),
]
