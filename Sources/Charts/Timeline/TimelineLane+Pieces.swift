import Vocabulary

/// One stroke of a lane: what it is and where it stands.
enum TimelinePiece: Hashable {
    case mark(TimelineMark, at: Double)
    case span(TimelineMark, from: Double, to: Double)
    /// A faint line that leads the eye from the label to the first mark.
    case leader(to: Double)
    case note(String, at: Double)

    /// The mark the key has to explain.
    var mark: TimelineMark? {
        switch self {
        case .mark(let mark, _), .span(let mark, _, _): mark
        case .leader, .note: nil
        }
    }
}

extension TimelineLane {
    /// Occurrences closer together than this are drawn as a comb.
    static let closest = 5.0

    /// What is drawn of it, in the order in which it is drawn: below first.
    func pieces(on axis: TimeAxis, today: Day) -> [TimelinePiece] {
        let state = TimelineMark(state)
        guard !isWithoutDate else { return edge(axis, state) }
        let place = self.place(axis)
        var pieces = body(axis)
        if self.state == .overdue, let due, due < today {
            pieces.append(.span(.late, from: axis.x(due), to: axis.x(today)))
        }
        pieces += moved(axis, place)
        pieces.append(.mark(state, at: place))
        if let marked = markedDay, !axis.holds(marked) {
            let isLeft = marked < axis.span.lowerBound
            let end = isLeft ? axis.left + 26 : axis.right - 10
            pieces.append(.span(.beyond, from: end - 12, to: end))
            let words = "\(marked.day) \(marked.monthName.short) \(marked.year)"
            let width = LetterWidths.width(words, size: TimelineSheet.noteSize)
            pieces.append(.note(words, at: isLeft ? end + 6 : end - 20 - width))
        }
        pieces += beside(axis, place)
        let first = pieces.map(\.leftmost).min() ?? axis.left
        return first > axis.left + 20 ? [.leader(to: first - 8)] + pieces : pieces
    }

    /// The day its state stands at, if any.
    private var markedDay: Day? { completed ?? due ?? (repeats == nil ? opens : repeats?.days.first ?? opens) }

    private func place(_ axis: TimeAxis) -> Double { markedDay.map(axis.x) ?? axis.left + 8 }

    /// What has no day stands at the left edge and says why.
    private func edge(_ axis: TimeAxis, _ state: TimelineMark) -> [TimelinePiece] {
        var pieces: [TimelinePiece] = [.mark(state, at: axis.left + 8)]
        var x = axis.left + 22
        if isConditional {
            pieces.append(.mark(.condition, at: x + 4))
            x += 18
        }
        if let note { pieces.append(.note(note, at: x)) }
        return pieces
    }

    /// The time it takes.
    private func body(_ axis: TimeAxis) -> [TimelinePiece] {
        if let repeats { return occurrences(repeats, axis) }
        if continues {
            let from = opens.map(axis.start) ?? axis.left
            guard let completed else { return [.span(.continues, from: min(from, axis.right - 20), to: axis.right)] }
            return [.span(.period, from: min(from, axis.x(completed)), to: axis.x(completed))]
        }
        guard let opens else { return [] }
        let from = axis.start(opens)
        guard let until = [stated, agreed].compactMap({ $0 }).min() ?? completed else {
            return [.span(.openEnd, from: from, to: axis.right)]
        }
        let to = axis.end(until)
        return from < to ? [.span(.period, from: from, to: to)] : []
    }

    private func occurrences(_ repeats: TimelineRepeats, _ axis: TimeAxis) -> [TimelinePiece] {
        var pieces: [TimelinePiece] = []
        if repeats.isEndless { pieces.append(.span(.continues, from: axis.right - 22, to: axis.right)) }
        guard let first = repeats.days.first, let last = repeats.days.last else { return pieces }
        let middle = Double(repeats.days.count - 1)
        if repeats.days.count > 2, (axis.x(last) - axis.x(first)) / middle < TimelineLane.closest {
            pieces.append(.span(.comb, from: axis.x(first), to: axis.x(last)))
        } else {
            for day in repeats.days where !repeats.done.contains(day) {
                pieces.append(.mark(.repeated, at: axis.x(day)))
            }
        }
        for day in repeats.days where repeats.done.contains(day) {
            pieces.append(.mark(.repeatedDone, at: axis.x(day)))
        }
        return pieces
    }

    /// From the day first stated to the one agreed, and on to the one that is asked for.
    private func moved(_ axis: TimeAxis, _ place: Double) -> [TimelinePiece] {
        var pieces: [TimelinePiece] = []
        if let stated, let agreed, stated != agreed {
            let from = axis.x(stated)
            let to = axis.x(agreed)
            let isLong = abs(to - from) >= 36
            // The arrow ends before the mark it leads to.
            let end = abs(to - place) < 12 ? place - 7 : to
            pieces.append(.span(.slip, from: isLong ? from + 6 : from, to: isLong ? end : to))
            pieces.append(.mark(.moved, at: from))
        } else if completed != nil, let due, abs(axis.x(due) - place) > 10 {
            pieces.append(.mark(.moved, at: axis.x(due)))
        }
        if let asked, let due {
            let from = axis.x(due)
            let to = axis.x(asked)
            pieces.append(.span(.asked, from: abs(to - from) >= 30 ? from + 8 : from, to: to))
        }
        return pieces
    }

    /// What stands behind the mark: that it waits, that it slipped more than once, a note.
    private func beside(_ axis: TimeAxis, _ place: Double) -> [TimelinePiece] {
        var pieces: [TimelinePiece] = []
        var words: [String] = []
        if slips > 1 { words.append("×\(slips)") }
        if let note { words.append(note) }
        let text = words.joined(separator: " ")
        let textWidth = LetterWidths.width(text, size: TimelineSheet.noteSize)
        let width = (isConditional ? 18 : 0) + (text.isEmpty ? 0 : textWidth + 4)
        let isLeft = place + 12 + width > axis.right
        var x = isLeft ? place - 12 - width : place + 12
        if isConditional {
            pieces.append(.mark(.condition, at: x + 6))
            x += 18
        }
        if !text.isEmpty { pieces.append(.note(text, at: max(x, axis.left))) }
        return pieces
    }
}

extension TimelinePiece {
    fileprivate var leftmost: Double {
        switch self {
        case .mark(_, let x), .note(_, let x): x
        case .span(_, let from, _): from
        case .leader(let x): x
        }
    }
}
