package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DsnTest {
    @Test
    void it_is_read_and_its_password_is_not_printed() {
        Dsn dsn =
                Dsn.of(
                        "postgres://server:p%40ss+w@db.example.com:6432/clockify?sslmode=verify-full");

        assertThat(dsn.place()).isEqualTo("db.example.com:6432/clockify");
        assertThat(dsn.user()).isEqualTo("server");
        assertThat(dsn.source().getPassword()).isEqualTo("p@ss+w");
        assertThat(dsn.source().getSslMode()).isEqualTo("verify-full");
        assertThat(dsn).hasToString("Dsn[db.example.com:6432/clockify]");
    }

    @Test
    void a_password_can_come_from_elsewhere() {
        Dsn dsn = Dsn.of("postgresql://server@db/clockify").withPassword("secret");

        assertThat(dsn.source().getPassword()).isEqualTo("secret");
        assertThat(dsn.place()).isEqualTo("db:5432/clockify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db/clockify",
                "mysql://server:hunter22@db/clockify",
                "postgres://server:hunter22@db",
                "postgres://server:hunter22@db/a/b",
                "postgres://db/clockify",
                "postgres://server:hunter22#@db/clockify",
                "postgres://server:hunter22@db/clockify?loggerLevel=TRACE",
                "postgres://server:hunter22@db/clockify?sslmode"
            })
    void what_is_none_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> Dsn.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter22")
                .hasNoCause();
    }
}
