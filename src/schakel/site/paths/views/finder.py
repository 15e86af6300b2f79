"""placeholder"""
from django.http import HttpRequest, HttpResponse
from schakel.catalog.catalog import Catalog
from schakel.catalog import routes as catalog_routes
from schakel.site.explore.views.page import page
from schakel.site.paths.views.page import show, private

@page
def start(request, catalog, language):
    return private(show(request,"start",catalog,query="",routes=catalog_routes.routes(catalog)))
suggestions = found = compare = move = csv = start
