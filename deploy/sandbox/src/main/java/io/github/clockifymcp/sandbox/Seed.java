package io.github.clockifymcp.sandbox;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// The company the sandbox starts with: a design studio in Vienna whose people live in several
/// zones. Names, ids and keys are the same in every run; time entries lie in the three months
/// before the clock's now.
public final class Seed {

    /// The token of an add-on installed in the studio, to be sent as `X-Addon-Token`.
    public static final String ADDON_TOKEN = "sandbox-addon-token";

    private static final Person ADA = person("Ada Winter", "ada", "Europe/Vienna", "owner");
    private static final Person BRUNO = person("Bruno Kovač", "bruno", "Europe/Belgrade", "admin");
    private static final Person CHIARA =
            person("Chiara Rossi", "chiara", "Europe/Lisbon", "manager");
    private static final Person MINA = person("Mina Petrović", "mina", "Europe/Vienna", "member");
    private static final Person ELIF = person("Elif Yılmaz", "elif", "Europe/Istanbul", "member");
    private static final Person GRACE =
            person("Grace Okafor", "grace", "America/New_York", "member");
    private static final Person HANA = person("佐藤 花 (Hana Satō)", "hana", "Asia/Tokyo", "member");
    private static final Person IVAN = person("Ivan Horvat", "ivan", "Europe/Zagreb", "inactive");
    private static final Person JO =
            new Person(
                    Ids.of("person", "jo"),
                    "jo@example.org",
                    "jo@example.org",
                    ZoneId.of("Europe/Vienna"),
                    "pending",
                    "");

    private static final List<Person> PEOPLE =
            List.of(ADA, BRUNO, CHIARA, MINA, ELIF, GRACE, HANA, IVAN, JO);

    private Seed() {}

    /// Everybody, the owner first. Keys read `sandbox-key-ada-owner`.
    public static List<Person> people() {
        return PEOPLE;
    }

    /// The person a demonstration is about: a regular member with two months of entries, in one
    /// workspace only, and with no timer running.
    public static Person main() {
        return MINA;
    }

    /// Somebody by the first part of their mail address, such as `grace`.
    ///
    /// @throws IllegalArgumentException when there is nobody of that name
    public static Person person(String name) {
        return PEOPLE.stream()
                .filter(person -> person.email().startsWith(name + "@"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + name));
    }

    /// The features that a plan may have, by Clockify's names.
    public static List<String> features() {
        return SeedStudio.FEATURES;
    }

    /// The id of the workspace everybody is in.
    public static String studio() {
        return Ids.of("workspace", "studio");
    }

    /// The id of the workspace of a few, with strict settings: a project and a description are
    /// required, only admins create things, and only they see the time of others.
    public static String laboratory() {
        return Ids.of("workspace", "laboratory");
    }

    /// The id of something in the studio by its name.
    ///
    /// @param kind `project`, `client`, `tag`, `user-group` or `custom-field`
    public static String id(String kind, String name) {
        return Ids.of(kind, name);
    }

    /// The company as of this instant.
    static Company company(Instant now) {
        Company company = new Company();
        for (Person person : PEOPLE) {
            company.add(account(person));
        }
        company.addToken(ADDON_TOKEN, company.account(ADA.id()));
        State studio = SeedStudio.studio(now);
        SeedApprovals.fill(company, studio, now);
        company.add(studio);
        company.add(SeedStudio.laboratory(now));
        company.workspaces().values().forEach(workspace -> workspace.history().begin());
        return company;
    }

    private static Account account(Person person) {
        boolean registered = !person.key().isEmpty();
        return new Account(
                person.id(),
                person.name(),
                person.email(),
                person.zone(),
                person.zone().getId().startsWith("America") ? DayOfWeek.SUNDAY : DayOfWeek.MONDAY,
                registered ? "ACTIVE" : "NOT_REGISTERED",
                studio(),
                registered ? person.key() : null);
    }

    private static Person person(String name, String mail, String zone, String role) {
        return new Person(
                Ids.of("person", mail),
                name,
                mail + "@example.org",
                ZoneId.of(zone),
                role,
                "sandbox-key-" + mail + "-" + role);
    }
}
