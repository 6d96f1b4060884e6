"""Finds names with spaCy. Without spaCy or its model it refuses to work and says what to install."""
import json
import sys


def say(**answer):
    print(json.dumps(answer))


settings = json.loads(sys.stdin.readline())["settings"]
model, kinds = settings["model"], set(settings["kinds"])
try:
    import spacy

    language = spacy.load(model, exclude=["lemmatizer"])
except ImportError as error:
    sys.exit(say(twosouls=1, error=f"spaCy cannot be imported ({error}); install it: python3 -m pip install spacy"))
except OSError:
    sys.exit(say(twosouls=1, error=f"spaCy has no model “{model}”; install it: python3 -m spacy download {model}"))
language.max_length = 10**9  # The host bounds documents and time.
say(twosouls=1, version=spacy.__version__)

for line in sys.stdin:
    document = json.loads(line)
    # Offsets of spaCy count characters of a Python string, and so do ours.
    found = [
        {"start": name.start_char, "end": name.end_char, "kind": name.label_}
        for name in language(document["text"]).ents
        if not kinds or name.label_ in kinds
    ]
    say(id=document["id"], layers={"named-entity": found})
