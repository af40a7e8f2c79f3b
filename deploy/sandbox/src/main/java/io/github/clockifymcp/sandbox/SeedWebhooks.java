package io.github.clockifymcp.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A webhook of the studio that nobody has looked after: its receiver is gone, and Clockify stopped
/// calling it.
final class SeedWebhooks {

    private SeedWebhooks() {}

    static void fill(State state, Instant now) {
        String id = Ids.of("webhook", "Bookkeeping");
        state.table(Webhook.class)
                .put(
                        new Webhook(
                                id,
                                "Bookkeeping",
                                Seed.person("ada").id(),
                                "https://books.example.org/clockify",
                                "NEW_INVOICE",
                                "WORKSPACE_ID",
                                List.of(),
                                (Ids.of("token", "a") + Ids.of("token", "b")).substring(8, 40),
                                false,
                                now.minus(Duration.ofDays(90))));
        Delivery delivery =
                new Delivery(
                        Ids.of("delivery", 1),
                        id,
                        "{\"id\":\"%s\"}".formatted(Ids.of("invoice", "NL-108")),
                        "RETRYING",
                        List.of());
        for (int day = 3; day > 0; day--) {
            Instant at = now.minus(Duration.ofDays(day));
            delivery =
                    delivery.with(
                            new Delivery.Attempt(Ids.of("attempt", day), 410, "Gone", at),
                            day == 1);
        }
        state.table(Delivery.class).put(delivery);
    }
}
