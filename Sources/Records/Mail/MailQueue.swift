import Partnership
import Vocabulary

/// The queue of outgoing mail as the transaction of an entry fills it.
enum MailQueue {
    /// - Parameter entry: the entry the mail is sent because of.
    static func add(_ mail: [NewMail], entry: JournalSequence, on connection: any Connection) throws {
        for new in mail {
            try connection.execute(
                """
                INSERT INTO outgoing_mail (number, message_id, entry, kind, member, strategy, round, step, created,
                    state, attempts, next_try)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'waiting', 0, ?9)
                """,
                [
                    .integer(try Counter.next("outgoing_mail", connection)), .text(new.messageID), SQLValue(entry),
                    .text(new.kind.rawValue), SQLValue(new.member), SQLValue(new.strategy), SQLValue(new.round),
                    SQLValue(new.step), SQLValue(new.created),
                ])
        }
    }

    /// In the order of `MailQuery.columns`.
    static func read(_ rows: any Rows) throws -> [OutgoingMail] {
        var found: [OutgoingMail] = []
        while try rows.next() {
            found.append(
                OutgoingMail(
                    number: rows.int(0), messageID: rows.text(1), entry: rows.sequence(2), kind: try rows.word(3),
                    member: rows.id(4), strategy: rows.idIfAny(5), round: rows.idIfAny(6), step: rows.int(7),
                    created: rows.instant(8), state: try rows.word(9), attempts: rows.int(10),
                    lastTry: rows.isNull(11) ? nil : rows.instant(11), nextTry: rows.instant(12),
                    sentAt: rows.isNull(13) ? nil : rows.instant(13), problem: rows.textIfAny(14)))
        }
        return found
    }
}
