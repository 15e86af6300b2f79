"""Fingerprints of results: the same to the bit, or not the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

import numpy as np

Arrays = dict[str, np.ndarray]


def array_hash(array: np.ndarray) -> str:
    """sha256 of one array: type, shape and values (little-endian, last axis fastest)."""
    plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    digest = sha256(f"{plain.dtype.str} {array.shape}\n".encode())
    digest.update(plain.reshape(-1).view(np.uint8).data)
    return digest.hexdigest()


def array_hashes(arrays: Mapping[str, np.ndarray]) -> dict[str, str]:
    """sha256 of each array, in the order of their names."""
    return {name: array_hash(arrays[name]) for name in sorted(arrays)}


def json_hash(value: object) -> str:
    """sha256 of plain data (texts, numbers, lists, mappings); the order of keys does not count.

    Raises TypeError or ValueError for what has no one written form: objects, NaN, infinity.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode()).hexdigest()
