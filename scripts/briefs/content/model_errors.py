"""Convert values to models, and pydantic's errors to problems."""

import difflib
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefs.content.models import CITATION_PATTERN, ID_PATTERN, PASSAGE_PATTERN, AnyModel, Model
from briefs.content.yaml_reader import Location, YamlDocument
from briefs.errors import Problem, Problems, quoted_value

MESSAGES = {
    "missing": "must be given",
    "string_type": "must be text",
    "string_too_long": "must be at most {max_length} characters",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "date_type": "must be a date (YYYY-MM-DD)",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "dataclass_type": "must be a mapping",
    "too_short": "must have at least {min_length}",
    "too_long": "must have at most {max_length}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be one of {expected}",
}


PATTERNS = {
    ID_PATTERN: "must be an id of lower-case letters, digits and single hyphens",
    PASSAGE_PATTERN: "must be a passage id such as p4s3",
    CITATION_PATTERN: "must be a citation such as statement#p4s3",
}


def validate_model(shape: type[AnyModel], tree: YamlDocument) -> AnyModel:
    """Return the values of a file as its model. Raises Problems, each with field and line."""
    try:
        return shape.model_validate(tree.value)
    except ValidationError as error:
        raise Problems(_model_problem(shape, tree, fault) for fault in error.errors()) from None


def _model_problem(shape: type[Model], tree: YamlDocument, fault: ErrorDetails) -> Problem:
    place: Location = tuple(step for step in fault["loc"] if step != "[key]")
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        near = difflib.get_close_matches(str(place[-1]), _known_fields(shape, place[:-1]), 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        return tree.problem(place, f"must be a known field{hint}: {quoted_value(place[-1])}")
    if kind == "string_pattern_mismatch" and not fault["input"]:
        return tree.problem(place, "must be filled in")
    if kind == "string_pattern_mismatch":
        must = PATTERNS.get(context["pattern"], f"must match {context['pattern']}")
    elif kind == "value_error":
        must = str(context["error"])
    else:
        must = MESSAGES.get(kind, fault["msg"]).format(**context)
    return tree.problem(place, must if kind == "missing" else f"{must}: {quoted_value(fault['input'])}")


def _known_fields(shape: type[BaseModel], place: Location) -> list[str]:
    """Return the known fields at a location, from the JSON Schema of the model."""
    schema = shape.model_json_schema()
    node: dict[str, Any] = schema
    for step in place:
        node = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
        for option in [node, *node.get("anyOf", [])]:
            if "$ref" in option:
                node = schema["$defs"][option["$ref"].rsplit("/", 1)[1]]
    return list(node.get("properties", {}))
