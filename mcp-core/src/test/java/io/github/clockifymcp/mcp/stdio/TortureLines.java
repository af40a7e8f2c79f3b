package io.github.clockifymcp.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Lines that no client should send, among lines that clients do send, and what must come back: as
/// many answers with an id as there were requests with it, nothing with an id that was never sent,
/// and nothing that is not JSON-RPC. Knows no server, so it can be used on any that speaks MCP on a
/// pipe; begin with [#hello], end with [#goodbye], then [#check] all that was heard.
public final class TortureLines {
    private static final String NO_ID = "null";
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNumberLength(10_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build();

    private final Random random;
    private final int maxLine;
    private final List<byte[]> lines = new ArrayList<>();
    private final Map<String, Integer> expected = new TreeMap<>();
    private int lastId = 1_000;

    private TortureLines(long seed, int maxLine) {
        this.random = new Random(seed);
        this.maxLine = maxLine;
    }

    /// Makes lines.
    ///
    /// @param maxLine how many bytes the server takes in a line
    public static TortureLines of(long seed, int count, int maxLine) {
        TortureLines torture = new TortureLines(seed, maxLine);
        torture.expect("\"hello\"");
        torture.expect("\"goodbye\"");
        // Long ones are few, or they would be all that is tested.
        int every = Math.max(1, count / 3);
        while (torture.lines.size() < count) {
            int number = torture.lines.size();
            if (number % every == every / 2) {
                torture.tooLong();
            } else if (number % every == every / 3) {
                torture.crowded();
            } else if (number % 500 == 250) {
                torture.deep();
            } else {
                torture.add();
            }
        }
        return torture;
    }

    /// The first line: revision 2025-03-26, the last that takes batches.
    public static String hello() {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"hello\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-03-26\",\"capabilities\":{},\"clientInfo\":{\"name\":\"torture\",\"version\":\"1\"}}}";
    }

    /// The last line, which the server must still answer.
    public static String goodbye() {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"goodbye\",\"method\":\"ping\"}";
    }

    /// The lines, without their ends.
    public List<byte[]> lines() {
        return List.copyOf(lines);
    }

    private void expect(String id) {
        expected.merge(id, 1, Integer::sum);
    }

    private void say(String line) {
        lines.add(line.getBytes(UTF_8));
    }

    private void add() {
        switch (random.nextInt(24)) {
            case 0, 1 -> say(request(id(), "ping", ""));
            case 2 -> say(request(id(), "tools/list", ""));
            case 3, 4 -> say(request(id(), "tools/call", call()));
            case 5 -> say(request(id(), "no/such/" + random.nextInt(), ""));
            case 6 -> say(request(id(), "tools/call", "{\"name\":" + random.nextInt() + "}"));
            case 7 -> say(request(id(), "ping", modern()));
            case 8 -> say(request(id(), "ping", "").replace("\"2.0\"", "\"1.0\""));
            case 9 -> say(request(id(), "ping", "[1,2]"));
            case 10 -> truncated();
            case 11 -> wrongId();
            case 12 -> invalidUtf8();
            case 13 -> batch();
            case 14 -> twice();
            case 15 -> noise();
            case 16 -> silent("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\",\"params\":{}}");
            case 17 ->
                    silent("{\"jsonrpc\":\"2.0\",\"id\":" + random.nextInt() + ",\"result\":{}}");
            case 18 -> silent("{\"jsonrpc\":\"2.0\",\"id\":\"ask-1\",\"error\":{\"code\":1}}");
            case 19 -> silent(" ".repeat(random.nextInt(4)) + "\r");
            case 20 ->
                    silent(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"never\"}}");
            case 21 -> refused("{\"jsonrpc\":\"2.0\",\"id\":7,\"id\":8,\"method\":\"ping\"}");
            case 22 ->
                    refused(
                            random.nextBoolean()
                                    ? "[]"
                                    : "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"} 1");
            default ->
                    refused(
                            "{\"jsonrpc\":\"2.0\",\"id\":1"
                                    + "0".repeat(1_100)
                                    + ",\"method\":\"ping\"}");
        }
    }

    private void silent(String line) {
        say(line);
    }

    private void refused(String line) {
        expect(NO_ID);
        say(line);
    }

    private static String request(String id, String method, String params) {
        String given = params.isEmpty() ? "" : ",\"params\":" + params;
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\"%s}".formatted(id, method, given);
    }

    private String id() {
        String id = newId();
        expect(id);
        return id;
    }

    private String newId() {
        lastId++;
        return switch (random.nextInt(6)) {
            case 0 -> "\"%d\"".formatted(lastId);
            case 1 -> "\"%d é 🦊 \\\\ x\"".formatted(lastId);
            case 2 -> "%d%s".formatted(lastId, "7".repeat(1 + random.nextInt(900)));
            case 3 -> "-%d".formatted(lastId);
            default -> Integer.toString(lastId);
        };
    }

    private String call() {
        String value =
                switch (random.nextInt(4)) {
                    case 0 -> Double.toString(random.nextGaussian() * 1e300);
                    case 1 -> "9".repeat(1 + random.nextInt(900));
                    case 2 -> "[".repeat(50) + "]".repeat(50);
                    default -> "\"" + "ü🦊\\u0000\\n".repeat(random.nextInt(200)) + "\"";
                };
        return "{\"name\":\"torture_tool\",\"arguments\":{\"value\":%s}}".formatted(value);
    }

    private static String modern() {
        return "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}";
    }

    /// A beginning of an object is never an object.
    private void truncated() {
        String whole = request("42", "tools/call", call());
        byte[] bytes = whole.getBytes(UTF_8);
        byte[] part = new byte[1 + random.nextInt(bytes.length - 1)];
        System.arraycopy(bytes, 0, part, 0, part.length);
        expect(NO_ID);
        lines.add(part);
    }

    private void wrongId() {
        String[] wrong = {"1.5", "null", "{}", "[]", "true", "1e3", "-0.0"};
        refused(request(wrong[random.nextInt(wrong.length)], "ping", ""));
    }

    private void invalidUtf8() {
        byte[][] wrong = {
            {(byte) 0xC3},
            {(byte) 0xC0, (byte) 0xAF},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xFF}
        };
        byte[] line = request("43", "ping?", "").getBytes(UTF_8);
        byte[] broken = wrong[random.nextInt(wrong.length)];
        byte[] bytes = new byte[line.length + broken.length];
        int at = new String(line, UTF_8).indexOf('?');
        System.arraycopy(line, 0, bytes, 0, at);
        System.arraycopy(broken, 0, bytes, at, broken.length);
        System.arraycopy(line, at, bytes, at + broken.length, line.length - at);
        expect(NO_ID);
        lines.add(bytes);
    }

