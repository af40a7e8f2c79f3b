package io.github.clockifymcp.mcp.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.ServerSettings;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Calls that have to ask before they can go on.
interface AskScenarios {
    String FORM =
            "asked elicitation/create {'message':'%s','requestedSchema':{'type':'object','properties':{'name':{'type':'string'}}}}";

    private static String form(String message) {
        return FORM.formatted(message);
    }

    private static Outcome ask(Attempt attempt) {
        return attempt.call().round() == 0
                ? Does.asks("begun", "name", Does.form("Who are\u200B you?"))
                : Fixture.says(
                        Does.word(attempt.call(), "name"),
                        String.valueOf(attempt.call().round()),
                        String.valueOf(attempt.call().state()));
    }

    @EveryLeg
    default void a_person_accepts_declines_or_closes_a_form(Leg leg) {
        Fixture fixture = new Fixture().tool("ask", AskScenarios::ask);

        try (Peer peer = leg.meet(fixture)) {
            peer.person(Person.who("{'action':'accept','content':{'name':'Ann'}}"));
            assertThat(peer.call("ask"))
                    .containsExactly(form("Who are you?"), "said accepted {'name':'Ann'} 1 begun");
            peer.person(Person.who("{'action':'decline'}"));
            assertThat(peer.call("ask"))
                    .containsExactly(form("Who are you?"), "said declined 1 begun");
            peer.person(Person.who("{'action':'cancel'}"));
            assertThat(peer.call("ask"))
                    .containsExactly(form("Who are you?"), "said cancelled 1 begun");
        }
    }

    @EveryLeg
    default void all_rounds_of_a_call_are_one_call(Leg leg) {
        Fixture fixture = new Fixture().tool("ask", AskScenarios::ask);

        try (Peer peer = leg.meet(fixture)) {
            peer.person(Person.who("{'action':'accept'}"));
            peer.call("ask", "{'a':1}");

            List<Attempt> attempts = fixture.attempted();
            assertThat(attempts).extracting(a -> a.call().round()).containsExactly(0, 1);
            assertThat(attempts.get(1).call().id()).isEqualTo(attempts.get(0).call().id());
            assertThat(attempts.get(1).arguments()).isEqualTo(attempts.get(0).arguments());
        }
    }

    @EveryLeg
    default void a_person_is_sent_to_a_page(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .tool(
                                "open",
                                attempt ->
                                        attempt.call().reply("go") instanceof Reply.Accepted
                                                ? Fixture.says("welcome back")
                                                : Does.asks(
                                                        "s",
                                                        "go",
                                                        new Ask.Link(
                                                                "Sign in.",
                                                                "https://example.com/in?a=b")));

        try (Peer peer = leg.meet(fixture)) {
            peer.person(Person.who("{'action':'accept'}"));
            assertThat(peer.call("open"))
                    .containsExactly(
                            "asked elicitation/create {'mode':'url','message':'Sign in.','url':'https://example.com/in?a=b'}",
                            "said welcome back");
        }
    }

    @EveryLeg
    default void several_questions_of_a_call_are_asked_in_their_order(Leg leg) {
        Map<String, Ask> asks = new LinkedHashMap<>();
        for (int i = 1; i <= 6; i++) {
            asks.put("q" + i, Does.form("Question " + i));
        }
        Fixture fixture =
                new Fixture()
                        .tool(
                                "ask",
                                attempt ->
                                        attempt.call().round() == 0
                                                ? Does.asks("s", asks)
                                                : Fixture.says(
                                                        Does.word(attempt.call(), "q1"),
                                                        Does.word(attempt.call(), "q6")));

        try (Peer peer = leg.meet(fixture)) {
            peer.person(AskScenarios::numbered);
            assertThat(peer.call("ask"))
                    .containsExactly(
                            form("Question 1"),
                            form("Question 2"),
                            form("Question 3"),
                            form("Question 4"),
                            form("Question 5"),
                            form("Question 6"),
                            "said accepted {'name':'1'} accepted {'name':'6'}");
        }
    }

