"""What was looked at, what was found: added up over processes, and written down."""
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Finding:
    check: str
    state: str
    role: str
    route: str
    address: str
    sentence: str

    def __str__(self):
        return f"{self.check:<16} {self.route:<40} {self.state}, {self.role}: {self.sentence}\n{'':<17}{self.address}"


@dataclass
class Tally:
    counts: Counter = field(default_factory=Counter)
    rules: set = field(default_factory=set)
    undecided: Counter = field(default_factory=Counter)
    heavy: dict = field(default_factory=dict)
    # (state, role, route) of every page that was seen as it should be seen.
    seen: set = field(default_factory=set)
    statuses: Counter = field(default_factory=Counter)
    findings: list = field(default_factory=list)
    # Looks that the time did not suffice for.
    unfinished: list = field(default_factory=list)

    def __getitem__(self, name):
        return self.counts[name]

    def __setitem__(self, name, number):
        self.counts[name] = number

    def heaviest(self, what, size, address):
        path = "/" + address.split("/", 3)[3] if "://" in address else address
        if size > self.heavy.get(what, (0, ""))[0]:
            self.heavy[what] = (size, path)

    def find(self, wrong, state, role, route, address):
        """Keeps what was found, and says it at once: a whole run takes a while."""
        for check, sentence in wrong:
            self.findings.append(Finding(check, state, role, route, address, sentence))
            print(self.findings[-1], flush=True)

    def add(self, other):
        self.counts += other.counts
        self.rules |= other.rules
        self.undecided += other.undecided
        self.seen |= other.seen
        self.statuses += other.statuses
        self.findings += other.findings
        for what, (size, address) in other.heavy.items():
            self.heaviest(what, size, address)
        return self
