"""Reading: every route, every filter, every format, both languages, and what a cache may keep."""
import os

Q = "traces-geoloc-pied"
S = f"/v1/statistics/{Q}"


def test_the_contract_is_served_and_its_examples_hold(house):
    assert house.demo.get("/openapi.yaml").body == house.contract.source
    assert len(list(house.contract.examples())) >= 5


def test_about(house):
    demo, empty = house.demo.get("/v1").json(), house.empty.get("/v1").json()
    assert demo["demonstration"] and not empty["demonstration"]
    assert demo["counts"]["answers"] > 50000 and demo["release"]["number"] > 0 and demo["months"]
    assert empty["counts"]["sessions"] == 0 and empty["release"] == {"number": 0, "closed": None} and empty["months"] is None
    assert [t["id"] for t in demo["quizzes"][0]["themes"]] == house.bank.quiz["themes"]
    assert [len(d["codes"]) for d in demo["dimensions"]] == [8, 4, 19]


def test_questions(house):
    every = house.demo.get("/v1/questions").json()
    ids = [q["id"] for q in every["questions"]]
    assert every["count"] == len(ids) == house.demo.get("/v1").json()["counts"]["questions"]
    assert set(ids) == set(house.bank.items) | {"score-reseaux-full-v1", "score-reseaux-express-v1"}
    for theme in house.bank.quiz["themes"]:
        some = house.demo.get("/v1/questions?theme=" + theme).json()["questions"]
        assert some and all(q["theme"] == theme for q in some)
        for question in some:
            item = house.bank.items[question["id"]]
            assert question["label"] == item["short"] and question["kind"] == item["kind"], question["id"]
            assert question["multi"] == (item["kind"] == "several")
            if item["kind"] in ("single", "several", "habit"):
                assert [o["id"] for o in question["outcomes"]] == [o["id"] for o in item["options"]]


def test_one_question(house):
    one = house.demo.get("/v1/questions/" + Q).json()
    listed = next(q for q in house.demo.get("/v1/questions").json()["questions"] if q["id"] == Q)
    assert {**one, "demonstration": None} == {**listed, "demonstration": None}


def test_every_question_has_a_statistic(house):
    for question in house.demo.get("/v1/questions").json()["questions"]:
        d = house.demo.get(question["href"]).json()
        assert d["id"] == ["measure", "outcome"] and d["label"] == question["label"]
        assert d["dimension"]["outcome"]["category"]["index"] == [o["id"] for o in question["outcomes"]]
        assert d["extension"]["multi"] == question["multi"]


def test_shares_are_those_of_the_counts(house):
    d = house.demo.get(S).json()
    n = d["size"][1]
    counts = [d["value"][str(i)] for i in range(n)]
    assert sum(counts) == d["extension"]["base"] > 500
    for i in range(n):
        assert abs(d["value"][str(n + i)] - 100 * counts[i] / sum(counts)) <= 0.051


def test_splits(house):
    about = house.demo.get("/v1").json()["dimensions"]
    for dimension in about:
        d = house.demo.get(f"{S}?by={dimension['id']}").json()
        assert d["id"] == ["measure", dimension["id"], "outcome"]
        assert d["dimension"][dimension["id"]]["category"]["index"] == [c["code"] for c in dimension["codes"]]
        assert ("geo" in d["role"]) == (dimension["id"] == "geo")
        assert d["value"], dimension["id"]
    time = house.demo.get(S + "?by=time").json()
    months = time["dimension"]["time"]["category"]["index"]
    assert months == sorted(months) and time["role"]["time"] == ["time"] and len(months) > 12


def test_filters(house):
    whole = house.demo.get(S).json()["extension"]["base"]
    for dimension in house.demo.get("/v1").json()["dimensions"]:
        for code in dimension["codes"]:
            d = house.demo.get(f"{S}?{dimension['id']}={code['code']}").json()
            assert d["id"] == ["measure", "outcome"] and d["extension"].get("base", 0) < whole
    assert house.demo.get(S + "?age=18-30&gender=f").json()["value"]
    assert house.demo.get(S + "?by=age&geo=FR1").json()["id"] == ["measure", "age", "outcome"]


