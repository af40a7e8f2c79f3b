package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything one workspace holds. A domain keeps its records in a table of its own, which is there
/// when first asked for: `state.table(Invoice.class)`.
final class State {

    private final String id;
    private final String name;
    private final String organization;
    private Rate hourlyRate;
    private Rate costRate;
    private final Currency currency;
    private final ObjectNode settings;
    private final Set<String> features;
    private final History history = new History();
    private final Table<Member> members = new Table<>(history);
    private final TimeEntries entries = new TimeEntries(history);
    private final Map<Class<?>, Table<?>> tables = new HashMap<>();

    /// The currency of a workspace.
    record Currency(String id, String code) {}

    State(
            String id,
            String name,
            Rate hourlyRate,
            Currency currency,
            ObjectNode settings,
            List<String> features) {
        this(id, name, Ids.of("organization", name), hourlyRate, currency, settings, features);
    }

    /// @param organization the id of whom it belongs to
    State(
            String id,
            String name,
            String organization,
            Rate hourlyRate,
            Currency currency,
            ObjectNode settings,
            List<String> features) {
        this.id = id;
        this.name = name;
        this.organization = organization;
        this.hourlyRate = hourlyRate;
        this.costRate = new Rate(0, currency.code());
        this.currency = currency;
        this.settings = settings;
        this.features = new LinkedHashSet<>(features);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String organization() {
        return organization;
    }

    /// What an hour costs when nothing nearer says so.
    Rate hourlyRate() {
        return hourlyRate;
    }

    void setHourlyRate(Rate other) {
        hourlyRate = other;
    }

    /// What an hour of work costs when nothing nearer says so.
    Rate costRate() {
        return costRate;
    }

    void setCostRate(Rate other) {
        costRate = other;
    }

    Currency currency() {
        return currency;
    }

    /// `workspaceSettings` as Clockify writes them; the handlers obey the ones they know.
    ObjectNode settings() {
        return settings;
    }

    boolean requires(String setting) {
        return settings.path(setting).asBoolean();
    }

    Set<String> features() {
        return features;
    }

    boolean has(String feature) {
        return features.contains(feature);
    }

    /// What happened to all of it.
    History history() {
        return history;
    }

    Table<Member> members() {
        return members;
    }

    Member member(String userId) {
        return members.find(userId).orElseThrow(() -> ApiError.foreign("User"));
    }

    boolean isActive(String userId) {
        return members.find(userId).filter(Member::isActive).isPresent();
    }

    TimeEntries entries() {
        return entries;
    }

    Table<Project> projects() {
        return table(Project.class);
    }

    Table<Client> clients() {
        return table(Client.class);
    }

    Table<Tag> tags() {
        return table(Tag.class);
    }

    Table<Task> tasks() {
        return table(Task.class);
    }

    Table<CustomField> customFields() {
        return table(CustomField.class);
    }

    Table<UserGroup> userGroups() {
        return table(UserGroup.class);
    }

    /// The records of one kind.
    @SuppressWarnings("unchecked") // a table is only ever made here, with its own kind
    <T extends Row> Table<T> table(Class<T> kind) {
        return (Table<T>) tables.computeIfAbsent(kind, k -> new Table<T>(history));
    }

    /// The record of this id, or 400 with code 501 in Clockify's words.
    <T extends Row> T get(Class<T> kind, String wanted) {
        Optional<T> found = table(kind).find(wanted);
        return found.orElseThrow(() -> ApiError.foreign(kind.getSimpleName()));
    }

    /// Everything in it as text, to compare what is there before with what is there after.
    String contents() {
        StringBuilder all = new StringBuilder();
        List.of(name, organization, hourlyRate, costRate, settings, features, members.all())
                .forEach(part -> all.append(part).append('\n'));
        entries.all().stream().map(TimeEntry::toString).sorted().forEach(all::append);
        tables.entrySet().stream()
                .map(table -> table.getKey().getSimpleName() + table.getValue().all())
                .sorted()
                .forEach(all::append);
        return all.toString();
    }

    /// Whether somebody may see a project: it is open to all, they are on it, or they run the
    /// place.
    boolean sees(Member member, Project project) {
        return project.open() || member.isAdmin() || project.hasMember(member.id());
    }

    /// Refuses unless the setting lets this person create such things.
    ///
    /// @param permission a field of `entityCreationPermissions`
    void allowsCreation(Member member, String permission) {
        String who =
                settings.path("entityCreationPermissions").path(permission).path("value").asText();
        boolean may =
                switch (who) {
                    case "EVERYONE" -> true;
                    case "ADMINS_AND_PROJECT_MANAGERS" ->
                            member.isAdmin() || member.isProjectManager();
                    default -> member.isAdmin();
                };
        if (!may) {
            throw ApiError.denied();
        }
    }
}
