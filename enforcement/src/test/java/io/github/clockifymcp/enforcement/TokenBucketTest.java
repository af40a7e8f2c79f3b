package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void whoever_comes_too_early_is_told_how_long_the_rest_of_a_token_takes() {
        TokenBucket bucket = new TokenBucket(60, 0);
        for (int i = 0; i < 60; i++) {
            assertThat(bucket.take(0)).isZero();
        }

        assertThat(bucket.take(SECOND / 4)).isEqualTo(3 * SECOND / 4);
    }

    @Test
    void it_is_as_good_as_new_when_what_was_taken_has_come_back() {
        TokenBucket bucket = new TokenBucket(60, 0);
        assertThat(bucket.take(0)).isZero();

        assertThat(bucket.full(SECOND / 2)).isFalse();
        assertThat(bucket.full(SECOND)).isTrue();
    }
}
