"""The bill of materials: what is inside the package, in CycloneDX 1.5 (JSON).

Our own writer, of the few fields that are known for sure; nothing that only a tool could guess.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from explorer.services.licences import Component


def bill(components: Sequence[Component]) -> dict[str, Any]:
    """The bill for these; the first is the program itself. The same for the same contents."""
    program, *parts = components
    listed = [_entry(one) for one in parts]
    references = {one.name.casefold(): _reference(one) for one in components}
    depends: dict[str, list[str]] = {_reference(one): [] for one in components}
    for one in parts:
        owner = references.get(one.part_of.casefold(), _reference(program))
        depends[owner].append(_reference(one))
    content = {
        "metadata": {"component": {**_entry(program), "type": "application"}},
        "components": listed,
        "dependencies": [{"ref": name, "dependsOn": parts} for name, parts in depends.items()],
    }
    seed = json.dumps(content, sort_keys=True)
    serial = uuid.uuid5(uuid.NAMESPACE_URL, seed)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        **content,
    }


def _reference(one: Component) -> str:
    return one.purl or f"pkg:generic/{one.name.replace(' ', '-').replace(',', '')}" + (
        f"@{one.version}" if one.version else ""
    )


def _entry(one: Component) -> dict[str, Any]:
    """One component; a field that is not known is left out."""
    entry: dict[str, Any] = {"type": "library", "bom-ref": _reference(one), "name": one.name}
    if one.version:
        entry["version"] = one.version
    if one.authors:
        entry["author"] = one.authors
    if one.licence:
        entry["licenses"] = [{"expression": one.licence}]
    entry["purl"] = _reference(one)
    if one.home:
        entry["externalReferences"] = [{"type": "website", "url": one.home}]
    return entry
