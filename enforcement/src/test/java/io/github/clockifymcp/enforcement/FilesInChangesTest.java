package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whoever agrees to a change with a file agrees to that file.
class FilesInChangesTest {

    private static String digest(int... bytes) {
        byte[] file = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            file[i] = (byte) bytes[i];
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", "receipt.pdf").put("bytes", file);
        Step step = new Step("made", new Request("core", "POST", "/expenses", body));
        return CanonicalJson.digest(
                new Change(
                        "Send a file",
                        List.of(),
                        Set.of(Risk.WRITE),
                        Reach.OWN_WORK,
                        List.of(step),
                        List.of()));
    }

    @Test
    void another_byte_is_another_change() {
        assertThat(digest(1, 2, 3)).isEqualTo(digest(1, 2, 3));
        assertThat(digest(1, 2, 3)).isNotEqualTo(digest(1, 2, 4));
        assertThat(digest(1, 2, 3)).isNotEqualTo(digest(1, 2));
    }
}
