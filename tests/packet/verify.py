"""python3 verify.py PACKET [FINGERPRINT] verifies a packet, or one of its volumes, as docs/packet-format.md says, with pdfdetach
and openssl."""
import base64, hashlib, json, os, re, subprocess, sys, tempfile
TAIL = rb"(startxref\n[0-9]{1,20}\n%%EOF[\r\n]*)\Z"
SEAL = re.compile(rb"(?<=\n)(%VouchsafeSeal 1 sha256=)([0-9a-f]{64})\n" + TAIL)
SIGNATURE = re.compile(rb"(?<=\n)%VouchsafeSignature 1 key=([0-9a-f]{64}) ed25519=([0-9a-f]{128})\n\Z")
P, DER = 2**255 - 19, bytes.fromhex("302a300506032b6570032100")
ORDER_8 = ["26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
           "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"]

def require(holds, what):
    if not holds: raise ValueError(what)

def sha256(*parts): return hashlib.sha256(b"".join(parts)).hexdigest()

def signs(folder, key, message, signature):
    number = int.from_bytes(key, "little") % 2**255
    weak = [0, 1, P - 1] + [int.from_bytes(bytes.fromhex(it), "little") for it in ORDER_8]
    require(number < P and number not in weak, "anybody can sign for this key")
    for name, content in ("key", DER + key), ("message", message), ("signature", signature):
        open(os.path.join(folder, name), "wb").write(content)
    run = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-in", "message",
           "-sigfile", "signature"]
    return subprocess.run(run, cwd=folder, capture_output=True).returncode == 0

def line(packet, folder):
    """The fingerprint of the key that signed the file; none for an unsigned one."""
    sealed = SEAL.search(packet)
    require(sealed and packet.rfind(b"%VouchsafeSeal 1 sha256=") == sealed.start(), "there is no seal at the end")
    before, tail = packet[:sealed.start()], sealed[3]
    require(sha256(before, sealed[1], b"0" * 64, b"\n", tail) == sealed[2].decode(), "altered: the seal is broken")
    found = SIGNATURE.search(before)
    last = before.rfind(b"\n", 0, (found.start() if found else len(before)) - 1) + 1
    require(not before[last:].startswith(b"%VouchsafeSignature"), "a signature of another form, or more than one")
    if not found: return None
    key, bare = bytes.fromhex(found[1].decode()), before[:found.start()]
    message = f"VouchsafeSignature 1 sha256={sha256(bare, tail)}\n".encode()
    require(signs(folder, key, message, bytes.fromhex(found[2].decode())), "the signature does not hold")
    return key

def attached(path, key, folder):
    saved = os.path.join(folder, "saved")
    os.mkdir(saved)
    listed = subprocess.run(["pdfdetach", "-list", path], capture_output=True, check=True).stdout.split()
    subprocess.run(["pdfdetach", "-saveall", "-o", saved, path], capture_output=True, check=True)
    files = {name: open(os.path.join(saved, name), "rb").read() for name in os.listdir(saved)}
    require(int(listed[0]) == len(files), "two attached files have one name")
    manifest = json.loads(files["manifest.json"])
    require(manifest["format"] in (f"vouchsafe-packet/{n}" for n in (1, 2, 3)), "the format is not known")
    require(manifest["format"] != "vouchsafe-packet/1" or not (key or "signing_key" in manifest), "/1 is never signed")
    own, exhibits, which = manifest["attachments"], manifest["exhibits"], ""
    if manifest["format"] == "vouchsafe-packet/3": own, exhibits, which = volume(files, manifest)
    named = own + [file for exhibit in exhibits for file in exhibit["files"]]
    named = {file["name"]: file for file in named if file["place"] == "attached"}
    extra = {"manifest.json"} | ({"manifest.json.sig"} if key else set()) | ({"volume.json"} if which else set())
    require(set(named) | extra == set(files), "an attached file is missing, or is not named in the manifest")
    for name, file in named.items():
        require((file["size"], file["sha256"]) == (len(files[name]), sha256(files[name])), f"{name} was altered")
    sums = "".join(f"{named[it]['sha256']}  {it}\n" for it in sorted(named) if it != "SHA256SUMS")
    require(sorted(files["SHA256SUMS"].decode().splitlines()) == sorted(sums.splitlines()), "SHA256SUMS does not agree")
    fingerprint = key and sha256(DER, key)
    require(manifest.get("signing_key") == fingerprint, "manifest and signature name different keys, or only one a key")
    if key:
        pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(DER + key) + b"\n-----END PUBLIC KEY-----\n"
        require(files["signing-key.pem"] == pem, "signing-key.pem is another key")
        require(signs(folder, key, files["manifest.json"], files["manifest.json.sig"]), "the manifest is not signed")
    return fingerprint, sha256(files["manifest.json"]), which

def volume(files, manifest):
    """What one of several volumes must hold: the packet's own files, the exhibits, and which volume it is."""
    of = json.loads(files["volume.json"])
    require(of["format"] == "vouchsafe-volume/1", "the format of the list of the volume is not known")
    require((of["packet"], of["manifest"]) == (manifest["number"], sha256(files["manifest.json"])), "of another packet")
    require(1 <= of["volume"] <= of["volumes"] and of["volumes"] > 1, "there can't be such a volume")
    first, last = of["bates_first"], of["bates_last"]
    numbered = 0 < first <= last if of["exhibits"] else first is last is None
    require(numbered, "the list of the volume names Bates numbers that its exhibits can't have")
    require(re.fullmatch("[0-9a-f]{64}", of["plan"]), "the plan of the volumes is no SHA-256")
    own = {file["name"]: file for file in of["attachments"]}
    require(len(own) == len(of["attachments"]), "the list of the volume names a file twice")
    for file in manifest["attachments"]:
        require(own.get(file["name"], None if of["volume"] == 1 else file) == file, "list and manifest do not agree")
    exhibits = [exhibit for exhibit in manifest["exhibits"] if exhibit["id"] in of["exhibits"]]
    require([exhibit["id"] for exhibit in exhibits] == of["exhibits"], "the list of the volume names other exhibits")
    return of["attachments"], exhibits, f", volume {of['volume']} of {of['volumes']}, plan {of['plan']}"

try:
    with tempfile.TemporaryDirectory() as folder:
        by, manifest, which = attached(sys.argv[1], line(open(sys.argv[1], "rb").read(), folder), folder)
    expected = re.sub("[^0-9a-f]", "", "".join(sys.argv[2:]).lower())
    require(len(sys.argv) < 3 or by == expected, "not signed by the key that was asked for")
    print(f"manifest {manifest}{which}, {'signed by ' + by if by else 'not signed'}")
except (ValueError, KeyError, TypeError, subprocess.CalledProcessError) as wrong:
    sys.exit(f"WRONG: {wrong}")
