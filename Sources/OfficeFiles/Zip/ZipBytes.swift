/// The marks and fixed lengths of the zip format.
enum Zip {
    static let localHeader: UInt32 = 0x0403_4B50
    static let centralHeader: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let end64: UInt32 = 0x0606_4B50
    static let end64Locator: UInt32 = 0x0706_4B50

    static let localLength = 30
    static let centralLength = 46
    static let endLength = 22
    static let end64Length = 56
    static let locatorLength = 20

    /// The size is given elsewhere.
    static let elsewhere32: UInt32 = 0xFFFF_FFFF
    static let elsewhere16: UInt16 = 0xFFFF
    static let extra64: UInt16 = 0x0001

    enum Flag {
        static let encrypted: UInt16 = 1 << 0
        static let sizesFollow: UInt16 = 1 << 3
        static let patched: UInt16 = 1 << 5
        static let stronglyEncrypted: UInt16 = 1 << 6
        static let utf8: UInt16 = 1 << 11
        static let masked: UInt16 = 1 << 13
    }
}

/// Little-endian numbers in the bytes of a file; a number beyond the end is `damaged`.
struct ZipBytes {
    let bytes: [UInt8]

    var count: Int { bytes.count }

    func u16(_ at: Int) throws(ZipRefusal) -> UInt16 {
        guard at >= 0, at + 2 <= bytes.count else { throw .damaged }
        return UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
    }

    func u32(_ at: Int) throws(ZipRefusal) -> UInt32 {
        guard at >= 0, at + 4 <= bytes.count else { throw .damaged }
        return UInt32(try u16(at)) | UInt32(try u16(at + 2)) << 16
    }

    /// A number of eight bytes; nothing in a file that is read reaches beyond 2^62.
    func number64(_ at: Int) throws(ZipRefusal) -> Int {
        let low = UInt64(try u32(at))
        let high = UInt64(try u32(at + 4))
        guard high < 1 << 30 else { throw .damaged }
        return Int(low | high << 32)
    }
}
