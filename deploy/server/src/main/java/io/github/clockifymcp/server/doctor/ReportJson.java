package io.github.clockifymcp.server.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.server.settings.Inventory;
import java.util.Locale;

/// A report for programs. Its form is on docs/guides-doctor.md; a field is added and none is taken
/// away without another number.
public final class ReportJson {
    private static final int FORM = 1;

    private ReportJson() {}

    /// The report as an object.
    public static ObjectNode of(Report report) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("form", FORM)
                .put("version", report.version())
                .put("at", report.at().toString())
                .put("profile", report.profile())
                .put("strict", report.strict())
                .put("offline", report.offline())
                .put("endpoint", report.endpoint())
                .put("code", report.code());
        all.set("settings", settings(report));
        ArrayNode findings = all.putArray("findings");
        for (Finding finding : report.findings()) {
            findings.addObject()
                    .put("key", finding.symptom().key())
                    .put("severity", finding.symptom().severity().label())
                    .put("section", finding.symptom().section().label())
                    .put("what", finding.what())
                    .put("mend", finding.mend());
        }
        return all;
    }

    /// The settings alone.
    static ArrayNode settings(Report report) {
        ArrayNode settings = JsonNodeFactory.instance.arrayNode();
        for (Inventory.Item item : report.settings()) {
            settings.addObject()
                    .put("name", item.setting().name())
                    .put("value", item.shown())
                    .put("source", item.origin().name().toLowerCase(Locale.ROOT))
                    .put("secret", item.setting().kind().secret())
                    .put("accepted", item.accepted());
        }
        return settings;
    }
}
