"""The fitted model as one file: weights, count tables, and a card that says how they were made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

import numpy as np

from hnreader.errors import ModelError
from hnreader.segment.model.page_reading import Tables
from hnreader.segment.version import ARTEFACT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from hnreader.segment.model.network import Weights

VERSION: Final = ARTEFACT
NETWORKS: Final = ("roles", "edges", "stories", "places", "confidence")


@dataclass(frozen=True, slots=True)
class Artefact:
    """What was fitted."""

    vocabulary: str
    tables: Tables
    networks: dict[str, Weights]
    card: dict[str, Any]


def write_artefact(
    path: Path, vocabulary: str, tables: Tables, networks: Mapping[str, Weights], card: Mapping[str, Any]
) -> None:
    """Write an artefact; weights are kept in half precision, rarity in tenths."""
    arrays: dict[str, NDArray[Any]] = {
        f"{network}/{name}": np.asarray(value, np.float16)
        for network, weights in networks.items()
        for name, value in weights.items()
    }
    arrays |= {
        "rarity": np.round(10 * tables.rarity).astype(np.uint8),
        "spans": tables.spans,
        "words": tables.words,
        "version": np.array(VERSION),
        "vocabulary": np.array(vocabulary),
        "card": np.array(json.dumps(dict(card), ensure_ascii=False)),
    }
    np.savez(path, allow_pickle=False, **arrays)


def read_artefact(source: Path, earliest: int = VERSION) -> Artefact:
    """Read an artefact of this version, or one from `earliest` on. Raises `ModelError`."""
    try:
        with source.open("rb") as file, np.load(file) as arrays:
            found = {name: arrays[name] for name in arrays.files}
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise ModelError(source, reason or "damaged") from error
    version = int(found.get("version", 0))
    if not earliest <= version <= VERSION:
        raise ModelError(source, f"version {version}, wanted {VERSION}")
    networks: dict[str, Weights] = {network: {} for network in NETWORKS}
    for name, value in found.items():
        network, _, weight = name.partition("/")
        if weight:
            networks[network][weight] = value.astype(np.float32)
    rarity = found["rarity"].astype(np.float32) / 10
    vocabulary = str(found["vocabulary"])
    tables = Tables(ids_of(vocabulary), rarity, found["spans"], found["words"])
    return Artefact(vocabulary, tables, networks, json.loads(str(found["card"])))


def ids_of(vocabulary: str) -> Any:
    """Return the number of each character: from 2 in the order of the vocabulary, 1 for all others."""
    ids = np.ones(0x10000, np.int32)
    for number, char in enumerate(vocabulary):
        if ord(char) < len(ids):
            ids[ord(char)] = number + 2
    return ids
