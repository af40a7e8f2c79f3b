package io.github.clockifymcp.server;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// In which zone times are said.
final class AuditZone {
    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneConverter.class,
            description = "The zone of the times, such as Europe/Berlin; left out, UTC.")
    private ZoneId zone = ZoneId.of("UTC");

    ZoneId zone() {
        return zone;
    }

    /// Reads a zone, or says what one looks like.
    private static final class ZoneConverter implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "‹" + text + "› is no time zone such as Europe/Berlin.");
            }
        }
    }
}
