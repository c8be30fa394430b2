package market.tessera.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {
    private static final Path DATA = Path.of("/somewhere/.tessera");

    @TempDir
    private Path folder;

    @Test
    void startsOnPort8080WithTheSampleCatalogueUnlessToldOtherwise() {
        assertThat(parse()).isEqualTo(new Options(8080, DATA, false, null, null));
    }

    @Test
    void takesEveryOption() throws Exception {
        var file = Files.writeString(folder.resolve("programs.csv"), "id\n1\n");

        var options = parse(
                "--port",
                "9000",
                "--data",
                folder.toString(),
                "--reset",
                "--catalogue",
                file.toString(),
                "--mapping",
                "etpl-nj");

        assertThat(options).isEqualTo(new Options(9000, folder, true, file, "etpl-nj"));
    }

    @ParameterizedTest
    @CsvSource({
        "--port, needs a value",
        "--port x, needs a number",
        "--port 0, needs a number",
        "--port 70000, needs a number",
        "--ports 1, Unknown option --ports",
        "--catalogue /does/not/exist.csv, no readable catalogue file at /does/not/exist.csv",
        "--mapping etpl-nj, give it together with --catalogue",
        "--data --reset, needs a value"
    })
    void refusesInOneSentence(String arguments, String reason) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining(reason);
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), DATA);
    }
}
