package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.ResourceContent;
import io.github.clockifymcp.mcp.tool.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `resources/list`, `resources/templates/list` and `resources/read`; and whether a resource may be
/// watched.
final class ResourceMethods {
    private final Offer offer;
    private final CallRunner runner;
    private final Pages pages;

    ResourceMethods(Offer offer, CallRunner runner, Pages pages) {
        this.offer = offer;
        this.runner = runner;
        this.pages = pages;
    }

    Result list(RunningCall call, Dialogue dialogue) {
        offered(call);
        List<ObjectNode> all =
                offer.resources(call.caller()).stream().map(Offered.Resource::definition).toList();
        return pages.page("resources", Shown.all(all, call, dialogue), call.params());
    }

    Result templates(RunningCall call, Dialogue dialogue) {
        offered(call);
        List<ObjectNode> all =
                offer.templates(call.caller()).stream().map(Offered.Template::definition).toList();
        return pages.page("resourceTemplates", Shown.all(all, call, dialogue), call.params());
    }

    Result read(RunningCall call, Dialogue dialogue) {
        offered(call);
        String uri = Params.text(call.params(), "uri");
        RpcError unknown = unknown(uri, call);
        Target target = find(uri, call.caller());
        return switch (runner.run(target, Json.object(), call, dialogue)) {
            case CallRunner.End.Suspended(Result soFar) -> soFar;
            case CallRunner.End.Over(var outcome) ->
                    Result.of(contents(uri, DataEnd.value(outcome, unknown)));
        };
    }

    /// Lets a caller be told when the resource changes.
    void watch(String uri, RunningCall call) {
        RpcError unknown = unknown(uri, call);
        String rights = find(uri, call.caller()).rights();
        Target target =
                new Target.OfSubscription(
                        uri, rights, rights.equals(Nothing.RIGHTS) ? Nothing.WORK : running -> uri);
        DataEnd.value(runner.once(target, call), unknown);
    }

    private static RpcError unknown(String uri, RunningCall call) {
        return new RpcError(
                call.caller().revision().resourceNotFound(),
                "Resource not found",
                Json.object().put("uri", SafeText.clean(uri)));
    }

    private void offered(RunningCall call) {
        Shown.offered(offer, Offer.Feature.RESOURCES, call);
    }

    private Target.OfResource find(String uri, Caller caller) {
        for (Offered.Resource resource : offer.resources(caller)) {
            if (resource.uri().equals(uri)) {
                return new Target.OfResource(uri, resource.rights(), resource.read());
            }
        }
        for (Offered.Template template : offer.templates(caller)) {
            Optional<Map<String, String>> values = template.uri().match(uri);
            if (values.isPresent()) {
                Map<String, String> given = values.get();
                return new Target.OfResource(
                        uri, template.rights(), running -> template.read().read(given, running));
            }
        }
        return new Target.OfResource(uri, Nothing.RIGHTS, Nothing.WORK);
    }

    private static ObjectNode contents(String uri, Object value) {
        ObjectNode result = Json.object();
        ArrayNode contents = result.putArray("contents");
        for (Offered.Part part : parts(uri, value)) {
            ObjectNode content = contents.addObject().put("uri", SafeText.clean(part.uri()));
            content.put("mimeType", part.mimeType());
            if (part.blob() != null) {
                content.put("blob", part.blob());
            } else {
                content.put("text", part.text() == null ? "" : SafeText.clean(part.text()));
            }
        }
        return result;
    }

    private static List<Offered.Part> parts(String uri, Object value) {
        return switch (value) {
            case Offered.Read read -> read.parts();
            case ResourceContent.Text text ->
                    List.of(new Offered.Part(uri, text.mimeType(), text.text(), null));
            case ResourceContent.Blob blob ->
                    List.of(new Offered.Part(uri, blob.mimeType(), null, blob.base64()));
            case ResourceContent.Part part -> part(uri, part);
            default ->
                    List.of(
                            new Offered.Part(
                                    uri,
                                    "application/json",
                                    Json.string(ValueWriter.json(value)),
                                    null));
        };
    }

    /// A part is as it is; where it goes on stands beside it, under the next one's URI.
    private static List<Offered.Part> part(String uri, ResourceContent.Part part) {
        Offered.Part here = new Offered.Part(uri, part.mimeType(), part.text(), null);
        return part.next().isEmpty()
                ? List.of(here)
                : List.of(here, new Offered.Part(part.next(), "text/plain", part.note(), null));
    }
}
