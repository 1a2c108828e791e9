import CExpat

/// What takes the contents of an XML part as they come.
protocol XMLTaking: AnyObject {
    func begin(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    /// Set to end the reading with a refusal.
    var refusal: OfficeRefusal? { get }
}

/// expat behind a small face: no definitions, no entities of the file's own, nothing fetched, no depth or tag without
/// bounds.
///
/// Names of elements and attributes are told without their namespace, since programs choose their prefixes freely.
final class XMLReader {
    private static let mostDepth = 256
    /// Bytes without any element or text: one tag or comment.
    private static let mostSilence = 8 << 20

    private let parser: XML_Parser
    private let taker: any XMLTaking
    private let part: String
    private var depth = 0
    private var silence = 0
    private var refusal: OfficeRefusal?

    /// - Parameter part: the name of the part, for refusals.
    init?(part: String, into taker: any XMLTaking) {
        guard let made = XML_ParserCreateNS(nil, XMLName.separator) else { return nil }
        parser = made
        self.taker = taker
        self.part = part
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { me, name, attributes in
                guard let name, let attributes else { return }
                XMLReader.of(me)?.begin(XMLName(name), XMLAttributes(attributes))
            },
            { me, name in
                guard let name else { return }
                XMLReader.of(me)?.end(XMLName(name))
            })
        XML_SetCharacterDataHandler(parser) { me, text, count in
            guard let text, count > 0 else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
                XMLReader.of(me)?.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { me, _, _, _, _ in
            guard let reader = XMLReader.of(me) else { return }
            reader.stop(.definitions(part: reader.part))
        }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ me: UnsafeMutableRawPointer?) -> XMLReader? {
        me.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop(_ why: OfficeRefusal) {
        guard refusal == nil else { return }
        refusal = why
        XML_StopParser(parser, UInt8(XML_FALSE))
    }

    private func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        guard refusal == nil else { return }
        silence = 0
        depth += 1
        guard depth <= XMLReader.mostDepth else { return stop(.tooDeep(part: part)) }
        taker.begin(name, attributes)
        if let why = taker.refusal { stop(why) }
    }

    private func end(_ name: XMLName) {
        guard refusal == nil else { return }
        silence = 0
        depth -= 1
        taker.end(name)
        if let why = taker.refusal { stop(why) }
    }

    private func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard refusal == nil else { return }
        silence = 0
        taker.text(bytes)
    }

    /// Takes the next piece; false ends the reading.
    func feed(_ piece: UnsafeRawBufferPointer) -> Bool {
        silence += piece.count
        guard silence <= XMLReader.mostSilence else {
            refusal = refusal ?? .endless(part: part)
            return false
        }
        return parse(piece, isLast: false)
    }

    private func parse(_ piece: UnsafeRawBufferPointer, isLast: Bool) -> Bool {
        let status = XML_Parse(
            parser, piece.bindMemory(to: CChar.self).baseAddress, Int32(piece.count), isLast ? 1 : 0)
        if status != XML_STATUS_OK, refusal == nil {
            refusal = .unreadable(part: part, line: Int(XML_GetCurrentLineNumber(parser)))
        }
        return refusal == nil
    }

    /// - Throws: what ended the reading, or the end that is missing.
    func finish() throws(OfficeRefusal) {
        if refusal == nil { _ = parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
        if let refusal { throw refusal }
    }
}

extension ZipArchive {
    /// Reads a part of the archive as XML.
    mutating func read(_ name: String, into taker: any XMLTaking) throws(OfficeRefusal) {
        guard let entry = directory[name] else { throw .partMissing(name) }
        guard let reader = XMLReader(part: name, into: taker) else { throw .unreadable(part: name, line: 1) }
        do throws(ZipRefusal) {
            try unpack(entry) { reader.feed($0) }
        } catch {
            throw .archive(error)
        }
        try reader.finish()
    }
}
