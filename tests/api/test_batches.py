"""Questionnaires coming in: counted once, whatever happens; scored here; refused one by one."""
import json, os, resource, signal, socket, time
import sessions


def batches(house):
    """A fresh, empty Observatory that counts for real."""
    return house.server(f"batches{len(house.servers)}").start()


def test_scores_are_the_documented_formula(house):
    s = batches(house)
    full = [house.bank.session(house.chance) for _ in range(60)]
    express = [house.bank.session(house.chance, "express") for _ in range(60)]
    reply = s.put(sessions.name(), sessions.batch(*full, *express)).json()
    assert reply["demonstration"] is False and reply["accepted"] == 120 and not reply["rejected"] and not reply["duplicates"]
    assert reply["scores"] == [house.bank.score(x) for x in full + express]
    assert len(set(reply["scores"])) > 20
    kinds = {house.bank.items[a["q"]]["kind"] for x in full for a in x["answers"]}
    assert kinds == {"single", "several", "order", "estimate", "habit"}
    assert s.get("/v1").json()["counts"]["sessions"] == 120
    assert s.stop() == 0


def test_the_same_batch_again_counts_once(house):
    s = batches(house)
    body, uuid = sessions.batch(*[house.bank.session(house.chance) for _ in range(10)]), sessions.name()
    first = s.put(uuid, body)
    assert first.json()["accepted"] == 10
    for _ in range(3):
        assert s.put(uuid, body).body == first.body
    assert s.stop() == 0
    s.start()
    assert s.put(uuid, body).body == first.body, "after a restart"
    assert s.get("/v1").json()["counts"]["sessions"] == 10
    other = s.put(uuid, body + b" ")
    assert other.status == 422 and other.json()["type"] == "/problems/batch-already-sent"
    assert s.get("/v1").json()["counts"]["sessions"] == 10


def test_the_same_session_elsewhere_is_a_duplicate(house):
    s = batches(house)
    one, two = house.bank.session(house.chance), house.bank.session(house.chance)
    assert s.put(sessions.name(), sessions.batch(one)).json()["accepted"] == 1
    again = s.put(sessions.name(), sessions.batch(two, one, two)).json()
    assert again["accepted"] == 1 and again["duplicates"] == 2
    assert again["scores"] == [house.bank.score(x) for x in (two, one, two)]
    changed = {**one, "answers": two["answers"], "run": two["run"]}
    assert s.put(sessions.name(), sessions.batch(changed)).json()["duplicates"] == 1


def test_bad_sessions_are_refused_one_by_one(house):
    s = batches(house)
    good = [house.bank.session(house.chance) for _ in range(3)]
    one = house.bank.session(house.chance)
    first = one["answers"][0]["q"]
    bad = [{**one, "quiz": "moon"}, {**one, "version": 99}, {**one, "form": "short"}, {**one, "month": "2014-01"},
           {**one, "month": "2036-01"}, {**one, "age": "12"}, {**one, "gender": "x"}, {**one, "geo": "BZH"}, {**one, "channel": "tv"},
           {**one, "channel": "demo"},
           {**one, "id": "1"}, {**one, "id": one["id"].upper()}, {**one, "name": "Camille"}, {**one, "run": 0}, {**one, "run": 65},
           {**one, "run": len(one["answers"]) - 1}, {**one, "answers": "x"}, {**one, "answers": [{"q": "moon", "a": ["x"]}]},
           {**one, "answers": [{"q": first}], "run": 2}, {**one, "answers": [{"q": first, "a": ["moon"]}]},
           {**one, "answers": one["answers"][:1] * 2, "run": 4}, {**one, "answers": [{**one["answers"][0], "text": "moi"}]},
           {**one, "age": "11-14", "geo": "FRH"}, {k: v for k, v in one.items() if k != "month"}, "x", None, 3, []]
    order = [good[0], *bad, good[1], good[2]]
    reply = s.put(sessions.name(), sessions.batch(*order)).json()
    assert reply["accepted"] == 3 and [r["index"] for r in reply["rejected"]] == list(range(1, len(bad) + 1)), \
        [bad[i] for i in range(len(bad)) if i + 1 not in [r["index"] for r in reply["rejected"]]]
    assert [i for i, x in enumerate(reply["scores"]) if x is not None] == [0, len(bad) + 1, len(bad) + 2]
    for session in good:
        assert house.bank.score(session) in reply["scores"]
    # What was refused may come again, corrected.
    assert s.put(sessions.name(), sessions.batch({**one, "month": "2026-11"})).json()["accepted"] == 1
    english = s.put(sessions.name(), sessions.batch({**one, "age": "12"}), language="en").json()["rejected"][0]["detail"]
    french = s.put(sessions.name(), sessions.batch({**one, "age": "12"})).json()["rejected"][0]["detail"]
    assert french and english and english != french


