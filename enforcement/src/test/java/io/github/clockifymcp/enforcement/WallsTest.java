package io.github.clockifymcp.enforcement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class WallsTest {
    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.github.clockifymcp.enforcement");

    @Test
    void enforcement_knows_what_a_tool_is_and_nothing_else_of_ours() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "io.github.clockifymcp.mcp.tool",
                        "io.github.clockifymcp.enforcement")
                .check(OURS);
    }
}
