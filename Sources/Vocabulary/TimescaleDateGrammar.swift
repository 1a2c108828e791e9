/// Reads single dates out of a list of tokens. Each method takes an index and gives what stands there, or nil.
struct DateGrammar {
    let tokens: [TimescaleToken]
    /// Where a date follows a stroke or a dash directly: the "5" of "1-5 May 2008".
    var joinedAt: Int?

    init(tokens: [TimescaleToken]) { self.tokens = tokens }

    func joined(at index: Int) -> DateGrammar {
        var other = self
        other.joinedAt = index
        return other
    }

    /// One full date and nothing else: day, month and year.
    func wholeDay(at index: Int) -> (day: Day, end: Int)? {
        guard let point = numericDate(at: index) ?? dayAndMonth(at: index) ?? monthAndDay(at: index),
            case .day = point.shape, let days = point.days(in: .financial)
        else { return nil }
        return (days.lowerBound, point.end)
    }

    /// A date with what may stand before it: "the end of March 2009", "mid-2008", "week commencing 5 May 2008".
    func point(at index: Int) -> DatePoint? {
        var start = index
        if tokens.isWord(start, "the") { start += 1 }
        if let week = week(at: start) { return week }
        if let third = third(at: start) { return third }
        if let edged = edged(at: start) { return edged }
        return core(at: start)
    }

    private func week(at index: Int) -> DatePoint? {
        guard let end = tokens.longest(of: TimescaleWords.weekBeginnings, at: index) else {
            guard let end = tokens.longest(of: TimescaleWords.weekEndings, at: index) else { return nil }
            return dayPoint(at: end)
        }
        guard var point = dayPoint(at: end) else { return nil }
        if let day = point.days(in: .financial)?.lowerBound { point.shape = .week(day) }
        return point
    }

    /// "Early 2009", "mid/late 2008"; of a month or a season the words have no settled meaning.
    private func third(at index: Int) -> DatePoint? {
        guard let third = TimescaleWords.thirds[tokens[token: index].text] else { return nil }
        var next = index + 1
        if tokens[token: next].isDash { next += 1 }
        if tokens.isWord(next, "in") || tokens.isWord(next, "of") { next += 1 }
        if tokens.isWord(next, "the") { next += 1 }
        if tokens.isWord(next, "part"), tokens.isWord(next + 1, "of") { next += 2 }
        if let year = yearReference(at: next, shortAllowed: true, followsWord: true) {
            var point = DatePoint(shape: .third(third), year: year.year, end: year.end, isVague: year.isVague)
            if case .paired = year.year { point.isVague = true }
            return point
        }
        guard var point = core(at: next) else { return joined(third, at: next) }
        point.isVague = true
        return point
    }

    /// The "mid" of "mid/late 2008".
    private func joined(_ third: YearThird, at index: Int) -> DatePoint? {
        guard tokens[token: index].isSlash || tokens.isWord(index, "or") || tokens.isWord(index, "to"),
            TimescaleWords.thirds[tokens[token: index + 1].text] != nil
        else { return nil }
        return DatePoint(shape: .third(third), end: index)
    }

    private func edged(at index: Int) -> DatePoint? {
        guard let edge = TimescaleWords.edges[tokens[token: index].text] else { return nil }
        var next = index + 1
        var isOf = false
        if tokens[token: next].isDash, tokens[token: next].isGlued { next += 1 }
        if tokens.isWord(next, "of") {
            next += 1
            isOf = true
        }
        if tokens.isWord(next, "the") { next += 1 }
        if edge == .start, !isOf { return nil }
        guard var point = core(at: next, shortAllowed: true) else { return missingYear(at: next) }
        point.edge = edge
        return point
    }

    /// "The end of the year", "end of term": which one, nobody can say.
    private func missingYear(at index: Int) -> DatePoint? {
        var next = index
        if ["this", "next", "each", "every"].contains(tokens[token: next].text) { next += 1 }
        guard let end = tokens.longest(of: TimescaleWords.unnamedPeriods, at: next) else { return nil }
        return DatePoint(shape: .whole, end: end, isVague: true)
    }

    /// A date without anything before it.
    func core(at index: Int, shortAllowed: Bool = false) -> DatePoint? {
        if let numeric = numericDate(at: index) { return numeric }
        if let day = dayPoint(at: index) { return day }
        if let day = monthAndDay(at: index) { return day }
        if let month = month(at: index) { return month }
        if let season = season(at: index) { return season }
        if let part = quarterOrHalf(at: index) { return part }
        return wholeYear(at: index, shortAllowed: shortAllowed) ?? misspeltMonth(at: index)
    }

