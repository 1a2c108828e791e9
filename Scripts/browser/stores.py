"""The stores that are looked at, and the servers that show them.

`city` is the example city, `young` is a store just set up: empty at first, full of long text later.
"""
import contextlib, os, pathlib, re, shutil, signal, socket, subprocess, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("CORNERSTONE_PROGRAM", ROOT / ".build/release/cornerstone"))
PASSWORD = "seven lanterns over the canal"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The built program over a data folder of its own, which goes away with it."""

    def __init__(self, verb, copied=None):
        self.folder = tempfile.TemporaryDirectory(prefix="cornerstone-browser-")
        self.data = pathlib.Path(self.folder.name, "data")
        if copied:
            shutil.copytree(copied, self.data)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = pathlib.Path(self.folder.name, "server.log")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CORNERSTONE_")}
        environment["CORNERSTONE_SECURITY_CONTACT"] = "security@tarnchester.example"
        writer = os.environ.get("CORNERSTONE_PDF_WRITER", ROOT / ".tools/venv/bin/python")
        if pathlib.Path(writer).exists():
            environment["CORNERSTONE_PDF_WRITER"] = str(writer)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [PROGRAM, verb, "--data", str(self.data), "--port", str(self.port)], stdout=log,
                stderr=subprocess.STDOUT, env=environment, cwd=self.folder.name)
        for _ in range(1800):
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.1)
        raise SystemExit("the server did not start:\n" + self.log.read_text())

    def first_link(self):
        """The path of the link by which the first administrator sets the partnership up."""
        return re.search(r"(/set-up/\S+)", self.log.read_text()).group(1)

    def mailed_links(self):
        """Paths of the links to answer by, newest first."""
        found = []
        for mail in sorted((self.data / "outbox").glob("*.eml"), reverse=True):
            text = mail.read_text(errors="replace").replace("=\n", "")
            found += re.findall(r"(/answer/[A-Za-z0-9_-]+)", text)
        return found

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.folder.cleanup()


# Who looks at the city: each class of roles, with and without clearance for what is marked.
ROLES = {
    "coordinator and administrator, cleared": "deputy.coordinator@tarnchester.example",
    "coordinator and lead, cleared": "partnership.coordinator@tarnchester.example",
    "approver, cleared": "partnership.chair@tarnchester.example",
    "lead": "treatment.commissioner@tarnchester.example",
    "reader": "data.analyst@tarnchester.example",
    "administrator": "system.administrator@tarnchester.example",
    "not signed in": None,
}


def sign_in(context, email, password=PASSWORD):
    """Signs in through the page; the context keeps the session.

    The page stays open: closing the only page of a browser that has just begun is what Chromium at times never answers.
    """
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    page.locator("main button[type=submit]").click()
    if "/sign-in" in page.url:
        raise SystemExit(f"{email} could not sign in: {page.locator('main').inner_text()[:200]}")