def test_a_split_says_the_same_as_a_filter(house):
    split = house.demo.get(S + "?by=age").json()
    codes, n = split["dimension"]["age"]["category"]["index"], split["size"][2]
    for at, code in enumerate(codes):
        alone = house.demo.get(f"{S}?age={code}").json()
        row = {k: split["value"].get(str(at * n + k)) for k in range(n)}
        assert row == {k: alone["value"].get(str(k)) for k in range(n)}, code


def test_periods(house):
    d = house.demo.get(S + "?from=2025-01&to=2025-12").json()
    assert d["dimension"]["time"]["category"]["index"] == [f"2025-{m:02d}" for m in range(1, 13)]
    assert d["extension"]["from"] == "2025-01" and d["extension"]["to"] == "2025-12"
    assert house.demo.get(S + "?from=2026-01").json()["dimension"]["time"]["category"]["index"][0] == "2026-01"
    assert house.demo.get(S + "?to=2016-01&by=time").json()["dimension"]["time"]["category"]["index"][-1] == "2016-01"
    for never in ("?from=2030-01&to=2031-01", "?from=2015-01&to=2015-02", "?to=2015-02"):
        d = house.demo.get(S + never).json()
        assert d["value"] == {} and len(d["dimension"]["time"]["category"]["index"]) == 1, never


def test_an_empty_observatory_publishes_nothing(house):
    for query in ("", "?by=age", "?by=time", "?geo=FRH", "?from=2025-01"):
        d = house.empty.get(S + query).json()
        assert d["value"] == {} and set(d["status"].values()) == {"c"} and "base" not in d["extension"], query
    assert house.empty.get("/v1/scores/reseaux").json()["value"] == {}
    assert house.empty.get("/v1/scores/reseaux?score=50").json() == {"score": 50, "percentile": None, "base": None,
                                                                     "demonstration": False}
    assert "rien" in house.empty.get(S + "?format=text").body.decode().lower()


def test_scores(house):
    full, express = house.demo.get("/v1/scores/reseaux").json(), house.demo.get("/v1/scores/reseaux?form=express").json()
    assert full["dimension"]["outcome"]["category"]["index"] == [str(b) for b in range(0, 101, 5)]
    assert full["extension"]["base"] != express["extension"]["base"]
    assert full == house.demo.get("/v1/scores/reseaux?version=1&form=full").json()
    assert full == house.demo.get("/v1/statistics/score-reseaux-full-v1").json()
    weights = [full["value"][str(i)] for i in range(21)]
    for score in (0, 37, 68, 100):
        at = score // 5
        exact = 100 * (sum(weights[:at]) + weights[at] / 2) / sum(weights)
        place = house.demo.get(f"/v1/scores/reseaux?score={score}").json()
        assert place["score"] == score and abs(place["percentile"] - exact) <= 2.51 and place["base"] == sum(weights)


def test_formats(house):
    for target in (S, S + "?by=age", S + "?by=time", "/v1/scores/reseaux", "/v1/statistics/score-reseaux-express-v1"):
        mark = "&" if "?" in target else "?"
        d = house.demo.get(target).json()
        table = house.demo.get(target, headers={"Accept": "text/csv"}).body.decode()
        lines = [line.split(",") for line in table.strip().split("\n")]
        assert lines[0] == d["id"] + ["value", "status", "demonstration"]
        assert len(lines) - 1 == len(d.get("status", {}) | d["value"])
        for cell, line in enumerate(lines[1:]):
            value = d["value"].get(str(cell))
            assert (float(line[-3]) if line[-3] else None) == value and line[-2] == d.get("status", {}).get(str(cell), ""), line
        assert house.demo.get(target + mark + "format=csv").body.decode() == table
        chart = house.demo.get(target, headers={"Accept": "text/plain"}).body.decode()
        assert house.demo.get(target + mark + "format=text").body.decode() == chart
        assert d["label"] in chart and max(map(len, chart.split("\n"))) <= 78, target
        assert not any(ord(c) < 32 and c != "\n" or c == "\u200b" for c in chart)


