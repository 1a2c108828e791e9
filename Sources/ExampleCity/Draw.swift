/// Numbers that look random and are a pure function of a seed and a key: the same city every time, whatever the
/// order in which it is asked about. Nothing is drawn from the machine.
struct Draw: Sendable {
    let seed: UInt64

    /// Sixty-four bits for a key. The key's words are hashed (FNV-1a) and mixed with the seed by the finaliser of
    /// SplitMix64.
    func bits(_ key: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        var mixed = hash &+ seed &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A share between 0 and 1, 1 not included.
    func share(_ key: String) -> Double { Double(bits(key) >> 11) * 0x1.0p-53 }

    /// A whole number in a range, both ends included.
    func whole(_ range: ClosedRange<Int>, _ key: String) -> Int {
        range.lowerBound + Int(bits(key) % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// One of a list; nil of an empty one.
    func one<Element>(of list: [Element], _ key: String) -> Element? {
        list.isEmpty ? nil : list[whole(0...list.count - 1, key)]
    }
}
