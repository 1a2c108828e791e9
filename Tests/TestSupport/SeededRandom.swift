/// Numbers that look random and are the same in every run with the same seed (SplitMix64), so that what a test found can
/// be found again.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// A whole number from 0 up to, and without, a limit.
    public mutating func below(_ limit: Int) -> Int { number(0...limit - 1) }

    public mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    public mutating func pick<Element>(_ items: [Element]) -> Element { items[number(0...(items.count - 1))] }
}
