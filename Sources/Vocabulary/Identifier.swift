/// A number that names one thing of one kind; the kind is part of the type, so that an agency can never be
/// passed where a member is meant.
public struct Identifier<Owner>: Hashable, Comparable, Sendable, Codable {
    public let number: Int

    public init(_ number: Int) { self.number = number }

    public static func < (one: Self, other: Self) -> Bool { one.number < other.number }

    public init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

/// Whose identifiers there are. Empty types, used as tags only.
public enum MemberTag: Sendable {}
public enum AgencyTag: Sendable {}
public enum StrategyTag: Sendable {}
public enum ActionTag: Sendable {}
public enum RoundTag: Sendable {}
public enum GroupTag: Sendable {}
public enum MeetingTag: Sendable {}
public enum DecisionTag: Sendable {}
public enum RegisterItemTag: Sendable {}
public enum PackTag: Sendable {}
public enum ExportTag: Sendable {}

public typealias MemberID = Identifier<MemberTag>
public typealias AgencyID = Identifier<AgencyTag>
public typealias StrategyID = Identifier<StrategyTag>
public typealias ActionID = Identifier<ActionTag>
public typealias RoundID = Identifier<RoundTag>
public typealias GroupID = Identifier<GroupTag>
public typealias MeetingID = Identifier<MeetingTag>
public typealias DecisionID = Identifier<DecisionTag>
/// A risk, an issue, a pilot or an evidence gap: one row of numbers for all four registers.
public typealias RegisterItemID = Identifier<RegisterItemTag>
/// An issued board pack.
public typealias PackID = Identifier<PackTag>
/// Something taken out of the house as a file.
public typealias ExportID = Identifier<ExportTag>

extension Identifier where Owner == ActionTag {
    /// The reference printed everywhere, `AP-0001`: given once, never reused.
    public var reference: String {
        let digits = String(number)
        return "AP-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Reads `AP-0001`, in either case.
    public init?(reference: some StringProtocol) {
        guard reference.count > 3, reference.prefix(3).uppercased() == "AP-",
            reference.dropFirst(3).allSatisfy({ $0.isASCII && $0.isNumber }),
            let number = Int(reference.dropFirst(3)), number > 0
        else { return nil }
        self.init(number)
    }
}
