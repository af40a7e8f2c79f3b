package io.github.clockifymcp.tools.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be made a target. Names are looked up in a book of the test's own.
class TargetsTest {
    private final List<String> asked = new ArrayList<>();
    private final Targets any = new Targets(Set.of(), this::lookUp);

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        asked.add(host);
        return switch (host) {
            case "hooks.example.com" -> addresses("8.8.8.8", "2606:4700::1111");
            case "inside.example.com" -> addresses("10.1.2.3");
            case "both.example.com" -> addresses("8.8.8.8", "192.168.1.1");
            case "mapped.example.com" -> addresses("::ffff:127.0.0.1");
            case "empty.example.com" -> new InetAddress[0];
            default -> throw new UnknownHostException(host);
        };
    }

    private static InetAddress[] addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/in?key=1",
                "HTTPS://Hooks.Example.com:8443",
                "https://hooks.example.com./in",
                "https://8.8.8.8/in",
                "https://[2606:4700::1111]/in"
            })
    void a_public_host_may_be_called(String url) {
        Targets.Target target = any.checked(" " + url + " ");

        assertThat(target.url()).isEqualTo(url);
        assertThat(target.vouched()).isFalse();
        assertThat(target.note()).contains("looks it up again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://hooks.example.com | is not https",
                "ftp://hooks.example.com | is not https",
                "hooks.example.com | is not https",
                "https://a b | is not an address",
                "https://me:secret@hooks.example.com | user or password",
                "https://hooks.example.com/#there | fragment",
                "https:///in | no host",
                "https://höoks.example.com | xn--",
                "https://localhost/in | this machine",
                "https://LOCALHOST./in | this machine",
                "https://a.localhost/in | this machine",
                "https://metadata.google.internal/in | this machine",
                "https://printer.local/in | this machine",
                "https://intranet/in | without a domain",
                "https://127.0.0.1/in | loopback",
                "https://169.254.169.254/latest | link-local",
                "https://10.0.0.1/in | private",
                "https://[::1]/in | not global unicast",
                "https://[::ffff:127.0.0.1]/in | loopback",
                "https://[::ffff:7f00:1]/in | loopback",
                "https://[fd00::1]/in | not global unicast",
                "https://[fe80::1%25eth0]/in | not a plain address",
                "https://2130706433/in | not a plain address",
                "https://0177.0.0.1/in | not a plain address",
                "https://0x7f.0.0.1/in | no host",
                "https://0x7f000001/in | not a plain address",
                "https://127.1/in | no host",
                "https://1.2.3.4.5/in | no host",
                "https://1.2.3.999/in | no host",
                "https://inside.example.com/in | private",
                "https://both.example.com/in | 192.168.1.1",
                "https://mapped.example.com/in | loopback",
                "https://nowhere.example.com/in | leads nowhere",
                "https://empty.example.com/in | leads nowhere"
            })
    void anything_else_may_not(String url, String why) {
        assertThatThrownBy(() -> any.checked(url))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_host_is_only_looked_up_when_it_is_a_name() {
        any.checked("https://8.8.8.8/in");
        any.checked("https://hooks.example.com/in");

        assertThat(asked).containsExactly("hooks.example.com");
    }

    @Test
    void where_the_operator_names_hosts_these_are_the_only_ones_and_not_looked_up() {
        Targets some = new Targets(Set.of("Inside.example.com", ".partner.example"), this::lookUp);

        assertThat(some.checked("https://inside.example.com/in").vouched()).isTrue();
        assertThat(some.checked("https://a.b.partner.example/in").note())
                .isEqualTo("The server's operator allows the host a.b.partner.example.");
        for (String other :
                List.of(
                        "https://hooks.example.com/in",
                        "https://partner.example/in",
                        "https://evilpartner.example/in",
                        "https://inside.example.com.evil.example/in")) {
            assertThatThrownBy(() -> some.checked(other))
                    .isInstanceOfSatisfying(
                            ToolException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(Code.DENIED_BY_POLICY));
        }
        assertThatThrownBy(() -> some.checked("http://inside.example.com/in"))
                .hasMessageContaining("is not https");
        assertThat(asked).isEmpty();
    }
}
