import NIOCore
import NIOHTTPTypes

/// Ends connections that hold a place and give nothing for it: a body that trickles in, one that never ends, an answer
/// that nobody takes. A connection that is merely idle, or whose head is half sent, ends by the idle time.
///
/// A socket read a byte at a time is never idle, so the idle time alone would let it stay for ever.
final class SlowPeers: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// What a connection is given.
    struct Patience: Sendable {
        /// The longest body anybody may send; after it the connection is closed, whatever was answered.
        let bodyBytes: Int
        /// How long a body may take as a whole.
        var body = TimeAmount.minutes(10)
        /// From when on a body has to have come in at the least speed.
        var grace = TimeAmount.seconds(30)
        /// Bytes a second.
        var leastSpeed = 2_048
        /// How long an answer may wait for somebody to take more of it.
        var stalled = TimeAmount.seconds(60)
        var check = TimeAmount.seconds(5)
    }

    private let patience: Patience
    private var bodySince: NIODeadline?
    private var received = 0
    private var stalledSince: NIODeadline?
    private var next: Scheduled<Void>?

    init(_ patience: Patience) { self.patience = patience }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            bodySince = .now()
            received = 0
            watch(context)
        case .body(let bytes):
            received += bytes.readableBytes
            if received > patience.bodyBytes { return context.close(promise: nil) }
        case .end: bodySince = nil
        }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stalledSince = context.channel.isWritable ? nil : .now()
        watch(context)
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        next?.cancel()
        next = nil
    }

    private func watch(_ context: ChannelHandlerContext) {
        guard next == nil, bodySince != nil || stalledSince != nil else { return }
        next = context.eventLoop.assumeIsolated().scheduleTask(in: patience.check) {
            self.next = nil
            if self.isTooSlow(at: .now()) {
                context.close(promise: nil)
            } else {
                self.watch(context)
            }
        }
    }

    private func isTooSlow(at now: NIODeadline) -> Bool {
        if let stalledSince, now - stalledSince > patience.stalled { return true }
        guard let bodySince else { return false }
        let taken = now - bodySince
        guard taken > patience.grace else { return false }
        let seconds = Int(taken.nanoseconds / 1_000_000_000)
        return taken > patience.body || received < patience.leastSpeed * seconds
    }
}
