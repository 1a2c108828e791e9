// Years, and the parts of a year that need one: seasons, quarters, halves.
extension DateGrammar {
    /// "2008", "2008/09", "2008-2009"; after a month or "mid", also "08".
    func yearReference(
        at index: Int, shortAllowed: Bool, followsWord: Bool
    ) -> (year: YearReference, end: Int, isVague: Bool)? {
        let first = tokens[token: index]
        guard first.kind == .number, followsWord || mayBeginDate(index) else { return nil }
        if first.isYear { return pair(first.value, at: index) ?? single(first.value, at: index) }
        guard shortAllowed, first.digits == 2, !first.isOrdinal else { return nil }
        let second = tokens[token: index + 2]
        if tokens[token: index + 1].isSlash || gluedDash(index + 1), second.digits == 2,
            second.value == (first.value + 1) % 100, first.value < 70
        {
            return (.paired(2000 + first.value, 2001 + first.value), index + 3, false)
        }
        return single(2000 + first.value, at: index, isVague: first.value >= 70)
    }

    private func single(
        _ year: Int, at index: Int, isVague: Bool = false
    ) -> (year: YearReference, end: Int, isVague: Bool)? {
        let after = tokens[token: index + 1]
        guard !(after.isGlued && (after.kind == .word || after.text == "%")) else { return nil }
        return (.single(year), index + 1, isVague)
    }

    /// Two years with a stroke or a dash between them. "2008/11" may be years or a month and is left to a person.
    private func pair(_ first: Int, at index: Int) -> (year: YearReference, end: Int, isVague: Bool)? {
        let mark = tokens[token: index + 1]
        let second = tokens[token: index + 2]
        guard mark.isSlash || mark.isDash, second.kind == .number, !second.isOrdinal, second.digits > 0,
            monthAfter(index + 2) == nil
        else { return nil }
        let end = index + 3
        switch second.digits {
        case 4 where second.isYear && second.value > first:
            return (.paired(first, second.value), end, false)
        case 1 where mark.isSlash && second.value == (first + 1) % 10:
            return (.paired(first, first + 1), end, false)
        case 2 where second.value == (first + 1) % 100:
            return (.paired(first, first + 1), end, false)
        case 2 where second.value > first % 100 + 1:
            return (.paired(first, first - first % 100 + second.value), end, second.value <= 12)
        default: return nil
        }
    }

    private func monthAfter(_ index: Int) -> MonthName? {
        let after = tokens[token: index + 1]
        return after.kind == .word && !after.isGlued ? MonthName(word: after.text) : nil
    }

    /// A year by itself, with the words that plans put round it: "financial year 2008/09", "FY 2008/09".
    func wholeYear(at index: Int, shortAllowed: Bool) -> DatePoint? {
        if let end = tokens.longest(of: TimescaleWords.otherYears, at: index) {
            return DatePoint(
                shape: .whole, end: yearReference(at: end, shortAllowed: true, followsWord: true)?.end ?? end,
                isVague: true)
        }
        if let end = tokens.longest(of: TimescaleWords.planYears, at: index) { return planYear(at: end) }
        var start = index
        if let end = tokens.longest(of: TimescaleWords.plainYears, at: index) { start = end }
        guard
            let year = yearReference(at: start, shortAllowed: shortAllowed, followsWord: start > index || shortAllowed)
        else { return nil }
        if let part = quarterAfter(year.year, at: year.end) { return part }
        var point = DatePoint(shape: .whole, year: year.year, end: year.end, isVague: year.isVague)
        if let end = tokens.longest(of: TimescaleWords.planYears, at: point.end) {
            point.end = end
            if case .single = year.year { point.isVague = true }
        } else if let end = tokens.longest(of: TimescaleWords.otherYears, at: point.end) {
            (point.end, point.isVague) = (end, true)
        }
        return point
    }

    /// "Financial year 2008" does not say in which year it begins.
    private func planYear(at index: Int) -> DatePoint {
        var next = index
        if tokens[token: next].isDash || tokens.isMark(next, "(") || tokens.isWord(next, "of") { next += 1 }
        guard let year = yearReference(at: next, shortAllowed: true, followsWord: true) else {
            return DatePoint(shape: .whole, end: index, isVague: true)
        }
        if let part = quarterAfter(year.year, at: year.end) { return part }
        guard case .paired = year.year else { return DatePoint(shape: .whole, end: year.end, isVague: true) }
        return DatePoint(shape: .whole, year: year.year, end: year.end, isVague: year.isVague)
    }

    /// "2008/09 Q2": the year first.
    private func quarterAfter(_ year: YearReference, at index: Int) -> DatePoint? {
        var next = index
        if tokens.isMark(next, ",") || tokens[token: next].isDash || tokens.isMark(next, "(") { next += 1 }
        guard let (shape, end) = quarterOrHalfName(at: next) else { return nil }
        guard yearAfterQuarter(at: end) == nil else { return nil }
        return DatePoint(shape: shape, year: year, end: end)
    }