def test_what_is_no_batch(house):
    s = batches(house)
    one = house.bank.session(house.chance)
    deep = b"[" * 100000
    for body in (b"", b" ", b"{}", b"[]", b"null", b'{"sessions":[]}', b'{"sessions":{}}', b"{", b"\xff\xfe", b"\x00",
                 sessions.batch(one)[:-1], sessions.batch(one) + b"x", b'{"sessions":[],"sessions":[]}', deep,
                 b'{"sessions":' + deep, json.dumps({"sessions": [one] * 501}).encode(),
                 json.dumps({"sessions": [one], "who": "me"}).encode()):
        reply = s.put(sessions.name(), body)
        assert reply.status == 400 and reply.json()["type"] == "/problems/malformed-batch", f"{body[:60]}: {reply.status}"
    assert s.get("/v1").json()["counts"]["sessions"] == 0


def test_names_and_types(house):
    s = batches(house)
    body = sessions.batch(house.bank.session(house.chance))
    for uuid in ("1", "x" * 36, sessions.name().upper(), sessions.name() + "0", sessions.name()[:-1], "..", "%20"):
        assert s.put(uuid, body).status == 400, uuid
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonx", "", "application/json+x", "json"):
        assert s.put(sessions.name(), body, kind).status == 415, kind
    assert s.ask("PUT", "/v1/batches/" + sessions.name(), body).status == 415, "no type at all"
    assert s.put(sessions.name() + "?lang=fr", body).json()["type"] == "/problems/unknown-parameter"
    for kind in ("application/json", "Application/JSON", "application/json; charset=utf-8", "application/json ;charset=x"):
        assert s.put(sessions.name(), body, kind).status == 200, kind


def test_a_disk_that_says_no(house):
    s = batches(house)
    uuid, body = sessions.name(), sessions.batch(*[house.bank.session(house.chance) for _ in range(50)])
    resource.prlimit(s.process.pid, resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
    reply = s.put(uuid, body)
    assert reply.status == 503 and reply.header("retry-after"), reply.body
    assert s.get("/v1").json()["counts"]["sessions"] == 0 and s.get("/v1/questions").status == 200
    resource.prlimit(s.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert s.put(uuid, body).json()["accepted"] == 50
    assert s.put(uuid, body).json()["accepted"] == 50
    assert s.get("/v1").json()["counts"]["sessions"] == 50


def test_figures_move_at_a_release_only(house):
    """Three networks, as three sources; SIGHUP closes a release; ready bodies and tags change with it."""
    s = batches(house)
    question = "traces-geoloc-pied"
    target = "/v1/statistics/" + question
    item = house.bank.items[question]
    answer = {"q": question, "a": [item["options"][0]["id"]]}

    def send(n, source):
        some = [{**house.bank.session(house.chance), "run": 12, "answers": [answer]} for _ in range(n)]
        assert s.put(sessions.name(), sessions.batch(*some), source=source).json()["accepted"] == n

    def close(release):
        s.process.send_signal(signal.SIGHUP)
        for _ in range(200):
            if s.get("/v1").json()["release"]["number"] == release:
                return True
            time.sleep(0.01)
        return False

    before = s.get(target)
    for source in ("127.0.1.1", "127.0.2.1", "127.0.3.1", "127.0.4.1", "127.0.5.1"):
        send(40, source)
    assert s.get(target).body == before.body and s.get(target).header("etag") == before.header("etag"), "before a release"
    assert s.get("/v1").json()["counts"]["sessions"] == 200
    assert close(1), s.logged()
    after = s.get(target)
    assert after.header("etag") != before.header("etag")
    assert abs(after.json()["value"]["0"] - 200) <= 5 and after.json()["extension"]["base"] >= 190
    assert s.get(target, headers={"If-None-Match": before.header("etag")}).status == 200
    send(5, "127.0.1.1")                  # other slices, smaller, may now have their ten
    for _ in range(2):
        s.process.send_signal(signal.SIGHUP)
        time.sleep(0.1)
    assert s.get(target).json()["value"] == after.json()["value"], "five new answers move nothing"
    assert s.stop() == 0
    assert s.start().get(target).json()["value"] == after.json()["value"]


def test_uploads_under_way_end_before_the_server_stops(house):
    s = batches(house)
    body = sessions.batch(*[house.bank.session(house.chance) for _ in range(5)])
    head = f"PUT /v1/batches/{sessions.name()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with s.open() as slow, s.open():
        slow.sendall(head.encode() + body[:100])
        time.sleep(0.2)
        s.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        try:
            s.open().close()
            assert False, "still accepting"
        except ConnectionRefusedError:
            pass
        slow.sendall(body[100:])
        got = slow.recv(65536)
        assert got.startswith(b"HTTP/1.1 200") and b'"accepted":5' in got, got[:200]
    assert s.process.wait(5) == 0
    assert s.start().get("/v1").json()["counts"]["sessions"] == 0 and s.stop(signal.SIGINT) == 0


def test_an_upload_that_never_ends_does_not_hold_the_server(house):
    s = batches(house)
    with s.open() as slow:
        slow.sendall(b"PUT /v1/batches/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        time.sleep(0.1)
        began = time.time()
        assert s.stop() == 0 and 3 < time.time() - began < 8
