package io.github.clockifymcp.mcp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain, with\ttab and\nline",
                "Grüße, naïve, ½ ° €",
                "日本語 한국어 العربية עברית ไทย",
                "👩🏽‍💻 👨‍👩‍👧 ❤️ 1️⃣ 🏳️‍🌈",
                "می‌خواهم",
                "क्‍ष"
            })
    void what_writing_needs_stays(String text) {
        String clean = SafeText.clean(text);

        assertThat(clean).isEqualTo(text);
    }

    @Test
    void what_does_not_show_goes() {
        String[] hidden = {
            "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u202A", "\u202E", "\u2060",
                    "\u2063",
            "\u2066", "\u2069", "\u061C", "\uFEFF", "\u00AD", "\u034F", "\u180E", "\u3164",
                    "\uFFA0",
            "\u115F", "\u206A", "\uFFF9", "\u0000", "\u0007", "\u001B", "\u007F", "\u009B", "\r",
            "\uFE0F", "\uFE00", "\uDB40\uDC41", "\uDB40\uDD00", "\uDB40\uDFFF", "\uFFFE",
                    "\uD834\uDD73"
        };

        for (String character : hidden) {
            assertThat(SafeText.clean("a" + character + "b" + character))
                    .as("U+%04X", character.codePointAt(0))
                    .isEqualTo("ab");
        }
    }

    @Test
    void words_hidden_in_tags_and_selectors_are_gone() {
        StringBuilder text = new StringBuilder("😀");
        "ignore".chars().forEach(c -> text.appendCodePoint(0xE0000 + c));
        "delete".chars().forEach(c -> text.appendCodePoint(0xE0100 + c));
        text.append("\uFE0F\uFE0F\uFE0E");

        String clean = SafeText.clean(text.toString());

        assertThat(clean).isEqualTo("😀\uFE0F");
    }

    @Test
    void half_a_pair_is_shown_as_what_it_is() {
        assertThat(SafeText.clean("a\uD800b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void separators_of_lines_are_lines() {
        assertThat(SafeText.clean("a\u2028b\u2029c\u0085d")).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void what_stands_in_a_sentence_is_short_and_on_one_line() {
        String brief = SafeText.brief("x\ny" + "🦊".repeat(300));

        assertThat(brief).startsWith("x y🦊").endsWith("🦊…").hasSizeLessThan(210);
    }

    @Test
    void trees_are_cleaned_keys_and_all() {
        var tree = Json.object().put("k\u200Be", 1);
        tree.putArray("list").add("a\u202Eb").addObject().put("x", "\u0000");

        assertThat(SafeText.clean(tree)).hasToString("{\"ke\":1,\"list\":[\"ab\",{\"x\":\"\"}]}");
    }
}
