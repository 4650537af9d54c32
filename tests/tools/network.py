"""The network as it can be: nobody, rubbish, too much, too slow, hostile. Every time the copy that came with the
program answers instead, says so, and nothing that could move a cursor gets out."""
import contextlib, http.server, json, os, re, socketserver, subprocess, threading, time

GOOD = "/v1/statistics/traces-geoloc-pied"


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


def serve(answer):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                pass
            self.close_connection = True

        def do_PUT(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_):
            pass
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


def reply(status, kind, body):
    def answer(h):
        h.send_response(status)
        h.send_header("Content-Type", kind)
        h.send_header("Content-Length", str(len(body)))
        h.end_headers()
        h.wfile.write(body)
    return answer


def endless(announced):
    def answer(h):
        h.send_response(200)
        h.send_header("Content-Type", "application/json")
        if announced:
            h.send_header("Content-Length", str(5 << 30))
        h.end_headers()
        while True:
            h.wfile.write(b'{"version":"2.0",' * 4096)
    return answer


def away(h):
    h.send_response(302)
    h.send_header("Location", "file:///etc/passwd")
    h.send_header("Content-Length", "0")
    h.end_headers()


def cut(h):
    h.send_response(200)
    h.send_header("Content-Length", "1000")
    h.end_headers()
    h.wfile.write(b'{"version"')


BAD = {
    "a page of a portal": reply(200, "text/html", b"<html><body>Bienvenue</body></html>"),
    "JSON of something else": reply(200, "application/json", b'{"hello":[1,2,3]}'),
    "nothing at all": reply(200, "application/json", b""),
    "bytes that are no text": reply(200, "application/json", b"\xff\xfe\x00\x1b[2J" * 50),
    "JSON nested ten thousand deep": reply(200, "application/json", b"[" * 10000),
    "an error page with escape sequences": reply(500, "text/html", b"\x1b[2J\x1b]0;owned\x07"),
    "a problem whose detail moves the cursor": reply(404, "application/problem+json", b'{"detail":"\\u001b[2Jowned\\u009b5A\\u202e"}'),
    "a redirection to a file": away,
    "an answer cut short": cut,
    "5 GB announced": endless(True),
    "5 GB not announced": endless(False),
}


def tests(root, build, env, call):
    mesdatas = os.path.join(build, "mesdatas")
    figure = [mesdatas, "observatory", "traces-geoloc-pied", "--format", "csv"]
    for name, answer in BAD.items():
        server, url = serve(answer)
        began = time.time()
        status, out, err = call(figure, env={"MESDATAS_API": url})
        text = (out + err).decode(errors="replace")
        ok = status == 0 and "copie livrée" in text and "outcome" in text and not any(b < 32 and b != 10 or b == 127 for b in out + err)
        ok = ok and "\u202e" not in text and "\u009b" not in text and time.time() - began < 14
        yield f"network: {name}", ok, f"{status}\n{text[:2000]}"
        server.shutdown()
    server, url = serve(reply(503, "application/problem+json", '{"detail":"Le disque est plein."}'.encode()))
    give = [mesdatas, "--script", os.path.join(root, "tests", "data", "quiz-give.answers"), "quiz", "--express"]
    status, out, err = call(give, env={"MESDATAS_API": url})
    text = out.decode(errors="replace")
    yield "network: answers refused cost nothing", status == 0 and "rien n'est perdu" in text and "Le disque est plein." in text, text[-3000:] + err.decode()
    server.shutdown()
    for name, said, why in (("a portal", reply(200, "text/html", b"<html>Bienvenue</html>"), "n'est pas l'Observatoire"),
                            ("refused one by one", reply(200, "application/json", '{"accepted":0,"duplicates":0,"rejected":[{"index":0,"detail":"Trop tard.\\u001b[2J"}],"scores":[null]}'.encode()), "Trop tard.")):
        server, url = serve(said)
        status, out, err = call(give, env={"MESDATAS_API": url})
        text = out.decode(errors="replace")
        yield f"network: {name} is no receipt", status == 0 and "rien n'est perdu" in text and why in text and "Merci" not in text and "\x1b" not in text, text[-3000:] + err.decode()
        server.shutdown()
    yield from one_answer(build, env, call, give)
    yield from no_network(env, call, give)


