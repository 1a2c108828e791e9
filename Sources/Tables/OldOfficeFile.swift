/// Files in the container of the office programs of before 2007, told apart by what their directory names.
///
/// A new document with a password lies in the same container, since its bytes are encrypted whole.
enum OldOfficeFile {
    private static let known: [(name: String, code: String, sentence: String)] = [
        (
            "EncryptedPackage", "protected",
            "The file is protected with a password. Open it, take the password off, and save it again."
        ),
        (
            "WordDocument", "old-word",
            "This is a Word document of the old kind (.doc). Open it in Word or LibreOffice, save it as DOCX or ODT, and send that."
        ),
        (
            "Workbook", "old-excel",
            "This is an Excel sheet of the old kind (.xls). Open it in Excel or LibreOffice, save it as XLSX or ODS, and send that."
        ),
        (
            "Book", "old-excel",
            "This is an Excel sheet of the old kind (.xls). Open it in Excel or LibreOffice, save it as XLSX or ODS, and send that."
        ),
        (
            "PowerPoint Document", "presentation",
            "This is a set of slides. Copy the plan's table into a document or a spreadsheet, and send that."
        ),
        (
            "__substg1.0_", "mail",
            "This is a message saved from a mail program. Save the file that is attached to it, and send that."
        ),
    ]

    /// - Returns: nil for a file in no such container.
    static func refusal(of bytes: [UInt8]) -> (code: String, sentence: String)? {
        guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { return nil }
        let names = entryNames(bytes)
        for entry in known where names.contains(where: { $0.hasPrefix(entry.name) }) {
            return (entry.code, entry.sentence)
        }
        return (
            "old-office",
            "This is a file of an older office program. Open it there, save it as DOCX, ODT, XLSX or ODS, and send that."
        )
    }

    /// Entries of a directory are 128 bytes long and begin with a name in wide characters; they lie on multiples of
    /// their length.
    private static func entryNames(_ bytes: [UInt8]) -> [String] {
        var names: [String] = []
        var at = 512
        while at + 128 <= bytes.count, names.count < 10_000 {
            if let name = name(bytes, at) { names.append(name) }
            at += 128
        }
        return names
    }

    private static func name(_ bytes: [UInt8], _ at: Int) -> String? {
        let length = Int(bytes[at + 64]) | Int(bytes[at + 65]) << 8
        guard length >= 4, length <= 64, length % 2 == 0 else { return nil }
        var name = ""
        for index in stride(from: at, to: at + length - 2, by: 2) {
            guard bytes[index + 1] == 0, bytes[index] >= 0x20, bytes[index] < 0x7F else { return nil }
            name.unicodeScalars.append(Unicode.Scalar(bytes[index]))
        }
        return name
    }
}
