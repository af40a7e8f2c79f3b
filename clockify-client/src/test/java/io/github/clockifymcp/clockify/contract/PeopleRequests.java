package io.github.clockifymcp.clockify.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.clockify.Answer;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.CustomFields;
import io.github.clockifymcp.clockify.CustomFields.CustomField;
import io.github.clockifymcp.clockify.CustomFields.CustomFieldEdit;
import io.github.clockifymcp.clockify.CustomFields.NewCustomField;
import io.github.clockifymcp.clockify.Groups;
import io.github.clockifymcp.clockify.Headers;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.MemberProfiles.ProfileEdit;
import io.github.clockifymcp.clockify.MemberSearch;
import io.github.clockifymcp.clockify.Members.LimitedUser;
import io.github.clockifymcp.clockify.Members.Role;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Rate;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.WorkspaceApi;
import java.io.IOException;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Every request about people, groups, rates and custom fields.
final class PeopleRequests {
    private static final Instant NINE = Instant.parse("2026-11-17T09:00:00Z");

    private final List<ApiRequest<?>> requests = new ArrayList<>();
    private final Clockify clockify = new Clockify(this::remember);
    private final WorkspaceApi workspace = clockify.workspace("w1");

    /// The requests, made once.
    List<ApiRequest<?>> everything() throws IOException {
        groups();
        members();
        fields();
        return requests;
    }

    private void groups() {
        workspace
                .groups()
                .list(
                        Groups.Filter.all()
                                .name("a")
                                .project("p1")
                                .withTeamManagers()
                                .sortedBy("ID", SortOrder.DESCENDING),
                        Paging.first());
        requests.add(workspace.groups().create("a"));
        requests.add(workspace.groups().rename("g1", "a"));
        requests.add(workspace.groups().add("g1", "u1"));
        requests.add(workspace.groups().remove("g1", "u1"));
        requests.add(workspace.groups().delete("g1"));
    }

    private void members() {
        MemberSearch search =
                MemberSearch.all()
                        .name("a")
                        .email("b")
                        .status("ALL")
                        .memberships("ALL")
                        .roles(List.of("OWNER", "TEAM_MANAGER"))
                        .groups(List.of("g1"));
        workspace.members().search(search, Paging.first());
        workspace.members().managers("u1", Paging.first());
        requests.add(workspace.members().invite("a@b.example", true));
        requests.add(
                workspace
                        .members()
                        .addLimited(
                                List.of(
                                        new LimitedUser("a"),
                                        new LimitedUser(
                                                "b",
                                                1,
                                                1,
                                                DayOfWeek.SUNDAY,
                                                Duration.ofHours(1),
                                                List.of(DayOfWeek.FRIDAY),
                                                List.of("g1")))));
        requests.add(workspace.members().setActive("u1", true));
        requests.add(workspace.members().setActive("u1", false));
        for (Role role :
                List.of(
                        Role.admin("w1"),
                        Role.ofProject("p1"),
                        Role.ofPerson("u2"),
                        Role.ofGroup("g1"))) {
            requests.add(workspace.members().giveRole("u1", role));
            requests.add(workspace.members().takeRole("u1", role));
        }
        Rate rate = new Rate(100, NINE);
        requests.add(workspace.members().setHourlyRate("u1", rate));
        requests.add(workspace.members().setCostRate("u1", rate));
        requests.add(clockify.workspaces().setHourlyRate("w1", rate, "EUR"));
        requests.add(clockify.workspaces().setCostRate("w1", rate));
        workspace.memberProfiles().get("u1");
        ProfileEdit edit =
                new ProfileEdit(DayOfWeek.MONDAY, Duration.ofHours(7), List.of(DayOfWeek.values()));
        requests.add(workspace.memberProfiles().update("u1", edit));
    }

    private void fields() throws IOException {
        CustomFields fields = workspace.customFields();
        fields.list(CustomFields.Filter.all().name("a").status("INACTIVE").on("USER"));
        fields.ofProject("p1");
        requests.add(
                fields.create(
                        new NewCustomField(
                                "a", "LINK", "USER", "INVISIBLE", true, true, List.of("x"))));
        CustomField field = Json.readList(fixture("custom-fields"), CustomField.class).getFirst();
        requests.add(fields.update(field, CustomFieldEdit.none()));
        requests.add(fields.setProjectDefault("p1", "f1", new TextNode("x"), "VISIBLE"));
        requests.add(fields.removeFromProject("p1", "f1"));
        requests.add(fields.setUserValue("u1", "f1", new TextNode("x")));
        requests.add(fields.delete("f1"));
    }

    /// Takes a read down and answers whatever lets it go on.
    private Answer remember(ApiRequest<?> request) {
        requests.add(request);
        ObjectMapper mapper = new ObjectMapper();
        JsonNode answer =
                request.answer() == JsonNode.class
                        ? mapper.createArrayNode()
                        : mapper.createObjectNode();
        return new Answer(200, Headers.none(), answer);
    }

    private static JsonNode fixture(String name) throws IOException {
        try (InputStream in =
                PeopleRequests.class.getResourceAsStream("/fixtures/" + name + ".json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }
}
