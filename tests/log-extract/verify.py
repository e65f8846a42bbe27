"""python3 verify.py FILE [ROW HASH]... verifies an extract of the log, and rows known from elsewhere, such as packets."""
import hashlib, json, re, sys
HASH, NUMBER, UUID = "[0-9a-f]{64}", "[1-9][0-9]*", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
FIRST = {"format": "vouchsafe-log-extract/1", "from": NUMBER, "to": NUMBER, "head": NUMBER, "hash": HASH}
ROW = {"seq": NUMBER, "at": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", "who": "(?s:.+)", "action": r"[a-z_]+\.[a-z_]+",
       "subjects": f"(|[a-z_]+:{UUID}( [a-z_]+:{UUID})*)", "body": HASH, "prev": HASH, "hash": HASH}

def require(holds, what):
    if not holds: raise ValueError(what)

def read(line, forms):
    found = json.loads(line)
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"
    texts = {name: " ".join(it) if name == "subjects" else it for name, it in found.items()}
    texts.update((name, str(it)) for name, it in found.items() if forms.get(name) == NUMBER)
    fits = list(found) == list(forms) and all(re.fullmatch(forms[name], texts[name], re.ASCII) for name in forms)
    require(fits and line == written, "a line is not of the form")
    return found, texts

def verify(lines, seen):
    first, _ = read(next(lines, ""), FIRST)
    seq, before = 0, "0" * 64 if first["from"] == 1 else None
    for seq, line in enumerate(lines, first["from"]):
        row, texts = read(line, ROW)
        require(row["seq"] == seq and texts["subjects"].count(":") == len(row["subjects"]), f"there is no row {seq}")
        parts = [bytes.fromhex(texts[name]) if ROW[name] == HASH else texts[name].encode() for name in list(ROW)[:7]]
        hashed = hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).hexdigest()
        require(row["hash"] == hashed and row["prev"] == (before or row["prev"]), f"the chain breaks at row {seq}")
        require(seen.pop(seq, hashed) == hashed, f"row {seq} is not the one that was seen elsewhere")
        before = hashed
    ends = first["from"] <= first["to"] <= seq == first["head"] and before == first["hash"]
    require(ends and not seen, "the head is another one, or missing")
    return "rows {from} to {to}, proved up to row {head}, {hash}".format(**first)

try:
    seen = dict(zip(map(int, sys.argv[2::2]), sys.argv[3::2]))
    print(verify(open(sys.argv[1], encoding="utf-8", newline="\n"), seen))
except (ValueError, TypeError, AttributeError) as wrong:
    sys.exit(f"WRONG: {wrong}")
