package io.github.clockifymcp.server.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Ids and names that there are in the sandbox's studio, by the arguments that take them.
final class Pools {
    private static final Map<String, String> KINDS = new HashMap<>();

    static {
        kind("project", "project projects into new_project template");
        kind("client", "client clients");
        kind("tag", "tag tags add_tags remove_tags");
        kind("task", "task tasks");
        kind("user", "user users people members assignees managed_user visible_to_users");
        kind("entry", "entry_id entry_ids");
        kind("invoice", "invoice");
        kind("group", "group visible_to_user_groups");
        kind("webhook", "webhook");
        kind("expense", "expense");
        kind("category", "category");
        kind("policy", "policy");
        kind("holiday", "holiday");
        kind("field", "field");
        kind("approval", "approval_id approval_ids");
        kind("assignment", "assignment");
        kind("report", "report");
        kind("request", "request requests");
    }

    private static void kind(String kind, String arguments) {
        for (String argument : arguments.split(" ", -1)) {
            KINDS.put(argument, kind);
        }
    }

    private final Map<String, List<String>> there = new HashMap<>();

    Pools(BesideTheServer sandbox) throws IOException, InterruptedException {
        add(sandbox, "project", "/projects?page-size=100");
        add(sandbox, "client", "/clients?page-size=100");
        add(sandbox, "tag", "/tags?page-size=100");
        add(sandbox, "user", "/users?page-size=50");
        add(sandbox, "invoice", "/invoices?page-size=50");
        add(sandbox, "group", "/user-groups");
        add(sandbox, "webhook", "/webhooks");
        add(sandbox, "expense", "/expenses?page-size=50");
        add(sandbox, "category", "/expenses/categories");
        add(sandbox, "policy", "/time-off/policies");
        add(sandbox, "holiday", "/holidays");
        add(sandbox, "field", "/custom-fields");
        add(sandbox, "approval", "/approval-requests?status=PENDING");
        add(
                sandbox,
                "assignment",
                "/scheduling/assignments/all?start=2020-01-01T00:00:00Z&end=2040-01-01T00:00:00Z");
        for (String name : List.of("Booking App", "Intranet")) {
            add(sandbox, "task", "/projects/%s/tasks".formatted(Seed.id("project", name)));
        }
        for (String person : List.of("ada", "mina", "mina", "grace")) {
            add(
                    sandbox,
                    "entry",
                    "/user/%s/time-entries?page-size=10".formatted(Seed.person(person).id()));
        }
    }

    private void add(BesideTheServer sandbox, String kind, String path)
            throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        gather(sandbox.studio("GET", path, ""), found);
        there.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(found);
    }

    /// The ids and names of rows, wherever these stand in an answer.
    private static void gather(JsonNode node, Set<String> into) {
        for (String field : List.of("id", "_id", "name")) {
            if (node.path(field).isTextual()) {
                into.add(node.path(field).textValue());
            }
        }
        for (JsonNode child : node) {
            gather(child, into);
        }
    }

    /// Whether an argument of this name takes one of what there is.
    boolean has(String argument) {
        return !there.getOrDefault(KINDS.getOrDefault(argument, ""), List.of()).isEmpty();
    }

    /// Something that such an argument takes, by id or by name.
    String any(String argument, Random random) {
        List<String> all = there.getOrDefault(KINDS.getOrDefault(argument, ""), List.of(""));
        return all.get(random.nextInt(all.size()));
    }
}
