package io.github.clockifymcp.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table as pages of typewritten lines, in a font that every reader of PDF has. What that font
/// has no sign for is a question mark.
final class Pdf {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int LINES = 48;
    private static final int WIDEST = 30;

    /// Points across the page, and from its edge.
    private static final int ACROSS = 842;

    private static final int EDGE = 36;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> begins = new ArrayList<>();

    private Pdf() {}

    static byte[] of(Sheet sheet) {
        return new Pdf().write(lines(sheet));
    }

    private static List<String> lines(Sheet sheet) {
        List<List<?>> rows = new ArrayList<>();
        rows.add(sheet.columns());
        rows.addAll(sheet.cells());
        int[] widths = new int[sheet.columns().size()];
        for (List<?> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cell(row.get(i)).length());
            }
        }
        List<String> lines = new ArrayList<>(List.of(sheet.title(), ""));
        for (List<?> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = cell(row.get(i));
                line.append(cell).repeat(' ', widths[i] - cell.length() + 2);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String cell(Object value) {
        String text = value.toString().replaceAll("\\p{Cc}+", " ");
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    /// Object 1 is the catalogue, 2 the pages and 3 the font; then come each page and its content.
    private byte[] write(List<String> lines) {
        int pages = (lines.size() + LINES - 1) / LINES;
        String kids =
                IntStream.range(0, pages)
                        .mapToObj(page -> (4 + 2 * page) + " 0 R")
                        .collect(Collectors.joining(" "));
        add("%PDF-1.4\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Kids [%s] /Count %d >>".formatted(kids, pages));
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>");
        int longest = lines.stream().mapToInt(String::length).max().orElse(1);
        // A letter of Courier is six tenths as wide as it is high.
        double size = Math.clamp((ACROSS - 2 * EDGE) / (0.6 * longest), 2, 10);
        for (int page = 0; page < pages; page++) {
            int first = page * LINES;
            List<String> some = lines.subList(first, Math.min(lines.size(), first + LINES));
            object(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d 595] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
                            .formatted(ACROSS, 5 + 2 * page));
            String content = content(some, size);
            object(
                    "<< /Length %d >>\nstream\n%s\nendstream"
                            .formatted(content.getBytes(WESTERN).length, content));
        }
        int index = out.size();
        add("xref\n0 %d\n0000000000 65535 f \n".formatted(begins.size() + 1));
        begins.forEach(at -> add("%010d 00000 n \n".formatted(at)));
        add(
                "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(begins.size() + 1, index));
        return out.toByteArray();
    }

    private static String content(List<String> lines, double size) {
        String text =
                lines.stream()
                        .map(line -> "(%s) Tj T*".formatted(escaped(line)))
                        .collect(Collectors.joining("\n"));
        return "BT /F1 %s Tf 11 TL %d 550 Td\n%s\nET"
                .formatted(String.format(Locale.ROOT, "%.1f", size), EDGE, text);
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    }

    private void object(String content) {
        begins.add(out.size());
        add("%d 0 obj\n%s\nendobj\n".formatted(begins.size(), content));
    }

    private void add(String text) {
        out.writeBytes(text.getBytes(WESTERN));
    }
}
