package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;

/// How the studio's people are arranged: their groups, who manages what, and what the studio wants
/// to know of them.
final class SeedPeople {

    private SeedPeople() {}

    static void arrange(State state) {
        group(state, "Design", "mina", "elif", "hana");
        group(state, "Development", "bruno", "grace");
        group(state, "Management", "ada", "bruno", "chiara");
        group(state, "Interns");
        grants(state);
        fields(state);
    }

    private static void group(State state, String name, String... people) {
        List<String> ids = Stream.of(people).map(mail -> Seed.person(mail).id()).toList();
        state.userGroups().put(new UserGroup(Ids.of("user-group", name), name, ids));
    }

    private static void grants(State state) {
        String bruno = Seed.person("bruno").id();
        String chiara = Seed.person("chiara").id();
        Roles.give(state, RoleGrant.of(bruno, "WORKSPACE_ADMIN", state.id(), false));
        for (Project project : state.projects().where(p -> p.hasMember(chiara))) {
            Roles.give(state, RoleGrant.of(chiara, "PROJECT_MANAGER", project.id(), false));
        }
        String design = Ids.of("user-group", "Design");
        Roles.give(state, RoleGrant.of(chiara, "TEAM_MANAGER", design, true));
    }

    private static void fields(State state) {
        ofPeople(state, "Employee number", "TXT", true, List.of());
        ofPeople(state, "Shirt size", "DROPDOWN_SINGLE", false, List.of("S", "M", "L"));
        state.table(UserFieldValue.class)
                .put(
                        UserFieldValue.of(
                                Seed.main().id(),
                                Ids.of("custom-field", "Employee number"),
                                new TextNode("NL-104")));
    }

    private static void ofPeople(
            State state, String name, String type, boolean onlyAdmins, List<String> allowed) {
        state.customFields()
                .put(
                        new CustomField(
                                Ids.of("custom-field", name),
                                name,
                                type,
                                "USER",
                                "VISIBLE",
                                allowed,
                                false,
                                onlyAdmins,
                                null,
                                null,
                                List.of()));
    }
}