    private static ObjectNode numbered(String method, ObjectNode params) {
        String number = params.path("message").asText().replace("Question ", "");
        return Words.json("{'action':'accept','content':{'name':'" + number + "'}}");
    }

    @EveryLeg
    default void a_call_asks_again_until_it_knows_enough_but_not_for_ever(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .with(ServerSettings.DEFAULT.withMaxRounds(3))
                        .tool(
                                "twice",
                                attempt ->
                                        attempt.call().round() < 2
                                                ? again(attempt)
                                                : Fixture.says(
                                                        String.valueOf(attempt.call().state())))
                        .tool("always", AskScenarios::again);

        try (Peer peer = leg.meet(fixture)) {
            peer.person(Person.who("{'action':'accept'}"));
            assertThat(peer.call("twice"))
                    .containsExactly(form("Round 0"), form("Round 1"), "said state 1");
            assertThat(peer.call("always"))
                    .containsExactly(
                            form("Round 0"),
                            form("Round 1"),
                            form("Round 2"),
                            "problem The call asked its client too often and was ended; nothing was sent.");
        }
    }

    private static Outcome again(Attempt attempt) {
        int round = attempt.call().round();
        return Does.asks("state " + round, "q", Does.form("Round " + round));
    }

    @EveryLeg
    default void a_call_borrows_the_clients_model_and_asks_for_its_folders(Leg leg) {
        Ask.Sampling sampling =
                new Ask.Sampling(
                        Words.json(
                                "{'messages':[{'role':'user','content':{'type':'text','text':'Sum'}}],'maxTokens':9}"));
        Fixture fixture =
                new Fixture()
                        .tool(
                                "borrow",
                                attempt ->
                                        attempt.call().round() == 0
                                                ? Does.asks("s", "model", sampling)
                                                : said(attempt, "model"))
                        .tool(
                                "folders",
                                attempt ->
                                        attempt.call().round() == 0
                                                ? Does.asks("s", "roots", new Ask.Roots())
                                                : said(attempt, "roots"));

        try (Peer peer = leg.meet(fixture)) {
            peer.person(
                    Person.who(
                            "{'role':'assistant','content':{'type':'text','text':'3'},'model':'m'}"));
            assertThat(peer.call("borrow"))
                    .containsExactly(
                            "asked sampling/createMessage {'messages':[{'role':'user','content':{'type':'text','text':'Sum'}}],'maxTokens':9}",
                            "said {'role':'assistant','content':{'type':'text','text':'3'},'model':'m'}");
            peer.person(Person.who("{'roots':[{'uri':'file:///home'}]}"));
            assertThat(peer.call("folders"))
                    .containsExactly(
                            "asked roots/list {}", "said {'roots':[{'uri':'file:///home'}]}");
        }
    }

    private static Outcome said(Attempt attempt, String key) {
        ObjectNode reply = attempt.call().replies().get(key);
        return Fixture.says(reply == null ? "nothing" : Words.text(reply));
    }

    @EveryLeg
    default void a_client_that_cannot_be_asked_is_told_what_it_lacks(Leg leg) {
        Map<String, Ask> asks = new LinkedHashMap<>();
        asks.put("form", Does.form("Who?"));
        asks.put("link", new Ask.Link("Open.", "https://example.com"));
        asks.put("model", new Ask.Sampling(Words.json("{}")));
        asks.put("folders", new Ask.Roots());
        Fixture fixture = new Fixture();
        asks.forEach((key, ask) -> fixture.tool(key, attempt -> Does.asks("s", key, ask)));

        try (Peer peer = leg.meet(fixture, Leg.PLAIN)) {
            for (Map.Entry<String, List<String>> lacking : LACKING.entrySet()) {
                String sentence = lacking.getValue().get(0);
                assertThat(peer.call(lacking.getKey()))
                        .containsExactly(
                                peer.either(
                                        Difference.LACKING_IS_AN_ERROR,
                                        "error -32021 %s {'requiredCapabilities':%s}"
                                                .formatted(sentence, lacking.getValue().get(1)),
                                        "problem " + sentence + LACKED));
            }
        }
    }

