package io.github.clockifymcp.clockify.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.sandbox.contract.Differences;
import io.github.clockifymcp.sandbox.contract.Differences.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every request that the client makes, held against Clockify's OpenAPI document and against the
/// one that others corrected. Where a document is wrong and the request is not, its file in
/// `resources/contract` says so.
final class ContractTest {

    @ParameterizedTest
    @CsvSource({"corrected, 168", "official, 158"})
    void every_operation_of_the_document_has_a_request(String which, int operations)
            throws IOException {
        OpenApi document = document(which);

        Set<String> asked = new TreeSet<>();
        requests().forEach(request -> asked.add(document.operationOf(request)));

        Set<String> never = new TreeSet<>(document.operations());
        never.removeAll(asked);
        assertThat(document.operations()).hasSize(operations);
        assertThat(never).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"corrected", "official"})
    void our_requests_are_as_the_document_wants_them_but_for_its_known_errors(String which)
            throws IOException {
        OpenApi document = document(which);
        Differences known =
                Differences.read(ContractTest.class, "/contract/%s-requests.tsv".formatted(which));

        List<Found> found = new ArrayList<>();
        // One name for an operation, whatever the documents call its parameters.
        OpenApi names = document("corrected");
        requests().forEach(r -> found.addAll(document.faultsOf(names.operationOf(r), r)));

        assertThat(known.unexplained(found)).isEmpty();
        assertThat(known.stale(found)).as("lines that explain nothing any more").isEmpty();
    }

    @Test
    void no_request_was_forgotten() throws IOException {
        assertThat(new PeopleRequests().everything()).hasSize(34);
        assertThat(new ChangeRequests().everything()).hasSize(4);
    }

    private static List<ApiRequest<?>> requests() throws IOException {
        List<ApiRequest<?>> all = new ArrayList<>();
        all.addAll(new Requests().everything());
        all.addAll(new PeopleRequests().everything());
        all.addAll(new ChangeRequests().everything());
        return all;
    }

    private static OpenApi document(String which) {
        Path folder = Path.of(System.getProperty("clockify.openapi", ""));
        return OpenApi.read(folder.resolve("clockify.%s.openapi.yaml".formatted(which)));
    }
}
