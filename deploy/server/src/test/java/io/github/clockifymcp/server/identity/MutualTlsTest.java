package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.tool.Principal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose a certificate is.
class MutualTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir Path folder;
    private final Ticking clock = new Ticking();

    private X509Certificate certificate(String subject, String... more) throws Exception {
        Path store = Files.createTempDirectory(folder, "store").resolve("store.p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", "it", "-keyalg", "EC"));
        command.addAll(List.of("-dname", subject, "-storetype", "PKCS12", "-validity", "1"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return (X509Certificate) keys.getCertificate("it");
    }

    private Identity show(
            Function<X509Certificate, Optional<String>> name, X509Certificate... certificates) {
        return new MutualTls(name, "local", clock)
                .identify(new Presented("/mcp", header -> List.of(), List.of(certificates), null));
    }

    @Test
    void its_one_name_of_the_kind_says_it() throws Exception {
        X509Certificate agent =
                certificate(
                        "CN=build\\, agent, O=Acme",
                        "-ext",
                        "san=uri:spiffe://acme/agent,dns:agent.acme.example,email:a@acme.example");

        assertThat(id(show(CertificateNames::common, agent))).isEqualTo("mtls#build, agent");
        assertThat(id(show(CertificateNames::whole, agent)))
                .isEqualTo("mtls#CN=build\\, agent,O=Acme");
        assertThat(id(show(CertificateNames::address, agent)))
                .isEqualTo("mtls#spiffe://acme/agent");
        assertThat(id(show(CertificateNames::host, agent))).isEqualTo("mtls#agent.acme.example");
        assertThat(id(show(CertificateNames::mailbox, agent))).isEqualTo("mtls#a@acme.example");
    }

    private static String id(Identity identity) {
        return ((Identity.Authenticated) identity).principal().id();
    }

    @Test
    void none_or_several_say_nothing() throws Exception {
        X509Certificate none = certificate("O=Acme");
        X509Certificate several =
                certificate("CN=ann, CN=ben", "-ext", "san=dns:a.example,dns:b.example");
        X509Certificate joined = certificate("CN=ann+CN=ben");

        for (X509Certificate odd : List.of(none, several, joined)) {
            assertThat(show(CertificateNames::common, odd)).isInstanceOf(Identity.Forbidden.class);
            assertThat(show(CertificateNames::host, odd)).isInstanceOf(Identity.Forbidden.class);
        }
        assertThat(show(CertificateNames::common)).isInstanceOf(Identity.Forbidden.class);
    }

    @Test
    void only_the_callers_own_certificate_counts_and_not_those_that_vouch_for_it()
            throws Exception {
        X509Certificate own = certificate("CN=ann");
        X509Certificate authority = certificate("CN=authority");

        assertThat(show(CertificateNames::common, own, authority))
                .isEqualTo(
                        new Identity.Authenticated(
                                new Principal("local", "mtls#ann", Set.of()),
                                own.getNotAfter().toInstant()));
    }

    @Test
    void on_a_connection_that_outlives_it_it_is_refused() throws Exception {
        X509Certificate own = certificate("CN=ann");
        clock.pass(Duration.ofDays(2));

        assertThat(show(CertificateNames::common, own)).isInstanceOf(Identity.Forbidden.class);
    }
}
