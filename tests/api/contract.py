"""The contract, share/openapi.yaml: every reply the tests get is checked against it, and what it declares must
all have been seen at the end."""
import json, re, urllib.parse
import jsonschema, yaml
import jsonstat

COMMON = {"x-content-type-options": "nosniff", "vary": "Accept, Accept-Language"}


def text_dates(loader, node):
    return node.value


class Loader(yaml.SafeLoader):
    """Strings that look like dates stay strings, as in JSON."""


Loader.add_constructor("tag:yaml.org,2002:timestamp", text_dates)


class Contract:
    def __init__(self, path):
        self.source = open(path, "rb").read()
        self.doc = yaml.load(self.source, Loader)
        self.resolver = jsonschema.RefResolver("", self.doc)
        self.seen = set()
        self.patterns = [(re.compile("^" + re.sub(r"\{\w+\}", "[^/]+", p) + "$"), p) for p in self.doc["paths"]]

    def resolve(self, node):
        while "$ref" in node:
            node = self.resolver.resolve(node["$ref"])[1]
        return node

    def validate(self, value, schema, what):
        checker = jsonschema.Draft202012Validator(schema, resolver=self.resolver,
                                                  format_checker=jsonschema.draft202012_format_checker)
        faults = sorted(checker.iter_errors(value), key=lambda e: len(e.path))
        assert not faults, f"{what}: {faults[0].message[:400]} at {list(faults[0].absolute_path)}"

    def template(self, target):
        path = urllib.parse.unquote(target.split("?")[0])
        return next((p for pattern, p in self.patterns if pattern.match(path)), None)

    def check(self, method, target, sent, reply, demonstration):
        """One reply; raises AssertionError with words."""
        what = f"{method} {target[:100]} -> {reply.status}"
        template = self.template(target)
        operations = self.doc["paths"].get(template, {})
        verb = "get" if method == "HEAD" else method.lower() if method.isupper() else method + "?"
        operation = operations.get(verb)
        self.check_headers(what, method, operation, reply)
        if method == "OPTIONS" and reply.status == 204:
            allowed = {"OPTIONS"} | {m.upper() for m in operations} | ({"HEAD"} if "get" in operations else set())
            if template:
                assert set(reply.header("allow").split(", ")) == allowed, f"{what}: Allow {reply.header('allow')}"
            assert not reply.body, what
            return
        code = str(reply.status)
        declared = (operation or {}).get("responses", {}).get(code)
        if declared is not None:
            self.seen.add((template, verb, code))
        else:
            declared = self.doc["x-everywhere"].get(code)
            assert declared is not None, f"{what}: a status that the contract does not declare: {reply.body[:200]}"
            assert code != "405" or operation is None, f"{what}: a declared method is refused"
            self.seen.add(("x-everywhere", "", code))
        if operation and reply.status == 200:
            self.check_request(what, operation, target, sent, reply)
        self.check_body(what, method, target, self.resolve(declared), reply, demonstration)

    def check_headers(self, what, method, operation, reply):
        for name, value in COMMON.items():
            assert reply.header(name) == value, f"{what}: {name} is {reply.header(name)}"
        assert len(reply.headers) == len({n for n, _ in reply.headers}), f"{what}: a header twice: {reply.headers}"
        if method in ("GET", "HEAD") and reply.status not in (413,):
            assert reply.header("access-control-allow-origin") == "*", f"{what}: CORS"
        if reply.status == 405:
            assert reply.header("allow"), f"{what}: 405 without Allow"
        if reply.status >= 400:
            assert reply.header("cache-control") == "no-store", f"{what}: an error may be kept"

    def check_request(self, what, operation, target, sent, reply):
        known = {self.resolve(p)["name"]: self.resolve(p) for p in operation.get("parameters", [])}
        for name, value in urllib.parse.parse_qsl(target.partition("?")[2]):
            assert name in known, f"{what}: {name} is accepted and not declared"
            schema = known[name]["schema"]
            if self.resolve(schema).get("type") == "integer":
                value = int(value)
            self.validate(value, schema, f"{what}: parameter {name}")
        if sent and not json.loads(reply.body)["rejected"]:
            self.validate(json.loads(sent), {"$ref": "#/components/schemas/Batch"}, f"{what}: the batch sent")

    def check_body(self, what, method, target, declared, reply, demonstration):
        for name, header in declared.get("headers", {}).items():
            value = reply.header(name.lower())
            assert value is not None, f"{what}: {name} is missing"
            if self.resolve(header)["schema"]["type"] == "string":
                self.validate(value, self.resolve(header)["schema"], f"{what}: {name}")
        content = declared.get("content")
        media = (reply.header("content-type") or "").split(";")[0]
        if not content:
            assert not reply.body and not media, f"{what}: a body that is not declared"
            return
        assert media in content, f"{what}: {media} is not declared"
        if reply.status == 200:
            self.seen.add((self.template(target), "media", media))
        if method == "HEAD":
            assert not reply.body, f"{what}: HEAD has a body"
            return
        assert int(reply.header("content-length")) == len(reply.body), f"{what}: length"
        if not media.endswith("json"):
            self.validate(reply.body.decode(), content[media]["schema"], what)
            if media.startswith("text/") and demonstration and len(reply.body) > 3:
                words = reply.body.decode()
                assert ",true\n" in words or "démonstration" in words.lower() or "demonstration" in words.lower(), \
                    f"{what}: does not say that it is made up"
            return
        value = json.loads(reply.body, parse_constant=lambda c: 1 / 0)
        self.validate(value, content[media]["schema"], what)
        if media == "application/problem+json":
            assert value["status"] == reply.status, what
        if value.get("class") == "dataset":
            jsonstat.check(value, what)
            value = {**value, **value["extension"]}
        if "demonstration" in value:
            assert value["demonstration"] == demonstration, f"{what}: demonstration is {value['demonstration']}"

    def unseen(self):
        """Operations, statuses and media types declared that no test has met."""
        wanted = {("x-everywhere", "", code) for code in self.doc["x-everywhere"]}
        for path, operations in self.doc["paths"].items():
            for verb, operation in operations.items():
                for code, response in operation["responses"].items():
                    wanted.add((path, verb, code))
                    if code == "200":
                        wanted |= {(path, "media", m) for m in self.resolve(response).get("content", {})}
        return sorted(wanted - self.seen)

    def examples(self):
        for name, schema in self.doc["components"]["schemas"].items():
            for example in schema.get("examples", []):
                self.validate(example, {"$ref": f"#/components/schemas/{name}"}, f"example of {name}")
                yield name
