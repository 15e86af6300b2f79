"""`reset_second_factor NAME`: let somebody who lost the telephone start anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schakel.base.errors import SchakelError
from schakel.site.accounts.keeping import reset_second_factor


class Command(BaseCommand):
    """Takes away the app and the recovery codes of a user."""

    help = "Let a user set up a new second factor at the next log-in."

    def add_arguments(self, parser: CommandParser) -> None:
        """The user's name."""
        parser.add_argument("name", help="user name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset, and say so."""
        try:
            reset_second_factor(options["name"])
        except SchakelError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{options['name']} sets up a new second factor at the next log-in.")
