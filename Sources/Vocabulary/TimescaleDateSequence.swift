/// Dates that stand together and share their years: "January and June 2002", "1 April to 30 June 2008".
struct DateSequence {
    enum Join { case either, range, list }

    private(set) var points: [DatePoint]
    /// How each point but the first is joined to the one before it.
    private(set) var joins: [Join] = []
    private(set) var starts: [Int]
    private(set) var lacksYear = false

    var end: Int { points[points.count - 1].end }

    init?(at index: Int, dates: DateGrammar, isBetween: Bool) {
        guard let first = Self.member(at: index, dates: dates, depth: 0) else { return nil }
        points = [first]
        starts = [index]
        while points.count < 14, let (join, next) = Self.join(at: end, tokens: dates.tokens, isBetween: isBetween),
            let point = Self.member(at: next, dates: dates.joined(at: next), depth: 0),
            Self.belongs(point, to: points[points.count - 1], join: join, at: next, tokens: dates.tokens)
        {
            points.append(point)
            joins.append(join)
            starts.append(next)
        }
        if case .bareDay = points[points.count - 1].shape { return nil }
        lacksYear = points.allSatisfy { $0.year == nil && !$0.isVague }
        inherit()
    }

    /// A date, or the first day of "1 to 31 March 2009".
    private static func member(at index: Int, dates: DateGrammar, depth: Int) -> DatePoint? {
        let tokens = dates.tokens
        let token = tokens[token: index]
        if let point = dates.point(at: index) { return point }
        guard depth < 3, token.isDayNumber, dates.mayBeginDate(index),
            token.isOrdinal || !TimescaleWords.numbered.contains(tokens[token: index - 1].text),
            let (_, next) = join(at: index + 1, tokens: tokens, isBetween: true),
            let following = member(at: next, dates: dates.joined(at: next), depth: depth + 1)
        else { return nil }
        switch following.shape {
        case .day, .bareDay: return DatePoint(shape: .bareDay(token.value), end: index + 1)
        default: return nil
        }
    }

    private static func join(
        at index: Int, tokens: [TimescaleToken], isBetween: Bool
    ) -> (Join, next: Int)? {
        let token = tokens[token: index]
        if token.isSlash || token.text == "or" { return (.either, index + 1) }
        if token.isDash { return (.range, index + 1) }
        if token.text == "and" || token.text == "&" { return (isBetween ? .range : .list, index + 1) }
        if token.text == "," {
            return (.list, tokens.isWord(index + 1, "and") || tokens.isMark(index + 1, "&") ? index + 2 : index + 1)
        }
        guard let end = tokens.longest(of: ranges, at: index) else { return nil }
        return (.range, end)
    }

    private static let ranges = TimescalePhrases([
        "to", "until", "till", "through", "thru", "through to", "up to", "up until", "and until",
    ])

    private static func belongs(
        _ point: DatePoint, to last: DatePoint, join: Join, at index: Int, tokens: [TimescaleToken]
    ) -> Bool {
        if point.year == nil, !point.isVague {
            if case .bareDay = point.shape { return true }
            let name = tokens[token: index]
            guard name.isCapital || name.kind == .number || !TimescaleWords.plainWords.contains(name.text) else {
                return false
            }
            return last.year == nil || join == .list || endsClause(point.end, tokens: tokens)
        }
        guard join == .list else { return true }
        return last.year == nil || (last.shape == .whole) == (point.shape == .whole)
    }

    private static func endsClause(_ index: Int, tokens: [TimescaleToken]) -> Bool {
        let token = tokens[token: index]
        return index >= tokens.count || token.kind == .mark || token.startsLine
    }

    // MARK: Years that stand once for several dates

    private mutating func inherit() {
        for index in points.indices.dropLast().reversed() where points[index].year == nil && !points[index].isVague {
            let next = points[index + 1]
            if case .bareDay(let day) = points[index].shape, case .day(_, let month) = next.shape {
                points[index].shape = .day(day, month: month)
            }
            guard let year = next.year, next.shape != .whole else { continue }
            points[index].year = Self.year(of: points[index], before: next, year: year, join: joins[index])
        }
        for index in points.indices.dropFirst() where points[index].year == nil && joins[index - 1] == .range {
            guard case .single(let year)? = points[index - 1].year, !points[index].isVague,
                let order = points[index].order, let last = points[index - 1].order
            else { continue }
            points[index].year = .single(order < last ? year + 1 : year)
        }
    }

    /// "November to February 2009" begins in 2008; "October and January 2003" does not say.
    private static func year(
        of point: DatePoint, before next: DatePoint, year: YearReference, join: Join
    ) -> YearReference? {
        guard case .single(let number) = year, let order = point.order, let nextOrder = next.order, order > nextOrder
        else { return year }
        return join == .list ? nil : .single(number - 1)
    }

    /// "2008 to 2009", without "from", are paired years as much as "2008-2009".
    mutating func pairConsecutiveYears() {
        guard points.count == 2, joins == [.range], points.allSatisfy({ $0.shape == .whole && $0.edge == .none }),
            case .single(let first)? = points[0].year, case .single(let second)? = points[1].year, second == first + 1
        else { return }
        points = [DatePoint(shape: .whole, year: .paired(first, second), end: points[1].end)]
        joins = []
        starts = [starts[0]]
    }

    // MARK: What it means

    func terms(in plan: PlanYear) -> [DateTerm] {
        var terms = [term(0, in: plan)]
        for (index, join) in joins.enumerated() {
            let next = term(index + 1, in: plan)
            guard join != .list else {
                terms.append(next)
                continue
            }
            let last = terms.removeLast()
            terms.append(
                DateTerm(
                    days: Self.joined(last.days, next.days), isRange: last.isRange || next.isRange || join == .range,
                    tokens: last.tokens.lowerBound..<next.tokens.upperBound))
        }
        return terms
    }

    private func term(_ index: Int, in plan: PlanYear) -> DateTerm {
        let point = points[index]
        var isRange = false
        if case .paired(let first, let second)? = point.year, second > first + 1 { isRange = true }
        return DateTerm(days: point.days(in: plan), isRange: isRange, tokens: starts[index]..<point.end)
    }

    private static func joined(_ one: ClosedRange<Day>?, _ other: ClosedRange<Day>?) -> ClosedRange<Day>? {
        guard let one, let other, one.lowerBound <= other.upperBound, one.upperBound <= other.upperBound else {
            return nil
        }
        return one.lowerBound...other.upperBound
    }

    func warnings(in plan: PlanYear) -> [TimescaleWarning] {
        var found: [TimescaleWarning] = []
        for point in points where !point.isVague {
            guard case .paired(let first, let second)? = point.year, let days = point.days(in: plan) else { continue }
            if plan == .calendar {
                found.append(.pairedYears(first, second, days: days))
            } else if second > first + 1 {
                found.append(.yearsApart(first, second, days: days))
            }
        }
        return found
    }
}
