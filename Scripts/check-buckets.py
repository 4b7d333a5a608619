"""Ingests from a bucket of moto's server, which is told to enforce signatures.

Usage: python Scripts/check-buckets.py CATALOG_BINARY

Checks paging over more than a thousand keys, keys with spaces and accents, a wrong key, a changed object, a
connection that is cut in the middle of an object, an ingest that is started over HTTP, and the drop box: a song
uploaded is rated on standard output.
"""

import io
import json
import math
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import wave

import boto3
from moto.server import ThreadedMotoServer

SETUP_REQUEST_COUNT = 3
OBJECT_COUNT = 1_005
BUCKET = "label-inbox"

program = os.path.abspath(sys.argv[1])


def tone(number, seconds=0.5):
    """A WAV file of a tone; another number, another tone."""
    rate = 8_000
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        step = 2 * math.pi * (200 + number) / rate
        samples = [int(9_000 * math.sin(step * index)) for index in range(int(seconds * rate))]
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return buffer.getvalue()


class CuttingProxy:
    """Hands connections on to the server, and cuts the first `cut_count` answers that hold a range of an object."""

    def __init__(self, target, cut_count):
        self.target = target
        self.left = cut_count
        self.cuts = 0
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        server = socket.create_connection(("127.0.0.1", self.target))
        threading.Thread(target=self.copy, args=(client, server), daemon=True).start()
        sent = 0
        try:
            while data := server.recv(4_096):
                client.sendall(data)
                sent += len(data)
                with self.lock:
                    if self.left > 0 and sent > 6_000:
                        self.left -= 1
                        self.cuts += 1
                        break
        except OSError:
            pass
        for end in (client, server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    @staticmethod
    def copy(source, target):
        try:
            while data := source.recv(65_536):
                target.sendall(data)
        except OSError:
            pass


def environment(folder, port, keys):
    variables = {
        "PATH": os.environ["PATH"], "HOME": folder, "CATALOG": f"{folder}/a.catalog", "LC_ALL": "C.UTF-8",
        "AWS_ACCESS_KEY_ID": keys[0], "AWS_SECRET_ACCESS_KEY": keys[1], "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
    }
    if "LD_LIBRARY_PATH" in os.environ:
        variables["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
    return variables


def run(folder, port, keys, *arguments):
    return subprocess.run(
        [program, *arguments], env=environment(folder, port, keys), capture_output=True, text=True, timeout=900)


def start(folder, port, keys, *arguments):
    """The same without waiting; lines of standard output come as they are written."""
    return subprocess.Popen(
        [program, *arguments], env=environment(folder, port, keys), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True)


def last(result):
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert lines, f"no output: {result.stderr}"
    return lines[-1]


def counts(result):
    end = last(result)
    assert end["found"] == end["ingested"] + end["unchanged"] + end["skipped"] + end["failed"], end
    return {name: end[name] for name in ("found", "ingested", "unchanged", "failed")}


def make_keys(port):
    """A person with keys that may do everything; made while the server still takes any request."""
    iam = boto3.client(
        "iam", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="setup",
        aws_secret_access_key="setup")
    iam.create_user(UserName="label")
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    iam.put_user_policy(UserName="label", PolicyName="all", PolicyDocument=json.dumps(document))
    made = iam.create_access_key(UserName="label")["AccessKey"]
    return made["AccessKeyId"], made["SecretAccessKey"]


def enforce(port):
    """From now on every request is checked."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/moto-api/reset-auth", data=b"0", method="POST",
        headers={"Content-Type": "text/plain"})
    urllib.request.urlopen(request).read()


def check(folder):
    os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = str(SETUP_REQUEST_COUNT)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    port = server.get_host_and_port()[1]
    keys = make_keys(port)
    enforce(port)
    s3 = boto3.client(
        "s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id=keys[0],
        aws_secret_access_key=keys[1])
    s3.create_bucket(Bucket=BUCKET)
    names = [f"new/{number:04}.wav" for number in range(OBJECT_COUNT - 4)]
    names += ["new/two words.wav", "new/café & crème.wav", "new/a+b=c?.wav", "new/日本 100%.wav"]
    for number, name in enumerate(names):
        s3.put_object(Bucket=BUCKET, Key=name, Body=tone(number))
    s3.put_object(Bucket=BUCKET, Key="elsewhere/x.wav", Body=tone(5_000))
    place = f"s3://{BUCKET}/new/"

    assert run(folder, port, keys, "init").returncode == 0
    refused = run(folder, port, (keys[0], "wrong"), "ingest", place)
    assert refused.returncode == 2 and "refused" in refused.stderr, refused.stderr
    print("a wrong key is refused:", refused.stderr.strip())

    first = run(folder, port, keys, "ingest", place, "--format", "json", "--quiet")
    assert counts(first)["found"] == OBJECT_COUNT, first.stdout[-500:]
    assert counts(first)["ingested"] == OBJECT_COUNT, first.stdout[-500:] + first.stderr[-500:]
    files = run(folder, port, keys, "files", "--format", "json", "--limit", "10000").stdout
    paths = {json.loads(line)["path"] for line in files.splitlines()}
    assert paths == {f"s3://{BUCKET}/{name}" for name in names}
    print("paging and keys:", counts(first))

    again = run(folder, port, keys, "ingest", place, "--format", "json", "--quiet")
    assert counts(again) == {"found": OBJECT_COUNT, "ingested": 0, "unchanged": OBJECT_COUNT, "failed": 0}
    print("unchanged:", counts(again))

    s3.put_object(Bucket=BUCKET, Key="new/two words.wav", Body=tone(9_000))
    s3.delete_object(Bucket=BUCKET, Key="new/0000.wav")
    changed = run(folder, port, keys, "ingest", place, "--format", "json", "--quiet")
    assert counts(changed)["ingested"] == 1, counts(changed)
    assert last(changed)["missing"] == 1, last(changed)
    print("one changed, one gone:", counts(changed))

    s3.put_object(Bucket=BUCKET, Key="cut/long.wav", Body=tone(300, seconds=20))
    proxy = CuttingProxy(port, cut_count=2)
    cut = run(folder, proxy.port, keys, "ingest", f"s3://{BUCKET}/cut/", "--format", "json", "--quiet")
    assert proxy.cuts == 2, proxy.cuts
    assert counts(cut)["ingested"] == 1, cut.stdout + cut.stderr
    print("a connection cut twice:", counts(cut))
    check_service(folder, port, keys, s3)
    check_drop_box(folder, port, keys, s3)
    server.stop()


def check_service(folder, port, keys, s3):
    """A bucket that the service was started with is ingested by a request, and nothing says where it is."""
    s3.put_object(Bucket=BUCKET, Key="served/one.wav", Body=tone(15_000, seconds=2))
    s3.put_object(Bucket=BUCKET, Key="served/broken.wav", Body=tone(15_100, seconds=2)[:60])
    service = start(
        folder, port, keys, "serve", "--listen", "0", "--library", f"s3://{BUCKET}/served/", "--format", "json")
    try:
        url = json.loads(service.stdout.readline())["url"]

        def ask(path, body=None):
            request = urllib.request.Request(
                url + path, data=body, headers={"Content-Type": "application/json"} if body else {})
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)

        assert ask("v1/ingest/libraries")["items"] == [{"name": "served"}]
        begun = ask("v1/ingest/runs", b"{}")
        while (told := ask(f"v1/ingest/runs/{begun['id']}"))["status"] == "running":
            time.sleep(0.1)
        report = told["report"]
        assert told["status"] == "finished" and (report["found"], report["ingested"], report["failed"]) == (2, 1, 1), told
        assert told["troubles"][0]["file"] == "served/broken.wav", told
        assert BUCKET not in json.dumps(told) and str(port) not in json.dumps(told), told
        print("ingested over HTTP:", report)
    finally:
        service.send_signal(signal.SIGTERM)
        service.wait(timeout=120)


def check_drop_box(folder, port, keys, s3):
    """Learns from made-up opinions of the tones, then rates what is uploaded."""
    path = f"{folder}/ratings.jsonl"
    with open(path, "w") as file:
        for track in range(1, 121):
            event = {"user": "mira", "kind": "rating", "rating": 1 + track % 5, "time": 1_700_000_000 + track, "track_id": track}
            file.write(json.dumps(event) + "\n")
    taken = run(folder, port, keys, "feedback", "import", path, "--add-users")
    assert taken.returncode == 0, taken.stdout + taken.stderr
    trained = run(folder, port, keys, "train", "critic", "--from", "ratings", "--epochs", "2", "--threads", "2")
    assert trained.returncode == 0, trained.stdout + trained.stderr

    box = start(folder, port, keys, "ingest", f"s3://{BUCKET}/drop/", "--every", "1s", "--rate")
    try:
        for number, name in enumerate(("first.wav", "zweites Stück.wav")):
            s3.put_object(Bucket=BUCKET, Key=f"drop/{name}", Body=tone(12_000 + number, seconds=3))
            line = json.loads(box.stdout.readline())
            assert line["file"] == f"s3://{BUCKET}/drop/{name}", line
            assert line["interval"][0] <= line["rating"] <= line["interval"][1], line
            assert line["track"] > 0 and line["reasons"], line
            print("dropped in and rated:", line["file"], line["rating"], line["interval"])
    finally:
        box.send_signal(signal.SIGINT)
        box.wait(timeout=120)


with tempfile.TemporaryDirectory() as folder:
    check(folder)
print("ok")
