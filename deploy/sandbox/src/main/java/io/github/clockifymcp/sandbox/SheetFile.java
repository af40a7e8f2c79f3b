package io.github.clockifymcp.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The kinds of files that reports are exported as.
enum SheetFile {
    CSV("text/csv", "CSV_EXPORT"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX_EXPORT"),
    PDF("application/pdf", "");

    private final String mediaType;
    private final String feature;

    SheetFile(String mediaType, String feature) {
        this.mediaType = mediaType;
        this.feature = feature;
    }

    /// The file in an answer, for those whose plan has it.
    ///
    /// @param name without its ending; slashes in it are written as `%2F`, as Clockify does
    Answer answer(Call call, Sheet sheet, String name) {
        if (!feature.isEmpty()) {
            call.needs(feature);
        }
        String ending = "." + name().toLowerCase(Locale.ROOT);
        return Answer.file(name.replace("/", "%2F") + ending, mediaType, bytes(sheet));
    }

    private byte[] bytes(Sheet sheet) {
        return switch (this) {
            case CSV -> csv(sheet).getBytes(StandardCharsets.UTF_8);
            case XLSX -> Xlsx.of(sheet);
            case PDF -> Pdf.of(sheet);
        };
    }

    private static String csv(Sheet sheet) {
        StringBuilder csv = new StringBuilder(line(sheet.columns()));
        sheet.cells().forEach(row -> csv.append(line(row)));
        return csv.toString();
    }

    /// Every field stands in quotes, and a quote in one twice.
    private static String line(List<?> fields) {
        return fields.stream()
                .map(field -> '"' + field.toString().replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
