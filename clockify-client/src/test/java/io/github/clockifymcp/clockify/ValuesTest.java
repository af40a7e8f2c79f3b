package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuesTest {

    private static final ZoneId BELGRADE = ZoneId.of("Europe/Belgrade");

    @ParameterizedTest
    @CsvSource({
        // An ordinary evening, in winter and in summer.
        "2026-11-18T19:00:00Z, 2026-11-18T23:00:00Z, 2026-11-18T20:00:00Z, 2026-11-19T00:00:00Z",
        "2026-07-01T18:00:00Z, 2026-07-01T22:00:00Z, 2026-07-01T20:00:00Z, 2026-07-02T00:00:00Z",
        // The days of 23 and of 25 hours.
        "2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 2026-03-29T00:00:00Z, 2026-03-30T00:00:00Z",
        "2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 2026-10-25T00:00:00Z, 2026-10-26T00:00:00Z",
        // From the second 02:15 to the second 02:45, and from the first to the first.
        "2026-10-25T01:15:00Z, 2026-10-25T01:45:00Z, 2026-10-25T01:59:59Z, 2026-10-25T03:00:00Z",
        "2026-10-25T00:15:00Z, 2026-10-25T00:45:00Z, 2026-10-25T01:59:59Z, 2026-10-25T03:00:00Z",
    })
    void a_window_is_sent_as_the_account_reads_its_clock(
            String from, String to, String start, String end) {
        Window window = new Window(Instant.parse(from), Instant.parse(to), BELGRADE);

        assertThat(window.start()).isEqualTo(start);
        assertThat(window.end()).isEqualTo(end);
    }

    @Test
    void an_id_cannot_leave_its_segment() {
        String path = Paths.of("workspaces", "../../user?x=1#y", "tags", "ä b%2F;=");

        assertThat(path)
                .isEqualTo("/workspaces/..%2F..%2Fuser%3Fx%3D1%23y/tags/%C3%A4%20b%252F%3B%3D");
        assertThat(URI.create("http://h" + path).getRawPath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void an_id_that_would_change_the_address_is_refused(String id) {
        ClockifyException failure = failureOf(() -> Paths.of("workspaces", id));

        assertThat(failure.category()).isEqualTo(Category.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user",
                "/",
                "//evil.example/x",
                "/a//b",
                "/a/",
                "/a/../b",
                "/a/%2e%2E/b",
                "/a/.%2E",
                "/a?b=c",
                "/a#b",
                "/a b",
                "/a\\b",
                "/a@b",
                "/{a",
                "/{a}b",
                "/%zz",
                "/ä"
            })
    void a_path_from_outside_that_is_not_one_is_refused(String path) {
        ClockifyException failure =
                failureOf(() -> ApiRequest.of(Service.CORE, "GET", path, Query.none(), null));

        assertThat(failure.category()).isEqualTo(Category.INVALID);
    }

    @Test
    void random_ids_stay_one_segment() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String id =
                    random.ints(1 + random.nextInt(12), 1, 0x2ff)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            if (!id.isBlank() && !id.equals(".") && !id.equals("..")) {
                String path = Paths.check(Paths.of("tags", id));
                assertThat(path.split("/")).as("seed %d", seed).hasSize(3);
                assertThat(URI.create("http://h" + path.replaceAll("[{}]", "")).getPath())
                        .as("seed %d", seed)
                        .isEqualTo("/tags/" + id.replaceAll(placeholder(path), ""));
            }
        }
    }

    private static String placeholder(String path) {
        return Paths.isOpen(path) ? "[{}]" : "(?!)";
    }

    @Test
    void a_request_is_a_value() {
        ObjectNode body = (ObjectNode) Fixtures.json("{\"name\":\"a\"}");
        ApiRequest<?> request =
                ApiRequest.of(
                        Service.CORE,
                        "POST",
                        "/tags",
                        new Query(Map.of("q", List.of("1", "a b"), "none", List.of())),
                        body);

        body.put("name", "changed");
        ((ObjectNode) Objects.requireNonNull(request.body())).put("name", "changed");

        assertThat(request).hasToString("POST /tags?q=1&q=a%20b {\"name\":\"a\"}");
        assertThat(request)
                .isEqualTo(
                        ApiRequest.of(
                                Service.CORE,
                                "POST",
                                "/tags",
                                Query.none().with("q", List.of("1")).with("q", "a b"),
                                Fixtures.json("{\"name\":\"a\"}")));
        assertThat(request.isRead()).isFalse();
    }

    @Test
    void a_key_cannot_be_seen() {
        ApiKey key = ApiKey.of(" s3cret\n");
        ObjectMapper curious =
                new ObjectMapper()
                        .setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.ANY);

        assertThat(key).hasToString("ApiKey[…]").isEqualTo(ApiKey.of("s3cret"));
        assertThat(key).isNotEqualTo(ApiKey.of("s3cret2")).hasSameHashCodeAs(ApiKey.of("x"));
        assertThatThrownBy(() -> curious.writeValueAsString(Map.of("key", key)))
                .isInstanceOf(JsonMappingException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a b", "a\r\nX-Other: 1", "ключ"})
    void a_key_that_cannot_stand_in_a_header_is_refused_without_repeating_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKey.of(text))
                .withMessage("A Clockify API key is 1 to 512 printable ASCII characters.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.clockify.me/api/v1/, https://reports.api.clockify.me/v1,"
                + " https://auditlog-api.api.clockify.me/v1",
        "https://EUC1.clockify.me/api/v1, https://euc1.clockify.me/report/v1,",
        "http://127.0.0.1:8081/api/v1, http://127.0.0.1:8081/report/v1,"
                + " http://127.0.0.1:8081/auditlog/v1",
        "http://[::1]:8081/api/v1, http://[::1]:8081/report/v1, http://[::1]:8081/auditlog/v1",
        "https://proxy.example/clockify, ,",
    })
    void a_base_url_tells_where_the_other_services_are(
            String base, String reports, String auditLog) {
        Hosts hosts = Hosts.at(base);

        assertThat(hosts.reports()).isEqualTo(reports == null ? null : URI.create(reports));
        assertThat(hosts.auditLog()).isEqualTo(auditLog == null ? null : URI.create(auditLog));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.clockify.me/api/v1",
                "http://localhost.evil.example/api/v1",
                "http://127.0.0.1.evil.example/api/v1",
                "https://user:pw@api.clockify.me/api/v1",
                "https://api.clockify.me/api/v1?x=1",
                "https://api.clockify.me/api/v1#x",
                "ftp://api.clockify.me",
                "api.clockify.me",
                "https:///api",
                "http://127.0.0.1:65536/api/v1",
                "http://127.0.0.1:0/api/v1",
                "not a url"
            })
    void a_base_url_that_is_not_safe_is_refused(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hosts.at(base))
                .withMessageNotContaining("pw");
    }

    @Test
    void regions_and_subdomains_have_their_hosts() {
        assertThat(Hosts.of(Region.named(" au ")).core())
                .isEqualTo(URI.create("https://apse2.clockify.me/api/v1"));
        assertThat(Hosts.of(Region.EU, "lantern").reports())
                .isEqualTo(URI.create("https://lantern.clockify.me/report/v1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Hosts.of(Region.EU, "xn--a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Hosts.of(Region.EU, "a.evil"));
        assertThat(failureOf(() -> Hosts.of(Region.EU).base(Service.AUDIT_LOG)).getMessage())
                .contains("audit log");
    }

    @Test
    void a_walk_reads_until_the_last_page() {
        List<Integer> asked = new ArrayList<>();

        Page<String> all =
                Page.walk(
                        10,
                        paging -> {
                            asked.add(paging.page());
                            return new Page<>(List.of("p" + paging.page()), paging.page() < 3);
                        });

        assertThat(all).isEqualTo(new Page<>(List.of("p1", "p2", "p3"), false));
        assertThat(asked).containsExactly(1, 2, 3);
    }

    @Test
    void a_walk_ends_at_its_limit_and_where_paging_is_ignored() {
        Page<Integer> endless = Page.walk(4, paging -> new Page<>(List.of(paging.page()), true));
        Page<String> ignored = Page.walk(4, paging -> new Page<>(List.of("all"), true));

        assertThat(endless).isEqualTo(new Page<>(List.of(1, 2, 3, 4), true));
        assertThat(ignored).isEqualTo(new Page<>(List.of("all"), false));
    }

    @ParameterizedTest
    @CsvSource({
        "true,2,false",
        "false,2,true",
        "false,0,false",
        "TRUE,1,false",
        ",2,true",
        ",1,false"
    })
    void a_page_is_the_last_by_its_header_or_else_when_it_is_short(
            String header, int items, boolean more) {
        Transport transport =
                request ->
                        new Answer(
                                200,
                                header == null
                                        ? Headers.none()
                                        : Headers.of(Map.of("LAST-page", header)),
                                Fixtures.json("[" + String.join(",", tags(items)) + "]"));

        Page<Tags.Tag> page =
                new Clockify(transport)
                        .workspace("w1")
                        .tags()
                        .list(Tags.Filter.all(), new Paging(1, 2));

        assertThat(page.items()).hasSize(items);
        assertThat(page.more()).isEqualTo(more);
    }

    private static List<String> tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"t%d\",\"name\":\"n\"}".formatted(i))
                .toList();
    }

    @Test
    void an_edit_is_either_set_or_cleared() {
        assertThat(Edit.of(null)).isEqualTo(Edit.keep());
        assertThat(Edit.of("a")).isEqualTo(Edit.set("a"));
        assertThat(Edit.of(null, true)).isEqualTo(Edit.clear());
        assertThatIllegalArgumentException().isThrownBy(() -> Edit.of("a", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT1H",
                "PT2H30M",
                "PT2H5S",
                "PT45M",
                "PT100H59M59S",
                "PT123456789S",
                "PT1.5S",
                "PT-1H",
                "P1D",
                "P1DT2H",
                "pt1h"
            })
    void a_duration_is_read_as_java_reads_it(String text) {
        assertThat(Json.duration(text)).isEqualTo(Duration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PT", "PT1", "PTH", "PT1M2H", "PT1H1H", "PT1X", "PT1H2", "3600"})
    void what_is_no_duration_is_refused(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Json.duration(text));
    }

    @Test
    void a_name_is_kept_for_its_time_and_within_the_bound() {
        FakeTime time = new FakeTime();
        MemoryNameStore store = new MemoryNameStore(time, 2);

        store.put("u1/a", "1", Duration.ofMinutes(5));
        store.put("u1/b", "2", Duration.ofMinutes(1));
        time.pass(Duration.ofMinutes(1));

        assertThat(store.get("u1/b")).isEmpty();
        assertThat(store.get("u1/a")).contains("1");
        store.put("u2/c", "3", Duration.ofMinutes(5));
        store.put("u2/d", "4", Duration.ofMinutes(5));
        assertThat(store.get("u1/a")).isEmpty();
        store.forget("u2/");
        assertThat(store.get("u2/c")).isEmpty();
    }

    @Test
    void a_budget_counts_an_hour_for_each_workspace() {
        FakeTime time = new FakeTime();
        CountedRequests budget = new CountedRequests(time);
        ApiRequest<?> request = new Clockify(ValuesTest::never).workspace("w1").tags().delete("t1");

        budget.asking(request);
        time.pass(Duration.ofMinutes(59));
        budget.asking(request);
        budget.answered(request, 200, new RateHeaders(30, 28, null));

        assertThat(budget.inTheLastHour("w1")).isEqualTo(2);
        time.pass(Duration.ofMinutes(1));
        assertThat(budget.inTheLastHour("w1")).isEqualTo(1);
        assertThat(budget.inTheLastHour("w2")).isZero();
        assertThat(budget.told("w1")).contains(new RateHeaders(30, 28, null));
    }

    private static Answer never(ApiRequest<?> request) {
        throw new AssertionError("It sent " + request);
    }
}
