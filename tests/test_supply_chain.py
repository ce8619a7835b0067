"""What is installed from elsewhere is known: by its hashes for who develops, by its licence for who uses it."""

from __future__ import annotations

import re
import tomllib
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from supply_chain import EXTRAS, LICENCES, LOCK, ROOT, is_compatible, licence, listed, needed, pins

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRA = PROJECT["project"]["optional-dependencies"]
STATED = chain(PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"], *EXTRA.values())
DIRECT = [*map(Requirement, STATED)]


@pytest.mark.parametrize("requirement", [each for each in DIRECT if each.name != "hnreader"], ids=str)
def test_what_is_required_is_locked(requirement):
    """In a version that will do: whoever changes what is required makes the lock anew; new releases change nothing."""
    found = [pin for pin in pins() if pin.name == canonicalize_name(requirement.name)]
    assert found, f"not in {LOCK.name}: run `python tests/supply_chain.py lock`"
    assert all(requirement.specifier.contains(pin.version) for pin in found)


def test_the_lock_has_hashes_and_no_address():
    """Each version has those of its files; where these come from is for pip to say."""
    text = LOCK.read_text("utf-8")
    entries = re.findall(r"^[^\s#].*", text, re.MULTILINE)
    assert len(entries) == len(pins()) > 100
    assert all(pin.hashes for pin in pins())
    assert not re.search(r"://|^-|index-url|find-links| @ ", text, re.MULTILINE)


def test_all_that_runs_may_be_used_with_ours():
    """By what installed packages state; a licence that is not known to go with MIT fails, as does none."""
    found = {package.name: licence(package) for extra in EXTRAS for package in needed(extra)}
    assert len(found) > 40
    assert {name: stated for name, stated in found.items() if not is_compatible(stated)} == {}


def test_the_list_of_licences_has_what_the_lock_has():
    """What is needed to run, and was when the lock was made: what a new release needs more fails nobody's suite."""
    found = {canonicalize_name(each.name) for extra in EXTRAS for each in needed(extra)}
    missing = found & {pin.name for pin in pins()} - listed().keys()
    assert missing == set(), f"run `python tests/supply_chain.py licences` for {LICENCES.name}"
    assert all(map(is_compatible, listed().values()))


@pytest.mark.parametrize(
    ("stated", "compatible"),
    [
        ("MIT", True),
        ("GPL-3.0-only OR MPL-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0", False),
        ("", False),
    ],
)
def test_a_choice_of_licences_is_one(stated, compatible):
    """`AND` asks for all of them, `OR` for any."""
    assert is_compatible(stated) is compatible
