package io.github.clockifymcp.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A workbook of one sheet, as little as spreadsheet programs open: texts stand in their cells.
final class Xlsx {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String OFFICE =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final LocalDateTime WRITTEN = LocalDateTime.of(2026, 1, 1, 0, 0);

    private Xlsx() {}

    static byte[] of(Sheet sheet) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"%scontent-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>%s%s</Types>"
                        .formatted(
                                PACKAGE,
                                part("/xl/workbook.xml", "sheet.main+xml"),
                                part("/xl/worksheets/sheet1.xml", "worksheet+xml")));
        parts.put("_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"%s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                        .formatted(MAIN, OFFICE, text(sheet.title())));
        parts.put("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
        parts.put("xl/worksheets/sheet1.xml", worksheet(sheet));
        return zip(parts);
    }

    private static String part(String name, String type) {
        return "<Override PartName=\"%s\" ContentType=\"%s%s\"/>".formatted(name, TYPE, type);
    }

    private static String relation(String kind, String target) {
        return "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"r1\" Type=\"%s/%s\" Target=\"%s\"/></Relationships>"
                .formatted(PACKAGE, OFFICE, kind, target);
    }

    private static String worksheet(Sheet sheet) {
        StringBuilder xml =
                new StringBuilder("<worksheet xmlns=\"%s\"><sheetData>".formatted(MAIN));
        int number = 1;
        row(xml, number, sheet.columns());
        for (List<Object> cells : sheet.cells()) {
            number++;
            row(xml, number, cells);
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static void row(StringBuilder xml, int number, List<?> cells) {
        xml.append("<row r=\"%d\">".formatted(number));
        for (int column = 0; column < cells.size(); column++) {
            // No report has more columns than there are letters.
            String at = "%c%d".formatted('A' + column, number);
            Object cell = cells.get(column);
            xml.append(
                    cell instanceof Number
                            ? "<c r=\"%s\"><v>%s</v></c>".formatted(at, cell)
                            : "<c r=\"%s\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
                                    .formatted(at, text(cell.toString())));
        }
        xml.append("</row>");
    }

    private static String text(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\t\\n\\r]]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
    }

    private static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                // Else it would be the time of writing, and no two files the same.
                entry.setTimeLocal(WRITTEN);
                zip.putNextEntry(entry);
                zip.write((HEAD + part.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
