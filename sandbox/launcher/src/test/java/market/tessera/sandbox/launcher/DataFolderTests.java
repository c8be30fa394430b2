package market.tessera.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {
    @TempDir
    private Path folder;

    @Test
    void belongsToOneSandboxAtATime() throws Exception {
        try (var _ = DataFolder.open(folder, false)) {
            assertThatThrownBy(() -> DataFolder.open(folder, false))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("Another sandbox is running");
        }

        DataFolder.open(folder, false).close();
    }

    @Test
    void refusesWhatAnotherVersionMade() throws Exception {
        Files.writeString(folder.resolve("format"), "0\n");

        assertThatThrownBy(() -> DataFolder.open(folder, false))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("made by another version");
    }

    @Test
    void beginsAnewWhenAskedTo() throws Exception {
        Files.writeString(folder.resolve("format"), "0\n");
        Files.createDirectories(folder.resolve("postgres/base"));

        DataFolder.open(folder, true).close();

        assertThat(folder.resolve("postgres")).doesNotExist();
        assertThat(folder.resolve("format")).hasContent("1");
    }

    @Test
    void keepsItsSecretsToItsOwnerAndBetweenStarts() throws Exception {
        try (var data = DataFolder.open(folder, false)) {
            var first = Secrets.of(data).get("staff-private-key");

            assertThat(Secrets.of(data).get("staff-private-key")).isEqualTo(first);
            assertThat(Files.getPosixFilePermissions(folder.resolve("secrets.properties")))
                    .hasToString("[OWNER_READ, OWNER_WRITE]");
        }
    }

    @Test
    void stopsAServerThatOutlivedItsSandboxButNoOtherProcess() throws Exception {
        var bystander = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("opensearch.pid"), Long.toString(bystander.pid()));

        DataFolder.open(folder, false).close();

        assertThat(bystander.isAlive()).isTrue();
        assertThat(folder.resolve("opensearch.pid")).doesNotExist();
        bystander.destroy();
    }
}