def test_accept_is_weighed(house):
    for accept, media in (("", "application/json"), ("*/*", "application/json"), ("text/csv;q=0.5, text/plain", "text/plain"),
                          ("text/html, application/xhtml+xml, */*;q=0.1", "application/json"), ("text/*", "text/plain"),
                          ("application/json;q=0.2, text/csv;q=0.9", "text/csv"), ("TEXT/CSV", "text/csv"),
                          ("*/*, application/json;q=0", "text/plain"), ("text/*;q=0.3, text/csv;q=0.8, */*;q=0.2", "text/csv")):
        got = house.demo.get(S, headers={"Accept": accept}).header("content-type").split(";")[0]
        assert got == media, f"{accept}: {got}"
    assert house.demo.get(S + "?format=csv", headers={"Accept": "image/png"}).header("content-type").startswith("text/csv")


def test_languages(house):
    french, english = house.demo.get("/v1?lang=fr").json(), house.demo.get("/v1?lang=en").json()
    assert "volontaires" in house.empty.get("/v1").json()["note"] and "inventées" in french["note"]
    for header, same in (("en", english), ("en-GB,en;q=0.9,fr;q=0.1", english), ("fr;q=0.2, en;q=0.8", english), ("de", french),
                         ("*", french), ("fr-CA, en", french), ("en;q=0", french)):
        assert house.demo.get("/v1", language=header).json() == same, header
    assert house.demo.get("/v1?lang=fr", language="en").json() == french
    if not os.path.exists(os.path.join(os.environ["MESDATAS_LOCALE"], "en", "LC_MESSAGES", "mesdatas.mo")):
        return
    assert english["note"] != french["note"]
    assert english["dimensions"][0]["label"] != french["dimensions"][0]["label"]
    assert house.demo.get("/v1/nowhere", language="en").json()["title"] != house.demo.get("/v1/nowhere").json()["title"]
    assert house.demo.get("/v1?lang=fr").json() == french


def test_etags(house):
    tags = set()
    for target in ("/v1", "/v1/questions", "/v1/questions/" + Q, S, S + "?by=age", S + "?format=csv", "/v1/scores/reseaux",
                   "/openapi.yaml"):
        first = house.demo.get(target)
        tag = first.header("etag")
        assert tag and tag not in tags and tag == house.demo.get(target).header("etag")
        tags.add(tag)
        for sent in (tag, "W/" + tag, f'"other", {tag}', "*"):
            again = house.demo.get(target, headers={"If-None-Match": sent})
            assert again.status == 304 and again.header("etag") == tag, f"{target} {sent}"
            assert again.header("cache-control") == first.header("cache-control")
        for sent in ('"other"', tag.strip('"'), tag[:-1], "rubbish"):
            assert house.demo.get(target, headers={"If-None-Match": sent}).status == 200, f"{target} {sent}"
    assert house.demo.get(S + "?gender=f&age=18-30").header("etag") == house.demo.get(S + "?age=18-30&gender=f").header("etag")
    assert house.demo.get(S).header("cache-control") == "public, max-age=300"
    assert house.demo.get("/healthz").header("cache-control") == "no-store"


def test_the_same_after_a_restart(house):
    """Noise is not drawn again, and what caches hold stays good."""
    before = [(t, house.demo.get(t)) for t in (S, S + "?by=geo", "/v1/scores/reseaux?format=text", "/v1/questions")]
    assert house.demo.stop() == 0
    house.demo.start()
    for target, was in before:
        now = house.demo.get(target)
        assert now.body == was.body and now.header("etag") == was.header("etag"), target


def test_head_and_options(house):
    for target in ("/v1", "/v1/questions", "/v1/questions/" + Q, S, S + "?by=age&format=csv", "/v1/scores/reseaux",
                   "/openapi.yaml", "/healthz"):
        whole, head = house.demo.get(target), house.demo.ask("HEAD", target)
        kept = [h for h in whole.headers if h[0] != "date"]
        assert head.status == 200 and [h for h in head.headers if h[0] != "date"] == kept, target
        assert house.demo.ask("OPTIONS", target).header("allow") == "GET, HEAD, OPTIONS"
    assert house.demo.ask("OPTIONS", "/v1/batches/x").header("allow") == "PUT, OPTIONS"
    assert house.demo.ask("HEAD", S + "?by=moon").status == 400
    got, _ = house.demo.raw(b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 204") and b"PUT" in got, got
