package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells webhooks what happened, on a thread of its own so that no request waits for a receiver.
///
/// It calls this machine and nobody else: what happens in a sandbox is made up, and no receiver in
/// the world should hear of it. Any other target fails without being called. What fails is tried
/// again twice.
final class Postman {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    /// Whoever waits in front of a slow receiver; what comes after is dropped.
    private static final int MOST_WAITING = 1_000;

    private static final int MOST_REMEMBERED = 1_000;
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int MOST_ANSWER = 2_048;

    private final World world;
    private @Nullable ScheduledThreadPoolExecutor thread;

    Postman(World world) {
        this.world = world;
    }

    /// Something to be brought somewhere.
    ///
    /// @param workspace as it was when it happened; after a new start it is another, and nothing is
    ///   remembered
    private record Letter(State workspace, Webhook webhook, String delivery, String body) {}

    /// Begins to tell every webhook that it concerns.
    void tell(State workspace, Company company, Happening happening) {
        List<Webhook> told =
                workspace
                        .table(Webhook.class)
                        .where(webhook -> webhook.delivers() && happening.concerns(webhook));
        for (Webhook webhook : told) {
            if (thread().getQueue().size() >= MOST_WAITING) {
                LOG.warn(
                        "A receiver is too slow, and an event was dropped; event={}",
                        webhook.event());
                return;
            }
            String body = text(happening);
            Delivery delivery =
                    new Delivery(company.newId(), webhook.id(), body, "RETRYING", List.of());
            remember(workspace, delivery);
            Letter letter = new Letter(workspace, webhook, delivery.id(), body);
            thread().execute(() -> bring(letter, 1));
        }
    }

    /// Ends it; what was not brought yet is not.
    synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    private synchronized ScheduledThreadPoolExecutor thread() {
        if (thread == null) {
            thread =
                    new ScheduledThreadPoolExecutor(
                            1, Thread.ofPlatform().daemon().name("sandbox-webhooks").factory());
        }
        return thread;
    }

    private void bring(Letter letter, int number) {
        Reply reply = send(letter);
        boolean last = number == MOST_ATTEMPTS;
        String id = Ids.of("attempt " + number, letter.delivery());
        world.alone(company -> note(company, letter, id, reply, last));
        if (!reply.succeeded() && !last) {
            var _ =
                    thread().schedule(
                                    () -> bring(letter, number + 1),
                                    PAUSE.toMillis() * number,
                                    TimeUnit.MILLISECONDS);
        }
    }

    private void note(Company company, Letter letter, String id, Reply reply, boolean last) {
        State workspace = letter.workspace();
        if (company.workspaces().get(workspace.id()) != workspace) {
            return;
        }
        Delivery.Attempt attempt =
                new Delivery.Attempt(
                        id, reply.code(), reply.text(), world.options().clock().instant());
        workspace
                .table(Delivery.class)
                .find(letter.delivery())
                .ifPresent(old -> workspace.table(Delivery.class).put(old.with(attempt, last)));
    }

    private static void remember(State workspace, Delivery delivery) {
        Table<Delivery> all = workspace.table(Delivery.class);
        all.put(delivery);
        if (all.all().size() > MOST_REMEMBERED) {
            all.remove(all.all().getFirst().id());
        }
    }

    /// What came back; code 0 when nothing did.
    private record Reply(int code, String text) {
        boolean succeeded() {
            return code >= 200 && code < 300;
        }
    }

    private static Reply send(Letter letter) {
        URI target = URI.create(letter.webhook().url());
        if (!isHere(target)) {
            return new Reply(0, "A sandbox calls nobody but this machine");
        }
        try {
            HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
            try {
                connection.setRequestMethod("POST");
                connection.setInstanceFollowRedirects(false);
                connection.setConnectTimeout(PATIENCE_MILLIS);
                connection.setReadTimeout(PATIENCE_MILLIS);
                connection.setDoOutput(true);
                connection.setRequestProperty("Connection", "close");
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setRequestProperty("Clockify-Signature", letter.webhook().token());
                connection.setRequestProperty(
                        "Clockify-Webhook-Event-Type", letter.webhook().event());
                connection.getOutputStream().write(letter.body().getBytes(StandardCharsets.UTF_8));
                return new Reply(connection.getResponseCode(), answer(connection));
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            return new Reply(0, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isHere(URI target) {
        String host = target.getHost();
        return host != null
                && (host.equals("localhost")
                        || host.equals("[::1]")
                        || host.matches("127(\\.\\d{1,3}){3}"));
    }

    private static String answer(HttpURLConnection connection) throws IOException {
        try (InputStream in =
                connection.getResponseCode() < 400
                        ? connection.getInputStream()
                        : connection.getErrorStream()) {
            return in == null ? "" : new String(in.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8);
        }
    }

    private static String text(Happening happening) {
        try {
            return Json.MAPPER.writeValueAsString(happening.entity());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that was just made cannot be written", e);
        }
    }
}
