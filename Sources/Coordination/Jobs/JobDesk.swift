import Logging
public import Partnership
public import Vocabulary

/// Long work: two pieces at once, the others in a line in the order of asking. Whoever began it may leave the page, come
/// back, cancel it, and fetch what it made for 30 days; nobody else learns that it exists.
public actor JobDesk {
    public enum Limits {
        /// How many are worked on at once.
        public static let together = 2
        /// How many of one member's wait or run at once.
        public static let perMember = 4
        /// How many wait in the line, whoever asked.
        public static let inLine = 20
        /// How long what was made is kept, in seconds.
        public static let lasts: Int64 = 30 * 24 * 3600
        /// How many ended ones of each member are kept; the oldest go first.
        public static let keeping = 30
        public static let files = 200
        public static let fileBytes = 32 * 1024 * 1024
        public static let jobBytes = 128 * 1024 * 1024
        /// How often progress is written down, in microseconds.
        static let writeEvery: Int64 = 1_000_000
        /// How long the end of the program waits for work that was told to stop.
        static let patience = Duration.seconds(5)
    }

    /// Work that says how far it is. What it throws becomes a sentence on the job's page.
    public typealias Work = @Sendable (JobProgress) async throws -> JobResult

    private struct Held {
        let member: Member
        let work: Work
        var step: JobStep
        var written: Instant
        var task: Task<Void, Never>?
        var isCancelled = false
    }

    private let register: any JobRegister
    private let members: any MemberRegister
    public nonisolated let clock: Clock
    private let together: Int
    private let log: @Sendable (_ reference: String, _ fault: String) -> Void

    private var held: [JobID: Held] = [:]
    private var line: [JobID] = []
    private var running: Set<JobID> = []
    /// Asked for and not numbered yet.
    private var opening: [MemberID: Int] = [:]
    /// Ends that could not be written down: the disk was full.
    private var unwritten: [JobID: JobEnding] = [:]
    private var recovery: Task<Int, any Error>?
    private var isStopping = false
    private var idle: [CheckedContinuation<Void, Never>] = []

    public init(
        register: any JobRegister, members: any MemberRegister, clock: Clock, together: Int = Limits.together,
        log: @escaping @Sendable (_ reference: String, _ fault: String) -> Void = JobDesk.logged
    ) {
        self.register = register
        self.members = members
        self.clock = clock
        self.together = together
        self.log = log
    }

    // MARK: Beginning

    /// Puts work in the line, and begins it when its turn comes.
    ///
    /// - Parameters:
    ///   - kind: what kind of work: `board-pack`.
    ///   - title: what it makes, in words for its page.
    ///   - total: how many pieces of work there are; nil where nobody can say yet.
    ///   - marking: of the title and of what it is about; the result may raise it.
    /// - Throws: `JobRefusal` where too much waits; `DeskRefusal.notFound` for work its member could not see.
    public func begin(
        _ kind: String, _ title: String, total: Int? = nil, marking: Marking = .official, by member: Member,
        work: @escaping Work
    ) async throws -> JobID {
        guard Sight.of(member).maySee(markedAs: marking) else { throw DeskRefusal.notFound }
        guard !isStopping, line.count + opening.values.reduce(0, +) < Limits.inLine else { throw JobRefusal.lineFull }
        let own = held.values.count { $0.member.id == member.id } + opening[member.id, default: 0]
        guard own < Limits.perMember else { throw JobRefusal.tooManyOfYours }
        opening[member.id, default: 0] += 1
        defer { opening[member.id, default: 1] -= 1 }
        try await recover()
        let now = clock.now
        let title = String(title.prefix(Self.textLimit))
        let id = try await register.open(
            NewJob(member: member.id, kind: kind, title: title, marking: marking, total: total, asked: now))
        held[id] = Held(member: member, work: work, step: JobStep(total: total), written: now)
        line.append(id)
        line.sort()
        beginNext()
        return id
    }

    private static let textLimit = 300

    private func beginNext() {
        while running.count < together, !isStopping, !line.isEmpty {
            let id = line.removeFirst()
            running.insert(id)
            held[id]?.task = Task { await self.run(id) }
        }
        guard running.isEmpty else { return }
        for waiting in idle { waiting.resume() }
        idle = []
    }

    private func run(_ id: JobID) async {
        if let job = held[id] {
            let ending = await work(on: id, job)
            // A task of its own: one that was cancelled could not write down how it ended.
            await Task { await end(id, ending) }.value
        }
        running.remove(id)
        held[id] = nil
        beginNext()
    }

    private func work(on id: JobID, _ job: Held) async -> JobEnding {
        do {
            try await register.start(id, at: clock.now)
            try await checkRights(job.member)
            let result = try await job.work(JobProgress { await self.note($0, of: id) })
            let files = try result.kept()
            let step = held[id]?.step ?? job.step
            return JobEnding(
                .done, step: JobStep(done: step.total ?? step.done, total: step.total), sentence: result.sentence,
                link: Self.link(result.link),
                marking: result.marking, files: files)
        } catch let short as JobCutShort {
            return ending(for: short.cause, of: id, keeping: short.result)
        } catch {
            return ending(for: error, of: id)
        }
    }

    private static func link(_ path: String?) -> String? {
        path.flatMap { $0.hasPrefix("/") && !$0.hasPrefix("//") ? $0 : nil }
    }

    /// Whether another file may be kept beside those that are there.
    static func hasRoom(for file: JobFile, beside files: [JobFile]) -> Bool {
        files.count < Limits.files && file.bytes.count <= Limits.fileBytes
            && files.reduce(file.bytes.count) { $0 + $1.bytes.count } <= Limits.jobBytes
    }

    /// The rights work was begun with have to be those of the hour in which it is done.
    private func checkRights(_ member: Member) async throws {
        let now = try await members.member(member.id)
        guard now?.isActive == true, now?.roles == member.roles, now?.clearance == member.clearance else {
            throw DeskRefusal.unreadable("Your rights changed while this waited. Begin it again.")
        }
    }

    private func note(_ step: JobStep, of id: JobID) async {
        guard var job = held[id] else { return }
        job.step = JobStep(
            done: step.done, total: step.total ?? job.step.total, words: String(step.words.prefix(Self.textLimit)))
        let now = clock.now
        let isDue = now.microseconds - job.written.microseconds >= Limits.writeEvery
        if isDue { job.written = now }
        held[id] = job
        // Work goes on where its progress cannot be written down.
        if isDue { try? await register.note(job.step, of: id) }
    }

    // MARK: Ending

    /// - Parameter made: what was made before it ended, and is kept.
    private func ending(for error: any Error, of id: JobID, keeping made: JobResult? = nil) -> JobEnding {
        let step = held[id]?.step ?? JobStep()
        func ending(_ state: JobState, _ sentence: String? = nil, _ reference: String? = nil) -> JobEnding {
            let sentences = [sentence, made?.sentence].compactMap(\.self)
            return JobEnding(
                state, step: step, sentence: sentences.isEmpty ? nil : sentences.joined(separator: " "),
                reference: reference, link: Self.link(made?.link), marking: made?.marking,
                files: (try? made?.kept()) ?? [])
        }
        if isStopping { return ending(.interrupted) }
        if held[id]?.isCancelled == true { return ending(.cancelled) }
        if let sentence = JobFailure.sentence(error) { return ending(.failed, sentence) }
        let reference = JobFailure.reference(id)
        log(reference, String(reflecting: type(of: error)))
        return ending(.failed, JobFailure.unexpected, reference)
    }

    private func end(_ id: JobID, _ ending: JobEnding) async {
        do {
            try await register.end(id, ending, at: clock.now)
        } catch {
            // What was made is lost with the space it wanted; that it failed is told as soon as it can be.
            let sentence = JobFailure.sentence(error) ?? JobFailure.unexpected
            // What the work has entered into the journal stays: its sentence says what that was.
            let failed = JobEnding(
                ending.state == .done ? .failed : ending.state, step: ending.step,
                sentence: [sentence, ending.sentence].compactMap(\.self).joined(separator: " "),
                link: ending.link, marking: ending.marking)
            do {
                try await register.end(id, failed, at: clock.now)
            } catch {
                unwritten[id] = failed
            }
        }
    }

    /// Stops a job that waits or runs: what it started is stopped with it.
    ///
    /// - Returns: false when it had ended already.
    /// - Throws: `DeskRefusal.notFound` for a job of somebody else.
    @discardableResult
    public func cancel(_ id: JobID, by member: Member) async throws -> Bool {
        guard let job = try await register.job(id, Sight.of(member)) else { throw DeskRefusal.notFound }
        guard held[id] != nil, !job.state.isEnd else { return false }
        held[id]?.isCancelled = true
        if let place = line.firstIndex(of: id) {
            line.remove(at: place)
            let step = held[id]?.step ?? JobStep()
            held[id] = nil
            await end(id, JobEnding(.cancelled, step: step))
        } else {
            held[id]?.task?.cancel()
        }
        return true
    }

    // MARK: Looking

    /// A job of the member.
    ///
    /// - Throws: `DeskRefusal.notFound` for one of somebody else, and for one the member may not see any more.
    public func job(_ id: JobID, by member: Member) async throws -> JobView {
        guard let job = try await register.job(id, Sight.of(member)) else { throw DeskRefusal.notFound }
        return view(job)
    }

    /// The member's jobs, newest first.
    public func jobs(of member: Member) async throws -> [JobView] {
        try await register.jobs(Sight.of(member), limit: Limits.keeping + Limits.perMember).map(view)
    }

    /// One file of a job, by its number from 1.
    public func file(_ number: Int, of id: JobID, by member: Member) async throws -> (job: Job, file: JobFile) {
        let sight = Sight.of(member)
        guard let job = try await register.job(id, sight), let file = try await register.file(number, of: id, sight)
        else { throw DeskRefusal.notFound }
        return (job, file)
    }

    private func view(_ job: Job) -> JobView {
        var job = job
        if let ending = unwritten[job.id] {
            job.state = ending.state
            job.step = ending.step
        }
        guard !job.state.isEnd, let known = held[job.id] else {
            return JobView(job: job, ahead: nil, isStopping: false)
        }
        job.step = known.step
        let isRunning = running.contains(job.id)
        job.state = isRunning ? .running : .waiting
        return JobView(
            job: job, ahead: isRunning ? nil : line.firstIndex(of: job.id), isStopping: isRunning && known.isCancelled)
    }

    // MARK: Beginning and end of the program

    /// Says of jobs of an earlier run of the program that they were interrupted; once in a run, before anything is
    /// begun.
    @discardableResult
    public func recover() async throws -> Int {
        if let recovery { return try await recovery.value }
        let register = register
        let now = clock.now
        let recovery = Task { try await register.interrupt(at: now) }
        self.recovery = recovery
        do {
            return try await recovery.value
        } catch {
            self.recovery = nil
            throw error
        }
    }

    /// Forgets what is kept no longer, and writes down ends that could not be written.
    public func tidy() async throws {
        for (id, ending) in unwritten {
            try await register.end(id, ending, at: clock.now)
            unwritten[id] = nil
        }
        try await register.prune(
            endedBefore: clock.now.adding(seconds: -Limits.lasts), keeping: Limits.keeping)
    }

    /// Stops everything, and waits a moment for it to stop: the program ends.
    public func stop() async {
        isStopping = true
        let waiting = line
        line = []
        for job in held.values { job.task?.cancel() }
        for id in waiting {
            let step = held[id]?.step ?? JobStep()
            held[id] = nil
            await end(id, JobEnding(.interrupted, step: step))
        }
        guard !running.isEmpty else { return }
        let timer = Task {
            try? await Task.sleep(for: Limits.patience)
            self.giveUpWaiting()
        }
        await withCheckedContinuation { idle.append($0) }
        timer.cancel()
        for id in running { await end(id, JobEnding(.interrupted, step: held[id]?.step ?? JobStep())) }
    }

    private func giveUpWaiting() {
        for waiting in idle { waiting.resume() }
        idle = []
    }

    /// Writes that something unexpected happened: its type only, for its text may hold what somebody typed.
    public static let logged: @Sendable (String, String) -> Void = { reference, fault in
        Logger(label: "cornerstone").error(
            "A long job failed.", metadata: ["reference": "\(reference)", "fault": "\(fault)"])
    }
}
