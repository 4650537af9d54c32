#!/usr/bin/python3
"""monkey BUILD SECONDS [SEED] - a monkey at the keyboard of the real program in a real pseudo terminal: random keys, bytes,
escape sequences, pastes and window sizes. It may leave whenever it likes, but never crash nor hang."""
import fcntl, os, pty, random, select, signal, struct, sys, termios, time

build, seconds = sys.argv[1], float(sys.argv[2])
seed = int(sys.argv[3]) if len(sys.argv) > 3 else int(time.time())
chance = random.Random(seed)
# readline 8.2 compares up to a screen's width past its own line when it redraws: its fault is suppressed (asan.supp), ours are not.
KEYS = [b"\r", b" ", b"\x1bOA", b"\x1bOB", b"\x1bOC", b"\x1bOD", b"\x1b[5~", b"\x1b[6~", b"\x1b", b"\t", b"\x7f", b"/", b"?", b"<", b"m", b"u", b"t",
        b"v", b"v\r", b"l", b"c", b"r", b"+", b"1", b"2", b"3", b"9", b"0", b"\x1b[<0;3;4M", b"\x1b[M !!", "\x1b[200~collé\x1b[201~".encode(), b"\x1b[I",
        "é".encode(), b"\xff\xfe", b"\x00", b"\x0c", b"\x15", b"\x1b[", b"\x1bO", b"mot\r", b"aide\r", b"\x1b]0;x\x07", b"x" * 500]
RUNS = [[], ["quiz"], ["quiz", "--express"], ["day"], ["observatory"], ["library"], ["--theme", "reader"], ["--voice"], ["--voice", "quiz"]]


def play(args):
    env = {**os.environ, "TERM": chance.choice(["xterm-256color", "vt100", "linux", "screen", "ansi"]), "LANG": "C.UTF-8", "MESDATAS_API": "off",
           "MESDATAS_SEED": "7",
           "ASAN_OPTIONS": "detect_leaks=0:exitcode=99:suppressions=" + os.path.join(os.path.dirname(os.path.abspath(__file__)), "asan.supp"), "UBSAN_OPTIONS": "halt_on_error=1:exitcode=99"}
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(os.path.join(build, "mesdatas"), ["mesdatas"] + args, env)
    pressed, ended = [], None
    try:
        for _ in range(chance.randrange(5, 120)):
            if chance.random() < 0.08:
                size = chance.choice([(24, 80), (15, 40), (70, 240), (1, 1), (2, 300), (4, 10), (50, 20)])
                fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
                pressed.append(size)
            else:
                key = chance.choice(KEYS)
                pressed.append(key)
                os.write(fd, key)
            while select.select([fd], [], [], 0.003)[0]:
                if not os.read(fd, 65536):
                    break
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                ended = status
                break
    except OSError:
        pass
    last = b""
    if ended is None:
        os.kill(pid, signal.SIGHUP)
        limit = time.time() + 15
        while ended is None and time.time() < limit:
            try:
                if select.select([fd], [], [], 0.01)[0]:
                    last = (last + os.read(fd, 65536))[-6000:]
            except OSError:
                time.sleep(0.01)
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                ended = status
    os.close(fd)
    if ended is None:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return "hangs", pressed, last
    code = os.WEXITSTATUS(ended) if os.WIFEXITED(ended) else -os.WTERMSIG(ended)
    # -1: hung up before the program had put its own handler.
    return (None if code in (0, 1, 3, -1) else f"ended with {code}"), pressed, last


until, runs = time.time() + seconds, 0
while time.time() < until:
    args = chance.choice(RUNS)
    fault, pressed, last = play(args)
    runs += 1
    if fault:
        print(f"seed {seed}, run {runs}, mesdatas {' '.join(args)}: {fault}\n{pressed}\n{last.decode(errors='replace')[-3000:]}")
        sys.exit(1)
print(f"{runs} runs, seed {seed}: no crash, nothing hangs")
