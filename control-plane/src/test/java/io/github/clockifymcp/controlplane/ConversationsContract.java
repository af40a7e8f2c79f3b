package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.mcp.http.Conversations;
import io.github.clockifymcp.mcp.http.ReplicasContract;
import io.github.clockifymcp.mcp.server.Topics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Replicas that share a Postgres, as their clients see them.
abstract class ConversationsContract extends ReplicasContract {
    private final Postgres version;
    private final List<TopicsInPostgres> all = new ArrayList<>();
    private Postgres.@Nullable Place place;

    ConversationsContract(Postgres version) {
        this.version = version;
    }

    private Postgres.Place place() {
        Postgres.Place shared = place;
        if (shared == null) {
            try {
                shared = version.migrated();
            } catch (SQLException | SchemaException e) {
                throw new IllegalStateException(e);
            }
            place = shared;
        }
        return shared;
    }

    @Override
    protected Means means() {
        Database database = Database.open(place().server(), 4);
        TopicsInPostgres topics = TopicsInPostgres.open(database, place().server());
        ConversationsInPostgres conversations = new ConversationsInPostgres(database, topics);
        all.add(topics);
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
            public void close() {
                conversations.close();
                topics.close();
                database.close();
            }
        };
    }

    @Override
    protected void ready() {
        while (!all.stream().allMatch(TopicsInPostgres::listening)) {
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
