"""JSON-stat 2.0: the official schema, and the rules across fields that no schema can say (codes of the official
validator)."""
import json, os
import jsonschema

SCHEMA = json.load(open(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data",
                                     "jsonstat-dataset.schema.json"), encoding="utf-8"))


def rules(d):
    """The codes of the rules that are broken."""
    ids, sizes, dims = d["id"], d["size"], d["dimension"]
    total = 1
    for size in sizes:
        total *= size
    if len(ids) != len(sizes):
        yield "S1 ID_SIZE_LEN_MISMATCH"
    if set(ids) != set(dims):
        yield "S2 DIM_KEY_ID_MISMATCH"
    for key, length, where in (("value", "S3 VALUE_LEN_MISMATCH", "S4 SPARSE_KEY_OUT_OF_RANGE"),
                               ("status", "S6 STATUS_LEN_MISMATCH", "S7 STATUS_KEY_OUT_OF_RANGE")):
        cells = d.get(key, {})
        if isinstance(cells, list) and len(cells) != total:
            yield length
        if isinstance(cells, dict) and any(not k.isdigit() or not 0 <= int(k) < total for k in cells):
            yield where
    for role in d.get("role", {}).values():
        if not set(role) <= set(ids):
            yield "S5 ROLE_ID_UNKNOWN"
    for metric in d.get("role", {}).get("metric", []):
        category = dims[metric]["category"]
        if set(category.get("unit", {})) != set(category["label"]):
            yield "S8 METRIC_UNIT_MISSING"
    for name, size in zip(ids, sizes):
        category = dims[name]["category"]
        index = category.get("index", list(category.get("label", {})))
        if len(index) != size:
            yield f"D1 {name}: index count"
        codes = list(index)
        if isinstance(index, dict) and sorted(index.values()) != list(range(size)):
            yield f"D2 {name}: index is no permutation"
        if len(set(codes)) != len(codes):
            yield f"D2 {name}: a code twice"
        labels = category.get("label", {})
        if not set(labels) <= set(codes):
            yield f"D3a {name}: label of no code"
        if set(labels) != set(codes):
            yield f"D3b {name}: a code without a label"


def check(d, what):
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.draft202012_format_checker).validate(d)
    broken = list(rules(d))
    assert not broken, f"{what}: {broken}"
    values, statuses = d["value"], d.get("status", {})
    total = 1
    for size in d["size"]:
        total *= size
    for cell in map(str, range(total)):
        # Ours: a cell is published, or says why it is not; never both.
        assert (cell in values) != (statuses.get(cell) == "c"), f"{what}: cell {cell}"
    half = total // 2
    for cell, value in values.items():
        if int(cell) < half:
            assert isinstance(value, int) and value not in (1, 2), f"{what}: a count of {value}"
            assert str(int(cell) + half) in values, f"{what}: a count without its share"
        else:
            assert 0 <= value <= 100, f"{what}: a share of {value}"
