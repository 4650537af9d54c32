"""The command line: options, exit statuses, sentences that say what to do."""
import os


def tests(root, build, env, call):
    mesdatas = os.path.join(build, "mesdatas")

    def run(name, args, status, words, stdin=b"", extra=None, where="err"):
        got, out, err = call([mesdatas] + args, stdin=stdin, env=extra)
        text = (err if where == "err" else out).decode(errors="replace")
        return name, got == status and words in text and "\x1b" not in text, f"status {got}, wanted {status}\n{text}"

    yield run("unknown command", ["danse"], 2, "n'existe pas")
    yield run("unknown option", ["--danse"], 2, "mesdatas --help")
    yield run("unknown language", ["--lang", "tlh", "quiz"], 2, "Langues : fr, en")
    yield run("unknown theme", ["--theme", "rose"], 2, "Thèmes :")
    yield run("a command with escape sequences", ["\x1b[2Jx"], 2, "n'existe pas")
    yield run("help", ["--help"], 0, "mesdatas [OPTIONS]", where="out")
    yield run("help in English", ["--lang", "en", "--help"], 0, "mesdatas [OPTIONS]", where="out")
    yield run("version", ["--version"], 0, "mesdatas ", where="out")
    yield run("a script that is not there", ["--script", "/nowhere/at/all"], 1, "Impossible d'ouvrir")
    yield run("--screen without a terminal", ["--screen"], 1, "mesdatas --voice")
    yield run("lint", ["lint"], 0, "en ordre", where="out")
    yield run("lint --json", ["lint", "--json"], 0, '"items"', where="out")
    yield run("a figure as CSV", ["observatory", "traces-geoloc-pied", "--by", "age", "--format", "csv"], 0, "age", where="out")
    yield run("a figure as JSON-stat", ["observatory", "traces-geoloc-pied", "--format", "json"], 0, '"version":"2.0"', where="out")
    yield run("a figure as text", ["observatory", "traces-geoloc-pied", "--format", "text"], 0, "démonstration", where="out")
    yield run("an unknown figure", ["observatory", "zzz", "--format", "csv"], 2, "n'existe pas")
    yield run("--format where nothing prints", ["quiz", "--format", "text"], 2, "observatory et lesson")
    yield run("a lesson to print", ["lesson", "atelier-20", "--format", "text"], 0, "20", where="out")
    yield run("an unknown dimension", ["observatory", "traces-geoloc-pied", "--by", "zodiaque", "--format", "csv"], 2, "age, gender ou geo")
    nothing = os.path.join(env["HOME"], "nothing")
    open(nothing, "w").close()
    yield run("no content", ["--script", nothing, "quiz", "--express"], 1, "", extra={"MESDATAS_CONTENT": "/nowhere"})
    yield run("no content, said", ["--script", nothing, "quiz", "--express"], 1, "quizzes/reseaux.yaml", extra={"MESDATAS_CONTENT": "/nowhere"}, where="out")
    yield run("an API that is not there", ["observatory", "traces-geoloc-pied", "--format", "csv"], 0, "copie livrée", extra={"MESDATAS_API": "http://127.0.0.1:9"})
    yield run("an API address that is none", ["observatory", "traces-geoloc-pied", "--format", "csv"], 0, "copie livrée", extra={"MESDATAS_API": "file:///etc/passwd"})
