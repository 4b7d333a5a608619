"""Lets schemathesis loose on a running service: `check-service.py BINARY [EXAMPLES]`.

Every answer must be as the document that the service serves says: its status, type, headers and shape; none may be a
5xx; what the document forbids must be refused. The stream is left out, as its answer has no end. EXAMPLES is how many
requests are drawn for each operation, beside those that go through all edges of all parameters.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
]


def make_catalog(binary, folder):
    """A few tracks, people and events to ask for."""
    table = os.path.join(folder, "tracks.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("track_id,artists,album_name,track_name,popularity,duration_ms,energy,tempo,track_genre\n")
        for index in range(40):
            file.write(
                f"id{index},Artist {index % 8},Album {index % 8},Song {index},{index},{180000 + index},"
                f"0.{index % 10},{80 + index},{'rock' if index % 2 else 'ambient'}\n"
            )
    feedback = os.path.join(folder, "feedback.jsonl")
    with open(feedback, "w", encoding="utf-8") as file:
        for index in range(200):
            line = {
                "user": f"person{index % 4}",
                "kind": ["play", "play", "like", "skip"][index % 4],
                "time": f"2026-01-01T00:{index // 60:02}:{index % 60:02}Z",
                "track_id": index * 7 % 40 + 1,
            }
            file.write(json.dumps(line) + "\n")
    run = lambda *words: subprocess.run([binary, *words], check=False, capture_output=True, text=True)
    for words in [
        ["init"],
        ["import", "tracks", table],
        *[["user", "add", f"person{index}"] for index in range(4)],
        ["feedback", "import", feedback],
    ]:
        result = run(*words)
        if result.returncode not in (0, 1):
            sys.exit(f"catalog {' '.join(words)}: {result.stderr}")


def until_ready(url, seconds=60):
    """Returns when the service has read the catalog; it says 503 until then."""
    for _ in range(seconds * 10):
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit(f"{url} does not say that the service is ready")


def main():
    binary = os.path.abspath(sys.argv[1])
    examples = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CATALOG"] = os.path.join(folder, "check.catalog")
        make_catalog(binary, folder)
        service = subprocess.Popen(
            [binary, "serve", "--listen", "0", "--format", "json"], stdout=subprocess.PIPE, text=True
        )
        try:
            url = json.loads(service.stdout.readline())["url"]
            until_ready(url + "health/ready")
            words = [
                os.path.join(os.path.dirname(sys.executable), "schemathesis"),
                "run",
                url + "v1/openapi.json",
                "--checks", ",".join(CHECKS),
                "--max-examples", str(examples),
                "--phases", "examples,coverage,fuzzing",
                "--exclude-operation-id", "stream",
                "--seed", "1",
                "--generation-database", "none",
                "--request-timeout", "60",
                "--workers", "1",
                "--no-color",
            ]
            result = subprocess.run(words, capture_output=True, text=True, cwd=folder, check=False)
            if service.poll() is not None:
                sys.exit(f"the service ended: {service.returncode}\n{result.stdout[-4000:]}")
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(timeout=60)
    cases = re.search(r"([\d,]+) generated", result.stdout)
    print(result.stdout[-6000:] if result.returncode else f"schemathesis: {cases.group(0) if cases else '?'}, no complaint")
    sys.exit(result.returncode)


main()
