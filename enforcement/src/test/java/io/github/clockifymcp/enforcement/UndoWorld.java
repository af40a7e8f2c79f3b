package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.mcp.tool.Reach.NEW_NAMES;
import static io.github.clockifymcp.mcp.tool.Reach.OWN_WORK;
import static io.github.clockifymcp.mcp.tool.Reach.WORKSPACE;
import static io.github.clockifymcp.mcp.tool.Risk.DESTRUCTIVE;
import static io.github.clockifymcp.mcp.tool.Risk.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A service of entries and tags by their paths, and tools that change them and can be taken back.
final class UndoWorld implements ToolGroup<Call> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> records = new TreeMap<>();
    private int made;
    private @Nullable String failing;
    private @Nullable String refusing;
    private int granted;

    record Named(String name) {}

    record Renamed(String id, String name) {}

    record Two(String first, String second) {}

    record Id(String id) {}

    record Ids(List<String> ids) {
        Ids {
            ids = List.copyOf(ids);
        }
    }

    record Done(String what) {}

    /// The names of all that is there, by path.
    List<String> names() {
        List<String> names = new ArrayList<>();
        records.forEach((path, record) -> names.add(path + " " + record.path("name").asText()));
        return names;
    }

    ObjectNode at(String path) {
        return Objects.requireNonNull(records.get(path), path);
    }

    void has(String path, String name) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        records.put(path, named(name).put("id", id));
    }

    void gone(String path) {
        records.remove(path);
    }

    /// No answer comes to a request with this in its path.
    void fails(@Nullable String part) {
        failing = part;
    }

    /// Requests with this method are refused.
    void refuses(@Nullable String method) {
        refusing = method;
        granted = 0;
    }

    /// So many more things are made, and then none.
    void refusesAfter(int count) {
        refusing = "POST";
        granted = count;
    }

    JsonNode answer(Request request) throws Sender.SendException {
        if (failing != null && request.path().contains(failing)) {
            throw new Sender.SendException(
                    Problem.of(Problem.Code.UNKNOWN_OUTCOME, "No answer."), Sent.Fate.UNKNOWN);
        }
        if (request.method().equals(refusing) && granted-- <= 0) {
            throw new Sender.SendException(
                    Problem.of(Problem.Code.CONFLICT, "Refused."), Sent.Fate.REFUSED);
        }
        String path = request.path();
        return switch (request.method()) {
            case "POST" -> {
                made++;
                ObjectNode record = body(request).put("id", "e" + made);
                records.put(path + "/e" + made, record);
                yield record.deepCopy();
            }
            case "PUT" -> {
                ObjectNode record = body(request);
                record.set("id", at(path).get("id"));
                records.put(path, record);
                yield record.deepCopy();
            }
            default -> {
                if (path.startsWith("/projects/") && !at(path).path("archived").asBoolean()) {
                    throw new Sender.SendException(
                            Problem.of(Problem.Code.CONFLICT, "It is in use."), Sent.Fate.REFUSED);
                }
                if (path.startsWith("/all/")) {
                    for (String id : path.substring("/all/".length()).split(",", -1)) {
                        records.remove("/entries/" + id);
                    }
                }
                records.remove(path);
                yield MissingNode.getInstance();
            }
        };
    }

    private static ObjectNode body(Request request) {
        return ((ObjectNode) Objects.requireNonNull(request.body())).deepCopy();
    }

    Records.Found read(Request request, Call call) {
        if (request.path().startsWith("/secret")) {
            return new Records.Found.Unreadable();
        }
        ObjectNode record = records.get(request.path());
        return record == null
                ? new Records.Found.Gone(request.path())
                : new Records.Found.There(request.path(), record.deepCopy());
    }

    @Override
    public String id() {
        return "entries";
    }

    @Override
    public void declare(Toolbox<Call> tools) {
        write(tools, "log", Named.class).plan((in, call) -> log("/entries", OWN_WORK, in.name()));
        write(tools, "tag", Named.class).plan((in, call) -> log("/tags", NEW_NAMES, in.name()));
        write(tools, "hide", Named.class).plan((in, call) -> log("/secret", OWN_WORK, in.name()));
        write(tools, "log_two", Two.class)
                .plan((in, call) -> log("/entries", OWN_WORK, in.first(), in.second()));
        write(tools, "rename", Renamed.class).plan((in, call) -> rename(in));
        write(tools, "delete", Id.class).plan((in, call) -> delete(in.id(), true));
        write(tools, "delete_many", Ids.class).plan((in, call) -> deleteMany(in.ids()));
        write(tools, "found", Named.class).plan((in, call) -> found(in.name(), false));
        write(tools, "found_marked", Named.class).plan((in, call) -> found(in.name(), true));
        write(tools, "delete_for_good", Id.class).plan((in, call) -> delete(in.id(), false));
    }

    private static <I extends Record> Toolbox.Planner<Call, I, Done> write(
            Toolbox<Call> tools, String name, Class<I> input) {
        return tools.write(name, input, Done.class)
                .title(name)
                .describe("Changes something.")
                .risk(WRITE, DESTRUCTIVE)
                .touching(OWN_WORK, NEW_NAMES, WORKSPACE);
    }

    private static ObjectNode named(String name) {
        return JSON.objectNode().put("name", name);
    }

    private static Planned<Done> planned(
            String summary, Risk risk, Reach reach, List<Step> steps, List<Image> before) {
        Change change = new Change(summary, List.of(), Set.of(risk), reach, steps, before);
        return new Planned<>(change, answers -> new Done(summary));
    }

    private static Planned<Done> log(String path, Reach reach, String... names) {
        List<Step> steps = new ArrayList<>();
        for (String name : names) {
            String step = "new" + (steps.size() + 1);
            Request back = new Request("core", "DELETE", path + "/{" + step + "}", null);
            steps.add(
                    new Step(
                            step,
                            new Request("core", "POST", path, named(name)),
                            List.of(),
                            new Step.Inverse(back, List.of(new Blank("", step, "/id")))));
        }
        return planned("Log " + String.join(" and ", names), WRITE, reach, steps, List.of());
    }

    private Planned<Done> rename(Renamed in) {
        String path = "/entries/" + in.id();
        ObjectNode now = at(path);
        Step step =
                new Step(
                        "renamed",
                        new Request("core", "PUT", path, named(in.name())),
                        List.of(),
                        new Step.Inverse(
                                new Request("core", "PUT", path, named(now.get("name").asText())),
                                List.of()));
        return planned(
                "Rename to " + in.name(),
                WRITE,
                OWN_WORK,
                List.of(step),
                List.of(new Image("entry", in.id(), now.deepCopy())));
    }

    /// A project is deleted only when it is archived.
    private static Planned<Done> found(String name, boolean marked) {
        Blank id = new Blank("", "project", "/id");
        Step.Inverse archive =
                new Step.Inverse(
                        new Request(
                                "core",
                                "PUT",
                                "/projects/{project}",
                                named(name).put("archived", true)),
                        List.of(id));
        Step.Inverse delete =
                new Step.Inverse(
                        new Request("core", "DELETE", "/projects/{project}", null), List.of(id));
        List<Step> steps = new ArrayList<>();
        steps.add(
                new Step(
                        "project",
                        new Request("core", "POST", "/projects", named(name)),
                        List.of(),
                        archive.followedBy(delete)));
        if (marked) {
            steps.add(
                    new Step(
                            "marked",
                            new Request(
                                    "core",
                                    "PUT",
                                    "/projects/{project}",
                                    named(name).put("marked", true)),
                            List.of(id),
                            null,
                            "project"));
        }
        return planned("Found " + name, WRITE, OWN_WORK, steps, List.of());
    }

    /// One request deletes them all, and each is made again by one of its own.
    private Planned<Done> deleteMany(List<String> ids) {
        List<Image> before = new ArrayList<>();
        Step.Inverse back = null;
        for (String id : ids) {
            ObjectNode now = at("/entries/" + id);
            before.add(new Image("entry", id, now.deepCopy()));
            Request again =
                    new Request("core", "POST", "/entries", named(now.get("name").asText()));
            var one = new Step.Inverse(again, List.of(), "/entries/" + id, null);
            back = back == null ? one : back.followedBy(one);
        }
        Request all = new Request("core", "DELETE", "/all/" + String.join(",", ids), null);
        return planned(
                "Delete " + ids.size(),
                DESTRUCTIVE,
                OWN_WORK,
                List.of(new Step("deleted", all, List.of(), back)),
                before);
    }

    private Planned<Done> delete(String id, boolean back) {
        String path = "/entries/" + id;
        ObjectNode now = at(path);
        Step.Inverse inverse =
                new Step.Inverse(
                        new Request("core", "POST", "/entries", named(now.get("name").asText())),
                        List.of());
        Step step =
                new Step(
                        "deleted",
                        new Request("core", "DELETE", path, null),
                        List.of(),
                        back ? inverse : null);
        return planned(
                "Delete " + id,
                DESTRUCTIVE,
                OWN_WORK,
                List.of(step),
                List.of(new Image("entry", id, now.deepCopy())));
    }
}
