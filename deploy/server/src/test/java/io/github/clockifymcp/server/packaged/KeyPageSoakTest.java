package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.TicketKeys;
import io.github.clockifymcp.server.identity.Issuer;
import io.github.clockifymcp.server.identity.Providers;
import io.github.clockifymcp.server.keypage.SealedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page for keys in a real browser, Debian's Chromium, which playwright-core drives: what it
/// makes of cookies, redirects, frames, forms of other pages and the page's policy. What is looked
/// at is in `deploy/probe/browser/keypage.mjs`; pictures are left in `target/keypage`.
class KeyPageSoakTest {
    private static final Path SCRIPTS = Path.of("../probe/browser");
    private static final Path PICTURES = Path.of("target/keypage");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Pattern LINK = Pattern.compile("https://mcp\\.example\\.com/key\\S+");

    @TempDir Path folder;

    private MockOAuth2Server provider;
    private TenantService service;
    private Listening one;
    private Listening other;

    @BeforeEach
    void begin() throws Exception {
        assertThat(CHROMIUM)
                .as("This test drives Debian's Chromium: apt-get install chromium")
                .isExecutable();
        provider = new MockOAuth2Server(new OAuth2Config(true));
        provider.start();
        service = TenantService.begin(folder);
        service.run("tenant", "create", "local", "--workspace=" + Seed.studio());
        Map<String, String> callers = new HashMap<>(Provider.trusting(issuer()));
        callers.put("MCP_BEARER_TOKEN", "");
        callers.put("MCP_KEY_PAGE_CLIENT_ID", "key-page");
        callers.put("MCP_ALLOWED_HOSTS", "mcp.example.com,127.0.0.1");
        one = service.replica(callers);
        other = service.replica(callers);
    }

    @AfterEach
    void end() throws Exception {
        if (service != null) {
            service.end();
        }
        if (provider != null) {
            Providers.end(provider);
        }
    }

    private String issuer() {
        return provider.issuerUrl("work").toString();
    }

    /// The link that a call of Ann's is answered with.
    private String link(String token) throws Exception {
        try (ModernCaller ann = new ModernCaller(token)) {
            String told = ann.refused(one, params("clockify_whoami", "{}"));
            Matcher matcher = LINK.matcher(told);
            assertThat(matcher.find()).as(told).isTrue();
            return matcher.group();
        }
    }

    private String session(Duration ago) {
        return SealedSession.of(
                TicketKeys.of(service.keys()),
                new Principal("local", issuer() + "#ann", Set.of()),
                "ann",
                Instant.now().minus(ago));
    }

    private Path setUp() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.sign("proxy", "EC", "-validity", "2");
        String token = provider.issueToken("work", "ann", Issuer.AUDIENCE).serialize();
        JsonMapper json = new JsonMapper();
        ObjectNode setUp =
                json.createObjectNode()
                        .put("chromium", CHROMIUM.toString())
                        .put("certificate", certificates.certificate("proxy").toString())
                        .put("key", certificates.key("proxy", "PRIVATE KEY").toString())
                        .put("token", token)
                        .put("link", link(token))
                        .put("pictures", PICTURES.toAbsolutePath().toString());
        setUp.putArray("replicas").add(one.port()).add(other.port());
        setUp.putObject("sessions")
                .put("fresh", session(Duration.ofMinutes(1)))
                .put("old", session(Duration.ofMinutes(11)));
        setUp.putObject("keys")
                .put("mina", Seed.person("mina").key())
                .put("elif", Seed.person("elif").key());
        return Files.writeString(folder.resolve("set-up.json"), setUp.toString());
    }

    /// Runs a program beside the scripts.
    ///
    /// @return what it said
    private String run(String... command) throws Exception {
        Path said = folder.resolve("said.txt");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(SCRIPTS.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
        } catch (IOException e) {
            throw new IOException("This test needs Node 20 or newer, with npm.", e);
        }
        try {
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            String all = Files.readString(said);
            assertThat(ended).as("%s does not end: %s", List.of(command), all).isTrue();
            assertThat(process.exitValue()).as(all).isZero();
            return all;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void a_browser_does_with_it_what_people_do_and_nothing_that_others_want() throws Exception {
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
        String said = run("node", "keypage.mjs", setUp().toString());
        assertThat(said).contains(" passed, 0 failed").doesNotContain("FAILED");
    }
}
