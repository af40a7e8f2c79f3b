package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The records that are made of a tree: those that keep all that Clockify said of them, with what
/// stands in them many times, and outlines. Jackson knows how to make them too, but copies the
/// whole answer on the way, value by value.
final class KeptWhole {
    private static final Map<Class<?>, Function<JsonNode, ?>> MADE =
            Map.of(
                    Clients.Client.class, Clients.Client::from,
                    Invoices.Invoice.class, Invoices.Invoice::from,
                    Projects.Named.class, Projects.Named::from,
                    Projects.Project.class, Projects.Project::from,
                    Tags.Tag.class, Tags.Tag::from,
                    Tasks.Task.class, Tasks.Task::from,
                    TimeEntries.TimeEntry.class, TimeEntries.TimeEntry::from,
                    Users.Membership.class, Users.Membership::from);

    private KeptWhole() {}

    /// The record made of an answer; empty for types that Jackson has to read.
    ///
    /// @throws RuntimeException if the answer does not have its form
    static <T> Optional<T> read(JsonNode answer, Class<T> type) {
        Function<JsonNode, ?> made = answer.isObject() ? MADE.get(type) : null;
        return made == null ? Optional.empty() : Optional.of(type.cast(made.apply(answer)));
    }
}
