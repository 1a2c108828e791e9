import ActionPlans
import Vocabulary

/// The columns of `promise` that hold a promise, in one order for writing and for reading.
enum PromiseColumns {
    static let list = """
        number, wording, label, opens, due, repeats_every, repeats_unit, continues, condition, relative_every,
        relative_unit, relative_anchor, past, undecided, understood, completed_on, completed_happened,
        completed_evidence, agreed_day, slips, request_day, request_reason, request_by, settled, settled_until,
        entered_on
        """

    static let ofAction =
        "SELECT " + list + " FROM promise WHERE action = ?1 AND until_sequence IS NULL ORDER BY number"

    /// As `ofAction`, at the sequence `?2`.
    static let ofActionAsAt =
        "SELECT " + list + " FROM promise WHERE action = ?1 AND " + held + " ORDER BY number"

    static let occurrences = """
        SELECT promise, due, completed_on, completed_happened, completed_evidence FROM occurrence
        WHERE action = ?1 AND until_sequence IS NULL
        """

    static let occurrencesAsAt =
        """
        SELECT promise, due, completed_on, completed_happened, completed_evidence FROM occurrence WHERE action = ?1 AND 
        """ + held

    private static let held = "from_sequence <= ?2 AND (until_sequence IS NULL OR until_sequence > ?2)"

    /// After the key: action, number, from_sequence, strategy, marking.
    static let insert = """
        INSERT INTO promise (action, number, from_sequence, strategy, marking, wording, label, opens, due,
            repeats_every, repeats_unit, continues, condition, relative_every, relative_unit, relative_anchor, past,
            undecided, understood, completed_on, completed_happened, completed_evidence, agreed_day, slips, request_day,
            request_reason, request_by, settled, settled_until, entered_on)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)
        """

    static func values(_ promise: Promise) -> [SQLValue] {
        let commitment = promise.commitment
        var settledUntil: Day?
        if case .delayAgreed(let until) = promise.settled { settledUntil = until }
        return [
            SQLValue(commitment.wording), SQLValue(commitment.label), SQLValue(commitment.opens),
            SQLValue(commitment.due), SQLValue(commitment.repeats?.every), SQLValue(commitment.repeats?.unit.rawValue),
            SQLValue(commitment.continues), SQLValue(commitment.condition), SQLValue(commitment.relative?.every),
            SQLValue(commitment.relative?.unit.rawValue), SQLValue(commitment.relative?.anchor),
            SQLValue(commitment.past), SQLValue(commitment.undecided), SQLValue(commitment.understood),
            SQLValue(promise.completed?.recordedOn), SQLValue(promise.completed?.happened),
            SQLValue(promise.completed?.evidence), SQLValue(promise.agreedDay), SQLValue(promise.slips),
            SQLValue(promise.request?.newDay), SQLValue(promise.request?.reason), SQLValue(promise.request?.by),
            SQLValue(promise.settled?.word), SQLValue(settledUntil), SQLValue(promise.enteredOn),
        ]
    }

    /// Reads the columns of `list`, the first of them at a position. Occurrences stand in their own table.
    static func promise(_ rows: any Rows, from first: Int) throws -> Promise {
        var promise = Promise(number: rows.int(first), commitment: try commitment(rows, from: first + 1))
        if !rows.isNull(first + 15) { promise.completed = try rows.completion(at: first + 15) }
        promise.agreedDay = rows.dayIfAny(first + 18)
        promise.slips = rows.int(first + 19)
        if let newDay = rows.dayIfAny(first + 20) {
            promise.request = DelayRequest(newDay: newDay, reason: rows.text(first + 21), by: rows.id(first + 22))
        }
        if let word = rows.textIfAny(first + 23) {
            promise.settled = SettleAnswer(word: word, until: rows.dayIfAny(first + 24))
        }
        promise.enteredOn = rows.dayIfAny(first + 25)
        return promise
    }

    private static func commitment(_ rows: any Rows, from first: Int) throws -> Commitment {
        var repeats: Recurrence?
        if let every = rows.intIfAny(first + 4) {
            repeats = Recurrence(every: every, unit: try rows.word(first + 5))
        }
        var relative: RelativeTerm?
        if let every = rows.intIfAny(first + 8) {
            relative = RelativeTerm(every: every, unit: try rows.word(first + 9), anchor: rows.text(first + 10))
        }
        return Commitment(
            wording: rows.textIfAny(first), label: rows.textIfAny(first + 1), opens: rows.dayIfAny(first + 2),
            due: rows.dayIfAny(first + 3), repeats: repeats, continues: rows.flag(first + 6),
            condition: rows.textIfAny(first + 7), relative: relative, past: rows.flag(first + 11),
            undecided: rows.flag(first + 12), understood: rows.flag(first + 13))
    }
}
