# `just` without a name lists what there is.
_default:
    @{{just_executable()}} --list

# All checks: what pre-commit and CI run, then the tests.
check: environment
    .ci/check
    ./schakel test

# The tests; arguments go to pytest: just test -k goals
test *arguments:
    ./schakel test {{arguments}}

# Serve the site.
up *arguments:
    ./schakel up {{arguments}}

# Put the code in the house format and mend what can be mended without thought.
format: environment
    "${SCHAKEL_VENV:-.venv}/bin/ruff" check --fix --exit-zero
    "${SCHAKEL_VENV:-.venv}/bin/ruff" format

# Write the lock files anew (needs uv); `just lock --upgrade` takes newer versions.
lock *arguments:
    uv pip compile {{lock_options}} {{arguments}} pyproject.toml --group build --output-file requirements.lock
    uv pip compile {{lock_options}} {{arguments}} pyproject.toml --extra chain --group build --constraint requirements.lock --output-file requirements-chain.lock
    uv pip compile {{lock_options}} {{arguments}} pyproject.toml --extra chain --group build --group dev --constraint requirements-chain.lock --output-file requirements-dev.lock

lock_options := "--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"

# Check the code before each commit.
hooks: environment
    "${SCHAKEL_VENV:-.venv}/bin/pre-commit" install

[private]
environment:
    @./schakel test --version >/dev/null
