"""An author at work: the file is saved, the scene on the screen changes by itself, at the same place; broken, the program
says where; mended, it goes on. And a day left in the middle comes back with its code."""
import os, pty, re, select, signal, time


def watch(fd, wanted, seconds=6):
    seen, limit = b"", time.time() + seconds
    while time.time() < limit and wanted.encode() not in seen:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                seen += os.read(fd, 65536)
            except OSError:
                break
    return wanted.encode() in seen, seen.decode(errors="replace")


def tests(root, build, env, call):
    mesdatas = os.path.join(build, "mesdatas")
    path = os.path.join(env["HOME"], "ma-journee.yaml")
    story = open(os.path.join(root, "content", "day", "camille.yaml"), encoding="utf-8").read()
    first = re.search(r'    text:\n      - text: "([^"]*)"', story)[1]

    def save(text):
        with open(path + ".new", "w", encoding="utf-8") as f:
            f.write(text)
        os.replace(path + ".new", path)
    save(story)
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(mesdatas, ["mesdatas", "--screen", "day", "--preview", path], {**env, "LINES": "24", "COLUMNS": "80"})
    try:
        ok, seen = watch(fd, "Que fait Camille de cette note")
        yield "preview: the first scene of the file", ok, seen[-1500:]
        save(story.replace(first, "Quarante-deux zèbres jonglent."))
        ok, seen = watch(fd, "zèbres jonglent")
        yield "preview: saved, and the scene changes by itself", ok, seen[-1500:]
        save(story.replace("    question:", "    qestion:", 1))
        ok, seen = watch(fd, "Corrigez le fichier")
        yield "preview: broken, and the file and line are said", ok and bool(re.search(r"journee\.yaml, ligne \d+", seen)), seen[-1500:]
        save(story.replace(first, "Les zèbres sont revenus."))
        os.write(fd, b"\r")
        ok, seen = watch(fd, "sont revenus")
        yield "preview: mended, and the scene is back", ok, seen[-1500:]
    finally:
        os.kill(pid, signal.SIGHUP)
        os.waitpid(pid, 0)
        os.close(fd)
    status, out, err = call([mesdatas, "day", "--preview", path + ".nowhere", "--voice"], stdin=b"")
    yield "preview: no such file", status in (1, 3) and b"nowhere" in out, out.decode() + err.decode()
    left = os.path.join(env["HOME"], "left")
    open(left, "w").write("\n2\n\n1\n\n3\n\nquitter\n\n")
    status, out, err = call([mesdatas, "--script", left, "day", "dominique"])
    code = re.search(r"--resume (\S+)", out.decode())
    yield "a code to come back with", bool(code) and status == 3, out.decode()[-800:]
    if not code:
        return
    status, again, err = call([mesdatas, "--script", left, "day", "--resume", code[1]])
    scene = [l for l in out.decode().split("\n") if l.startswith("Une journée") and " h " in l][-1]
    yield "and one is back in the same scene", again.decode().strip().startswith(scene), again.decode()[:600]
    broken = code[1][:-1] + ("A" if code[1][-1] != "A" else "B")
    status, out, err = call([mesdatas, "--script", left, "day", "--resume", broken[::-1]])
    yield "a mistyped code says so", status == 2 and "Ce code ne mène" in out.decode(), out.decode()[:600]
