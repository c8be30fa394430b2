package market.tessera.provider.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import market.tessera.provider.ProviderPortalApplication;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures imports on the test servers: a catalogue of invented offerings is taken for the first time, again unchanged, and with every tenth
 * offering changed. Run {@code main} with the number of offerings; {@code run} answers with the figures.
 */
public final class ImportSpeed {
    private ImportSpeed() {}

    /** Rows per second of the three passes. */
    public record Figures(long offerings, double first, double unchanged, double tenthChanged) {}

    public static void main(String[] arguments) throws IOException {
        var count = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        System.out.println(run(count));
    }

    public static Figures run(int count) throws IOException {
        var folder = Files.createTempDirectory("tessera-import-speed");
        var builder = ProviderPortalApplication.builder().initializers(new TestServersInitializer());
        try (var portal = builder.run("--server.port=0", "--portal.imports.spool=" + folder.resolve("spool"))) {
            measure(portal, catalogue(folder, 2_000, "warm-up", 0));
            var first = measure(portal, catalogue(folder, count, "speed", 0));
            var unchanged = measure(portal, catalogue(folder, count, "speed", 0));
            var changed = measure(portal, catalogue(folder, count, "speed", 10));
            return new Figures(count, count / first, count / unchanged, count / changed);
        }
    }

    private static double measure(ConfigurableApplicationContext portal, Path file) {
        var importFile = portal.getBean(ImportFile.class);
        var start = System.nanoTime();
        var progress = importFile.start(file, null, true).block();
        while (!progress.over()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            progress = importFile.progress(progress.id()).block();
        }
        if (progress.problem() != null || progress.rejected() > 0) {
            throw new IllegalStateException(progress.toString());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static Path catalogue(Path folder, int count, String source, int changedEvery) throws IOException {
        var file = folder.resolve(UUID.randomUUID() + ".json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"source\": \"%s\", \"providers\": [".formatted(source));
            for (var provider = 0; provider < 50; provider++) {
                out.write(provider == 0 ? "" : ",");
                out.write(
                        "{\"externalId\": \"%1$s-%2$d\", \"name\": \"Invented College %2$d of %1$s\", \"country\": \"NL\"}"
                                .formatted(source, provider));
            }
            out.write("], \"offerings\": [");
            for (var offering = 0; offering < count; offering++) {
                out.write(offering == 0 ? "\n" : ",\n");
                out.write(offering(source, offering, changedEvery > 0 && offering % changedEvery == 0));
            }
            out.write("]}");
        }
        return file;
    }

    private static String offering(String source, int number, boolean changed) {
        return """
                {"externalId": "%1$s-%2$d", "provider": "%1$s-%3$d", "title": "Practice of subject %2$d",
                 "summary": "What one needs to know and do in subject %2$d, in eight evenings.",
                 "description": "%4$s", "outcomes": ["Explain subject %2$d", "Apply it to a case of one's own", "Judge the work of others"],
                 "skills": [{"label": "skill %5$d"}, {"label": "skill %6$d"}],
                 "effort": {"hours": %7$d}, "credit": {"framework": "ECTS", "points": 2, "ects": 2},
                 "level": {"framework": "EQF", "value": "6"}, "assessment": [{"type": "project", "supervised": true}],
                 "participation": {"mode": "blended", "place": {"city": "Utrecht", "country": "NL"}},
                 "qualityAssurance": [{"type": "accreditation", "body": "NVAO"}], "languages": ["en", "nl"],
                 "costs": [{"type": "tuition", "amount": %8$d, "currency": "EUR", "mandatory": true},
                           {"type": "materials", "amount": 4900, "currency": "EUR", "mandatory": true}],
                 "subjects": [{"scheme": "ISCED-F", "code": "0613", "label": "Software and applications development and analysis"}],
                 "credential": {"type": "digital-badge", "name": "Badge %2$d"}, "refund": {"days": 14},
                 "intakes": [{"externalId": "a", "starts": "2027-02-01", "ends": "2027-04-01", "closes": "2027-01-20", "seats": 30},
                             {"externalId": "b", "starts": "2027-09-01", "ends": "2027-11-01", "closes": "2027-08-20", "seats": 24}]}""".formatted(
                        source,
                        number,
                        number % 50,
                        "A paragraph that says a little about what happens in this course, and why it may be worth one's evenings. "
                                .repeat(8),
                        number % 300,
                        number % 170,
                        10 + number % 90,
                        changed ? 99_900 : 50_000 + number % 1_000 * 100);
    }
}
