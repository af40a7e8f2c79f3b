package io.github.clockifymcp.controlplane;

final class ConversationsInNewestPostgresTest extends ConversationsContract {
    ConversationsInNewestPostgresTest() {
        super(Postgres.NEWEST);
    }
}
