package market.tessera.sandbox.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import market.tessera.sandbox.servers.ServerFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ./tessera}: starts everything, says when it is ready, ends everything on Ctrl-C. */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.println(Options.USAGE);
            return;
        }
        var progress = new Progress(System.out);
        var sandbox = new Sandbox(progress);
        var ending = new AtomicBoolean();
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            ending.set(true);
                            sandbox.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        try {
            sandbox.start(Options.parse(words, defaultData()));
        } catch (Exception failure) {
            if (!ending.get()) {
                LOG.error("The sandbox did not start", failure);
                System.err.println(words(failure));
                System.exit(1);
            }
            LOG.info("Ended before it was ready: {}", failure.toString());
        }
        stopped.await();
    }

    private static String words(Exception failure) {
        return failure instanceof LaunchFailure || failure instanceof ServerFailure
                ? String.valueOf(failure.getMessage())
                : "Tessera could not start: " + failure.getMessage() + ". Details are in the log file.";
    }

    private static Path defaultData() {
        return Path.of(System.getProperty("tessera.home", "."), ".tessera")
                .toAbsolutePath()
                .normalize();
    }
}
