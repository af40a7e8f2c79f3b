package io.github.clockifymcp.tools.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.ApiKey;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.MemoryNameStore;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeskTest {
    private final SandboxDesk office = SandboxDesk.ofMina();

    @AfterEach
    void leave() {
        office.close();
    }

    @Test
    void the_account_is_asked_for_once_and_again_when_it_is_old() {
        office.workplace().account();
        office.workplace().account();

        assertThat(office.received()).containsExactly("GET /user", "GET /workspaces");

        office.forget();
        office.workplace(SandboxDesk.NOW.plus(Duration.ofMinutes(10))).account();

        assertThat(office.received()).containsExactly("GET /user", "GET /workspaces");
    }

    @Test
    void a_call_that_asks_again_says_so_and_ends_when_it_is_cancelled() {
        List<String> heard = new ArrayList<>();
        Line line =
                new Line() {
                    @Override
                    public void progress(double done, @Nullable Double total, String message) {
                        heard.add(done + " " + message);
                        if (done > 1) {
                            throw new CancellationException();
                        }
                    }

                    @Override
                    public void pointOfNoReturn() {}
                };
        Call plain = SandboxDesk.call(SandboxDesk.NOW);
        Call call =
                new Call(
                        plain.id(),
                        0,
                        plain.principal(),
                        plain.client(),
                        plain.now(),
                        Map.of(),
                        null,
                        line);
        Workplace ws = desk("mina", null, null).at(call);

        ws.clockify().users().current();
        ws.clockify().workspaces().list();
        office.forget();
        assertThatThrownBy(() -> ws.clockify().users().current())
                .isInstanceOf(CancellationException.class);

        assertThat(heard)
                .containsExactly(
                        "1.0 requests to Clockify answered", "2.0 requests to Clockify answered");
        assertThat(office.received()).isEmpty();
    }

    @Test
    void the_only_workspace_needs_no_choosing() {
        Account account = desk("mina", null, null).at(SandboxDesk.call(SandboxDesk.NOW)).account();

        assertThat(account.workspace().id()).isEqualTo(Seed.studio());
        assertThat(account.zone()).isEqualTo(ZoneId.of("Europe/Vienna"));
    }

    @Test
    void several_workspaces_and_none_chosen_names_them_and_says_what_to_do() {
        Desk desk = desk("ada", null, null);

        assertThatThrownBy(() -> desk.at(SandboxDesk.call(SandboxDesk.NOW)).account())
                .isInstanceOfSatisfying(
                        ToolException.class,
                        e ->
                                assertThat(e.problem().text())
                                        .contains("2 workspaces")
                                        .contains("‹Nordlicht Labs› (" + Seed.laboratory())
                                        .contains("CLOCKIFY_WORKSPACE_ID"));
    }

    @Test
    void a_workspace_that_is_not_ones_own_is_refused_with_ones_own() {
        Desk desk = desk("mina", Seed.laboratory(), null);

        assertThatThrownBy(() -> desk.at(SandboxDesk.call(SandboxDesk.NOW)).account())
                .isInstanceOfSatisfying(
                        ToolException.class,
                        e -> assertThat(e.problem().text()).contains(Seed.studio()));
    }

    @Test
    void a_wrong_key_is_said_in_words() {
        Clockify clockify =
                Clockify.of(Hosts.at(office.sandbox().baseUrl() + "/api/v1"), ApiKey.of("wrong"));
        Desk desk =
                new Desk(() -> clockify, null, null, new MemoryNameStore(Clock.systemUTC(), 1_000));

        assertThatThrownBy(() ->
                        SandboxDesk.said(
                                () -> desk.at(SandboxDesk.call(SandboxDesk.NOW)).account()))
                .isInstanceOfSatisfying(
                        ToolException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(Problem.Code.AUTH));
    }

    @Test
    void a_zone_that_is_set_overrules_the_accounts() {
        Desk desk = desk("mina", null, ZoneId.of("Asia/Tokyo"));

        assertThat(desk.at(SandboxDesk.call(SandboxDesk.NOW)).words().zone())
                .isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void a_handle_is_the_shortest_ending_that_no_other_id_of_its_answer_shares() {
        Shown shown = new Shown();

        Map<String, String> handles =
                shown.handles(
                        List.of(
                                "aaaaaaaaaaaaaaaaaaa12345",
                                "bbbbbbbbbbbbbbbbbba12345",
                                "cccccccccccccccccccccccc"));

        assertThat(handles.values()).containsExactlyInAnyOrder("aa12345", "ba12345", "ccccc");
        assertThat(shown.ending("12345")).hasSize(2);
        assertThat(shown.ending("ba12345")).containsExactly("bbbbbbbbbbbbbbbbbba12345");
    }

    private Desk desk(String person, @Nullable String workspace, @Nullable ZoneId zone) {
        Clockify clockify =
                Clockify.of(
                        Hosts.at(office.sandbox().baseUrl() + "/api/v1"),
                        ApiKey.of(Seed.person(person).key()));
        return new Desk(
                () -> clockify, workspace, zone, new MemoryNameStore(Clock.systemUTC(), 1_000));
    }
}
