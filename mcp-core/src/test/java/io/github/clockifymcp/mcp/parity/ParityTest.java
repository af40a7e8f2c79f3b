package io.github.clockifymcp.mcp.parity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Revision;
import io.github.clockifymcp.mcp.server.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Every conversation on stdio and over HTTP, legacy and modern: one description, four legs.
///
/// To add a scenario, write a method with [EveryLeg] where it belongs. It meets a server on its leg
/// and says what a client does ([Peer]) and hears, in lines that are the same everywhere. What
/// cannot be the same goes through a [Difference], which says why. A new feature that is in no
/// scenario, on any leg, fails the tests below, which come last: they compare what went over the
/// wires with what the engine's classes know to say ([Production]).
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ParityTest
        implements ListScenarios,
                CallScenarios,
                AskScenarios,
                ReadScenarios,
                NewsScenarios,
                EndScenarios,
                OwnScenarios,
                OlderScenarios {
    private static final int LAST = Integer.MAX_VALUE;

    /// What is not spoken on every leg. Elsewhere a request is refused, and a notification is not
    /// heard.
    private static final Map<String, Difference> NOT_EVERYWHERE =
            Map.ofEntries(
                    Map.entry("initialize", Difference.GREETING),
                    Map.entry("ping", Difference.GREETING),
                    Map.entry("notifications/initialized", Difference.GREETING),
                    Map.entry("server/discover", Difference.DISCOVERY),
                    Map.entry("resources/subscribe", Difference.SUBSCRIBING),
                    Map.entry("resources/unsubscribe", Difference.SUBSCRIBING),
                    Map.entry("subscriptions/listen", Difference.LISTENING),
                    Map.entry("notifications/subscriptions/acknowledged", Difference.LISTENING),
                    Map.entry("logging/setLevel", Difference.LEVEL_OF_THE_SESSION),
                    Map.entry("tasks/get", Difference.TASKS),
                    Map.entry("tasks/update", Difference.TASKS),
                    Map.entry("tasks/cancel", Difference.TASKS),
                    Map.entry("notifications/tasks", Difference.TASKS),
                    Map.entry("notifications/cancelled", Difference.CANCELLING_IS_SAID));

    private static final JavaClasses SCENARIOS =
            new ClassFileImporter().importPackagesOf(ParityTest.class);

    @Test
    @Order(LAST)
    void every_method_and_notification_of_the_engine_was_spoken_on_every_leg() {
        Set<String> methods = Production.methods();

        assertThat(methods).contains("tools/call", "ping", "notifications/tools/list_changed");
        assertThat(methods).containsAll(NOT_EVERYWHERE.keySet());
        for (Leg leg : Leg.four()) {
            Set<String> missing = new TreeSet<>();
            Set<String> tooMuch = new TreeSet<>();
            for (String method : methods) {
                Difference only = NOT_EVERYWHERE.get(method);
                boolean here = only == null || only.holds(leg);
                boolean met = Spoken.HERE.metOn(leg).contains(method);
                boolean refused = Spoken.HERE.refusedOn(leg).contains(method);
                if (here ? !met : !refused && !method.startsWith("notifications/")) {
                    missing.add(method);
                } else if (!here && met) {
                    tooMuch.add(method);
                }
            }
            assertThat(missing).as("no scenario on %s speaks these", leg).isEmpty();
            assertThat(tooMuch).as("these are said not to be on %s", leg).isEmpty();
        }
    }

    @Test
    @Order(LAST)
    void every_feature_of_an_offer_was_seen_on_every_leg() {
        for (Leg leg : Leg.four()) {
            for (Offer.Feature feature : EnumSet.allOf(Offer.Feature.class)) {
                assertThat(Spoken.HERE.metOn(leg))
                        .as("%s on %s", feature, leg)
                        .containsAll(signs(feature));
                assertThat(Production.methods()).containsAll(signs(feature));
            }
        }
    }

    /// What is spoken only where there is the feature. A new one has to be added here.
    private static List<String> signs(Offer.Feature feature) {
        return switch (feature) {
            case RESOURCES ->
                    List.of("resources/list", "resources/templates/list", "resources/read");
            case PROMPTS -> List.of("prompts/list", "prompts/get");
            case COMPLETIONS -> List.of("completion/complete");
            case TOOL_CHANGES -> List.of(Topic.TOOLS.notification());
            case RESOURCE_CHANGES -> List.of(Topic.RESOURCES.notification());
            case PROMPT_CHANGES -> List.of(Topic.PROMPTS.notification());
            case SUBSCRIPTIONS -> List.of("notifications/resources/updated");
            case LOGGING -> List.of("notifications/message");
        };
    }

    @Test
    @Order(LAST)
    void every_difference_was_seen_on_both_of_its_sides() {
        assertThat(Difference.values()).allMatch(Spoken.HERE::seenBothWays);
    }

    @Test
    @Order(LAST)
    void every_revision_is_one_of_a_leg() {
        Set<Revision> spoken = EnumSet.noneOf(Revision.class);
        Leg.four().forEach(leg -> spoken.add(leg.revision()));
        Leg.legacies().forEach(leg -> spoken.add(leg.revision()));

        assertThat(spoken).containsExactly(Revision.values());
    }

    @Test
    void every_scenario_is_one_of_this_test() {
        List<JavaClass> scenarios =
                SCENARIOS.stream().filter(c -> c.getSimpleName().endsWith("Scenarios")).toList();

        assertThat(scenarios).hasSizeGreaterThan(7);
        assertThat(scenarios).allMatch(scenario -> scenario.isAssignableFrom(ParityTest.class));
    }

    @Test
    void scenarios_do_not_ask_which_leg_they_are_on() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Scenarios")
                .should()
                .callMethod(Leg.class, "http")
                .orShould()
                .callMethod(Leg.class, "modern")
                .orShould()
                .callMethod(Leg.class, "revision")
                .orShould()
                .callMethod(Leg.class, "toString")
                .orShould()
                .callMethod(Difference.class, "holds", Leg.class)
                .check(SCENARIOS);
    }
}
