package io.github.clockifymcp.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://login.example.com/work, true, true",
        "https://10.0.0.7:8443/, true, true",
        "http://login.example.com, false, false",
        "http://10.0.0.7, false, false",
        "http://localhost:8080/work, false, true",
        "http://127.0.0.1:8080, false, true",
        "http://[::1]:8080, false, true",
        "http://127.0.0.1.example.com, false, false",
        "http://localhost.example.com, false, false",
        "http://localhost@evil.example.com, false, false",
        "https://user@login.example.com, false, false",
        "https://login.example.com/#x, false, false",
        "file:///etc/keys, false, false",
        "https:login, false, false",
    })
    void a_provider_is_asked_by_https_or_at_this_machine_where_that_is_allowed(
            String address, boolean usually, boolean inDevelopment) {
        assertThat(ProviderAddress.isAllowed(URI.create(address), false)).isEqualTo(usually);
        assertThat(ProviderAddress.isAllowed(URI.create(address), true)).isEqualTo(inDevelopment);
    }
}
