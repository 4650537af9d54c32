"""Questionnaires, and what they are worth: the bank as its authors wrote it, and the formula of content/score.h
written a second time, apart from the program."""
import json, os, random, uuid
import yaml


class Bank:
    def __init__(self, content):
        self.folder = os.path.join(content, "quizzes")
        self.quiz = self.load("reseaux")
        self.items = {}
        for theme in self.quiz["themes"]:
            for item in self.load(theme)["items"]:
                self.items[item["id"]] = item

    def load(self, name):
        with open(os.path.join(self.folder, name + ".yaml"), encoding="utf-8") as f:
            return yaml.load(f, yaml.BaseLoader)   # every scalar a string: "non" is a word

    def merit(self, item, answer):
        kind = item["kind"]
        if kind == "estimate":
            e = item["estimate"]
            gap = abs(answer["n"] - int(e["right"]))
            return 100 if gap <= int(e["close"]) else 50 if gap <= int(e["near"]) else 0
        points = {o["id"]: int(o["points"]) for o in item["options"]}
        chosen = answer["a"]
        if kind in ("single", "habit"):
            return 25 * points[chosen[0]]
        if kind == "several":
            hits = sum(points[o] == 4 for o in chosen)
            wanted = sum(p == 4 for p in points.values())
            return 100 * max(0, hits - (len(chosen) - hits)) // wanted
        right_order = [o["id"] for o in item["options"]]
        rank = [right_order.index(o) for o in chosen]
        pairs = [(a, b) for i, a in enumerate(rank) for b in rank[i + 1:]]
        right = sum(a < b for a, b in pairs)
        return 100 * max(0, 2 * right - len(pairs)) // len(pairs)

    def score(self, session):
        n, total = session["run"], 0
        for i, answer in enumerate(session["answers"]):
            worth = 100 * (i + 1) // n - 100 * i // n
            total += (worth * self.merit(self.items[answer["q"]], answer) + 50) // 100
        return total

    def outcomes(self, answer):
        """The ids of the outcomes that an answer counts in."""
        item = self.items[answer["q"]]
        merit = self.merit(item, answer)
        if item["kind"] == "order":
            return ["exact" if merit == 100 else "almost" if merit >= 50 else "other"]
        if item["kind"] == "estimate":
            e = item["estimate"]
            return ["exact" if merit == 100 else "near" if merit == 50 else "low" if answer["n"] < int(e["right"]) else "high"]
        return answer["a"]

    def answer(self, item, chance):
        kind = item["kind"]
        if kind == "estimate":
            return {"q": item["id"], "n": chance.randint(int(item["estimate"]["min"]), int(item["estimate"]["max"]))}
        ids = [o["id"] for o in item["options"]]
        if kind == "order":
            chance.shuffle(ids)
        elif kind == "several":
            ids = [o for o in ids if chance.random() < 0.5]
        else:
            ids = [chance.choice(ids)]
        return {"q": item["id"], "a": ids}

    def session(self, chance, form="full", **more):
        run = int(self.quiz["run" if form == "full" else "express"])
        items = chance.sample(sorted(self.items), run)
        given = items[:chance.randint(1, run)]
        return {"id": str(uuid.UUID(int=chance.getrandbits(128), version=4)), "quiz": self.quiz["id"],
                "version": int(self.quiz["version"]), "form": form, "month": "2026-11",
                "age": chance.choice(["na", "15-17", "18-30", "61-75"]), "gender": chance.choice(["na", "f", "m", "o"]),
                "geo": chance.choice(["na", "FRH", "FRY4"]), "channel": "terminal", "run": run,
                "answers": [self.answer(self.items[i], chance) for i in given], **more}


def batch(*sessions):
    return json.dumps({"sessions": list(sessions)}, ensure_ascii=False, separators=(",", ":")).encode()


def name():
    return str(uuid.UUID(int=random.getrandbits(128), version=4))
