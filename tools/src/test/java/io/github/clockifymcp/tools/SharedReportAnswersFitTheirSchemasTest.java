package io.github.clockifymcp.tools;

import static io.github.clockifymcp.tools.AnswerSchemas.assertFits;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the tools about shared reports and exports answer fits the schema they publish for it, with
/// as little as Clockify can say.
class SharedReportAnswersFitTheirSchemasTest extends GroupAnswers {
    private static final String ID = "66b000000000000000000001";
    private static final String REPORT = "\"report\": \"" + ID + "\"";

    SharedReportAnswersFitTheirSchemasTest() {
        super(
                List.of("shared_reports"),
                Map.of(
                        "clockify_list_shared_reports", "{}",
                        "clockify_get_shared_report", "{" + REPORT + "}",
                        "clockify_export_shared_report", "{" + REPORT + ", \"format\": \"pdf\"}"),
                Map.of(
                        "clockify_create_shared_report", "{\"name\": \"New\"}",
                        "clockify_update_shared_report", "{" + REPORT + ", \"name\": \"New\"}",
                        "clockify_delete_shared_report", "{" + REPORT + "}"));
    }

    @Override
    StubTransport bare() {
        String all = StubDesk.WS + "/shared-reports";
        String one = "{\"id\": \"" + ID + "\"}";
        String reports = StubDesk.WS + "/reports/";
        return StubDesk.annas()
                .answers(all + "?sharedReportsFilter=ALL&page=1&pageSize=50", "{}")
                .answers(all, one)
                .answers(all + "/" + ID, one)
                .answers("/shared-reports/" + ID, "{\"filters\": " + one + "}")
                .answers(reports + "summary", "{\"totals\": [null]}")
                .answers(reports + "detailed", "{\"totals\": null}")
                .answers(
                        reports + "expenses/detailed",
                        "{\"totals\": {\"totalAmount\": 0, \"totalAmountBillable\": 0}}")
                .answers(reports + "weekly", "{\"totals\": []}")
                .answers(reports + "attendance", "{\"totals\": {}, \"entities\": []}");
    }

    @Test
    void exports_of_nothing_fit() {
        for (String kind : List.of("summary", "detailed", "weekly", "attendance", "expenses")) {
            String json = "{\"kind\": \"%s\", \"format\": \"csv\"}".formatted(kind);

            assertFits(
                    "clockify_export_report",
                    StubDesk.at(bare()).call("clockify_export_report", json));
        }
    }
}
