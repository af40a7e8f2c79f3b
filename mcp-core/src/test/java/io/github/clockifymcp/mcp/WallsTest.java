package io.github.clockifymcp.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Who may know whom in this module.
class WallsTest {
    private static final String ROOT = "io.github.clockifymcp.mcp";

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void nothing_of_ours_outside_is_known() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.clockifymcp.clockify..",
                        "io.github.clockifymcp.tools..",
                        "io.github.clockifymcp.enforcement..",
                        "io.github.clockifymcp.controlplane..",
                        "io.github.clockifymcp.server..",
                        "io.github.clockifymcp.sandbox..")
                .check(OURS);
    }

    @Test
    void the_eras_do_not_know_each_other_and_nobody_knows_them() {
        for (String era : new String[] {".server.legacy..", ".server.modern.."}) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + era)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + era)
                    .check(OURS);
        }
    }

    @Test
    void a_transport_knows_the_server_and_its_messages_only() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".stdio..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".stdio..",
                        ROOT + ".server",
                        ROOT + ".rpc",
                        "java..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(OURS);
    }

    @Test
    void only_one_transport_knows_undertow() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".stdio..", ROOT + ".catalogue..")
                .check(OURS);
    }

    @Test
    void messages_know_nothing_but_json() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".rpc..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".rpc..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(OURS);
    }

    @Test
    void packages_do_not_know_each_other_in_circles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(OURS);
    }
}
