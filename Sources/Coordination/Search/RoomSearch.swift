import ActionPlans
import Partnership
import Vocabulary

/// Decisions by their text and reference.
struct DecisionSearch: SearchSource {
    private let meetings: MeetingDesk
    let kind = SearchKind.decisions

    init(meetings: MeetingDesk) { self.meetings = meetings }

    func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, range: Range<Int>
    ) async throws -> SearchFound {
        let decisions = try await meetings.decisions(DecisionFilter(), sight, at: moment)
        return SearchFound(
            kind, among: decisions, saying: words, range, text: { "\($0.id.reference)\n\($0.text)" }, marking: \.marking
        ) {
            SearchHit(
                subject: .decision($0.id), title: $0.id.reference, place: $0.taken.printed,
                excerpt: Excerpt($0.text, showing: words))
        }
    }
}

/// Meetings by title and place.
struct MeetingSearch: SearchSource {
    private let meetings: MeetingDesk
    let kind = SearchKind.meetings

    init(meetings: MeetingDesk) { self.meetings = meetings }

    func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, range: Range<Int>
    ) async throws -> SearchFound {
        func text(_ meeting: Meeting) -> String {
            ([meeting.title, meeting.place] + meeting.items.map(\.text)).joined(separator: "; ")
        }
        let held = try await meetings.meetings(sight, at: moment)
        return SearchFound(kind, among: held, saying: words, range, text: text, marking: \.marking) {
            SearchHit(
                subject: .meeting($0.id), title: $0.title, place: $0.day.printed,
                excerpt: Excerpt(text($0), showing: words))
        }
    }
}

/// Risks, issues, pilots and evidence gaps by reference and title.
struct RegisterSearch: SearchSource {
    private let registers: RegisterDesk
    let kind = SearchKind.registers

    init(registers: RegisterDesk) { self.registers = registers }

    func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, range: Range<Int>
    ) async throws -> SearchFound {
        let items = try await registers.items(sight, at: moment)
        return SearchFound(
            kind, among: items, saying: words, range, text: { "\($0.reference.printed)\n\($0.record.title)" },
            marking: \.marking
        ) {
            SearchHit(
                subject: .registerItem($0.reference.id), title: $0.reference.printed, place: $0.reference.kind.word,
                excerpt: Excerpt($0.record.title, showing: words))
        }
    }
}
