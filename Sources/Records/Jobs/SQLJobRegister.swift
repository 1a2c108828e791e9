public import Partnership
public import Vocabulary

/// Long work in a database: a working table, without entries.
public struct SQLJobRegister<Store: Database>: JobRegister {
    let database: Store

    public init(over database: Store) { self.database = database }

    public func open(_ job: NewJob) async throws -> JobID {
        try await database.write { connection in
            let number = try Counter.next("job", connection)
            try connection.execute(
                """
                INSERT INTO job (number, member, kind, title, marking, state, done, total, step, asked)
                VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, ?6, '', ?7)
                """,
                [
                    .integer(number), SQLValue(job.member), .text(job.kind), .text(job.title), SQLValue(job.marking),
                    SQLValue(job.total), SQLValue(job.asked),
                ])
            return JobID(Int(number))
        }
    }

    @discardableResult
    public func start(_ id: JobID, at instant: Instant) async throws -> Bool {
        try await database.write { connection in
            try connection.execute(
                "UPDATE job SET state = 'running', began = ?2 WHERE number = ?1 AND state = 'waiting'",
                [SQLValue(id), SQLValue(instant)]) > 0
        }
    }

    public func note(_ step: JobStep, of id: JobID) async throws {
        try await database.write { connection in
            _ = try connection.execute(
                "UPDATE job SET done = ?2, total = ?3, step = ?4 WHERE number = ?1 AND ended IS NULL",
                [SQLValue(id)] + Self.values(step))
        }
    }

    @discardableResult
    public func end(_ id: JobID, _ ending: JobEnding, at instant: Instant) async throws -> Bool {
        try await database.write { connection in
            let touched = try connection.execute(
                """
                UPDATE job SET done = ?2, total = ?3, step = ?4, state = ?5, ended = ?6, sentence = ?7, reference = ?8,
                    link = ?9, marking = CASE WHEN marking < ?10 THEN ?10 ELSE marking END
                WHERE number = ?1 AND ended IS NULL
                """,
                [SQLValue(id)] + Self.values(ending.step) + [
                    .text(ending.state.rawValue), SQLValue(instant), SQLValue(ending.sentence),
                    SQLValue(ending.reference), SQLValue(ending.link), SQLValue(ending.marking ?? .official),
                ])
            guard touched > 0 else { return false }
            for (index, file) in ending.files.enumerated() {
                try connection.execute(
                    "INSERT INTO job_file (job, number, name, media_type, size, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    [
                        SQLValue(id), SQLValue(index + 1), .text(file.name), .text(file.mediaType),
                        SQLValue(file.bytes.count), .blob(file.bytes),
                    ])
            }
            return true
        }
    }

    private static func values(_ step: JobStep) -> [SQLValue] {
        [SQLValue(step.done), SQLValue(step.total), .text(step.words)]
    }

    // MARK: Reading

    /// What a sight lets through of the job `j`: its own, no higher than it reaches.
    private static var seen: String { "j.member = ?1 AND j.marking <= ?2 AND ?3 = 1" }

    private static func values(_ sight: Sight) -> [SQLValue] {
        [SQLValue(sight.member), SQLValue(sight.ceiling), SQLValue(sight.seesPlans)]
    }

    public func jobs(_ sight: Sight, limit: Int) async throws -> [Job] {
        try await database.read { connection in
            try Self.jobs(" ORDER BY j.number DESC LIMIT ?4", [SQLValue(limit)], sight, connection)
        }
    }

    public func job(_ id: JobID, _ sight: Sight) async throws -> Job? {
        try await database.read { try Self.jobs(" AND j.number = ?4", [SQLValue(id)], sight, $0).first }
    }

    private static func jobs(
        _ which: String, _ further: [SQLValue], _ sight: Sight, _ connection: any Connection
    ) throws -> [Job] {
        let rows = try connection.rows(
            """
            SELECT j.number, j.member, j.kind, j.title, j.marking, j.state, j.done, j.total, j.step, j.asked, j.began,
                j.ended, j.sentence, j.reference, j.link
            FROM job j WHERE \(seen)\(which)
            """, values(sight) + further)
        var jobs: [Job] = []
        while try rows.next() { jobs.append(try job(rows, files: [])) }
        return try jobs.map { job in
            let files = try files(of: job.id, connection)
            return files.isEmpty ? job : job.with(files)
        }
    }

    private static func job(_ rows: any Rows, files: [JobFileSummary]) throws -> Job {
        Job(
            id: rows.id(0), member: rows.id(1), kind: rows.text(2), title: rows.text(3), marking: rows.marking(4),
            state: try rows.word(5), step: JobStep(done: rows.int(6), total: rows.intIfAny(7), words: rows.text(8)),
            asked: rows.instant(9), began: rows.isNull(10) ? nil : rows.instant(10),
            ended: rows.isNull(11) ? nil : rows.instant(11), sentence: rows.textIfAny(12),
            reference: rows.textIfAny(13), link: rows.textIfAny(14), files: files)
    }

    private static func files(of id: JobID, _ connection: any Connection) throws -> [JobFileSummary] {
        let rows = try connection.rows(
            "SELECT number, name, media_type, size FROM job_file WHERE job = ?1 ORDER BY number", [SQLValue(id)])
        var files: [JobFileSummary] = []
        while try rows.next() {
            files.append(
                JobFileSummary(
                    number: rows.int(0), name: rows.text(1), mediaType: rows.text(2), size: rows.int(3)))
        }
        return files
    }

    public func file(_ number: Int, of id: JobID, _ sight: Sight) async throws -> JobFile? {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT f.name, f.media_type, f.bytes FROM job_file f JOIN job j ON j.number = f.job
                WHERE \(Self.seen) AND f.job = ?4 AND f.number = ?5
                """, Self.values(sight) + [SQLValue(id), SQLValue(number)])
            guard try rows.next() else { return nil }
            return JobFile(
                name: rows.text(0), mediaType: rows.text(1), bytes: try rows.withBytes(2) { Array($0) })
        }
    }

    // MARK: Tidying

    @discardableResult
    public func interrupt(at instant: Instant) async throws -> Int {
        try await database.write { connection in
            try connection.execute(
                "UPDATE job SET state = 'interrupted', ended = ?1 WHERE ended IS NULL", [SQLValue(instant)])
        }
    }

    @discardableResult
    public func prune(endedBefore instant: Instant, keeping: Int) async throws -> Int {
        try await database.write { connection in
            let values = [SQLValue(instant), SQLValue(keeping)]
            try connection.execute(
                """
                DELETE FROM job_file WHERE job IN (
                    SELECT j.number FROM job j WHERE j.ended IS NOT NULL AND (j.ended < ?1 OR (
                        SELECT COUNT(*) FROM job k
                        WHERE k.member = j.member AND k.ended IS NOT NULL AND k.number > j.number) >= ?2))
                """, values)
            return try connection.execute(
                """
                DELETE FROM job WHERE number IN (
                    SELECT j.number FROM job j WHERE j.ended IS NOT NULL AND (j.ended < ?1 OR (
                        SELECT COUNT(*) FROM job k
                        WHERE k.member = j.member AND k.ended IS NOT NULL AND k.number > j.number) >= ?2))
                """, values)
        }
    }
}

extension Job {
    fileprivate func with(_ files: [JobFileSummary]) -> Job {
        Job(
            id: id, member: member, kind: kind, title: title, marking: marking, state: state, step: step, asked: asked,
            began: began, ended: ended, sentence: sentence, reference: reference, link: link, files: files)
    }
}
