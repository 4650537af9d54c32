"""What is refused, in words, with what is possible instead."""
Q = "traces-geoloc-pied"
S = f"/v1/statistics/{Q}"


def refused(house, target, status, kind, **more):
    reply = house.demo.get(target, **more)
    assert reply.status == status, f"{target}: {reply.status}"
    problem = reply.json()
    assert problem["type"] == "/problems/" + kind, f"{target}: {problem}"
    return problem


def test_unknown_codes_come_with_those_that_exist(house):
    dimensions = {d["id"]: [c["code"] for c in d["codes"]] for d in house.demo.get("/v1").json()["dimensions"]}
    for name, codes in dimensions.items():
        for bad in ("moon", "", "FRH'--", codes[1].upper() + "x", "%C3%A9"):
            assert refused(house, f"{S}?{name}={bad}", 400, "unknown-code")["allowed"] == codes
    assert refused(house, S + "?by=moon", 400, "unknown-code")["allowed"] == ["age", "gender", "geo", "time"]
    assert refused(house, S + "?format=xml", 400, "unknown-code")["allowed"] == ["json", "text", "csv"]
    assert refused(house, "/v1?lang=de", 400, "unknown-code")["allowed"] == ["fr", "en"]
    assert refused(house, "/v1/questions?theme=moon", 400, "unknown-code")["allowed"] == house.bank.quiz["themes"]
    assert refused(house, "/v1/scores/reseaux?form=short", 400, "unknown-code")["allowed"] == ["full", "express"]
    assert refused(house, "/v1/scores/reseaux?version=99", 400, "unknown-code")["allowed"] == [house.bank.quiz["version"]]


def test_numbers_and_months(house):
    for score in ("101", "-1", "6.5", "", "0x10", "1e2", "%2050", "9999999999999999999999"):
        refused(house, f"/v1/scores/reseaux?score={score}", 400, "unknown-code")
    for month in ("2026", "2026-13", "2026-00", "2014-12", "26-11", "2026-11-24", "2026/11", "", "+2026-1", "9999-01"):
        refused(house, f"{S}?from={month}", 400, "unknown-code")
        refused(house, f"{S}?to={month}", 400, "unknown-code")
    refused(house, S + "?from=2026-02&to=2026-01", 400, "unknown-code")
    assert refused(house, S + "?by=age&from=2026-01", 400, "unknown-code")["allowed"] == ["time"]
    refused(house, S + "?by=age&age=18-30", 400, "unknown-code")


def test_unknown_parameters(house):
    assert refused(house, S + "?ages=18-30", 400, "unknown-parameter")["allowed"] == \
        ["by", "age", "gender", "geo", "from", "to", "format", "lang"]
    assert refused(house, "/v1?by=age", 400, "unknown-parameter")["allowed"] == ["lang"]
    for target in ("/v1/questions?x", "/v1/questions/" + Q + "?by=age", "/v1/scores/reseaux?by=age", "/openapi.yaml?v=1",
                   "/healthz?x=1", S + "?&", S + "?=", S + "?by%3Dage", S + "?BY=age"):
        refused(house, target, 400, "unknown-parameter")
    refused(house, S + "?" + "&".join(f"p{i}=1" for i in range(40)), 400, "unknown-parameter")


def test_repeated_parameters(house):
    for target in (S + "?age=18-30&age=31-45", S + "?by=age&by=age", S + "?geo=FRH&g%65o=FRH", "/v1?lang=fr&lang=en"):
        refused(house, target, 400, "repeated-parameter")


def test_too_many_filters(house):
    for query in ("age=18-30&gender=f&geo=FRH", "by=age&gender=f&geo=FRH", "from=2025-01&gender=f&geo=FRH",
                  "by=time&gender=f&age=18-30"):
        refused(house, f"{S}?{query}", 400, "too-many-filters")


def test_nothing_there(house):
    for target in ("/", "/v1/", "/v2", "/v1/statistics", "/v1/statistics/", "/v1/statistics/moon", S + "/", S + "/age",
                   "/v1/questions/moon", "/v1/questions/", "/v1/scores/moon", "/v1//questions", "/V1", "/healthz/", "/openapi.yml",
                   "/v1/../v1", "/v1/statistics/..", "/etc/passwd", "/v1/statistics/%E2%98%BD", "/favicon.ico"):
        refused(house, target, 404, "not-found")


def test_methods(house):
    for target, allow in (("/v1", "GET, HEAD, OPTIONS"), (S, "GET, HEAD, OPTIONS"), ("/healthz", "GET, HEAD, OPTIONS"),
                          ("/v1/batches/3f2b8c1e-6d4a-4b7e-9c55-0a1b2c3d4e5f", "PUT, OPTIONS")):
        for method in ("GET", "POST", "DELETE", "PATCH", "PUT", "TRACE", "PROPFIND", "get"):
            if method in allow.split(", "):
                continue
            reply = house.demo.ask(method, target, b"" if method in ("POST", "PUT", "PATCH") else None)
            assert reply.status == 405 and reply.header("allow") == allow, f"{method} {target}: {reply.status}"


def test_formats_not_offered(house):
    for accept in ("image/png", "text/html", "application/json;q=0", "application/xml, text/turtle", "json", ";;;", "*/json"):
        problem = refused(house, S, 406, "not-acceptable", headers={"Accept": accept})
        assert problem["allowed"] == ["application/json", "text/plain; charset=utf-8", "text/csv; charset=utf-8"]
    refused(house, "/v1/scores/reseaux?score=68&format=csv", 406, "not-acceptable")


def test_addresses_too_long(house):
    refused(house, "/v1?lang=" + "f" * 2040, 414, "address-too-long")
    refused(house, "/" + "a" * 20000, 414, "address-too-long")
    refused(house, S + "?geo=" + "a" * 1900, 400, "unknown-code")


def test_malformed_addresses(house):
    for bad in ("%", "%2", "%zz", "%00", "%0a", "%7f", "%1b[2J", "%ff", "%c3", "%e2%80%ae", "%2F", "%ed%a0%80"):
        refused(house, "/v1/questions/" + bad, 400, "malformed-request")
    for bad in ("%", "%00", "%0d%0aSet-Cookie:x", "%ff%fe", "%c2%9b"):
        refused(house, f"{S}?geo={bad}", 400, "malformed-request")
    # A slash in a value is only a wrong value.
    refused(house, S + "?geo=%2F", 400, "unknown-code")


def test_what_was_sent_cannot_write_in_the_reply(house):
    reply = house.demo.get(S + "?geo=%22%7D%5C%3Cscript%3E")
    assert reply.status == 400 and "\"}\\<script>" in reply.json()["detail"]
    assert reply.header("content-type") == "application/problem+json"


def test_problems_speak_english(house):
    french, english = house.demo.get(S + "?by=moon"), house.demo.get(S + "?by=moon", language="en")
    assert french.json()["allowed"] == english.json()["allowed"] and "peut pas valoir" in french.json()["detail"]
    assert house.demo.get(S + "?by=moon&lang=en").json() == house.demo.get(S + "?by=moon&lang=en", language="fr").json()
