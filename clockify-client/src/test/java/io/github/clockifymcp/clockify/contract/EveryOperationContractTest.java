package io.github.clockifymcp.clockify.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.ApiRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The client has a request for everything that Clockify answers.
final class EveryOperationContractTest {

    @Test
    void every_operation_of_the_document_has_a_request() throws IOException {
        OpenApi document = OpenApi.read(Path.of(System.getProperty("clockify.openapi", "")));
        List<ApiRequest<?>> requests = new ArrayList<>();
        requests.addAll(new ContractTest().everything());
        requests.addAll(new PeopleContractTest().everything());
        requests.addAll(new ChangesContractTest().everything());

        Set<String> asked = new TreeSet<>();
        requests.forEach(request -> asked.add(document.operationOf(request)));

        Set<String> never = new TreeSet<>(document.operations());
        never.removeAll(asked);

        assertThat(document.operations()).hasSize(168);
        assertThat(never).isEmpty();
    }
}
