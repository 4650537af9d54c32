"""The network as it can be: nobody, rubbish, too much, too slow, hostile. Every time the copy that came with the
program answers instead, says so, and nothing that could move a cursor gets out."""
import http.server, os, socketserver, threading, time

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
    status, out, err = call([mesdatas, "--script", os.path.join(root, "tests", "scripts", "quiz-give.answers"), "quiz", "--express"], env={"MESDATAS_API": url})
    text = out.decode(errors="replace")
    yield "network: answers refused cost nothing", status == 0 and "rien n'est perdu" in text and "Le disque est plein." in text, text[-3000:] + err.decode()
    server.shutdown()
