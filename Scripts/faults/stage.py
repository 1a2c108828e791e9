"""What the proofs of faults share: the built program as a server, members who use its pages, and a look at what is left
in the data folder. Standard library only."""
import atexit, contextlib, html, html.parser, http.client, json, mmap, os, pathlib, re, shutil, signal, socket, sqlite3
import struct, subprocess, tempfile, time, urllib.parse, uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("CORNERSTONE_PROGRAM") or ROOT / ".build/release/cornerstone")
HERE = pathlib.Path(__file__).resolve().parent


class Fault(Exception):
    """Something the promise does not allow."""


def need(holds, sentence):
    if not holds:
        raise Fault(sentence)


def run(*arguments, data=None, environment=None, check=False, timeout=300):
    words = [str(PROGRAM), *map(str, arguments)] + (["--data", str(data)] if data else [])
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=timeout, env={**os.environ, **(environment or {})})
    if check and done.returncode:
        raise Fault(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


@contextlib.contextmanager
def folder():
    """A folder of one's own; kept where something went wrong."""
    place = pathlib.Path(tempfile.mkdtemp(prefix="cornerstone-faults-"))
    try:
        yield place
    except BaseException:
        print(f"What is left lies in {place}", flush=True)
        raise
    shutil.rmtree(place, ignore_errors=True)


def fill(data, actions=320, updates=320):
    """A large plan; what is said of it: who writes, with which password, on which actions."""
    said = run("demo", "--bulk", "--actions", actions, "--updates", updates, "--fill-only", data=data, check=True).stdout
    return json.loads(said.strip().splitlines()[-1])


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


started = []


@atexit.register
def end_all():
    """No server outlives its test, however that ended."""
    for process in started:
        if process.poll() is None:
            process.kill()


class Server:
    """The program serving a data folder. Ready when it answers; `died` when it ended before."""

    def __init__(self, data, port, environment=None, log=None, words=("serve",), patience=60):
        self.port, self.died = port, False
        began = time.perf_counter()
        self.log = open(log, "ab") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(
            [str(PROGRAM), *words, "--data", str(data), "--port", str(port)], stdout=self.log, stderr=self.log,
            env={**os.environ, **(environment or {})})
        started[:] = [process for process in started if process.poll() is None] + [self.process]
        while time.perf_counter() - began < patience:
            if self.process.poll() is not None:
                self.died = True
                return
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/sign-in")
                if connection.getresponse().read() is not None:
                    self.took = time.perf_counter() - began
                    connection.close()
                    return
            time.sleep(0.01)
        self.process.kill()
        raise Fault(f"the server did not answer within {patience} s")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.close_log()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        if self.process.poll() is None:
            self.kill()
            raise Fault("the server did not end when it was asked to")
        self.close_log()

    def close_log(self):
        if self.log is not subprocess.DEVNULL:
            self.log.close()


class Gone(Exception):
    """No answer came: the server is not there any more."""


class Answer:
    def __init__(self, status, body, headers):
        self.status, self.body = status, body
        self.headers = {name.lower(): value for name, value in headers}
        self.to = self.headers.get("location", "")

    def field(self, name, otherwise=""):
        """The value of a form's hidden or filled field."""
        found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', self.body)
        return html.unescape(found.group(1)) if found else otherwise

    @property
    def text(self):
        return html.unescape(re.sub(r"<[^>]*>", " ", self.body))


class Member:
    """Somebody signed in at a browser of their own. The session outlives the server."""

    def __init__(self, port, email, password, cookies=None):
        self.port, self.connection, self.cookies = port, None, dict(cookies or {})
        self.sent = False
        if cookies:
            return
        form = {"form-token": self.get("/sign-in").field("form-token"), "email": email, "password": password}
        answer = self.post("/sign-in", form)
        need(answer.status == 303 and "sign-in" not in answer.to, f"{email} could not sign in: {answer.status}")

    def again(self):
        return Member(self.port, "", "", self.cookies)

    def ask(self, method, path, body=None, type="application/x-www-form-urlencoded"):
        """`sent` is true from the last byte of the request to the first of its answer."""
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        if body is not None:
            headers["Content-Type"] = type
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.connection.request(method, path, body, headers)
            self.sent = True
            answer = self.connection.getresponse()
            self.sent = False
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as gone:
            self.connection = None
            raise Gone(str(gone))
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                name, _, content = value.split(";")[0].partition("=")
                if content:
                    self.cookies[name] = content
                else:
                    self.cookies.pop(name, None)
        return Answer(answer.status, text, answer.getheaders())

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, form):
        return self.ask("POST", path, urllib.parse.urlencode(form, doseq=True))

    def upload(self, path, form, name, content):
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n' for field, value in form.items()]
        parts.append(
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n{content}\r\n--{mark}--\r\n")
        return self.ask("POST", path, "".join(parts).encode(), f"multipart/form-data; boundary={mark}")

    def report(self, action, note, version=None, token=None):
        """Reports on an action; the version is the one its page shows unless another is given."""
        path = f"/actions/{action}/report"
        if version is None or token is None:
            page = self.get(path)
            need(page.status == 200, f"{path} answered {page.status}")
            version, token = page.field("version"), page.field("form-token")
        return self.post(path, {"form-token": token, "version": version, "answer": "done", "note": note})


class Base:
    """The database as it lies on the disk, looked at without the program."""

    def __init__(self, data, copy=False):
        self.path = pathlib.Path(data, "cornerstone.sqlite")
        if copy:
            self.place = tempfile.TemporaryDirectory(prefix="cornerstone-look-")
            for name in ("", "-wal"):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copy(f"{self.path}{name}", self.place.name)
            self.path = pathlib.Path(self.place.name, self.path.name)
        self.base = sqlite3.connect(self.path, timeout=30)
        self.base.execute("PRAGMA query_only = ON")

    def all(self, sql, *values):
        return self.base.execute(sql, values).fetchall()

    def one(self, sql, *values):
        row = self.base.execute(sql, values).fetchone()
        return row[0] if row else None

    @property
    def head(self):
        return self.one("SELECT MAX(sequence) FROM entry") or 0

    def notes(self, after=0):
        """Each report's sequence, action and note."""
        return [
            (sequence, f"AP-{fact['action']:04d}", fact.get("note") or "")
            for sequence, fact in ((row[0], json.loads(row[1])) for row in self.all(
                "SELECT p.sequence, p.body FROM payload p JOIN entry e USING (sequence) "
                "WHERE e.kind = 'progress-reported' AND p.sequence > ?", after))]

    def whole(self, quick=False):
        """Raises where the file, its references, or the rows of an entry are not whole."""
        found = self.all("PRAGMA quick_check" if quick else "PRAGMA integrity_check")
        need(found == [("ok",)], f"the database is damaged: {found[:3]}")
        broken = self.all("PRAGMA foreign_key_check")
        need(not broken, f"rows name what is not there: {broken[:3]}")
        counts = self.all(
            "SELECT COUNT(*), COUNT(p.sequence), MAX(e.sequence), "
            "(SELECT COUNT(DISTINCT sequence) FROM entry_subject), (SELECT COUNT(*) FROM payload), "
            "(SELECT COUNT(*) FROM report), (SELECT COUNT(*) FROM entry WHERE kind = 'progress-reported') "
            "FROM entry e LEFT JOIN payload p USING (sequence)")[0]
        need(counts[0] == counts[1] == counts[2] == counts[3] == counts[4], f"half an entry: {counts}")
        need(counts[5] == counts[6], f"{counts[6]} reports entered, {counts[5]} rows of reports")

    def close(self):
        self.base.close()
        if hasattr(self, "place"):
            self.place.cleanup()


def finds_damage(data):
    """The look at what is left has to find an entry without its row, and a row without its entry."""
    for harm in ("DELETE FROM report WHERE sequence = (SELECT MAX(sequence) FROM report)",
                 "DELETE FROM payload WHERE sequence = (SELECT MAX(sequence) FROM payload)",
                 "DELETE FROM entry_subject WHERE sequence = (SELECT MAX(sequence) FROM entry_subject)"):
        base = Base(data, copy=True)
        base.base.execute("PRAGMA query_only = OFF")
        for (trigger,) in base.all("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            base.base.execute(f"DROP TRIGGER {trigger}")
        base.base.execute(harm)
        try:
            base.whole()
        except Fault:
            continue
        finally:
            base.close()
        raise Fault(f"this went unseen: {harm}")


def prove(data, rebuild=False):
    """The program's own checks of a data folder; `rebuild` needs it to be free."""
    for words in [("journal", "verify"), ("check",)] + ([("rebuild",)] if rebuild else []):
        done = run(*words, data=data)
        need(done.returncode == 0, f"{' '.join(words)} says:\n{done.stdout}{done.stderr}")


class FaultyDisk:
    """The library that makes a program's disk forget or fail (faulty_disk.c), built once for a run."""

    def __init__(self, place):
        self.library = pathlib.Path(place, "faulty_disk.so")
        compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
        if not compiler:
            raise SystemExit("A C compiler is needed: run Scripts/set-up prove")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", self.library, HERE / "faulty_disk.c", "-ldl"], check=True)
        self.control = pathlib.Path(place, "control")
        self.control.write_bytes(bytes(48))
        with self.control.open("r+b") as file:
            self.shared = mmap.mmap(file.fileno(), 48)

    def environment(self, data, **settings):
        return {
            "LD_PRELOAD": str(self.library), "FAULTY_FOLDER": str(data), "FAULTY_CONTROL": str(self.control),
            **{f"FAULTY_{name.upper()}": str(value) for name, value in settings.items()}}

    def number(self, place, value=None):
        if value is not None:
            self.shared[place * 8:place * 8 + 8] = struct.pack("<q", value)
        return struct.unpack("<q", self.shared[place * 8:place * 8 + 8])[0]

    def fail(self, nth=1, error=28, goes_on=False, syncs=False):
        """The n-th change from now fails; 28 is ENOSPC, 5 is EIO."""
        for place, value in ((4, 0), (2, error), (3, int(goes_on)), (5, int(syncs)), (1, nth)):
            self.number(place, value)

    def heal(self):
        """Room again. How many changes failed."""
        self.number(1, 0)
        return self.number(4)

    @property
    def changes(self):
        return self.number(0)


def figure(name, asked, reached, ok):
    print(f"{'ok  ' if ok else 'MISS'}  {name:<62} asked {asked:<26} reached {reached}", flush=True)
    return ok


class Forms(html.parser.HTMLParser):
    """The forms of a page as a browser would send them: every field with what stands in it."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.area, self.choice = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, pairs):
        facts = dict(pairs)
        if tag == "form":
            self.forms.append({"action": facts.get("action") or "", "fields": {}})
        if not self.forms:
            return
        fields, name = self.forms[-1]["fields"], facts.get("name")
        if tag == "input" and name:
            kind = facts.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in facts:
                    fields.setdefault(name, []).append(facts.get("value", "on"))
            elif kind not in ("submit", "button", "file"):
                fields.setdefault(name, []).append(facts.get("value") or "")
        if tag == "textarea" and name:
            self.area = (fields, name)
            fields.setdefault(name, []).append("")
        if tag == "select":
            self.choice = (fields, name)
        if tag == "option" and self.choice:
            fields, name = self.choice
            if "selected" in facts or name not in fields:
                fields[name] = [facts.get("value", "")]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        if tag == "select":
            self.choice = None

    def handle_data(self, text):
        if self.area:
            fields, name = self.area
            fields[name][-1] = (fields[name][-1] + text).lstrip("\n")

    @staticmethod
    def of(page, field):
        """The form that holds a field."""
        return next((form for form in Forms(page).forms if field in form["fields"]), None)
