"""A plugin as one writes it on a first day: marks the words of a list."""
import json, re, sys

sys.stdin.readline()
print(json.dumps({"twosouls": 1, "provides": ["mark"]}), flush=True)
words = re.compile(r"\b(people|state)\b", re.IGNORECASE)

for line in sys.stdin:
    document = json.loads(line)
    hits = [{"start": hit.start(), "end": hit.end(), "word": hit.group().lower()}
            for hit in words.finditer(document["text"])]
    print(json.dumps({"id": document["id"], "layers": {"mark": hits}}), flush=True)
