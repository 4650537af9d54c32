"""Voice: what is said by lines, through a pipe and on a real terminal, with no byte that moves a cursor."""
import os, re

# What a screen reader stumbles on: boxes, blocks, braille, arrows, emoji, controls but the line end.
ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2190-\u21ff\u2500-\u259f\u25a0-\u25ff\u2600-\u27bf\u2800-\u28ff\ufffd\U0001f000-\U0001ffff]")


def tests(root, build, env, call):
    mesdatas = os.path.join(build, "mesdatas")
    runs = {
        "home": ([], "aide\n\nquitter\n"),
        "quiz": (["quiz", "--express"], "1\n\n" * 30 + "2\n\n\n6\n\n"),
        "day": (["day"], "1\n\n" + "1\n\n" * 24 + "\n\n"),
        "letters": (["library"], "lettres\n1\nmoi\nAnne\nici\n\n\n\n\n"),
        "lesson": (["lesson"], "1\n" + "\n" * 12),
        "explorer": (["observatory"], "2\nage\n+\nliste\nquitter\n"),
        "library": (["library"], "1\n\n\n<\nq\n"),
        "errors": (["quiz"], "9\nxyz\n\n1\n77\n?\n\nrépéter\nou\nq\n"),
    }
    for name, (args, answers) in runs.items():
        for lang in ("fr", "en"):
            status, out, err = call([mesdatas, "--voice", "--lang", lang] + args, stdin=answers.encode())
            text = out.decode(errors="replace")
            found = sorted(set(ODD.findall(text)))
            yield f"voice {name} {lang}: plain lines", status in (0, 3) and not found and len(text) > 200, f"{found!r} status {status}\n{text[-1500:]}{err.decode()}"
    status, out, err = call([mesdatas, "quiz"], stdin=b"")
    yield "end of input unwinds, status 3", status == 3, f"{status} {out!r} {err!r}"
    status, out, err = call([mesdatas, "quiz"], stdin=b"1\n", env={"TERM": "dumb"})
    yield "a pipe is voice by itself", b"Version parl" in out and b"\x1b" not in out, repr(out[:300])
    status, out, err = call([mesdatas, "--voice"], stdin=b"\xff\xfe\x1b[2J\nq\n")
    yield "bytes that are no text are said without harm", b"\x1b" not in out, repr(out)
    status, out, err = call([mesdatas, "--voice"], stdin=b"x" * 3000000 + b"\nq\n")
    yield "three megabytes on one line", status in (0, 3) and b"\x1b" not in out, repr(out[-400:])
    status, out, err = call([mesdatas, "--voice"], stdin="q\n".encode(), env={"LC_ALL": "C"})
    yield "an explicit C locale gets ASCII", all(b < 128 for b in out) and b"Reseaux" in out and not re.search(rb"[^ ]\?", out), repr(out)
    status, out, err = call([mesdatas, "--voice"], stdin="q\n".encode(), env={"LANG": "", "LC_ALL": ""})
    yield "no locale at all is UTF-8", "Réseaux".encode() in out, repr(out[:300])
    vt = os.path.join(build, "vt")
    raw = os.path.join(env["HOME"], "raw")
    status, out, err = call([vt, "-r", raw, "-k", "2 Enter", "-k", "retour Enter", "-k", "q Enter", "--", mesdatas, "--voice", "quiz"])
    sent = open(raw, "rb").read()
    yield "on a terminal: no escape, no bracketed paste", b"\x1b" not in sent and len(sent) > 300, repr(sent[-600:])
    status, out, err = call([vt, "-k", "q Enter", "--", mesdatas, "quiz"], env={"ACCESSIBLE": "1"})
    yield "ACCESSIBLE=1 is voice", "Version parl".encode() in out, out.decode(errors="replace")