@contextlib.contextmanager
def observing(build, env, store):
    """A real Observatory on this store, at the address given."""
    port = store + ".port"
    server = subprocess.Popen([os.path.join(build, "mesdatas-observatory"), "serve", "--listen", "127.0.0.1:0", "--port-file", port,
                               "--store", "sqlite:" + store], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if os.path.exists(port) and open(port).read().strip():
                break
            time.sleep(0.05)
        yield "http://127.0.0.1:" + open(port).read().strip()
    finally:
        server.terminate()
        server.wait()


def one_answer(build, env, call, give):
    """The way of one answer, for real: shown to the byte, sent, counted, never stored by person."""
    store = os.path.join(env["HOME"], "real.db")
    observatory = os.path.join(build, "mesdatas-observatory")
    status, out, err = call([observatory, "export", "--store", "sqlite:" + store])
    yield "an export of nothing is no export", status == 1 and "vide" in err.decode() and '"end"' not in out.decode(), out.decode() + err.decode()
    with observing(build, env, store) as url:
        status, out, err = call(give, env={"MESDATAS_API": url})
        text = out.decode(errors="replace")
        shown = re.search(r'^(\{"sessions":.*\})$', text, re.M)
        counted = re.search(r"les octets exacts, ([\d]+) en tout", text)
        yield "one answer: shown to the byte", bool(shown and counted and len(shown[1].encode()) == int(counted[1])), text[-3000:]
        yield "one answer: a receipt", status == 0 and "Votre reçu" in text, text[-3000:] + err.decode()
        yield "one answer: too few to compare says so", "trop peu pour comparer" in text and "démonstration" in text, text[-4000:]
    status, out, err = call([observatory, "export", "--store", "sqlite:" + store])
    cells = [json.loads(line) for line in out.decode().split("\n") if line]
    session = json.loads(shown[1])["sessions"][0] if shown else {"answers": [], "id": "?"}
    total = sum(c["cell"][4] for c in cells if "cell" in c)
    yield "one answer: counted in cells", status == 0 and total >= len(session["answers"]) + 1, f"{total} {out.decode()[:2000]}"
    kept = open(store, "rb").read() + out
    invented = os.path.join(env["HOME"], "invented.db")
    call([observatory, "demo", "--answers", "2000", "--store", "sqlite:" + invented])
    with observing(build, env, invented) as url:
        status, text, err = call(give, env={"MESDATAS_API": url})
        yield "one answer: among made-up ones, it is said", "Votre reçu" in text.decode() and "c'est une démonstration" in text.decode(), text.decode()[-3000:]
    yield "one answer: its id is kept nowhere", session["id"].encode() not in kept and session["id"].replace("-", "").encode() not in kept, session["id"]


def no_network(env, call, give):
    """The program that holds the answers opens no socket to anywhere: only its helper could."""
    trace = os.path.join(env["HOME"], "trace")
    status, out, err = call(["strace", "-f", "-e", "trace=socket,connect,execve", "-o", trace] + give, env={"MESDATAS_API": "http://127.0.0.1:9", "ASAN_OPTIONS": "detect_leaks=0"})
    lines = open(trace, encoding="utf-8", errors="replace").read().split("\n") if os.path.exists(trace) else []
    helpers = {line.split()[0] for line in lines if "execve(" in line and "mesdatas-fetch" in line and "= 0" in line}
    own = [line for line in lines if line and line.split()[0] not in helpers and ("AF_INET" in line or "connect(" in line and "AF_UNIX" not in line)]
    tried = [line for line in lines if line and line.split()[0] in helpers and "AF_INET" in line]
    yield "the program itself has no network", bool(status == 0 and helpers and not own and tried), f"{status} {err.decode()[-500:]}\n" + "\n".join(own or lines[:20])
