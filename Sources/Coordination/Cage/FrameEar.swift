import Tables

/// Hears the frames of the file reader.
struct FrameEar: CageEar {
    private var decoder = FrameDecoder()
    private var blocks: [Block] = []

    mutating func take(_ piece: UnsafeRawBufferPointer) throws(CageFault) {
        do { blocks += try decoder.take(piece) } catch { throw .notUnderstood }
    }

    func finish() throws(CageFault) -> [Block] {
        do {
            try decoder.finish()
            return blocks
        } catch FrameFault.noEnd {
            throw .stopped
        } catch {
            throw .notUnderstood
        }
    }
}
