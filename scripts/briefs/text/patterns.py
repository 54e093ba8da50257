"""Patterns that several modules use."""

import re

CODE = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{1,2}-\d{1,2}(?:-?[A-Z0-9])*+(?![A-Za-z0-9-])")
