"""A real Observatory on a free port, and ways to talk to it. Every reply goes through the contract."""
import http.client, os, signal, socket, subprocess, time


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.body = status, body
        self.headers = [(n.lower(), v) for n, v in headers]

    def header(self, name):
        return next((v for n, v in self.headers if n == name), None)

    def json(self):
        import json
        return json.loads(self.body)


class Server:
    def __init__(self, build, folder, contract, name, demonstration=False, host="127.0.0.1"):
        self.program = os.path.join(build, "mesdatas-observatory")
        self.folder, self.contract, self.name, self.demonstration, self.host = folder, contract, name, demonstration, host
        self.store = "sqlite:" + os.path.join(folder, name + ".db")
        self.log = open(os.path.join(folder, name + ".log"), "ab")
        self.process, self.port, self.starts = None, 0, 0

    def run(self, *args):
        done = subprocess.run([self.program, *args, "--store", self.store], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def start(self):
        self.starts += 1
        port_file = os.path.join(self.folder, f"{self.name}.{self.starts}.port")
        host = f"[{self.host}]" if ":" in self.host else self.host
        # A disk that is full must be an error and not a signal (test of 503).
        self.process = subprocess.Popen([self.program, "serve", "--listen", host + ":0", "--port-file", port_file,
                                         "--store", self.store], stdout=self.log, stderr=self.log, restore_signals=False)
        for _ in range(1000):
            if os.path.exists(port_file):
                break
            assert self.process.poll() is None, "the server did not start: " + self.logged()
            time.sleep(0.01)
        self.port = int(open(port_file).read())
        return self

    def logged(self):
        return open(self.log.name, encoding="utf-8", errors="replace").read()

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(15)

    def alive(self):
        return self.process.poll() is None and self.ask("GET", "/healthz").status == 200

    def ask(self, method, target, body=None, headers=None, source=None, language=None):
        """One request on its own connection; the reply has been checked against the contract."""
        headers = dict(headers or {})
        if language:
            headers["Accept-Language"] = language
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20,
                                                source_address=(source, 0) if source else None)
        try:
            connection.request(method, target, body, headers)
            got = connection.getresponse()
            reply = Reply(got.status, got.getheaders(), got.read())
        finally:
            connection.close()
        self.contract.check(method, target, body, reply, self.demonstration)
        return reply

    def get(self, target, **more):
        return self.ask("GET", target, **more)

    def put(self, uuid, body, kind="application/json", **more):
        return self.ask("PUT", f"/v1/batches/{uuid}", body, {"Content-Type": kind}, **more)

    def open(self):
        return socket.create_connection((self.host, self.port), timeout=10)

    def raw(self, *pieces, pause=0.0, patience=10):
        """Bytes sent as they are; everything that comes back until the other end closes or says no more."""
        got = b""
        with self.open() as s:
            s.settimeout(patience)
            try:
                for i, piece in enumerate(pieces):
                    if i:
                        time.sleep(pause)
                    s.sendall(piece)
            except (BrokenPipeError, ConnectionResetError):
                pass
            try:
                while True:
                    piece = s.recv(65536)
                    if not piece:
                        return got, True
                    got += piece
            except socket.timeout:
                return got, False
            except ConnectionResetError:
                return got, True
