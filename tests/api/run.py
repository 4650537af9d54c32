#!/usr/bin/python3
"""run.py BUILD - the Observatory's interface, tried for real: two servers, a demonstration and an empty one, every
reply held against share/openapi.yaml. Prints "ok NAME" or "not ok NAME"; exit 1 when one is not."""
import os, random, shutil, sys, tempfile, time, traceback

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build"))
for key, value in {"MESDATAS_CONTENT": os.path.join(ROOT, "content"), "MESDATAS_CLOCK": "2026-11-24T08:00", "TZ": "UTC",
                   "LANG": "C.UTF-8", "LANGUAGE": "fr", "MESDATAS_LOCALE": os.path.join(BUILD, "locale")}.items():
    os.environ.setdefault(key, value)

import contract, server, sessions
import test_batches, test_kill, test_problems, test_raw, test_reading

SUITES = [test_reading, test_problems, test_raw, test_batches, test_kill]


class House:
    """What the tests share."""

    def __init__(self, folder):
        self.folder, self.build, self.root = folder, BUILD, ROOT
        self.contract = contract.Contract(os.path.join(ROOT, "share", "openapi.yaml"))
        self.bank = sessions.Bank(os.environ["MESDATAS_CONTENT"])
        self.chance = random.Random(1)
        self.servers = []
        self.demo = self.server("demo", demonstration=True)
        status, _, err = self.demo.run("demo", "--answers", "120000", "--seed", "1")
        assert status == 0, err
        self.demo.start()
        self.empty = self.server("empty").start()

    def server(self, name, **more):
        made = server.Server(BUILD, self.folder, self.contract, name, **more)
        self.servers.append(made)
        return made

    def close(self):
        for s in self.servers:
            if s.process and s.process.poll() is None:
                s.process.kill()
                s.process.wait()


def report(name, test, *args):
    began = time.time()
    try:
        test(*args)
    except Exception as fault:
        print(f"not ok {name}")
        where = traceback.extract_tb(fault.__traceback__)
        print("".join(f"    {f.filename.split('/')[-1]}:{f.lineno} {f.line}\n" for f in where[1:])
              + f"    {type(fault).__name__}: {str(fault)[:1500]}", flush=True)
        return False
    print(f"ok {name}" + (f" # {time.time() - began:.1f} s" if os.environ.get("TIMES") else ""), flush=True)
    return True


def everything_seen(house):
    unseen = house.contract.unseen()
    assert not unseen, f"declared in the contract, never met: {unseen}"


def every_server_stops_cleanly(house):
    for s in house.servers:
        if s.process and s.process.poll() is None:
            assert s.stop() == 0, f"{s.name}: {s.process.returncode} {s.logged()[-2000:]}"
        assert "ERROR" not in s.logged(), f"{s.name}: {s.logged()[-2000:]}"


def main():
    folder = tempfile.mkdtemp(prefix="mesdatas-api-")
    house, good = None, True
    try:
        house = House(folder)
        for suite in SUITES:
            for name in [n for n in vars(suite) if n.startswith("test_")]:
                good &= report(name[5:].replace("_", " "), getattr(suite, name), house)
        good &= report("every server stops cleanly", every_server_stops_cleanly, house)
        good &= report("everything declared was met", everything_seen, house)
    finally:
        if house:
            house.close()
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if good else 1


sys.exit(main())
