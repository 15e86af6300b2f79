"""Asks the API and checks what holds for every answer."""

import json

from django.test import Client

ROOT = "/api/v1"
LAND = f"{ROOT}/regions/land"


class Asker:
    """A client that reads JSON and knows the one shape of an error."""

    def __init__(self):
        self.client = Client()

    def get(self, address, query=None, **headers):
        """The response to a GET."""
        return self.client.get(address, query, headers=headers)

    def ok(self, address, query=None, **headers):
        """The content of an answer that must be there."""
        response = self.get(address, query, **headers)
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "application/json"
        return json.loads(response.content)

    def csv(self, address, query=None, **headers):
        """The lines of an answer in CSV."""
        response = self.get(address, query, **headers)
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        return response.content.decode().split("\r\n")

    def refused(self, address, query=None, *, status, wrong=None, **headers):
        """The problem document of a request that must be refused; `wrong` names what is wrong."""
        problem = problem_of(self.get(address, query, **headers), status)
        if wrong is not None:
            assert sorted(error["name"] for error in problem["errors"]) == sorted(wrong)
        return problem


def problem_of(response, status):
    """Every error has this shape, whatever went wrong."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["API-Version"] == "1.0.0"
    problem = json.loads(response.content)
    assert set(problem) - {"errors"} == {"type", "title", "status", "detail", "instance"}
    assert problem["status"] == status
    assert problem["instance"] == response.wsgi_request.get_full_path()
    assert problem["type"].startswith("/api/v1/docs#")
    assert "Traceback" not in response.content.decode()
    for error in problem.get("errors", ()):
        assert set(error) == {"in", "name", "code", "detail", "found", "expected", "advice"}
        assert error["in"] in ("query", "path", "header")
        assert all(error.values()), error
    return problem
