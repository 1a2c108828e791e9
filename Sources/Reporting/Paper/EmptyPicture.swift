/// A picture of one white dot that bears a number: what the writer of Word documents is given in the place of a picture
/// that is still being made.
public enum EmptyPicture {
    private static let dot: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1,
        8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0x0F, 0,
        1, 1, 1, 0, 0xB1, 0x38, 0xF6, 0x14, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    /// Bytes after a picture's end belong to nothing, so the number harms nobody.
    public static func bytes(_ number: Int) -> [UInt8] { dot + Array(String(number).utf8) }

    /// The number of an empty picture; nil for everything else.
    static func number(_ bytes: [UInt8]) -> Int? {
        guard bytes.starts(with: dot) else { return nil }
        return Int(String(decoding: bytes.dropFirst(dot.count), as: UTF8.self))
    }
}
