package market.tessera.checkout.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import market.tessera.checkout.CheckoutApplication;
import market.tessera.sandbox.buyer.Browser;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Checkout as production runs it: a JVM of its own, which can be killed. */
final class CheckoutProcess implements AutoCloseable {
    private static final Duration UNTIL_IT_ANSWERS = Duration.ofMinutes(3);

    private final Process process;

    private CheckoutProcess(Process process) {
        this.process = process;
    }

    /** Comes back when it answers. */
    static CheckoutProcess start(Map<String, Object> settings, Path log, Browser visitor) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var builder = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        CheckoutApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings));
        try {
            var started = new CheckoutProcess(builder.start());
            await("checkout, whose output is in " + log)
                    .atMost(UNTIL_IT_ANSWERS)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> started.answers(visitor));
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As by {@code kill -9}: nothing is told, finished or put away. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private boolean answers(Browser visitor) {
        if (!process.isAlive()) {
            throw new AssertionError("Checkout has ended with " + process.exitValue());
        }
        return Boolean.TRUE.equals(visitor.get("/basket")
                .map(answer -> answer.status() == 200)
                .onErrorResume(IOException.class, _ -> Mono.just(false))
                .block());
    }
}
