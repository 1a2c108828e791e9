import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Puts the browser's rules on answers that no route and no page has seen: what cannot be understood as a request at all
/// is answered with 400 further out than any page stands.
final class BareAnswers: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let isSecure: Bool

    init(isSecure: Bool) { self.isSecure = isSecure }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.headerFields[.contentSecurityPolicy] == nil,
            head.status.kind != .informational
        else { return context.write(data, promise: promise) }
        HeaderWriter.add(to: &head.headerFields, isSecure: isSecure)
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
