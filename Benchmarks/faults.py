#!/usr/bin/env python3
"""Runs the tool many times over small texts, with a stage that fails in every way it can, and holds each run to this:

- every document stands once in results.jsonl or once in failures.jsonl, and only those fail that the stage failed at;
- the run ends;
- nothing is left running, in whatever session, folder or environment it was started;
- the memory of the tool stays below a bound.

In some runs the tool itself is killed or interrupted; then nothing is left running either, and "--resume" goes on.

    python3 Benchmarks/faults.py .build/debug/twosouls --runs 200 --seed 1

The same seed gives the same faults at the same documents.
"""
import argparse, collections, json, os, pathlib, random, shutil, signal, subprocess, sys, tempfile, time

STAGE = r'''
import json, os, random, signal, subprocess, sys, time

def say(text):
    sys.stdout.write(text)
    sys.stdout.flush()

def crash(): os.kill(os.getpid(), signal.SIGSEGV)
def killed(): os.kill(os.getpid(), signal.SIGKILL)
def leave(): sys.exit(0)
def throw(): raise RuntimeError("no such state")
def hang(): time.sleep(600)
def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)
def flood():
    while True: say("x" * 65536)
def flood_errors():
    while True: sys.stderr.write("trouble " * 999 + "\n")
def garbage(): say("no JSON at all\n")
def binary():
    sys.stdout.buffer.write(b"\xff\x00\xfe\n")
    sys.stdout.flush()
def half():
    say('{"id": "')
    sys.exit(1)
def other(): say('{"id": "other", "layers": {}}\n')
def silent():
    os.close(1)
    time.sleep(600)
def closed():
    os.close(0)
    os.close(1)
    os.close(2)
    time.sleep(600)
def hog():
    held = []
    while True: held.append(bytearray(50_000_000))
def undeclared(): say(json.dumps({"id": document["id"], "layers": {"other": []}}) + "\n")
def outside(): say(json.dumps({"id": document["id"], "layers": {"mark": [{"start": 0, "end": 10**6}]}}) + "\n")
def refuse(): say(json.dumps({"id": document["id"], "error": "no verb in it"}) + "\n")

# What does not fail the document, but leaves something behind.
def child(): subprocess.Popen(["sleep", token])
def daemon(): subprocess.Popen(["sleep", token], start_new_session=True, env={}, cwd="/")
def orphan():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0: os.execve("/bin/sleep", ["sleep", token], {})
        os._exit(0)
    os.wait()
def deaf_child():
    subprocess.Popen([sys.executable, "-c", "import signal, time\nfor s in (1, 2, 3, 15): signal.signal(s, signal.SIG_IGN)\n"
                      "time.sleep(600)", token], start_new_session=True)
def breeder():
    subprocess.Popen([sys.executable, "-c", "import subprocess, sys, time\nwhile True:\n    subprocess.Popen(['sleep', sys.argv[1]], "
                      "start_new_session=True, env={})\n    time.sleep(0.01)", token], start_new_session=True)
def slow(): time.sleep(0.1)

settings = json.loads(sys.stdin.readline())["settings"]
token = settings["token"]
say(json.dumps({"twosouls": 1, "provides": ["mark"]}) + "\n")
for line in sys.stdin:
    document = json.loads(line)
    name = settings["faults"].get(document["id"].split("/")[-1])
    lasting = name in ("child", "daemon", "orphan", "deaf_child", "breeder", "slow")
    if name: globals()[name]()
    if lasting or not name:
        say(json.dumps({"id": document["id"], "layers": {"mark": [{"start": 0, "end": 1}]}}) + "\n")
'''

FATAL = ["crash", "killed", "leave", "throw", "hang", "deaf", "flood", "flood_errors", "garbage", "binary", "half", "other",
         "silent", "closed", "hog"]
REFUSED = ["undeclared", "outside", "refuse"]
LASTING = ["child", "daemon", "orphan", "deaf_child", "breeder", "slow"]
ENDS = [signal.SIGKILL, signal.SIGINT, signal.SIGTERM]


