package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.sandbox.Person;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `clockify-mcp sandbox`: the sandbox alone, for whatever speaks to Clockify.
@Command(
        name = "sandbox",
        description = "Runs a made-up Clockify on this machine until it is stopped.",
        sortOptions = false)
final class SandboxCommand implements Callable<Integer> {
    private final OutputStream out;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port on 127.0.0.1; left out, any that is free.")
    private int port;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "What it takes for now, such as 2026-11-17T09:00:00Z.")
    private @Nullable Instant at;

    @Option(
            names = "--without",
            paramLabel = "FEATURE",
            split = ",",
            converter = FeatureConverter.class,
            description = "What the plan lacks, such as EXPENSES or TIME_OFF.")
    private Set<String> without = Set.of();

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    private boolean help;

    SandboxCommand(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        SandboxClock clock = at == null ? SandboxClock.running() : SandboxClock.runningFrom(at);
        SandboxOptions options = SandboxOptions.with(clock).onPort(port).without(without);
        try (Sandbox sandbox = Sandbox.start(options)) {
            PrintStream printed = new PrintStream(out, true, UTF_8);
            printed.println("CLOCKIFY_BASE_URL=" + sandbox.baseUrl() + "/api/v1");
            for (Person person : Seed.people()) {
                if (!person.key().isEmpty()) {
                    printed.println("CLOCKIFY_API_KEY=" + person.key() + "  # " + person.role());
                }
            }
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /// Reads a feature of a plan, or says which there are.
    private static final class FeatureConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            String feature = text.strip().toUpperCase(Locale.ROOT);
            if (!Seed.features().contains(feature)) {
                throw new TypeConversionException(
                        "‹%s› is no feature of a plan. There are: %s."
                                .formatted(text, String.join(", ", Seed.features())));
            }
            return feature;
        }
    }

    /// Reads an instant, or says what one looks like.
    private static final class InstantConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "‹" + text + "› is no instant such as 2026-11-17T09:00:00Z.");
            }
        }
    }
}