    func season(at index: Int) -> DatePoint? {
        guard tokens[token: index].kind == .word, let season = Season(rawValue: tokens[token: index].text) else {
            return nil
        }
        if let end = tokens.longest(of: TimescaleWords.seasonal, at: index + 1) {
            let year = yearReference(at: end, shortAllowed: true, followsWord: true)
            return DatePoint(shape: .season(season), end: year?.end ?? end, isVague: true)
        }
        var next = index + 1
        if tokens.isMark(next, ","), tokens[token: next + 1].isYear { next += 1 }
        if tokens.isWord(next, "of") || tokens.isWord(next, "in") || gluedDash(next) { next += 1 }
        guard let year = yearReference(at: next, shortAllowed: true, followsWord: true) else {
            return DatePoint(shape: .season(season), end: index + 1)
        }
        if let end = tokens.longest(of: TimescaleWords.seasonal, at: year.end) {
            return DatePoint(shape: .season(season), end: end, isVague: true)
        }
        return DatePoint(shape: .season(season), year: year.year, end: year.end, isVague: year.isVague)
    }

    func quarterOrHalf(at index: Int) -> DatePoint? {
        guard let (shape, end) = quarterOrHalfName(at: index) else { return nil }
        guard let year = yearAfterQuarter(at: end) else { return DatePoint(shape: shape, end: end) }
        return DatePoint(shape: shape, year: year.year, end: year.end, isVague: year.isVague)
    }

    private func yearAfterQuarter(at index: Int) -> (year: YearReference, end: Int, isVague: Bool)? {
        var next = index
        if tokens.isMark(next, ",") || tokens[token: next].isDash || tokens[token: next].isSlash
            || tokens.isMark(next, "(")
        {
            next += 1
        }
        if tokens.isWord(next, "of") || tokens.isWord(next, "in") { next += 1 }
        if tokens.isWord(next, "the") { next += 1 }
        if let end = tokens.longest(of: TimescaleWords.planYears, at: next) {
            next = end
            guard let year = yearReference(at: next, shortAllowed: true, followsWord: true) else { return nil }
            if case .single = year.year { return (year.year, year.end, true) }
            return year
        }
        return yearReference(at: next, shortAllowed: true, followsWord: true)
    }

    /// "Q2", "quarter 2", "second quarter", "2nd half", "H1".
    private func quarterOrHalfName(at index: Int) -> (DatePoint.Shape, end: Int)? {
        let token = tokens[token: index]
        let next = tokens[token: index + 1]
        guard token.kind == .word || token.isOrdinal else { return nil }
        if ["q", "qtr", "quarter"].contains(token.text), (1...4).contains(next.value), next.digits == 1 {
            return (.quarter(next.value), index + 2)
        }
        if token.text == "h", next.isGlued, (1...2).contains(next.value), next.digits == 1 {
            return (.half(next.value), index + 2)
        }
        let place = token.isOrdinal ? token.value : TimescaleWords.ordinals[token.text]
        guard let place else { return nil }
        if ["quarter", "qtr"].contains(next.text), (1...4).contains(place) { return (.quarter(place), index + 2) }
        if next.text == "half", (1...2).contains(place) { return (.half(place), index + 2) }
        return nil
    }

    /// Dates in figures, the day before the month: "31/03/2009", "31.3.09", "2009-03-31", "03/2009", "2009-03".
    func numericDate(at index: Int) -> DatePoint? {
        let (first, mark, second) = (tokens[token: index], tokens[token: index + 1], tokens[token: index + 2])
        guard first.kind == .number, second.kind == .number, (1...2).contains(second.digits) || second.isYear,
            mark.kind == .mark, ["/", "-", "."].contains(mark.text), mark.isGlued || mark.isSlash,
            second.isGlued || mark.isSlash, mayBeginDate(index), !first.isOrdinal, !second.isOrdinal
        else { return nil }
        let (nextMark, third) = (tokens[token: index + 3], tokens[token: index + 4])
        let isTriple =
            nextMark.kind == .mark && nextMark.text == mark.text && third.kind == .number
            && (nextMark.isGlued || nextMark.isSlash) && !third.isOrdinal
        if isTriple, (1...2).contains(second.digits) {
            return triple(first, second, third, mark: mark.text, end: index + 5)
        }
        if second.isYear, (1...2).contains(first.digits), (1...12).contains(first.value),
            mark.text != "-" || second.isGlued
        {
            return DatePoint(shape: .month(first.value), year: .single(second.value), end: index + 3)
        }
        if first.isYear, second.digits == 2, (1...12).contains(second.value), mark.isDash,
            second.value <= first.value % 100, second.value != (first.value + 1) % 100
        {
            return DatePoint(shape: .month(second.value), year: .single(first.value), end: index + 3)
        }
        return nil
    }

    private func triple(
        _ first: TimescaleToken, _ second: TimescaleToken, _ third: TimescaleToken, mark: String, end: Int
    ) -> DatePoint? {
        var next = end
        let after = tokens[token: next]
        if after.text == mark, tokens[token: next + 1].kind == .number, after.isGlued { return nil }
        if after.isGlued, ["t", "z"].contains(after.text) { next += 1 }
        if first.isYear, (1...2).contains(third.digits) {
            return DatePoint(
                shape: .day(third.value, month: second.value), year: .single(first.value), end: next)
        }
        guard (1...2).contains(first.digits) else { return nil }
        if third.isYear {
            return DatePoint(
                shape: .day(first.value, month: second.value), year: .single(third.value), end: next)
        }
        guard third.digits == 2 else { return nil }
        return DatePoint(
            shape: .day(first.value, month: second.value), year: .single(2000 + third.value), end: next,
            isVague: third.value >= 70)
    }
}
