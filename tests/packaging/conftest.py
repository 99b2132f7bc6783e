"""The modules of packaging/ are no package (it would shadow the library `packaging`)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))
