"""Draws a bar for each document, with a stripe for each passage that was judged, as SVG."""
import json
import sys
from xml.sax.saxutils import escape

COLOURS = {"above": "#b2452f", "below": "#2f6db2"}
HEIGHT, MARGIN = 28, 8

settings = json.loads(sys.stdin.readline())["settings"]
print(json.dumps({"twosouls": 1, "files": [settings["file"]]}))
rows, stances = [], set()


def shown(text):
    """What XML can hold, and not too long."""
    return escape("".join(c if c.isprintable() else " " for c in text[:80]))


def row(document):
    """The title, and a bar below it with its stripes."""
    top, width = 2 * HEIGHT * len(rows) + 3 * HEIGHT, settings["width"] - 2 * MARGIN
    scale = width / max(1, len(document["text"]))
    passages = {passage["id"]: passage for passage in document["layers"]["passage"]}
    parts = [
        f'<text x="{MARGIN}" y="{top - 6}">{shown(document["document"]["title"] or document["id"])}</text>',
        f'<rect x="{MARGIN}" y="{top}" width="{width}" height="{HEIGHT}" fill="#e8e6e1"/>',
    ]
    for judgment in document["layers"]["judgment"]:
        passage, stance = passages.get(judgment["on"]), judgment["stance"]
        if passage is None or stance == "none":
            continue
        stances.add(stance)
        start, end = passage["start"], passage["end"]
        parts.append(
            f'<rect x="{MARGIN + start * scale:.1f}" y="{top}" width="{max(1, (end - start) * scale):.1f}"'
            f' height="{HEIGHT}" fill="{COLOURS.get(stance, "#777")}">'
            f'<title>{shown(stance)}: {shown(document["text"][start:end])}</title></rect>'
        )
    return "\n".join(parts)


def picture():
    keys = [
        f'<text x="{MARGIN + 90 * place}" y="20" fill="{COLOURS.get(stance, "#777")}">■ {shown(stance)}</text>'
        for place, stance in enumerate(sorted(stances))
    ]
    size = f'width="{settings["width"]}" height="{2 * HEIGHT * (len(rows) + 1)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="14">'
    return "\n".join([head, *keys, *rows, "</svg>", ""])


for line in sys.stdin:
    request = json.loads(line)
    files = []
    if request.get("finish"):
        files = [{"path": settings["file"], "text": picture()}]
    else:
        rows.append(row(request))
    print(json.dumps({"id": request["id"], "files": files}))
