package io.github.clockifymcp.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "Ann O'Neil",
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "ann@example.com",
                "Zoë 李",
                "CN=ann,O=Acme"
            })
    void what_people_and_machines_are_called_is_a_name(String text) {
        assertThat(CallerNames.isName(text, 255)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " ann",
                "ann ",
                "an  n",
                "an\u00a0n",
                "an\tn",
                "an\nn",
                "an\u200bn",
                "an\u202en",
                "an\u2028n",
                "ann\ufe0f",
                "an\u0000n",
                "\ud800",
                "\ue000"
            })
    void what_would_look_like_another_name_is_none(String text) {
        assertThat(CallerNames.isName(text, 255)).isFalse();
    }
}
