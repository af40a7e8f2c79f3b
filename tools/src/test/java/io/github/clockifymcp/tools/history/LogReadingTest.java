package io.github.clockifymcp.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.clockifymcp.clockify.Answer;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.AuditLog;
import io.github.clockifymcp.clockify.AuditLog.Action;
import io.github.clockifymcp.clockify.AuditLog.Authors;
import io.github.clockifymcp.clockify.AuditLog.Entry;
import io.github.clockifymcp.clockify.AuditLog.Search;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.Headers;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// October in Vienna, of 745 hours, page by page.
class LogReadingTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant FIRST = Instant.parse("2026-09-30T22:00:00Z");
    private static final Instant LAST = Instant.parse("2026-10-31T23:00:00Z");

    private final List<Instant> done = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();
    private final AuditLog log = new Clockify(this::answer).workspace("w1").auditLog();

    private Answer answer(ApiRequest<?> request) {
        JsonNode body = Objects.requireNonNull(request.body());
        Instant start = Instant.parse(body.path("start").asText());
        Instant end = Instant.parse(body.path("end").asText());
        asked.add(Duration.between(start, end));
        int size = body.path("page-size").asInt();
        ArrayNode rows = JSON.createArrayNode();
        done.stream()
                .sorted(Comparator.reverseOrder())
                .filter(at -> !at.isBefore(start) && !at.isAfter(end))
                .skip((body.path("page").asInt() - 1L) * size)
                .limit(size)
                .forEach(at -> rows.addObject().put("timestamp", at.toString()));
        return new Answer(200, Headers.none(), rows);
    }

    private List<Instant> read(Instant start, Instant end, int size) {
        Search search = new Search(EnumSet.allOf(Action.class), Authors.all(), start, end);
        List<Instant> all = new ArrayList<>();
        for (int page = 1; page < 100; page++) {
            Page<Entry> read = new LogReading(log).page(search, new Paging(page, size));
            assertThat(read.items()).hasSizeLessThanOrEqualTo(size);
            read.items().forEach(entry -> all.add(Objects.requireNonNull(entry.timestamp())));
            if (!read.more()) {
                break;
            }
        }
        return all;
    }

    @Test
    void every_deed_of_the_month_is_on_one_page_whatever_the_size() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            done.clear();
            int late = random.nextInt(12);
            for (int i = 0; i < late; i++) {
                done.add(LAST.minusSeconds(1 + random.nextInt(3_599)));
            }
            int others = random.nextInt(40);
            for (int i = 0; i < others; i++) {
                done.add(FIRST.plusSeconds(random.nextInt(31 * 24 * 3_600)));
            }
            // At the very instant where the two parts meet.
            done.add(FIRST.plus(Duration.ofDays(31)));

            assertThat(read(FIRST, LAST, 1 + random.nextInt(10)))
                    .as("seed %d", seed)
                    .isEqualTo(done.stream().sorted(Comparator.reverseOrder()).toList());
        }
        assertThat(asked).allMatch(window -> window.compareTo(Duration.ofDays(31)) <= 0);
    }

    @Test
    void what_one_request_can_show_takes_one() {
        assertThat(read(FIRST, FIRST.plus(Duration.ofDays(31)), 50)).isEmpty();
        assertThat(asked).hasSize(1);
    }
}
