package io.github.clockifymcp.mcp.server.modern;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Round;
import io.github.clockifymcp.mcp.tool.Principal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;

/// Keeps what we must know again when a call comes back, with the client, which may change nothing
/// of it (`requestState`). It can be read; it holds nothing that the client may not know.
///
/// A seal is `version.key.body.mac`, the MAC over all before it, as text: there is one way to write
/// a seal, and each other is wrong. It is good for the principal, the method and the parameters it
/// was made for, until it expires, on every replica that has the key. It can be used more than
/// once; what may be done once only is for the guard to remember.
public final class StateSeal {
    static final String ALGORITHM = "HmacSHA256";

    private static final String VERSION = "s1";
    private static final int MAX_LENGTH = 1 << 20;

    private final SealKeys keys;
    private final Duration goodFor;
    private final Clock clock;

    /// @param goodFor how long a person has for an answer
    public StateSeal(SealKeys keys, Duration goodFor, Clock clock) {
        this.keys = keys;
        this.goodFor = goodFor;
        this.clock = clock;
    }

    /// What is kept.
    ///
    /// @param round the round in which the call comes back
    /// @param asked the keys of the questions it should answer
    record Opened(Round round, Set<String> asked) {
        Opened {
            asked = Set.copyOf(asked);
        }
    }

    String close(Opened kept, Principal principal, String method, ObjectNode params) {
        ObjectNode body = Json.object();
        body.put("until", clock.instant().plus(goodFor).getEpochSecond());
        body.put("tenant", principal.tenant()).put("principal", principal.id());
        body.put("request", Canonical.digest(method, params));
        body.put("call", kept.round().call()).put("round", kept.round().number());
        body.put("state", kept.round().state());
        ObjectNode replies = body.putObject("replies");
        kept.round().replies().forEach(replies::set);
        ArrayNode asked = body.putArray("asked");
        kept.asked().stream().sorted().forEach(asked::add);
        SealKey key = keys.signing();
        String signed = "%s.%s.%s".formatted(VERSION, key.id(), base64(Json.bytes(body)));
        return signed + "." + mac(key, signed);
    }

    /// Opens a seal that came back.
    ///
    /// @throws RpcError -32602 when it is not ours, not for this, or too old
    Opened open(String sealed, Principal principal, String method, ObjectNode params) {
        ObjectNode body = verified(sealed);
        boolean fits =
                principal.tenant().equals(Json.text(body, "tenant"))
                        && principal.id().equals(Json.text(body, "principal"))
                        && Canonical.digest(method, params).equals(Json.text(body, "request"));
        if (!fits) {
            throw rejected("it belongs to another request");
        }
        if (clock.instant().getEpochSecond() >= body.path("until").asLong()) {
            throw rejected("it has expired");
        }
        Map<String, ObjectNode> replies = new HashMap<>();
        for (Map.Entry<String, JsonNode> reply : body.path("replies").properties()) {
            replies.put(reply.getKey(), (ObjectNode) reply.getValue());
        }
        Set<String> asked = new HashSet<>();
        body.path("asked").forEach(key -> asked.add(key.asText()));
        Round round =
                new Round(
                        body.path("call").asText(),
                        body.path("round").asInt(),
                        replies,
                        Json.text(body, "state"));
        return new Opened(round, asked);
    }

    private ObjectNode verified(String sealed) {
        String[] parts = sealed.length() > MAX_LENGTH ? new String[0] : sealed.split("\\.", -1);
        if (parts.length != 4) {
            throw rejected("it is not ours");
        }
        String signed = sealed.substring(0, sealed.lastIndexOf('.'));
        SealKey key =
                keys.accepted().stream()
                        .filter(accepted -> accepted.id().equals(parts[1]))
                        .findFirst()
                        .orElseThrow(() -> rejected("it is not ours"));
        byte[] expected = mac(key, signed).getBytes(US_ASCII);
        if (!MessageDigest.isEqual(expected, parts[3].getBytes(UTF_8))) {
            throw rejected("it is not ours");
        }
        return Json.ofOurs(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static String mac(SealKey key, String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.secret());
            return base64(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static RpcError rejected(String why) {
        return RpcError.invalidParams("requestState is rejected: " + why + ".");
    }
}
