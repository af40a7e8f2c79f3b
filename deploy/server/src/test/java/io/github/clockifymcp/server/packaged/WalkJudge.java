package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.server.packaged.RequestRules.Kind;
import io.github.clockifymcp.server.packaged.RequestRules.Mode;
import io.github.clockifymcp.server.packaged.RequestRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// Holds every request that reaches Clockify against the mode, against what was agreed to, and
/// against the audit log as it stands on the disk at that moment.
final class WalkJudge implements Recorder.Watcher {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ALWAYS_AGREED = Set.of("clockify_api_write");
    private static final String UNDO = "clockify_undo";

    private final RequestRules rules;
    private final Mode mode;
    private final String me;
    private final Path audit;
    private final BesideTheServer sandbox;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private volatile String tool = "";
    private volatile boolean agreed;

    /// A request that changes something.
    ///
    /// @param call the id under which the audit log announced it
    /// @param agreed whether somebody had agreed, and had to
    private record Write(String call, String request, boolean agreed) {}

    /// @param me the id of the person whose key the server has
    /// @param audit the file of the log
    WalkJudge(RequestRules rules, Mode mode, String me, Path audit, BesideTheServer sandbox) {
        this.rules = rules;
        this.mode = mode;
        this.me = me;
        this.audit = audit;
        this.sandbox = sandbox;
    }

    /// A call is about to be made, of a tool by its own name.
    ///
    /// @param already whether what it brings along is an agreement
    void begins(String called, boolean already) {
        tool = called;
        agreed = already;
    }

    /// What somebody has just said to a question.
    void said(boolean yes) {
        agreed = yes;
    }

    /// How many requests have changed something so far.
    int writes() {
        return writes.size();
    }

    /// How many of them somebody had to agree to.
    long confirmed() {
        return writes.stream().filter(Write::agreed).count();
    }

    /// What was wrong so far.
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void before(Recorder.Seen request) {
        try {
            Rule rule = rules.of(request.method(), request.path());
            if (rule.kind() == Kind.READ) {
                return;
            }
            boolean takesBack = takesBack(request);
            String what = "%s by %s in %s".formatted(line(request), tool, mode);
            boolean needed = rule.agreed() || ALWAYS_AGREED.contains(tool);
            if (mode.compareTo(rule.least()) < 0 && !takesBack) {
                faults.add(what + " is forbidden");
            }
            if (rule.kind() == Kind.OWN && mode.compareTo(Mode.STANDARD) < 0 && !own(request)) {
                faults.add(what + " is somebody else's");
            }
            if (needed && !agreed) {
                faults.add(what + " has nobody's agreement");
            }
            String call = announced(request);
            if (call.isEmpty()) {
                faults.add(what + " has no intent on the disk");
            }
            writes.add(new Write(call, line(request), needed));
        } catch (IOException | RuntimeException | AssertionError e) {
            faults.add("%s by %s: %s".formatted(line(request), tool, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void after(Recorder.Seen request, int status, byte[] body) {
        try {
            if (request.method().equals("POST") && status < 300) {
                made.add(JSON.readTree(body).path("id").asText());
            }
        } catch (IOException e) {
            // A fault of the sandbox, which the server has to cope with.
        }
    }

    private static String line(Recorder.Seen request) {
        return request.method() + " " + request.path();
    }

    /// In a careful mode, undo deletes entries that were made by this server.
    private boolean takesBack(Recorder.Seen request) {
        return tool.equals(UNDO)
                && mode.compareTo(Mode.TIME_TRACKING_SAFE) >= 0
                && request.method().equals("DELETE")
                && request.path().contains("/time-entries/")
                && made.contains(last(request.path()));
    }

    private boolean own(Recorder.Seen request) throws IOException, InterruptedException {
        if (request.path().contains("/user/")) {
            return request.path().contains("/user/" + me + "/");
        }
        if (request.method().equals("POST")) {
            return true;
        }
        JsonNode entry = sandbox.studio("GET", "/time-entries/" + last(request.path()), "");
        return entry.path("userId").asText().equals(me);
    }

    private static String last(String path) {
        return path.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    }

    /// The call whose intent says this request and whose outcome is not there yet.
    private String announced(Recorder.Seen request) throws IOException {
        Map<String, JsonNode> open = new LinkedHashMap<>();
        Map<String, Integer> rounds = new HashMap<>();
        for (JsonNode row : rows()) {
            String call = row.path("call").asText();
            if (row.path("phase").asText().equals("intent")) {
                rounds.merge(call, 1, Integer::sum);
                open.put(call, row);
            } else {
                open.remove(call);
            }
        }
        for (Map.Entry<String, JsonNode> intent : open.entrySet()) {
            for (JsonNode effect : intent.getValue().path("effects")) {
                if (effect.path("method").asText().equals(request.method())
                        && fits(effect.path("path").asText(), request.path())) {
                    return round(intent.getKey(), rounds);
                }
            }
        }
        return "";
    }

    /// A call that is answered again after it was done, and then agreed to again, has one more.
    private static String round(String call, Map<String, Integer> rounds) {
        return "%s, round %d".formatted(call, rounds.getOrDefault(call, 0));
    }

    /// Where an intent has a blank, a later answer stands in the request.
    private static boolean fits(String announced, String sent) {
        String[] parts = announced.split("\\{[^}]*}", -1);
        StringBuilder pattern = new StringBuilder();
        for (String part : parts) {
            pattern.append(pattern.isEmpty() ? "" : "[^/]+").append(Pattern.quote(part));
        }
        return sent.matches(pattern.toString());
    }

    /// The log as it is on the disk.
    List<JsonNode> rows() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        if (Files.exists(audit)) {
            String text = Files.readString(audit, UTF_8);
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
                if (!line.isEmpty()) {
                    rows.add(JSON.readTree(line));
                }
            }
        }
        return rows;
    }

    /// What is wrong with the whole log beside what was sent: each change has one intent, and the
    /// next row of its call is the outcome with the requests that were sent, in their order. Other
    /// rows have none.
    List<String> wrongInLog() throws IOException {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        for (Write write : writes) {
            sent.computeIfAbsent(write.call(), call -> new ArrayList<>()).add(write.request());
        }
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> rounds = new HashMap<>();
        Set<String> intended = new HashSet<>();
        Set<String> open = new LinkedHashSet<>();
        for (JsonNode row : rows()) {
            String id = row.path("call").asText();
            if (row.path("phase").asText().equals("intent")) {
                if (open.contains(round(id, rounds))) {
                    wrong.add(id + " has an intent before the outcome of the last");
                }
                rounds.merge(id, 1, Integer::sum);
                intended.add(round(id, rounds));
                open.add(round(id, rounds));
                continue;
            }
            String call = round(id, rounds);
            List<String> told = effects(row);
            List<String> really =
                    open.remove(call) ? sent.getOrDefault(call, List.of()) : List.of();
            if (!told.equals(really)) {
                wrong.add("%s sent %s, and its outcome has %s".formatted(call, really, told));
            }
        }
        open.forEach(call -> wrong.add(call + " has no outcome"));
        sent.forEach((call, requests) -> {
            if (!intended.contains(call)) {
                wrong.add(requests + " is in no row");
            }
        });
        return wrong;
    }

    private static List<String> effects(JsonNode row) {
        List<String> effects = new ArrayList<>();
        for (JsonNode effect : row.path("effects")) {
            effects.add(effect.path("method").asText() + " " + effect.path("path").asText());
        }
        return effects;
    }
}