    String LACKED = " This one did not say that it can. Nothing was sent.";

    Map<String, List<String>> LACKING =
            Map.of(
                    "form",
                    List.of(
                            "This needs a client that can put a form before its person.",
                            "{'elicitation':{}}"),
                    "link",
                    List.of(
                            "This needs a client that can open a link for its person.",
                            "{'elicitation':{'url':{}}}"),
                    "model",
                    List.of(
                            "This needs a client that offers its model (sampling).",
                            "{'sampling':{}}"),
                    "folders",
                    List.of("This needs a client that lists its folders (roots).", "{'roots':{}}"));

    @EveryLeg
    default void prompts_and_resources_may_ask_too(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .resource("test://hello", call -> Does.word(call, "name"))
                        .prompt(
                                "greeting",
                                (given, call) -> ReadScenarios.message(Does.word(call, "name")))
                        .first("resources/read", AskScenarios::first)
                        .first("prompts/get", AskScenarios::first);

        try (Peer peer = leg.meet(fixture)) {
            peer.person(Person.who("{'action':'accept','content':{'name':'Ann'}}"));
            assertThat(peer.ask("prompts/get", "{'name':'greeting','arguments':{'topic':'t'}}"))
                    .containsExactly(
                            form("Who?"),
                            "result {'messages':[{'role':'user','content':{'type':'text','text':'accepted {'name':'Ann'}'}}]}");
            assertThat(peer.ask("resources/read", "{'uri':'test://hello'}"))
                    .containsExactly(
                            form("Who?"),
                            "result {'contents':[{'uri':'test://hello','mimeType':'application/json','text':'\\'accepted {'name':'Ann'}\\''}]}");
        }
    }

    private static Optional<Outcome> first(Call call) {
        return call.round() == 0
                ? Optional.of(Does.asks("s", "name", Does.form("Who?")))
                : Optional.empty();
    }

    @EveryLeg
    default void a_question_is_taken_back_when_its_call_is_cancelled(Leg leg) {
        Fixture fixture =
                new Fixture()
                        .tool("ask", AskScenarios::ask)
                        .tool("echo", attempt -> Fixture.says("here"));

        try (Peer peer = leg.meet(fixture)) {
            peer.person(Person.silent());
            Open open = peer.beginCall("ask", "{}");
            assertThat(open.next()).isEqualTo(form("Who are you?"));
            peer.where(
                    Difference.WAITING_FOR_THE_PERSON,
                    () -> {
                        open.cancel();
                        assertThat(open.next()).isEqualTo("withdrawn");
                    },
                    () -> assertThat(open.rest()).as("the question is the answer").isEmpty());
            assertThat(peer.call("echo")).containsExactly("said here");
            assertThat(fixture.attempted()).extracting(a -> a.call().round()).containsOnly(0);
        }
    }

    @EveryLeg
    default void what_a_call_knows_between_its_rounds_cannot_be_made_up(Leg leg) {
        Fixture fixture = new Fixture().tool("ask", AskScenarios::ask);

        try (Peer peer = leg.meet(fixture)) {
            peer.person(Person.who("{'action':'accept'}"));
            String params =
                    "{'name':'ask','requestState':'made up','inputResponses':{'name':{'action':'accept'}}}";
            List<String> heard = peer.ask("tools/call", params);
            peer.where(
                    Difference.SEALED_STATE,
                    () ->
                            assertThat(heard)
                                    .containsExactly(
                                            "error -32602 requestState is rejected: it is not ours."),
                    () ->
                            assertThat(heard)
                                    .containsExactly(
                                            form("Who are you?"), "said accepted {} 1 begun"));
        }
    }
}