def left_running(token):
    """Processes with the token among their arguments: the tool, its programs and whatever these have started."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open(f"/proc/{name}/cmdline", "rb") as file:
                line = file.read().replace(b"\0", b" ").decode(errors="replace")
            with open(f"/proc/{name}/stat") as file:
                state = file.read().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if token in line and state not in "ZX":
            found.append(f"{name} {line}")
    return found


def wait_for_none(token, seconds=10):
    end = time.time() + seconds
    while (found := left_running(token)) and time.time() < end:
        time.sleep(0.02)
    return found


def peak_memory(process):
    """The most memory that a process has had, in kilobytes; 0 once it has ended."""
    try:
        with open(f"/proc/{process}/status") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def lines(path):
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines() if line]


class Run:
    def __init__(self, tool, seed, number, longest):
        self.random = random.Random(f"{seed}-{number}")
        self.tool, self.longest = tool, longest
        # A number that no other process carries: sleep takes it for seconds.
        self.token = f"6{seed % 1000:03}{number:04}.{os.getpid():07}"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"twosouls-faults-{self.token}-"))
        self.peak = 0
        self.problems = []

    def write(self):
        draw = self.random
        self.documents = [f"{index:03}.txt" for index in range(draw.randrange(5, 40))]
        self.faults = {}
        for name in self.documents:
            if draw.random() < 0.15:
                kind = draw.choices([FATAL, REFUSED, LASTING], [5, 2, 3])[0]
                self.faults[name] = draw.choice(kind)
        texts = self.folder / "in"
        texts.mkdir()
        for index, name in enumerate(self.documents):
            (texts / name).write_text(f"Text {index}: the people of Łódź 🚩 decide. " * draw.randrange(1, 30))
        (self.folder / "stage.py").write_text(STAGE)
        settings = {
            "command": ["python3", "stage.py", self.token], "workers": draw.randrange(1, 4), "in-flight": draw.choice([1, 2, 8, 64]),
            "deadline": 2, "restarts": 1000, "longest-answer": 1, "memory": 400,
            "settings": {"token": self.token, "faults": self.faults},
        }
        pipeline = {"twosouls": 1, "stages": ["read.text", {"use": "external", "with": settings}]}
        (self.folder / "pipeline.yaml").write_text(json.dumps(pipeline))

    def start(self, *more):
        jobs = str(self.random.randrange(1, 9))
        return subprocess.Popen(
            [self.tool, "run", "in", "-p", str(self.folder / "pipeline.yaml"), "-o", "out", "--allow-exec", "--quiet", "-j", jobs, *more],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=open(self.folder / "errors.txt", "a"), stdin=subprocess.DEVNULL)

    def wait(self, process):
        end = time.time() + self.longest
        while time.time() < end:
            self.peak = max(self.peak, peak_memory(process.pid))
            ended, status = os.waitpid(process.pid, os.WNOHANG)
            if ended:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode
            time.sleep(0.01)
        process.kill()
        process.wait()
        self.problems.append(f"did not end within {self.longest} s")
        return None

    def check_nothing_left(self, when):
        found = wait_for_none(self.token)
        if found:
            self.problems.append(f"left running {when}: {found}")
            for line in found:
                try: os.kill(int(line.split()[0]), signal.SIGKILL)
                except OSError: pass

    def execute(self):
        self.write()
        self.ended_by = self.random.choice(ENDS) if self.random.random() < 0.35 else None
        process = self.start()
        if self.ended_by:
            time.sleep(self.random.uniform(0.05, 1.5))
            # One that has ended already waits to be asked for, so that its number is no other's.
            os.kill(process.pid, self.ended_by)
            status = self.wait(process)
            self.check_nothing_left(f"after {self.ended_by.name}")
            if status not in (0, 65) and status is not None:
                again = "--resume" if (self.folder / "out" / "run.json").exists() else "--force"
                process = self.start(again)
                status = self.wait(process)
                # It was killed between its last word and its end.
                if status == 73 and "complete already" in (self.folder / "errors.txt").read_text():
                    status = None
                    self.check_documents()
        else:
            status = self.wait(process)
        self.check_nothing_left("at the end")
        if status is not None:
            self.check(status)
        return self.problems

    def check(self, status):
        expected = self.check_documents()
        if status != (65 if expected else 0):
            self.problems.append(f"ended with {status}")

    def check_documents(self):
        results = [line["document"]["id"].split("/")[-1] for line in lines(self.folder / "out" / "results.jsonl")]
        failures = [line["source"].split("/")[-1] for line in lines(self.folder / "out" / "failures.jsonl")]
        times = collections.Counter(results + failures)
        for name in self.documents:
            if times[name] != 1:
                self.problems.append(f"{name} is there {times[name]} times")
        if extra := set(times) - set(self.documents):
            self.problems.append(f"nobody asked for {sorted(extra)}")
        expected = {name for name, fault in self.faults.items() if fault not in LASTING}
        if set(failures) != expected:
            self.problems.append(f"failed: {sorted(failures)}, expected: {sorted(expected)}")
        return expected

    def text(self):
        def tail(path): return path.read_text()[-2000:] if path.exists() else ""
        return f"{self.folder}: {self.faults}\n" + tail(self.folder / "errors.txt") + tail(self.folder / "out" / "failures.jsonl")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("tool")
    options.add_argument("--runs", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--longest", type=float, default=120, help="seconds that a run may take")
    options.add_argument("--memory", type=int, default=200, help="megabytes that the tool may have")
    chosen = options.parse_args()
    tool = str(pathlib.Path(chosen.tool).resolve())
    start, bad, peak = time.time(), 0, 0
    kinds, ends, documents, failed = collections.Counter(), collections.Counter(), 0, 0
    for number in range(chosen.runs):
        run = Run(tool, chosen.seed, number, chosen.longest)
        problems = run.execute()
        if run.peak > chosen.memory * 1024:
            problems.append(f"the tool had {run.peak // 1024} MB")
        kinds.update(run.faults.values())
        ends[run.ended_by.name if run.ended_by else "none"] += 1
        documents += len(run.documents)
        peak = max(peak, run.peak)
        if problems:
            bad += 1
            print(f"run {number} of seed {chosen.seed}: " + "; ".join(problems) + "\n" + run.text(), flush=True)
        else:
            shutil.rmtree(run.folder)
    print(f"{chosen.runs} runs, seed {chosen.seed}, {documents} documents, {sum(kinds.values())} faults: {bad} runs with problems; "
          f"{time.time() - start:.0f} s, at most {peak // 1024} MB")
    print("faults: " + ", ".join(f"{name} {count}" for name, count in sorted(kinds.items())))
    print("the tool ended by: " + ", ".join(f"{name} {count}" for name, count in sorted(ends.items())))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
