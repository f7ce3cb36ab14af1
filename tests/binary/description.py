"""docs/openapi.yaml as a rule for answers: each has the status, the type and exactly the fields
that it describes. Program.request (program.py) holds every answer against it."""
import functools
import json
import pathlib
import re

import jsonschema
import yaml

FILE = pathlib.Path(__file__).parent.parent.parent / "docs" / "openapi.yaml"
METHODS = ("get", "post", "put", "patch", "delete")
PROBLEM = "application/problem+json"
# What the server answers by itself, to any request.
SERVER_STATUSES = {400, 405, 408, 411, 413, 414, 415, 417, 421, 431, 500, 501, 505}
FORMATS = {"date": r"^\d{4}-\d\d-\d\d$",
           "date-time": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}


@functools.cache
def document():
    return yaml.load(FILE.read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def resolved(node):
    """What a $ref leads to, with what stands beside it."""
    while "$ref" in node:
        target = document()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = {**target, **{name: value for name, value in node.items() if name != "$ref"}}
    return node


def strict(schema):
    """A schema without references that takes no field but those it has."""
    schema = dict(resolved(schema))
    for part in schema.pop("allOf", []):
        part = resolved(part)
        if "allOf" in part:
            part = strict(part)
        schema["type"] = "object"
        schema["properties"] = {**schema.get("properties", {}), **part.get("properties", {})}
        schema["required"] = schema.get("required", []) + part.get("required", [])
    if "properties" in schema:
        schema["properties"] = {name: strict(of) for name, of in schema["properties"].items()}
        schema.setdefault("additionalProperties", False)
    if isinstance(schema.get("additionalProperties"), dict):
        schema["additionalProperties"] = strict(schema["additionalProperties"])
    if "items" in schema:
        schema["items"] = strict(schema["items"])
    if "oneOf" in schema:
        schema["oneOf"] = [strict(one) for one in schema["oneOf"]]
    if schema.get("format") in FORMATS:
        schema["pattern"] = FORMATS[schema["format"]]
    return schema


class Operation:
    def __init__(self, path, method, node):
        self.path = path
        self.method = method.upper()
        self.name = node["operationId"]
        self.node = node
        self.parameters = [resolved(one) for one in node.get("parameters", [])]
        self.matches = re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(path))).fullmatch
        self._validators = {}

    def query_parameters(self):
        return [one for one in self.parameters if one["in"] == "query"]

    def content(self, status):
        """Content type → media type of an answer; none if the status is not described."""
        responses = self.node["responses"]
        return resolved(responses[str(status)]).get("content", {}) if str(status) in responses \
            else None

    def check(self, status, content_type, body):
        content = self.content(status)
        if content is None and status in SERVER_STATUSES:
            content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        where = f"{self.method} {self.path}: {status}"
        if content is None:
            raise AssertionError(f"{where} is not described")
        if not content and not body:
            return
        kind = (content_type or "").split(";")[0]
        if kind not in content:
            raise AssertionError(f"{where} is {kind}, not {' or '.join(content)}")
        if kind.endswith("json"):
            self.validate(json.loads(body), status, kind, content[kind]["schema"])

    def validate(self, value, status, kind, schema):
        key = (status, kind)
        if key not in self._validators:
            self._validators[key] = jsonschema.Draft202012Validator(strict(schema))
        error = jsonschema.exceptions.best_match(self._validators[key].iter_errors(value))
        if error:
            raise AssertionError(f"{self.method} {self.path}: {status}: {error.json_path}: "
                                 f"{error.message}")


@functools.cache
def operations():
    """Those with the fewest names in their path first, as the server looks them up."""
    listed = [Operation(path, method, node[method])
              for path, node in document()["paths"].items() for method in METHODS if method in node]
    return sorted(listed, key=lambda operation: operation.path.count("{"))


def find(method, target):
    path = target.split("?")[0]
    return next((one for one in operations() if one.method == method and one.matches(path)), None)


def check(method, target, status, content_type, body):
    """AssertionError unless the answer is one that the description has. Paths that it does not know
    are the web app's and nobody's."""
    operation = find(method, target)
    if operation:
        operation.check(status, content_type, body)
