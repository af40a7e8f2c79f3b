package io.github.clockifymcp.controlplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.enforcement.AuditLine;
import io.github.clockifymcp.mcp.rpc.Json;
import java.util.Optional;

/// Where a tenant's chain goes on after older months were removed. It is a line like those of the
/// log, in a chain of its own by the same key, and cannot be taken for one of them: it has a
/// checkpoint's number and no line's.
///
/// @param index its place among the tenant's checkpoints, from 1
/// @param before the HMAC of the checkpoint before it in hexadecimal digits, or [AuditLine#NOTHING]
/// @param month the last that was removed, such as `2026-03`
/// @param number of the last line that was removed
/// @param last the HMAC of that line in hexadecimal digits
/// @param lines how many were removed with that month
record Checkpoint(
        String tenant,
        long index,
        String before,
        String month,
        long number,
        String last,
        long lines) {

    /// Before anything was removed.
    static Checkpoint none(String tenant) {
        return new Checkpoint(tenant, 0, AuditLine.NOTHING, "", 0, AuditLine.NOTHING, 0);
    }

    byte[] line() {
        return Json.bytes(
                Json.object()
                        .put("checkpoint", index)
                        .put("prev", before)
                        .put("tenant", tenant)
                        .put("month", month)
                        .put("number", number)
                        .put("last", last)
                        .put("lines", lines));
    }

    /// Reads one; empty when it is none.
    static Optional<Checkpoint> read(byte[] line) {
        try {
            ObjectNode json = Json.ofOurs(line);
            if (!json.path("checkpoint").isIntegralNumber()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Checkpoint(
                            json.path("tenant").asText(),
                            json.path("checkpoint").longValue(),
                            json.path("prev").asText(),
                            json.path("month").asText(),
                            json.path("number").longValue(),
                            json.path("last").asText(),
                            json.path("lines").longValue()));
        } catch (IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /// Whether it comes after another one, whose HMAC in hexadecimal digits this is.
    boolean follows(Checkpoint other, String mac) {
        return tenant.equals(other.tenant)
                && index == other.index + 1
                && before.equals(mac)
                && number > other.number;
    }
}
