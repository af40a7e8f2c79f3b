package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTextTest {

    @Test
    void a_text_becomes_one_line_without_what_cannot_be_seen() {
        assertThat(PlainText.line(" a\r\n\t b\u2028c\u00A0d ", 50)).isEqualTo("a b c d");
        assertThat(PlainText.line("a\u202Eb\u2066c\u200Bd\uFEFFe\u00ADf", 50)).isEqualTo("abcdef");
        assertThat(PlainText.line("a\uDB40\uDC41\uDB40\uDC42b\uD800c\u0000d", 50))
                .isEqualTo("abc d");
    }

    @Test
    void joiners_stay_for_those_who_need_them() {
        assertThat(PlainText.line("👩\u200D💻 می\u200Cخواهم", 50))
                .isEqualTo("👩\u200D💻 می\u200Cخواهم");
    }

    @Test
    void no_text_is_longer_than_asked_for_and_no_character_is_cut_in_two() {
        Seeds.each(
                500,
                random -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = random.nextInt(40); i >= 0; i--) {
                        text.appendCodePoint(random.nextInt(0x11_0000));
                    }
                    int most = 1 + random.nextInt(30);

                    String line = PlainText.line(text.toString(), most);

                    assertThat(line.length()).isLessThanOrEqualTo(most);
                    assertThat(
                                    line.codePoints()
                                            .noneMatch(c ->
                                                    Character.getType(c) == Character.SURROGATE))
                            .isTrue();
                    assertThat(line).doesNotContain("\n", "\r");
                });
    }

    @Test
    void a_text_is_cut_where_it_would_leave_no_room_for_the_sign_that_it_was() {
        assertThat(PlainText.line("abcd", 5)).isEqualTo("abcd");
        assertThat(PlainText.line("abcd", 4)).isEqualTo("abc…");
        assertThat(PlainText.line("abc d", 6)).isEqualTo("abc d");
        assertThat(PlainText.line("abc d", 5)).isEqualTo("abc…");
    }

    @Test
    void selectors_of_variants_that_can_hide_a_text_go() {
        assertThat(PlainText.line("a\uDB40\uDD00b\uDB40\uDD50c\uDB40\uDDEFd", 50))
                .isEqualTo("abcd");
        assertThat(PlainText.line("a\uE000b\u0378c", 50)).isEqualTo("abc");
    }
}
