package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds every page to two promises: its links lead somewhere, and what it says to type is run by a
/// test, or says that it is not and why: `<!-- not run: it needs an account -->` above it.
final class DocumentationTest {
    /// Written by `make catalogue` and held by tests of their own.
    private static final Set<String> WRITTEN = Set.of("docs/reference-settings.md");

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<Page> pages = new ArrayList<>(Page.all());
        pages.add(Page.of("CONTRIBUTING.md"));
        pages.add(Page.of("SECURITY.md"));
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Page page : pages) {
            for (String link : page.links()) {
                links++;
                if (!leadsSomewhere(page, link)) {
                    dead.add(page + ": " + link);
                }
            }
        }

        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(50);
    }

    @Test
    void what_is_to_be_typed_is_run_by_a_test_or_says_that_it_is_not() throws IOException {
        List<String> tests = tests();
        List<String> neither = new ArrayList<>();
        int run = 0;
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (!block.isCommand() || WRITTEN.contains(page.name())) {
                    continue;
                }
                boolean runs = isRun(tests, page, block);
                run += runs ? 1 : 0;
                // Both would be one word too much.
                if (runs != block.notRun().isEmpty()) {
                    neither.add(
                            "%s:%d below ‹%s›: %s"
                                    .formatted(
                                            page,
                                            block.line(),
                                            block.heading(),
                                            block.lines().getFirst()));
                }
            }
        }

        assertThat(neither)
                .as("run these in a test, or put <!-- not run: why --> above them, and not both")
                .isEmpty();
        assertThat(run).isGreaterThan(20);
    }

    /// A test that runs a block names its page, without folder and ending, and its heading.
    private static boolean isRun(List<String> tests, Page page, Page.Block block) {
        String name = page.name().replaceFirst("^docs/", "").replaceFirst("\\.md$", "");
        String last = name.substring(name.lastIndexOf('/') + 1);
        return block.language().equals("sh")
                && tests.stream()
                        .anyMatch(test ->
                                (test.contains('"' + name + '"') || test.contains('"' + last + '"'))
                                        && test.contains('"' + block.heading() + '"'));
    }

    private static List<String> tests() throws IOException {
        List<String> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(one -> one.toString().endsWith("Test.java")).toList()) {
                String text = Files.readString(file);
                if (text.contains("Runbook")) {
                    tests.add(text);
                }
            }
        }
        return tests;
    }

    private static boolean leadsSomewhere(Page page, String link) throws IOException {
        if (link.matches("[a-z.+-]+:.*")) {
            // Other places are not asked: a test must not depend on them.
            return true;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page.resolved(page.name()) : page.resolved(file);
        if (!file.isEmpty() && !Files.exists(target)) {
            return false;
        }
        if (hash < 0) {
            return true;
        }
        String within = file.isEmpty() ? page.name() : Page.ROOT.relativize(target).toString();
        return Page.of(within).anchors().contains(link.substring(hash + 1));
    }
}