    private void batch() {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> items.add("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}");
                case 1 -> {
                    expect(NO_ID);
                    items.add(Integer.toString(random.nextInt()));
                }
                default -> items.add(request(id(), "tools/list", ""));
            }
        }
        say("[" + String.join(",", items) + "]");
    }

    private void twice() {
        String id = id();
        expect(id);
        say(request(id, "tools/call", call()));
        say(request(id, "tools/list", ""));
    }

    /// The bell makes sure that it is not JSON, whatever follows.
    private void noise() {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        bytes[0] = 7;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                bytes[i] = 0;
            }
        }
        expect(NO_ID);
        lines.add(bytes);
    }

    private void deep() {
        int levels = 100_000;
        boolean closed = random.nextBoolean();
        String open = (random.nextBoolean() ? "[" : "{\"a\":").repeat(levels);
        refused(
                "{\"jsonrpc\":\"2.0\",\"id\":44,\"method\":\"x\",\"params\":"
                        + open
                        + (closed ? "1" + "]".repeat(levels) + "}" : ""));
    }

    /// A line within its length, and well formed, whose values would fill the memory.
    private void crowded() {
        String head = "{\"name\":\"torture_tool\",\"arguments\":{\"value\":[1";
        int room = (maxLine - request("46", "tools/call", head + "]}}").length()) / 2;
        refused(request("46", "tools/call", head + ",1".repeat(Math.max(60_000, room)) + "]}}"));
    }

    private void tooLong() {
        String frame = request("45", "ping", "{\"a\":\"\"}");
        int missing = maxLine + 1 - frame.length();
        refused(request("45", "ping", "{\"a\":\"" + "x".repeat(missing) + "\"}"));
    }

    /// Compares what was heard with what must be heard.
    ///
    /// @return what is wrong, in words; empty when nothing is
    public List<String> check(List<String> heard) {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : heard) {
            try {
                JsonNode message = JSON.readTree(line);
                if (message.isArray() && !message.isEmpty()) {
                    message.forEach(item -> see(item, seen, wrong));
                } else {
                    see(message, seen, wrong);
                }
            } catch (IOException e) {
                wrong.add("not JSON: " + line);
            }
        }
        expected.forEach((id, times) -> {
            int answers = seen.getOrDefault(normal(id), 0);
            if (answers != times) {
                wrong.add("id %s: %d answers, not %d".formatted(id, answers, times));
            }
        });
        seen.keySet().removeAll(expected.keySet().stream().map(TortureLines::normal).toList());
        seen.forEach((id, times) -> wrong.add("nobody sent the id " + id));
        return wrong;
    }

    private static void see(JsonNode message, Map<String, Integer> seen, List<String> wrong) {
        boolean sound =
                message.path("jsonrpc").asText().equals("2.0")
                        && message.has("id")
                        && message.has("result") != message.has("error");
        if (!sound) {
            wrong.add("no answer: " + message);
            return;
        }
        seen.merge(message.get("id").toString(), 1, Integer::sum);
    }

    private static String normal(String id) {
        try {
            return JSON.readTree(id).toString();
        } catch (IOException e) {
            throw new IllegalArgumentException(id, e);
        }
    }
}
