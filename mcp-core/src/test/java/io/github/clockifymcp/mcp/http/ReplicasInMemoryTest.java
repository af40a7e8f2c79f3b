package io.github.clockifymcp.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.MemoryTopics;
import io.github.clockifymcp.mcp.server.Topics;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Replicas of one process.
class ReplicasInMemoryTest extends ReplicasContract {
    private final MemoryConversations conversations = new MemoryConversations();
    private final MemorySessions sessions = new MemorySessions(HttpLimits.DEFAULT);
    private final MemoryTopics topics = new MemoryTopics();

    @Override
    protected Means means() {
        return new Means() {
            @Override
            public Conversations conversations() {
                return conversations;
            }

            @Override
            public Topics topics() {
                return topics;
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void a_store_that_does_not_answer_is_asked_again_and_takes_nothing() {
        AtomicBoolean away = new AtomicBoolean();
        try (Site site =
                        new Site(
                                new Slow().fixture(),
                                new NoAuthentication(),
                                sessions,
                                leaky(away));
                Site other =
                        new Site(
                                new Slow().fixture(),
                                new NoAuthentication(),
                                sessions,
                                conversations)) {
            String session = site.session("2025-11-25");
            String cancel = Wording.notification("notifications/cancelled", "{\"requestId\":1}");
            away.set(true);

            HttpResponse<String> passed = site.send(site.in(session, cancel));
            HttpResponse<String> listening =
                    site.send(
                            site.request()
                                    .header("Accept", "text/event-stream")
                                    .header("Mcp-Session-Id", session)
                                    .GET());

            assertThat(passed.statusCode()).isEqualTo(503);
            assertThat(passed.headers().firstValue("Retry-After")).isPresent();
            assertThat(listening.statusCode()).isEqualTo(503);
            Until.so(() -> site.transport().activity().streams() == 0);
            assertThat(conversations.waiting()).isZero();
            assertThat(site.send(site.in(session, Wording.call("2", "echo"))).statusCode())
                    .as("what concerns nobody else goes on")
                    .isEqualTo(200);
            away.set(false);
            assertThat(site.send(site.in(session, cancel)).statusCode()).isEqualTo(202);
            assertThat(other.transport().activity().sessions()).isZero();
        }
    }

    /// Fails while it is away.
    private Conversations leaky(AtomicBoolean away) {
        return new Conversations() {
            @Override
            public boolean shared() {
                return true;
            }

            @Override
            public Part join(String tenant, String session, Ear ear) {
                Part part = conversations.join(tenant, session, ear);
                return new Part() {
                    @Override
                    public boolean pass(Letter letter) {
                        if (away.get()) {
                            throw new IllegalStateException("secret");
                        }
                        return part.pass(letter);
                    }

                    @Override
                    public long claim() {
                        if (away.get()) {
                            throw new IllegalStateException("secret");
                        }
                        return part.claim();
                    }
                };
            }
        };
    }
}
