"""The OpenAPI document as a page for people: plain HTML, without scripts or anyone else's files."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Template
from django.utils.html import format_html, format_html_join, mark_safe

from schakel.api.document import document
from schakel.api.filters import Filters
from schakel.api.formats import choose
from schakel.api.links import root_of
from schakel.api.problems import KINDS

FOLDER = Path(__file__).parent / "templates"


class PageFilters(Filters):
    """Parameters of the page for people."""

    format: Literal["html"] | None = None


def docs(request: HttpRequest) -> HttpResponse:
    """The page for people."""
    PageFilters.of(request)
    choose(request, "html")
    root = root_of(request)
    html = _template().render(Context(_content(document(root)) | {"root": root, "style": _style()}))
    response = HttpResponse(html, content_type="text/html; charset=utf-8")
    response["Content-Language"] = "en"
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src '{_fingerprint(_style())}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return response


@cache
def _template() -> Template:
    return Engine(dirs=[FOLDER]).get_template("docs.html")


@cache
def _style() -> str:
    return mark_safe((FOLDER / "docs.css").read_text(encoding="utf-8"))  # our own file


def _fingerprint(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _content(described: dict[str, Any]) -> dict[str, Any]:
    return {
        "info": described["info"],
        "paragraphs": [_marked(text) for text in described["info"]["description"].split("\n\n")],
        "groups": [
            {**tag, "operations": list(_operations(described, tag["name"]))}
            for tag in described["tags"]
        ],
        "shapes": [
            _shape(name, schema)
            for name, schema in sorted(described["components"]["schemas"].items())
        ],
        "kinds": KINDS,
    }


def _marked(text: str) -> str:
    """Text in which `…` is set as code."""
    parts = re.split(r"`([^`]*)`", text)
    marked = [
        format_html("<code>{}</code>", part) if place % 2 else part
        for place, part in enumerate(parts)
    ]
    return format_html_join("", "{}", ((part,) for part in marked))


def _operations(described: dict[str, Any], tag: str) -> Iterator[dict[str, Any]]:
    for path, methods in described["paths"].items():
        operation = methods["get"]
        if tag not in operation["tags"]:
            continue
        found = operation["responses"]["200"]["content"]
        yield {
            "id": operation["operationId"],
            "path": path,
            "description": _marked(operation["description"]),
            "parameters": [
                {
                    "name": parameter["name"],
                    "where": parameter["in"],
                    "required": parameter.get("required", False),
                    "type": _type(parameter["schema"]),
                    "description": _marked(parameter.get("description", "")),
                }
                for parameter in operation["parameters"]
            ],
            "formats": ", ".join(found),
            "shape": _type(found["application/json"]["schema"]),
        }


def _shape(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    required = schema.get("required", ())
    return {
        "name": name,
        "description": _marked(schema.get("description", "")),
        "values": schema.get("enum", ()),
        "fields": [
            {
                "name": field,
                "type": _type(part),
                "required": field in required,
                "description": _marked(part.get("description", "")),
            }
            for field, part in schema.get("properties", {}).items()
        ],
    }


def _type(schema: dict[str, Any]) -> str:
    """A schema in a few words, with links to the shapes it refers to."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return format_html('<a href="#shape-{}">{}</a>', name, name)
    if "anyOf" in schema or "allOf" in schema:
        parts = schema.get("anyOf") or schema["allOf"]
        return format_html_join(" or ", "{}", ((_type(part),) for part in parts))
    if "enum" in schema or "const" in schema:
        return format_html_join(
            " or ", "<code>{}</code>", ((v,) for v in schema.get("enum", [schema.get("const")]))
        )
    if schema.get("type") == "array":
        items = schema.get("items") or {}
        return format_html("list of {}", _type(items) if items else "values")
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return format_html("names with {}", _type(schema["additionalProperties"]))
    return format_html("{}", _limits(schema))


def _limits(schema: dict[str, Any]) -> str:
    words = str(schema.get("format") or schema.get("type", "anything"))
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None:
        words += f", {low} to {high}" if high is not None else f", from {low}"
    return f"{words}; {schema['default']} if left out" if "default" in schema else words
