package io.github.clockifymcp.tools.invoices;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Invoices.Settings;
import io.github.clockifymcp.clockify.Invoices.SettingsEdit;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What new invoices begin with.
public final class InvoiceDefaults implements ToolGroup<Workplace> {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    @Override
    public String id() {
        return "invoices";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("INVOICING", "invoices", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_get_invoice_settings", GetSettings.class, Defaults.class)
                .title("Get invoice settings")
                .describe("Shows what new invoices begin with: days until due, texts, taxes.")
                .by((in, ws) -> Defaults.of(ws.api().invoices().settings()));

        tools.write("clockify_update_invoice_settings", UpdateSettings.class, Updated.class)
                .title("Update invoice settings")
                .describe("Changes what new invoices begin with. What is left out stays.")
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .plan(InvoiceDefaults::update);
    }

    record GetSettings() {}

    record Defaults(
            @Nullable Long dueDays,
            @Nullable String subject,
            @Nullable String note,
            @Nullable BigDecimal taxPercent,
            @Nullable BigDecimal tax2Percent)
            implements Told {
        static Defaults of(Settings settings) {
            return new Defaults(
                    settings.dueDays(),
                    blankIsNone(settings.subject()),
                    blankIsNone(settings.notes()),
                    settings.taxPercent(),
                    settings.tax2Percent());
        }

        private static @Nullable String blankIsNone(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }

        @Override
        public String told() {
            return String.join(
                    "\n",
                    "New invoices begin with:",
                    "due after: " + (dueDays == null ? "not set" : dueDays + " days"),
                    "subject: " + (subject == null ? "none" : Lines.one(subject)),
                    "note: " + (note == null ? "none" : Lines.one(note)),
                    "taxes: %s and %s".formatted(percent(taxPercent), percent(tax2Percent)));
        }
    }

    private static String percent(@Nullable BigDecimal percent) {
        return percent == null ? "none" : percent.toPlainString() + " %";
    }

    /// What can be emptied.
    enum Text {
        SUBJECT,
        NOTE
    }

    record UpdateSettings(
            @Doc("Days until due.") @Range(min = 0, max = 365) @Nullable Integer dueDays,
            @Doc("Its subject.") @Size(min = 1, max = 250) @Nullable String subject,
            @Doc("Its note.") @Size(min = 1, max = 3_000) @Nullable String note,
            @Doc("Its tax: 20 is twenty percent.") @Nullable BigDecimal taxPercent,
            @Doc("Its second tax.") @Nullable BigDecimal tax2Percent,
            @Doc("What becomes empty.") @Nullable List<Text> clear) {
        UpdateSettings {
            clear = clear == null ? null : List.copyOf(clear);
        }

        boolean wishesNothing() {
            return Stream.of(dueDays, subject, note, taxPercent, tax2Percent, clear)
                    .allMatch(Objects::isNull);
        }
    }

    /// @param changes each field's old and new value; empty when it was already so
    record Updated(List<String> changes) implements Told {
        Updated {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told("what new invoices begin with", changes);
        }
    }

    static Planned<Updated> update(UpdateSettings in, Workplace ws) {
        if (in.wishesNothing()) {
            throw Changes.nothingWished("what new invoices begin with");
        }
        Settings now = ws.api().invoices().settings();
        Changes changes = new Changes();
        SettingsEdit edit =
                new SettingsEdit(
                        days(now.dueDays(), in.dueDays(), changes),
                        text(Text.SUBJECT, now.subject(), in.subject(), in.clear(), changes),
                        text(Text.NOTE, now.notes(), in.note(), in.clear(), changes),
                        percent("tax", now.taxPercent(), in.taxPercent(), changes),
                        percent("second tax", now.tax2Percent(), in.tax2Percent(), changes));
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about what new invoices begin with")
                    .risk(Risk.BILLING)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new Updated(List.of()));
        }
        return ws.plan(
                        "Change what new invoices begin with: " + changes.said(),
                        "settings",
                        ws.api().invoices().changeSettings(now, edit))
                .undoneBy(ws.api().invoices().changeSettings(now, SettingsEdit.none()))
                .risk(Risk.BILLING)
                .touching(Reach.WORKSPACE)
                .replacing("invoice_settings", ws.account().workspace().id(), now.raw())
                .note("Invoices that are there already stay as they are.")
                .answering(answers -> new Updated(changes.lines()));
    }

    private static Edit<Long> days(@Nullable Long was, @Nullable Integer days, Changes changes) {
        if (days == null || (was != null && was == days.longValue())) {
            return Edit.keep();
        }
        changes.add("days until due", was == null ? null : was.toString(), days.toString());
        return Edit.set(days.longValue());
    }

    private static Edit<String> text(
            Text field,
            @Nullable String was,
            @Nullable String wanted,
            @Nullable List<Text> clear,
            Changes changes) {
        boolean clears = Changes.clears(clear, field, wanted);
        String now = was == null ? "" : was;
        String then = clears ? "" : wanted == null ? now : wanted.strip();
        if (then.equals(now)) {
            return Edit.keep();
        }
        changes.add(field == Text.NOTE ? "note" : "subject", now, then);
        return then.isEmpty() ? Edit.clear() : Edit.set(then);
    }

    private static Edit<BigDecimal> percent(
            String word, @Nullable BigDecimal was, @Nullable BigDecimal wanted, Changes changes) {
        if (wanted == null || (was != null && was.compareTo(wanted) == 0)) {
            return Edit.keep();
        }
        if (wanted.signum() < 0 || wanted.compareTo(ALL) > 0) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A %s of %s percent is none.".formatted(word, wanted.toPlainString()),
                    "20 is twenty percent, 0 none.");
        }
        changes.add(word, percent(was), percent(wanted));
        return Edit.set(wanted);
    }
}
