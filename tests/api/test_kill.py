"""kill -9 in the middle of everything: what was acknowledged is counted, and nothing is counted twice."""
import collections, http.client, json, random, signal, threading, time
import sessions

SESSIONS, SENDERS, KILLS = 200, 8, 12


def counted(server):
    """From an export: how many times each (question, outcome) was counted, and the number of sessions."""
    status, out, err = server.run("export")
    assert status == 0, err
    names, cells, total = {}, collections.Counter(), None
    lines = [json.loads(line) for line in out.strip().split("\n")]
    for line in lines:
        if "number" in line:
            names[line["number"][1]] = line["number"][0]
        if "meta" in line and line["meta"][0] == "sessions":
            total = int(line["meta"][1])
    for line in lines:
        if "cell" in line:
            question, outcome, _, _, n = line["cell"][:5]
            if outcome in names:                    # else: those who answered, whatever they said
                cells[names[question], names[outcome]] += n
    return cells, total


def expected(bank, sent):
    cells = collections.Counter()
    for session in sent:
        for answer in session["answers"]:
            for outcome in bank.outcomes(answer):
                cells[answer["q"], outcome] += 1
        score = bank.score(session)
        cells[f"score-reseaux-{session['form']}-v1", str(score // 5 * 5)] += 1
    return cells


def send_all(server, jobs, acknowledged, faults):
    chance = random.Random()
    while True:
        try:
            uuid, body = jobs.pop()
        except IndexError:
            return
        for _ in range(2000):
            try:
                reply = server.put(uuid, body)
                assert reply.status == 200, f"{reply.status} {reply.body[:200]}"
                receipt = reply.json()
                assert receipt["accepted"] == 1 and not receipt["duplicates"], receipt
                acknowledged.append(uuid)
                break
            except (OSError, http.client.HTTPException):
                time.sleep(0.005 + 0.01 * chance.random())
            except Exception as fault:
                faults.append(fault)
                return
        time.sleep(0.1 * chance.random())


def test_nothing_lost_nothing_twice_under_kill_9(house):
    server = house.server("kill").start()
    sent = [house.bank.session(house.chance, house.chance.choice(["full", "express"])) for _ in range(SESSIONS)]
    jobs = [(sessions.name(), sessions.batch(s)) for s in sent]
    todo, acknowledged, faults = list(jobs), [], []
    threads = [threading.Thread(target=send_all, args=(server, todo, acknowledged, faults)) for _ in range(SENDERS)]
    for t in threads:
        t.start()
    kills, chance = 0, random.Random(3)
    while any(t.is_alive() for t in threads) and kills < 200:
        time.sleep(0.01 + 0.08 * chance.random())
        if not any(t.is_alive() for t in threads):
            break
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        kills += 1
        server.start()
    for t in threads:
        t.join(60)
    assert not faults, faults[0]
    assert kills >= KILLS, f"only {kills} kills: the test proves little"
    assert sorted(acknowledged) == sorted(u for u, _ in jobs)
    # Again, all of it, under other names: every one must be known.
    again = server.put(sessions.name(), sessions.batch(*sent)).json()
    assert again["duplicates"] == SESSIONS and again["accepted"] == 0, again
    assert server.get("/v1").json()["counts"]["sessions"] == SESSIONS
    assert server.stop() == 0
    cells, total = counted(server)
    assert total == SESSIONS, total
    assert cells == expected(house.bank, sent), (cells - expected(house.bank, sent), expected(house.bank, sent) - cells)
