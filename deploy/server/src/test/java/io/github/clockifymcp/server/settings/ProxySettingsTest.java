package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which proxy there is, and what is reached without it.
final class ProxySettingsTest {

    @Test
    void a_proxy_is_an_address_with_a_user_or_without() throws SettingsException {
        assertThat(proxy("http://proxy.example:3128"))
                .isEqualTo(new ProxyAddress("proxy.example", 3128, Optional.empty()));
        assertThat(proxy("proxy.example:3128/"))
                .isEqualTo(new ProxyAddress("proxy.example", 3128, Optional.empty()));
        assertThat(proxy("http://[::1]")).isEqualTo(new ProxyAddress("::1", 80, Optional.empty()));
        assertThat(proxy("http://me%40work:a%3Ab+c@10.0.0.1:1").login())
                .contains(new ProxyAddress.Login("me@work", new Secret("a:b+c")));
    }

    @Test
    void what_is_none_is_refused_and_never_repeated() {
        for (String wrong :
                List.of(
                        "https://me:hidden@proxy.example:3128",
                        "socks5://me:hidden@proxy.example:1080",
                        "http://me:hidden@proxy.example:3128/there",
                        "http://me:hid den@proxy.example",
                        "http://me:hidden@",
                        "http://me:hidden%zz@proxy.example")) {
            SettingsException refused =
                    catchThrowableOfType(
                            SettingsException.class,
                            () -> Settings.load(Map.of("https_proxy", wrong), Map.of()));
            assertThat(refused.problems())
                    .as(wrong)
                    .singleElement()
                    .asString()
                    .contains("https_proxy", "HTTP proxy, such as")
                    .doesNotContain("hid");
        }
        assertThat(
                        Inventory.of(
                                        Map.of(
                                                "HTTPS_PROXY",
                                                "http://me:hidden@proxy.example:3128"),
                                        Map.of())
                                .items())
                .filteredOn(item -> item.setting().equals(SettingTable.HTTPS_PROXY))
                .singleElement()
                .extracting(Inventory.Item::shown)
                .isEqualTo("http://proxy.example:3128");
    }

    @Test
    void a_name_in_capitals_comes_before_the_same_in_small_letters() throws SettingsException {
        Settings settings =
                Settings.load(
                        Map.of("HTTPS_PROXY", "http://a.example:1", "https_proxy", "b.example:1"),
                        Map.of());

        assertThat(settings.get(SettingTable.HTTPS_PROXY).host()).isEqualTo("a.example");
    }

    @ParameterizedTest
    @CsvSource({
        "'', api.clockify.me, 443, false",
        "'', localhost, 443, true",
        "'', app.localhost, 443, true",
        "'', 127.0.0.5, 443, true",
        "'', [::1], 443, true",
        "*, api.clockify.me, 443, true",
        "clockify.me, api.clockify.me, 443, true",
        "clockify.me, CLOCKIFY.me., 443, true",
        "clockify.me, notclockify.me, 443, false",
        ".clockify.me, api.clockify.me, 443, true",
        "*.clockify.me, api.clockify.me, 443, true",
        ".clockify.me, clockify.me, 443, false",
        "clockify.me:8443, api.clockify.me, 443, false",
        "clockify.me:443, api.clockify.me, 443, true",
        "'a.example, b.example', b.example, 443, true",
        "a.example b.example, b.example, 443, true",
        "10.0.0.0/8, 10.1.2.3, 443, true",
        "10.0.0.0/8, 11.1.2.3, 443, false",
        "10.0.0.0/8, ten.example, 443, false",
        "10.1.2.3, 10.1.2.3, 443, true",
        "10.1.2.3:80, 10.1.2.3, 443, false",
        "2001:db8::/32, [2001:db8::1], 443, true",
        "2001:db8::1, [2001:db8:0::1], 443, true",
        "[2001:db8::1]:443, [2001:db8::1], 443, true",
        "[2001:db8::1]:80, [2001:db8::1], 443, false",
        "1.2.3, 3.1.2.3, 443, false",
        "'<local>,,;', intranet, 443, false",
    })
    void what_is_reached_without_a_proxy_is_said_as_elsewhere(
            String said, String host, int port, boolean directly) {
        assertThat(new NoProxy(said).rules().have(host, port)).isEqualTo(directly);
    }

    private static ProxyAddress proxy(String text) throws SettingsException {
        return Settings.load(Map.of("HTTPS_PROXY", text), Map.of()).get(SettingTable.HTTPS_PROXY);
    }
}
