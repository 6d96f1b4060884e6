import json, re, sys

settings = json.loads(sys.stdin.readline())["settings"]
print(json.dumps({"twosouls": 1}))
words = "|".join(map(re.escape, settings["words"])) or "(?!)"
keyword = re.compile(rf"\b(?:{words})\b", 0 if settings["match-case"] else re.IGNORECASE)

for line in sys.stdin:
    document = json.loads(line)
    found = [{"start": hit.start(), "end": hit.end(), "word": hit.group().lower()}
             for hit in keyword.finditer(document["text"])]
    print(json.dumps({"id": document["id"], "layers": {"keyword": found}}))
