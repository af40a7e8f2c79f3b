package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// State folders that a test cannot make by settings: who runs it may be root, and has a disk.
final class FolderTest {
    @TempDir Path folder;

    private final Findings findings = new Findings();

    @Test
    void a_disk_is_full_or_nearly_also_before_the_folder_is_made() throws IOException {
        long more = Files.getFileStore(folder).getTotalSpace() + 1;

        Folder.look(folder, more, more, findings);
        Folder.look(folder.resolve("to/be/made"), more, more, findings);
        Folder.look(folder, 0, more, findings);
        Folder.look(folder, 0, 0, findings);

        assertThat(findings.close())
                .extracting(Finding::symptom)
                .containsExactly(
                        Symptom.FOLDER_FULL,
                        Symptom.FOLDER_FULL,
                        Symptom.FOLDER_TIGHT,
                        Symptom.FOLDER_FINE);
    }

    /// Java's own modules are a file system that nobody may write to, not even root.
    @Test
    void a_folder_is_mounted_for_reading_alone() throws IOException {
        Folder.look(Path.of(URI.create("jrt:/java.base")), findings);

        assertThat(findings.close())
                .extracting(Finding::symptom)
                .containsExactly(Symptom.FOLDER_READ_ONLY);
    }
}