    /// "Febuary 2009" is not the year 2009.
    private func misspeltMonth(at index: Int) -> DatePoint? {
        let word = tokens[token: index]
        guard word.kind == .word, tokens[token: index + 1].isYear, MonthName.resembles(word.text) else { return nil }
        return DatePoint(shape: .whole, end: index + 2, isVague: true)
    }

    private func dayPoint(at index: Int) -> DatePoint? {
        var next = index
        if TimescaleWords.weekdays.contains(tokens[token: next].text) {
            next += 1
            if tokens.isMark(next, ",") || tokens.isMark(next, ".") { next += 1 }
            if tokens.isWord(next, "the") { next += 1 }
        }
        return numericDate(at: next) ?? dayAndMonth(at: next)
    }

    /// "31 March 2006", "31st of March, 2006", "31-Mar-09"; without a year, "31 March".
    private func dayAndMonth(at index: Int) -> DatePoint? {
        let day = tokens[token: index]
        guard day.kind == .number, (1...2).contains(day.digits), mayBeginDate(index),
            !TimescaleWords.numbered.contains(tokens[token: index - 1].text) || day.isOrdinal
        else { return nil }
        var next = index + 1
        if tokens.isWord(next, "of") || tokens[token: next].isSlash || gluedDash(next) { next += 1 }
        guard tokens[token: next].kind == .word, let month = MonthName(word: tokens[token: next].text) else {
            return nil
        }
        var point = DatePoint(shape: .day(day.value, month: month.rawValue), end: next + 1)
        guard let year = yearAfterMonth(at: next + 1) else { return point }
        (point.year, point.end, point.isVague) = (year.year, year.end, year.isVague)
        return point
    }

    /// "March 31, 2009", "March 31st": the month first.
    private func monthAndDay(at index: Int) -> DatePoint? {
        let day = tokens[token: index + 1]
        guard let month = monthName(at: index), day.isDayNumber else { return nil }
        var next = index + 2
        if tokens.isMark(next, ",") { next += 1 }
        if tokens[token: next].isYear, !tokens[token: next].isGlued || next > index + 2 {
            return DatePoint(
                shape: .day(day.value, month: month), year: .single(tokens[next].value), end: next + 1)
        }
        guard day.isOrdinal || day.digits == 1, !tokens[token: index + 2].isSlash else { return nil }
        return DatePoint(shape: .day(day.value, month: month), end: index + 2)
    }

    private func month(at index: Int) -> DatePoint? {
        guard let month = monthName(at: index) else { return nil }
        var point = DatePoint(shape: .month(month), end: index + 1)
        guard let year = yearAfterMonth(at: index + 1) else { return point }
        (point.year, point.end, point.isVague) = (year.year, year.end, year.isVague)
        return point
    }

    private func monthName(at index: Int) -> Int? {
        let token = tokens[token: index]
        guard token.kind == .word else { return nil }
        return MonthName(word: token.text)?.rawValue
    }

    /// The year after a month, past a full stop, a comma, "of" or a mark between them.
    private func yearAfterMonth(at index: Int) -> (year: YearReference, end: Int, isVague: Bool)? {
        var next = index
        if tokens.isMark(next, "."), tokens[token: next].isGlued, tokens[token: next + 1].digits > 0 { next += 1 }
        if tokens.isMark(next, ","), tokens[token: next + 1].isYear { next += 1 }
        if tokens.isWord(next, "of") || tokens.isWord(next, "in") { next += 1 }
        if tokens[token: next].isSlash || gluedDash(next) { next += 1 }
        return yearReference(at: next, shortAllowed: true, followsWord: true)
    }

    func gluedDash(_ index: Int) -> Bool {
        tokens[token: index].isDash && tokens[token: index].isGlued && tokens[token: index + 1].isGlued
    }

    /// Whether a number here may begin a date: not the tail of another number, a code or a sum of money.
    func mayBeginDate(_ index: Int) -> Bool {
        if index == joinedAt { return true }
        guard index > 0, tokens[token: index].isGlued else {
            return !["\u{00A3}", "$", "\u{20AC}", "#"].contains(tokens[token: index - 1].text) || index == 0
        }
        return ["(", ":", ",", ";", "\u{2022}", ">"].contains(tokens[token: index - 1].text)
            || (tokens[token: index - 1].isDash && !tokens[token: index - 1].isGlued)
    }
}
