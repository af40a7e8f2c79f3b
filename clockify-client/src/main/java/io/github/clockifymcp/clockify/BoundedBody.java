package io.github.clockifymcp.clockify;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Reads a body up to a limit and drops the connection when there is more, so that a large or
/// endless answer cannot fill the memory.
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Received> {

    /// What was received.
    ///
    /// @param complete whether it is all there was
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared or kept
    record Received(byte[] bytes, boolean complete) {}

    private final int largest;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Received> received = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int largest) {
        this.largest = largest;
    }

    @Override
    public CompletionStage<Received> getBody() {
        return received;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] chunk = new byte[Math.min(buffer.remaining(), largest - bytes.size())];
            boolean fits = chunk.length == buffer.remaining();
            buffer.get(chunk);
            bytes.writeBytes(chunk);
            if (!fits) {
                if (subscription != null) {
                    subscription.cancel();
                }
                received.complete(new Received(bytes.toByteArray(), false));
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        received.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        received.complete(new Received(bytes.toByteArray(), true));
    }
}
