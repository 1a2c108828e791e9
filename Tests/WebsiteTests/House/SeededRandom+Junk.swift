import TestSupport

extension SeededRandom {
    /// Bytes of which many are the marks a format is made of.
    mutating func junk(_ marks: String, upTo length: Int = 400) -> [UInt8] {
        let marks = Array(marks.utf8)
        return (0..<Int.random(in: 0...length, using: &self)).map { _ in
            Bool.random(using: &self)
                ? marks[Int.random(in: 0..<marks.count, using: &self)] : UInt8.random(in: 0...255, using: &self)
        }
    }

    /// What is right with a few bytes changed, taken out or put in.
    mutating func spoilt(_ right: [UInt8]) -> [UInt8] {
        var bytes = right
        for _ in 0..<Int.random(in: 1...6, using: &self) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &self), at: at)
            default: bytes.removeSubrange(at...)
            }
        }
        return bytes
    }
}
