package io.github.clockifymcp.controlplane;

final class ConversationsInOldestPostgresTest extends ConversationsContract {
    ConversationsInOldestPostgresTest() {
        super(Postgres.OLDEST);
    }
}
