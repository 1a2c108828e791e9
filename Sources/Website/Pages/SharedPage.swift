import NIOCore
import Partnership
import Synchronization
import Vocabulary

/// A page as it was rendered once for all who see the same, with gaps for what is each visitor's own: the token of
/// their forms, their post, the end of their session, the time of printing.
struct SharedPage: Sendable {
    /// What stands in a gap.
    enum Gap: String, CaseIterable, Sendable {
        case formToken, member, session, printed
    }

    private enum Piece: Sendable {
        case bytes(ByteBuffer)
        case gap(Gap)
    }

    private let pieces: [Piece]

    /// - Parameter marks: the texts that stood for the gaps when the page was rendered.
    init(_ html: String, marks: [Gap: String]) {
        var pieces: [Piece] = []
        var rest = html[...]
        while let next = SharedPage.firstGap(in: rest, marks) {
            pieces.append(.bytes(ByteBuffer(substring: rest[..<next.range.lowerBound])))
            pieces.append(.gap(next.gap))
            rest = rest[next.range.upperBound...]
        }
        pieces.append(.bytes(ByteBuffer(substring: rest)))
        self.pieces = pieces
    }

    private static func firstGap(in text: Substring, _ marks: [Gap: String]) -> (gap: Gap, range: Range<String.Index>)?
    {
        marks.compactMap { gap, mark in text.firstRange(of: mark).map { (gap, $0) } }
            .min { $0.1.lowerBound < $1.1.lowerBound }
    }

    /// The page for one visitor.
    func filled(formToken: String, member: String, session: String, printed: String) -> ByteBuffer {
        var page = ByteBuffer()
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): page.writeImmutableBuffer(bytes)
            case .gap(.formToken): page.writeString(PageText.escaped(formToken))
            case .gap(.member): page.writeString(PageText.escaped(member))
            case .gap(.session): page.writeString(PageText.escaped(session))
            case .gap(.printed): page.writeString(PageText.escaped(printed))
            }
        }
        return page
    }
}

/// The shared pages rendered last. What a page shows follows from its key alone, so nothing in here is ever wrong; what
/// is no longer asked for falls out.
final class SharedPages: Sendable {
    /// Everything a page of a plan depends on but its gaps.
    struct Key: Hashable, Sendable {
        let address: String
        let strategy: StrategyID
        let sequence: JournalSequence
        let day: Day
        let ceiling: Marking
        /// What the visitor may do: the buttons and tabs that are shown.
        let roles: Set<Role>
        /// Set where the page depends on who asks, and not only on their roles.
        let member: MemberID?
        /// Who works here, by name and post, and what the partnership is called.
        let staff: Int
    }

    /// Not to be guessed, so that nobody can type a gap into a plan.
    let marks: [SharedPage.Gap: String]
    private let limit = 192
    private let kept = Mutex<(pages: [Key: Task<SharedPage, any Error>], order: [Key])>(([:], []))

    init() {
        marks = Dictionary(uniqueKeysWithValues: SharedPage.Gap.allCases.map { ($0, "gap-\(Secrets.fresh())") })
    }

    /// The page of a key. After a write many ask for the same page at once: one makes it, the others wait for that one.
    func page(_ key: Key, make: @escaping @Sendable () async throws -> String) async throws -> SharedPage {
        let work = kept.withLock { kept in
            if let known = kept.pages[key] { return known }
            let work = Task { [marks] in SharedPage(try await make(), marks: marks) }
            kept.pages[key] = work
            kept.order.append(key)
            if kept.order.count > limit { kept.pages[kept.order.removeFirst()] = nil }
            return work
        }
        do {
            return try await work.value
        } catch {
            // The next visitor tries again.
            kept.withLock { kept in
                kept.pages[key] = nil
                kept.order.removeAll { $0 == key }
            }
            throw error
        }
    }
}
