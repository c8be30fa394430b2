package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import market.tessera.sandbox.sampledata.CatalogueFiles;
import market.tessera.sandbox.sampledata.CatalogueLoader;
import market.tessera.sandbox.sampledata.CatalogueLoader.Loaded;
import market.tessera.sandbox.sampledata.SampleCatalogue;
import org.jspecify.annotations.Nullable;

/** Sees to it that the wanted catalogue is in, once per data folder. */
final class Catalogues {
    private static final String SAMPLE = "sample";

    private final DataFolder data;
    private final CatalogueLoader loader;
    private final Progress progress;

    Catalogues(DataFolder data, CatalogueLoader loader, Progress progress) {
        this.data = data;
        this.loader = loader;
        this.progress = progress;
    }

    void load(Options options) throws Exception {
        var known = Files.exists(list()) ? Files.readAllLines(list()) : List.<String>of();
        var catalogue = options.catalogue();
        if (catalogue == null) {
            if (known.isEmpty()) {
                loadSample();
            }
            return;
        }
        var entry = entry(catalogue, options.mapping());
        if (!known.contains(entry)) {
            if (!known.isEmpty()) {
                progress.say(
                        "  This data folder already holds a catalogue; the new one is added to it (--reset begins anew).");
            }
            bringIn(files(catalogue, options.mapping()), "Catalogue " + catalogue.getFileName());
            remember(entry);
        }
    }

    private void loadSample() throws Exception {
        var file = data.resolve("sample-catalogue.json");
        SampleCatalogue.write(file, LocalDate.now(ZoneId.systemDefault()));
        bringIn(CatalogueFiles.of(file), "Sample catalogue");
        remember(SAMPLE);
    }

    private void bringIn(CatalogueFiles files, String what) throws Exception {
        var loaded = progress.step(what, () -> loader.load(files));
        switch (loaded) {
            case Loaded.Refused(var reason) -> throw new LaunchFailure("The catalogue could not be loaded: " + reason);
            case Loaded.Done(var created, var updated, var unchanged, var rejected, var report) ->
                progress.say("    %,d offerings came in, %,d changed, %,d were there; %,d rows were rejected%s"
                        .formatted(created, updated, unchanged, rejected, rejected == 0 ? "." : ": " + report));
        }
    }

    private CatalogueFiles files(Path catalogue, @Nullable String mapping) {
        try {
            return mapping == null
                    ? CatalogueFiles.of(catalogue)
                    : CatalogueFiles.of(catalogue, mapping, data.resolve("mappings"));
        } catch (IOException missing) {
            throw new LaunchFailure(String.valueOf(missing.getMessage()), missing);
        }
    }

    private void remember(String entry) throws IOException {
        Files.writeString(list(), entry + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path list() {
        return data.resolve("catalogues");
    }

    private static String entry(Path file, @Nullable String mapping) throws IOException {
        return "%s %s %d %s".formatted(file, mapping, Files.size(file), Files.getLastModifiedTime(file));
    }
}
