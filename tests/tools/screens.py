"""Screens: the real program in a real terminal (build/vt), frames kept as text in tests/screens/NAME.txt.

NAME.keys: one step a line: `size 80x24`, `term vt100`, `env NAME=VALUE`, `run ARGS`, `key KEYS`, `resize 40x15`.
UPDATE=1 writes the frames: read them before you commit them."""
import os, re


def steps(path):
    size, term, args, env, keys = "80x24", "xterm-256color", [], {}, []
    for line in open(path, encoding="utf-8"):
        word, _, rest = line.rstrip("\n").partition(" ")
        if word == "size": size = rest
        elif word == "term": term = rest
        elif word == "run": args = rest.split()
        elif word == "env": env[rest.partition("=")[0]] = rest.partition("=")[2]
        elif word == "key": keys += ["-k", rest]
        elif word == "resize": keys += ["-z", rest]
        elif word and not word.startswith("#"): raise ValueError(f"{path}: {line}")
    return size, term, args, env, keys


def play(build, call, size, keys, args, term="xterm-256color", env=None):
    status, out, err = call([os.path.join(build, "vt"), "-s", size, "-t", term] + keys + ["--", os.path.join(build, "mesdatas"), "--screen"] + args, env=env)
    return status, out.decode(errors="replace"), err.decode(errors="replace")


def frames(text):
    """[(keys, row, col, bytes, lines)]"""
    found = []
    for part in re.split(r"^=== ", text, flags=re.M)[1:]:
        head, _, body = part.partition("\n")
        at = re.match(r"(.*) \| cursor (\d+),(\d+) \| bytes (\d+)$", head)
        if at:
            found.append((at[1], int(at[2]), int(at[3]), int(at[4]), body.split("\n")))
    return found


def kept(root, build, env, call):
    folder = os.path.join(root, "tests", "screens")
    for name in sorted(n[:-5] for n in os.listdir(folder) if n.endswith(".keys")):
        size, term, args, extra, keys = steps(os.path.join(folder, name + ".keys"))
        status, out, err = play(build, call, size, keys, args, term, extra)
        # Bytes are measured elsewhere: they may change without anything to see.
        out = re.sub(r" \| bytes \d+$", "", out, flags=re.M)
        expected = os.path.join(folder, name + ".txt")
        if os.environ.get("UPDATE"):
            open(expected, "w", encoding="utf-8").write(out)
        before = open(expected, encoding="utf-8").read() if os.path.exists(expected) else ""
        import difflib
        yield f"screen {name}", out == before, "\n".join(difflib.unified_diff(before.split("\n"), out.split("\n"), "expected", "got", lineterm="")) + err
        wide = [l for f in frames(out + "") for l in f[4] if len(l) > int(size.split("x")[0])]
        yield f"screen {name} fits", not wide or "resize" in open(os.path.join(folder, name + ".keys")).read(), "\n".join(wide)


def focus(root, build, env, call):
    """At every wait the cursor is on the first character of the focused item, in every theme and width."""
    labels = ["Test Réseaux sociaux", "Une journée de données", "L'Observatoire", "La médiathèque", "Préparer un atelier"]
    for theme in ("dark", "mono", "reader"):
        for size in ("40x15", "80x24", "120x30", "240x70"):
            _, out, err = play(build, call, size, ["-k", "Down", "-k", "Down", "-k", "Down", "-k", "Down", "-k", "Up"], ["--theme", theme])
            wanted = [labels[i] for i in (0, 1, 2, 3, 4, 3)]
            got = [f[4][f[1]][f[2]:] for f in frames(out) if f[1] < len(f[4])]
            ok = len(got) == 6 and all(g.startswith(w) for g, w in zip(got, wanted))
            yield f"cursor on the focus, {theme} {size}", ok, "\n".join(got) + err + out


def bytes_per_key(root, build, env, call):
    for theme, most in (("dark", 80), ("reader", 20)):
        _, out, err = play(build, call, "80x24", ["-k", "Down"] * 3 + ["-k", "Up"] * 3, ["--theme", theme])
        sent = [f[3] for f in frames(out)[1:]]
        yield f"at most {most} bytes an arrow key, {theme}", len(sent) == 6 and max(sent) <= most, str(sent) + err


def rubbish(root, build, env, call):
    """Unknown sequences, function keys and half sequences never act as Esc, nor as an answer."""
    for name, keys in {"CSI with parameters": "hex:1b5b32373b353b317e", "SS3": "hex:1b4f5a", "Alt letter": "hex:1b71",
                       "F5": "hex:1b5b31357e", "mouse": "hex:1b5b3c303b31303b31304d", "bracketed paste": "hex:1b5b3230307e",
                       "focus in": "hex:1b5b49", "invalid UTF-8": "hex:fffec3", "NUL": "hex:00"}.items():
        _, out, err = play(build, call, "80x24", ["-k", "Enter", "-k", keys, "-k", keys], ["quiz"])
        all_frames = frames(out)
        same = len(all_frames) == 4 and all_frames[1][4] == all_frames[2][4] == all_frames[3][4]
        yield f"{name} does nothing", same, out + err
    _, out, err = play(build, call, "80x24", ["-k", "Enter", "-k", "Esc"], ["quiz"])
    all_frames = frames(out)
    back = "\n".join(all_frames[-1][4])
    yield "Esc alone goes back, where one can resume", len(all_frames) == 3 and "Le test complet" in back and "Reprendre à la question 1" in back, out + err


