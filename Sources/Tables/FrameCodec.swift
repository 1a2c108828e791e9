// The one file of this room that needs Foundation: frames are JSON, and JSON is read and written by Foundation's
// coders rather than by a parser of our own.
import Foundation

/// Why bytes are not a stream of frames.
public enum FrameFault: Error, Equatable, Sendable {
    /// A frame announces more bytes than any frame may have, or a block needs more.
    case tooLong(bytes: Int)
    /// A frame is not the JSON of a known case.
    case notAFrame
    /// Bytes follow the end.
    case afterEnd
    /// The stream stopped before its end.
    case noEnd
    /// The end counts blocks or rows that did not arrive.
    case miscounted
}

/// Writes frames as bytes: the length in four bytes, highest first, then the JSON.
public struct FrameEncoder {
    private let encoder: JSONEncoder
    private var blocks = 0
    private var rows = 0

    public init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// The bytes of one block, appended.
    ///
    /// - Throws: `FrameFault.tooLong` for a block that no frame can hold; nothing has been appended.
    public mutating func append(_ block: Block, to bytes: inout [UInt8]) throws {
        try append(Frame(block), to: &bytes)
        blocks += 1
        if case .row = block { rows += 1 }
    }

    /// The frame that says everything was sent.
    public func appendEnd(to bytes: inout [UInt8]) throws {
        try append(.end(Frame.End(blocks: blocks, rows: rows)), to: &bytes)
    }

    private func append(_ frame: Frame, to bytes: inout [UInt8]) throws {
        let body = try encoder.encode(frame)
        guard body.count <= ReadingLimits.frameBytes else { throw FrameFault.tooLong(bytes: body.count) }
        let length = UInt32(body.count).bigEndian
        withUnsafeBytes(of: length) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: body)
    }
}

/// Reads frames from bytes that arrive in pieces of any size.
public struct FrameDecoder: Sendable {
    private let decoder = JSONDecoder()
    private var held: [UInt8] = []
    private var start = 0
    private var blocks = 0
    private var rows = 0
    private var hasEnded = false

    public init() {}

    /// Takes the next piece and gives the blocks that are complete with it.
    ///
    /// - Throws: `FrameFault` when the bytes are not frames.
    public mutating func take(_ piece: some Sequence<UInt8>) throws -> [Block] {
        held.append(contentsOf: piece)
        var found: [Block] = []
        while let body = try nextBody() {
            guard !hasEnded else { throw FrameFault.afterEnd }
            guard let frame = try? decoder.decode(Frame.self, from: Data(held[body])) else {
                throw FrameFault.notAFrame
            }
            start = body.upperBound
            if case .end(let end) = frame {
                guard end == Frame.End(blocks: blocks, rows: rows) else { throw FrameFault.miscounted }
                hasEnded = true
            } else if let block = frame.block {
                blocks += 1
                if case .row = block { rows += 1 }
                found.append(block)
            }
        }
        held.removeSubrange(..<start)
        start = 0
        return found
    }

    /// Called when the stream is over.
    ///
    /// - Throws: `FrameFault.noEnd` when the `end` frame has not come.
    public func finish() throws {
        guard hasEnded else { throw FrameFault.noEnd }
        guard held.isEmpty else { throw FrameFault.afterEnd }
    }

    private func nextBody() throws -> Range<Int>? {
        guard held.count - start >= 4 else { return nil }
        let length = held[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= ReadingLimits.frameBytes else { throw FrameFault.tooLong(bytes: length) }
        guard held.count - start - 4 >= length else { return nil }
        return start + 4..<start + 4 + length
    }
}
