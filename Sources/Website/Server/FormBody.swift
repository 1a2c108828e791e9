import HTTPTypes
import Hummingbird
import NIOCore

/// A file that was sent, with the fields beside it.
struct Upload: Sendable {
    let fields: FormFields
    let files: [MultipartReader.Part]

    /// The file of a field; nil when none was chosen.
    func file(_ name: String) -> MultipartReader.Part? {
        files.first { $0.name == name && !($0.fileName ?? "").isEmpty }
    }
}

/// Reads the body of a request into fields, never beyond its limit.
enum FormBody {
    static func read(_ request: Request, limit: Int) async throws -> FormFields {
        let type = request.headers[.contentType] ?? ""
        guard FormFields.trimmedPiece(type.prefix { $0 != ";" }).lowercased() == "application/x-www-form-urlencoded"
        else { throw FormFault.notAForm }
        return try URLEncodedReader.read(try await bytes(of: request, limit: limit))
    }

    static func readUpload(_ request: Request, limit: Int) async throws -> Upload {
        guard let boundary = MultipartReader.boundary(contentType: request.headers[.contentType] ?? "") else {
            throw FormFault.notAForm
        }
        // The form's own lines come on top of the file.
        let body = try await bytes(of: request, limit: limit + 65_536)
        let parts = try MultipartReader.read(body, boundary: boundary)
        guard parts.allSatisfy({ $0.bytes.count <= limit }) else { throw FormFault.tooLarge(limit: limit) }
        var fields = FormFields()
        for part in parts where part.fileName == nil { fields.add(part.name, FormFields.text(part.bytes)) }
        return Upload(fields: fields, files: parts.filter { $0.fileName != nil })
    }

    private static func bytes(of request: Request, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await chunk in request.body {
                guard bytes.count + chunk.readableBytes <= limit else { throw FormFault.tooLarge(limit: limit) }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch let fault as FormFault {
            throw fault
        } catch {
            throw FormFault.brokenOff
        }
        return bytes
    }
}