def letters(root, build, env, call):
    """Curses numbers its own keys among the letters: none of these is an arrow, a page or an erasure."""
    typed = "xœŒąĄćŗx"
    _, out, err = play(build, call, "80x24", ["-k", "Enter", "-k", typed], ["library"])
    yield "letters of every language are letters in a field", typed in out, out + err
    _, out, err = play(build, call, "80x24", ["-k", "Enter", "-k", "a\u202eb\u0085c\u200bd"], ["library"])
    typed = "\n".join(frames(out)[-1][4])
    yield "what turns a line around is not typed", "> ab" in typed and not set("\u202e\u0085") & set(typed), out + err
    for split in ("hex:c5", "hex:93"), ("hex:e282", "hex:ac"), ("hex:ff", "s"), ("hex:c3", "x y"):
        _, out, err = play(build, call, "80x24", ["-k", "Enter"] + [x for k in split for x in ("-k", k)] + ["-k", "z"], ["library"])
        wanted = {"hex:93": "> œz", "hex:ac": "> €z", "s": "> sz", "x y": "> yz"}[split[1]]
        yield f"a letter in two times, {' '.join(split)}", wanted in out, out + err


def same_place(root, build, env, call):
    """Language, library, help, theme and voice in the middle of a question: back to the very same place."""
    base = ["-k", "Enter", "-k", "Down Down"]
    for name, keys, back in (("library", "m", "Esc"), ("help", "?", "Enter"), ("urgent", "u", "Enter"), ("theme", "c", "Enter"), ("language", "l", "Enter")):
        _, out, err = play(build, call, "80x24", base + ["-k", keys, "-k", back], ["quiz"])
        f = frames(out)
        ok = len(f) == 5 and f[2][4] == f[4][4] and f[2][1:3] == f[4][1:3] and f[3][4] != f[2][4]
        yield f"{name} returns to the same place", ok, out + err
    _, out, err = play(build, call, "80x24", base + ["-k", "v", "-k", "v Enter"], ["quiz"])
    f = frames(out)
    yield "voice and back to the same place", len(f) == 5 and f[2][4] == f[4][4] and f[2][1:3] == f[4][1:3], out + err


def ends(root, build, env, call):
    status, out, err = play(build, call, "80x24", ["-k", "q"], [])
    yield "q at home leaves, status 0", status == 0, out + err + str(status)
    status, out, err = play(build, call, "80x24", ["-k", "Enter", "-k", "q"], ["quiz"])
    yield "q in the quiz leaves early, status 3", status == 3, out + err + str(status)
    status, out, err = play(build, call, "80x24", ["-k", "Enter"], ["quiz"])
    yield "hangup unwinds, status 3", status == 3, out + err + str(status)
    status, out, err = play(build, call, "80x24", ["-k", "Enter", "-k", "^C"], ["quiz"])
    yield "Ctrl-C unwinds, status 3", status == 3, out + err + str(status)
    status, out, err = play(build, call, "10x4", ["-z", "80x24"], [])
    f = frames(out)
    yield "a tiny window asks for room, then works", len(f) == 2 and "Agrandi" in "".join(f[0][4]) and "Découvrir" in "\n".join(f[1][4]), out + err
    sizes = [x for n in range(20) for x in ("-z", f"{20 + 11 * (n % 9)}x{6 + 5 * (n % 7)}")]
    status, out, err = play(build, call, "80x24", ["-k", "Enter"] + sizes + ["-z", "80x24"], ["quiz"])
    f = frames(out)
    yield "a storm of resizes changes nothing", len(f) == 23 and f[1][4] == f[-1][4], out[-3000:] + err


def kept_answers(root, build, env, call):
    """What was chosen is there when one comes back: by Esc, by the voice, after another size."""
    first = frames(play(build, call, "80x44", ["-k", "Enter", "-k", "3", "-k", "Esc"], ["day", "camille"])[1])
    yield "back to a scene: on the choice made", len(first) == 4 and "Couper le suivi" in first[3][4][first[3][1]], str(first[-1:])
    ticks = frames(play(build, call, "100x44", ["-k", "5", "-k", "3", "-k", "1 2 Enter", "-k", "Esc"], ["library"])[1])
    yield "back to a workbench: what was ticked is ticked", len(ticks) == 5 and "\n".join(ticks[4][4]).count("[x]") == 2, str(ticks[-1:])
    over = frames(play(build, call, "100x44", ["-k", "5", "-k", "3", "-k", "1 2", "-k", "v", "-k", "Enter", "-k", "v Enter"], ["library"])[1])
    spoken = "\n".join(over[4][4]) if len(over) == 7 else ""
    yield "ticks go over to the voice, and Enter keeps them", "Déjà choisi : 1 2" in spoken and "étonnantes ici" in "\n".join(over[5][4]), str(over[-3:])
    small = frames(play(build, call, "80x40", ["-z", "40x15", "-k", "PageDown", "-k", "PageDown"], ["library", "mot-de-passe"])[1])
    tops = ["\n".join(f[4][2:-2]) for f in small]
    yield "a page made smaller can still be read to its end", len(small) == 4 and len(set(tops[1:])) == 3, str(small[-1:])
    _, out, err = play(build, call, "40x15", ["-k", "End"], [])
    yield "the hint of the last choice is in view", "90 minutes" in "\n".join(frames(out)[1][4]), out + err
    pages = frames(play(build, call, "80x24", ["-k", "2", "-k", "PageDown PageDown PageDown", "-k", "PageUp", "-k", "PageUp"], ["library"])[1])
    yield "PageUp goes up a long list", len({(f[1], f[4][f[1]]) for f in pages[2:]}) == 3, str(pages[-1:])


def tests(root, build, env, call):
    for suite in (kept, focus, bytes_per_key, rubbish, letters, same_place, kept_answers, ends):
        yield from suite(root, build, env, call)
