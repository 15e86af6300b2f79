"""`make_site`: bring the database up to date and fill it from the region packages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from schakel.site import choices, environment
from schakel.site.accounts.first_user import make_first_user
from schakel.site.accounts.review import make_workflow
from schakel.site.accounts.roles import apply_roles
from schakel.site.pacts.transfer.loading import fill
from schakel.site.pages import generation
from schakel.site.pages.seeding.site import make_pact_pages, make_site

PASSWORD_FILE = "editor-password.txt"


class Command(BaseCommand):
    """Migrations, pages, ledger, roles and the first user. What people made stays as it is."""

    help = "Bring the database up to date, and make the pages of regions that have none."

    def add_arguments(self, parser: CommandParser) -> None:
        """Regions by name; without names all landsdelen there are."""
        parser.add_argument("regions", nargs="*", help="ids of region packages")

    def handle(self, *args: Any, **options: Any) -> None:
        """Pages, ledger, roles and user come in one transaction: all of them, or none."""
        call_command("migrate", interactive=False, verbosity=0)
        regions = options["regions"] or [catalog.region.id for catalog in choices.catalogs()]
        with transaction.atomic():
            make_site(regions)
            for region in regions:
                if fill(region):
                    make_pact_pages(region)
            apply_roles()
            make_workflow()
            password = make_first_user()
            if password:
                environment.write_private(settings.HOME / PASSWORD_FILE, password + "\n")
            generation.rise()
        # Pages of an earlier version, and what came in bulk, are not in the index yet.
        call_command("update_index", verbosity=0)
