package io.github.clockifymcp.mcp.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcCodecTest {

    @Test
    void a_number_and_a_text_are_two_ids() {
        Message.Request number = request("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        Message.Request text = request("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"ping\"}");

        assertThat(number.id()).isNotEqualTo(text.id());
        assertThat(number.id())
                .isEqualTo(request("{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"x\"}").id());
    }

    @Test
    void an_integer_of_any_size_comes_back_digit_for_digit() {
        String id = "-" + "9".repeat(900);

        Message.Request request =
                request("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");

        assertThat(new String(RpcCodec.result(request.id(), Result.empty()), UTF_8))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e2", "null", "{}", "[1]", "true"})
    void what_cannot_be_an_id_is_not_echoed(String id) {
        Message message = one("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");

        assertThat(message).isInstanceOf(Message.Unusable.class);
        assertThat(((Message.Unusable) message).id()).isNull();
    }

    @Test
    void bytes_that_are_not_utf_8_are_a_parse_error() {
        List<byte[]> wrong =
                List.of(
                        new byte[] {(byte) 0xC0, (byte) 0x80},
                        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                        new byte[] {(byte) 0xE2, (byte) 0x82},
                        new byte[] {(byte) 0xFF},
                        new byte[] {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80});

        for (byte[] bytes : wrong) {
            byte[] line =
                    join("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"".getBytes(UTF_8), bytes);

            assertThat(code(join(line, "\"}".getBytes(UTF_8)))).isEqualTo(RpcError.PARSE);
        }
    }

    @Test
    void a_byte_order_mark_does_not_matter() {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        byte[] line =
                join(mark, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(UTF_8));

        Packet packet = RpcCodec.decode(line, 0, line.length, 10);

        assertThat(packet.messages()).singleElement().isInstanceOf(Message.Request.class);
    }

    @Test
    void zeros_are_a_parse_error_and_no_other_encoding() {
        byte[] wide =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_16BE);

        assertThat(code(wide)).isEqualTo(RpcError.PARSE);
        assertThat(code(new byte[10])).isEqualTo(RpcError.PARSE);
    }

    @Test
    void nesting_is_taken_up_to_its_limit() {
        // The message itself and its params are two levels.
        assertThat(one(nested(Json.MAX_DEPTH - 2))).isInstanceOf(Message.Request.class);
        assertThat(code(nested(Json.MAX_DEPTH - 1).getBytes(UTF_8)))
                .isEqualTo(RpcError.INVALID_REQUEST);
        assertThat(code(nested(100_000).getBytes(UTF_8))).isEqualTo(RpcError.INVALID_REQUEST);
    }

    @Test
    void a_batch_is_taken_up_to_its_limit() {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

        assertThat(decode("[" + ping + "," + ping + "]", 2).messages()).hasSize(2);
        assertThat(decode("[" + ping + "," + ping + "," + ping + "]", 2).messages())
                .singleElement()
                .isInstanceOf(Message.Unusable.class);
    }

    @Test
    void a_list_of_bytes_stands_first_and_the_rest_follows() {
        Result result =
                new Result(
                        Json.object().put("nextCursor", "c"),
                        "tools",
                        List.of("{\"a\":1}".getBytes(UTF_8), "{\"b\":2}".getBytes(UTF_8)));

        byte[] line =
                RpcCodec.result(
                        request("{\"jsonrpc\":\"2.0\",\"id\":\"é\",\"method\":\"x\"}").id(),
                        result);

        assertThat(new String(line, UTF_8))
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":\"é\",\"result\":{\"tools\":[{\"a\":1},{\"b\":2}],\"nextCursor\":\"c\"}}");
    }

    private static String nested(int levels) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":{\"a\":%s%s}}"
                .formatted("[".repeat(levels), "]".repeat(levels));
    }

    private static Packet decode(String line, int maxBatch) {
        byte[] bytes = line.getBytes(UTF_8);
        return RpcCodec.decode(bytes, 0, bytes.length, maxBatch);
    }

    private static Message one(String line) {
        return decode(line, 10).messages().getFirst();
    }

    private static Message.Request request(String line) {
        return (Message.Request) one(line);
    }

    private static int code(byte[] line) {
        Packet packet = RpcCodec.decode(line, 0, line.length, 10);
        return ((Message.Unusable) packet.messages().getFirst()).error().code();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
